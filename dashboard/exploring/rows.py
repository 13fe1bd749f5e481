"""The table of chosen values, and the links between its pages."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, figure, way_to
from dashboard.exploring.asked import ROWS, Paging
from dashboard.figure_said import breakdown_words
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Chosen, ObservationStatus, labels

COLUMNS = (
    "explore.column_what", "shared.period", "shared.place", "shared.breakdown", "shared.value",
    "explore.column_status", "shared.publisher",
)  # fmt: skip


def value_rows(
    found: Sequence[Chosen], paging: Paging, values: int, address: Address, words: Words
) -> list[Child]:
    """One page of the values; it says how many of them are hidden."""
    columns = [Column(words(key), right=key == "shared.value") for key in COLUMNS]
    last = paging.first + len(found)
    caption = words("explore.caption", first=paging.first + 1, last=last, total=values)
    rows = [Row(_row(one, address, words)) for one in found]
    return [
        listing(caption, columns, [Group(None, rows)], "data-values"),
        _hidden(found, words),
        _pages(paging, values, address, words),
    ]


def _row(chosen: Chosen, address: Address, words: Words) -> list[Child]:
    line, held = chosen
    one, catalogue = held.observation, services().catalogue
    indicator = words.text(catalogue.indicators[one.indicator].title)
    page = html.A(indicator, href=way_to(address, held).replace("#trail", ""))
    said = [words(f"explore.status_{held.status}"), labels.release_words(held, words.language)]
    return [
        html.Span([html.Span(page, className="nm"), html.Small(words.text(line.series.title))]),
        labels.when_words(one, line.series, words.language),
        labels.place_words(catalogue.places[one.place], words.language),
        breakdown_words(one.disaggregation.code, catalogue, words),
        figure(held, line.unit, words, address, noun=True),
        ", ".join(filter(None, said)),
        words.text(line.series.publisher),
    ]


def _hidden(found: Sequence[Chosen], words: Words) -> Component | None:
    """How many values of this page have no number, lest they be taken for zeros."""
    count = sum(is_hidden(one) for one in found)
    return html.P(words.counted("explore.hidden_note", count), className="note") if count else None


def is_hidden(chosen: Chosen) -> bool:
    one = chosen.held.observation
    is_withheld = one.words == labels.WITHHELD
    return one.status is ObservationStatus.SUPPRESSED and not is_withheld


def _pages(paging: Paging, values: int, address: Address, words: Words) -> Component | None:
    """Where the reader is, and links to the pages around and at the ends."""
    if paging.pages == 1:
        return None
    page, last = paging
    after = min(ROWS, values - page * ROWS)
    ways = [
        ("first_page", 1, page > 2),
        ("before", page - 1, page > 1),
        ("after", page + 1, page < last),
        ("last_page", last, page < last - 1),
    ]
    said = {
        "first_page": words("explore.first_page"),
        "before": words.counted("explore.before", ROWS),
        "after": words.counted("explore.after", after),
        "last_page": words("explore.last_page"),
    }
    links = [
        html.A(said[name], href=_to(number, address)) for name, number, is_there in ways if is_there
    ]
    where = words("explore.page_of", page=page, pages=last)
    return html.Nav(
        html.P([where, *links], className="pages"), **attrs(aria_label=words("explore.pages"))
    )


def _to(page: int, address: Address) -> str:
    return address.here(page=str(page) if page > 1 else None) + "#values"
