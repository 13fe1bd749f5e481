"""Data quality: which figures are weak, by six measures, and what is to be seen to."""

from collections.abc import Iterable
from typing import NamedTuple

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.absent_marks import then_of
from dashboard.addresses import Address
from dashboard.components import Child, Column, opening, section
from dashboard.quality.lists import of_figures, of_returns
from dashboard.quality.of_partners import (
    PartnerMaterial,
    of_partner,
    partner_material,
    partners_seen,
)
from dashboard.quality.of_sources import Material, material, of_source
from dashboard.quality.said import cell, listed
from dashboard.quality.verdicts import Judged, Measure, Word
from dashboard.routes import Route, add_route
from dashboard.row_pages import PAGE, Rows, first_row, row_pages
from dashboard.services import Services, services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Text, UnknownError

MEASURE = Text("measure", "Mesure")


class Subject(NamedTuple):
    """A source or a partner with its measures; `kind` is its key in the address."""

    kind: str
    id: str
    title: Text
    path: str
    judged: Judged


def register(app: Dash) -> None:
    add_route(app, Route("/quality", title, layout, ("source", "partner", "measure", "from")))


def title(address: Address) -> str:
    return Words(address.language)("quality.kicker")


def layout(address: Address) -> list[Child]:
    words, held = Words(address.language), services()
    on = then_of(address).day or held.store.today()
    figures, returns = material(held.store, on), partner_material(held, on)
    sources, partners = _sources(figures), _partners(held, returns)
    card = held.store.scorecard(address.framework)
    return [
        opening(_finding(sources, words), words("quality.lead"), words("quality.kicker")),
        _table(sources, partners, address, words),
        _behind([*sources, *partners], address, words),
        *(of_returns(returns, address, words) if returns else ()),
        *of_figures(figures, card, address, words),
        _rules(words, of_partners=bool(partners)),
    ]


def _sources(held: Material) -> list[Subject]:
    return [
        Subject("source", one.id, one.title, f"/sources/{one.id}", of_source(one, held))
        for one in held.catalogue.sources.values()
    ]


def _partners(held: Services, returns: PartnerMaterial | None) -> list[Subject]:
    if returns is None:
        return []
    return [
        Subject("partner", name, one.title, "/returns/calendar", of_partner(one, returns))
        for name, one in partners_seen(held).items()
    ]


def _finding(sources: Iterable[Subject], words: Words) -> str:
    """How many of the words on the sources ask for a look."""
    found = [verdict.word for one in sources for verdict in one.judged.values()]
    told = [one for one in found if one is not Word.UNTOLD]
    looks = sum(one is Word.LOOK for one in told)
    return words.counted("quality.finding", looks, of=len(told))


def _table(
    sources: list[Subject], partners: list[Subject], address: Address, words: Words
) -> Component:
    columns = [Column(words("quality.column_source"))]
    columns += [Column(words(f"quality.{one}")) for one in Measure]
    groups = [
        Group(words("quality.sources") if partners else None,
              [_row(one, address, words) for one in _ordered(sources, words)]),
        Group(words("quality.partners"), [_row(one, address, words) for one in partners]),
    ]  # fmt: skip
    table = listing(words("quality.caption"), columns, groups, "quality", hidden_caption=True)
    return section(
        "measures", words("quality.table_title"), table, note=words("quality.table_note")
    )


def _ordered(found: list[Subject], words: Words) -> list[Subject]:
    return sorted(found, key=lambda one: words.text(one.title))


def _row(one: Subject, address: Address, words: Words) -> Row:
    query = {"partner": one.id} if one.kind == "partner" else {}
    name = html.A(words.text(one.title), href=address.to(one.path, **query))
    cells = [
        cell(verdict, measure, _way(one, measure, address), words)
        for measure, verdict in one.judged.items()
    ]
    return Row([html.Span(name, className="nm"), *cells])


def _way(one: Subject, measure: Measure, address: Address) -> str:
    return address.to("/quality#behind", **{one.kind: one.id, "measure": str(measure)})


def _behind(every: list[Subject], address: Address, words: Words) -> Component | None:
    """The values or definitions behind the cell that the address asks for."""
    one, measure = _asked(every, address), _measure(address.asked("measure"))
    if one is None or measure is None:
        return None
    verdict, first = one.judged[measure], first_row(address)
    shown = verdict.weak[first : first + PAGE]
    heading = words(
        "quality.behind_title", measure=words(f"quality.{measure}"), name=words.text(one.title)
    )
    return section(
        "behind", heading, cell(verdict, measure, None, words),
        html.Div(listed(shown, address, words), className="in-two"),
        row_pages(Rows(first, len(shown), len(verdict.weak)), "behind", address, words),
        note=words(f"quality.rule_{measure}_partner" if one.kind == "partner"
                   else f"quality.rule_{measure}"),
    )  # fmt: skip


def _asked(every: list[Subject], address: Address) -> Subject | None:
    """The source or partner that is asked for; what is not seen is as unknown as what is not."""
    for kind, known in (("source", Text("source", "Source")),
                        ("partner", Text("organization", "Organisme"))):  # fmt: skip
        if name := address.asked(kind):
            found = {one.id: one for one in every if one.kind == kind}
            if name not in found:
                raise UnknownError(known, name, found)
            return found[name]
    return None


def _measure(name: str | None) -> Measure | None:
    if name and name not in list(Measure):
        raise UnknownError(MEASURE, name, list(Measure))
    return Measure(name) if name else None


def _rules(words: Words, *, of_partners: bool) -> Component:
    """Each measure's rule; for who sees partners also theirs."""
    kinds = ("", "_partner") if of_partners else ("",)
    parts: list[Child] = []
    for one in Measure:
        parts.append(html.Dt(words(f"quality.{one}")))
        parts.append(html.Dd([html.P(words(f"quality.rule_{one}{kind}")) for kind in kinds]))
    return section(
        "rules", words("quality.rules_title"), html.Dl(parts, className="glossary"),
        html.P(words("quality.rules_marks"), className="note"),
        note=words("quality.rules_note"),
    )  # fmt: skip
