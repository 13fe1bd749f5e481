"""The form by which values are chosen: plain, answered by an address, whole without a script."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import attrs
from dashboard.exploring.asked import FIRST_YEAR, LAST_YEAR, STATUSES, WHOLE, is_narrowed
from dashboard.forms import choice, field, hidden_fields, text_field
from dashboard.services import Services
from dashboard.spelling import folded
from dashboard.text import Words
from metrics import Choice, Disaggregation

Option = tuple[str, str]  # what the address holds, and its words
NAMED = 80  # letters of a name in a list


def filter_form(address: Address, held: Services, words: Words) -> Component:
    """Selects with what this reader can find, two years, and the way back to everything."""
    options = _options(address, held, words)
    selects = [_select(name, every, address, words) for name, every in options.items()]
    at_status = len(selects) - 1
    show_all = html.A(words("explore.show_all"), href=address.to("/data"))
    return html.Form(
        [
            *hidden_fields(address.state),
            *selects[:at_status],
            *(_year(name, address, words) for name in ("from", "to")),
            *selects[at_status:],
            html.Button(words("explore.show"), className="btn"),
            show_all if is_narrowed(address) else None,
            html.P(words("explore.years_note"), className="note", id="data-years"),
        ],
        className="filters data-filters", action="/data", method="get", role="search",
        **attrs(aria_label=words("explore.filter_label")),
    )  # fmt: skip


def _options(address: Address, held: Services, words: Words) -> dict[str, list[Option]]:
    """What each select offers, in alphabetical order: of what is held, and seen by this reader."""
    catalogue = held.catalogue
    lines = list(held.store.choosing.lines(Choice()))
    near = _near({(one.indicator, one.series) for one in lines}, address)
    sources = {one.series.partition("/")[0] for one in lines} & catalogue.sources.keys()
    return {
        "indicator": _named(
            (one, words.text(catalogue.indicators[one].title))
            for one in {one.indicator for one in lines} & catalogue.indicators.keys()
        ),
        "source": _named((one, _source(one, held, words)) for one in sources),
        "series": _named(
            (one, words.text(catalogue.series_of(one).title))
            for one in near & catalogue.series.keys()
        ),
        "place": _named(
            (one, words.text(catalogue.places[one].title))
            for one in {one.place for one in lines} & catalogue.places.keys()
        ),
        "by": [
            (WHOLE, words("explore.by_total")),
            *_named(_dimensions({one.disaggregation for one in lines}, held, words)),
        ],
        "status": [(one.value, words(f"explore.status_{one.value}")) for one in STATUSES],
    }


def _near(lines: Iterable[tuple[str, str]], address: Address) -> set[str]:
    """The series of the indicator or source that is asked for, and the one asked for itself."""
    indicator, source = address.asked("indicator"), address.asked("source")
    narrows = bool(indicator or source)
    return {
        series for of, series in lines
        if series == address.asked("series") or (
            narrows and indicator in (None, of)
            and source in (None, series.partition("/")[0])
        )
    }  # fmt: skip


def _source(name: str, held: Services, words: Words) -> str:
    source = held.catalogue.sources[name]
    publisher, title = words.text(source.publisher), words.text(source.title)
    return title if publisher in title else f"{publisher}{words('shared.colon')}{title}"


def _dimensions(codes: Iterable[str], held: Services, words: Words) -> Iterable[Option]:
    used = {name for code in codes for name, _ in Disaggregation.parse(code).members}
    for name in used & held.catalogue.dimensions.keys():
        title = words.text(held.catalogue.dimensions[name].title)
        yield name, title[:1].upper() + title[1:]


def _named(options: Iterable[Option]) -> list[Option]:
    return sorted(options, key=lambda one: folded(one[1]))


def _select(name: str, options: list[Option], address: Address, words: Words) -> Component:
    """A list with "every one" first; of series only those near what is chosen already."""
    every = words(f"explore.any_{name}")
    if name == "series" and not options:
        every = f"{every} ({words('explore.series_first')})"
    offered = [("", every), *((code, _short(said)) for code, said in options)]
    id_ = f"data-{name}"
    control = choice(name, id_, offered, address.asked(name) or "")
    return field(words(f"explore.{name}"), id_, control)


def _short(said: str) -> str:
    return said if len(said) <= NAMED else said[: NAMED - 1].rstrip(" ,") + "…"


def _year(name: str, address: Address, words: Words) -> Component:
    id_ = f"data-{name}"
    control = text_field(
        name, id_, address.asked(name) or "", "number", min=str(FIRST_YEAR), max=str(LAST_YEAR),
        step="1", aria_describedby="data-years",
    )  # fmt: skip
    return field(words(f"explore.{name}"), id_, control)
