"""One program: who delivers it and where, its money by stage, what it put in place or reached."""

from collections.abc import Iterable

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.absent_marks import then_of
from dashboard.addresses import Address
from dashboard.components import (
    Child,
    Column,
    Fact,
    facts,
    missing,
    opening,
    section,
    unsaid,
)
from dashboard.contents import contents
from dashboard.contributions import actions_table
from dashboard.funds import figures
from dashboard.money_rows import MoneyRows, breakdown_of, document_link
from dashboard.pillar_money import STAGES, stage_facts
from dashboard.programs import Ties, actions_of, awards_of, program_named, ties_of
from dashboard.quoted import title_of
from dashboard.routes import Route, add_route
from dashboard.services import Services, services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Framework, Pillar, Program, labels

SAID = 5  # sentences on what the page does not tell
PLACES = ("region", "care-unit")  # dimensions that narrow a figure to a part of the province


def register(app: Dash) -> None:
    add_route(app, Route("/program/<program>", title, layout))


def title(address: Address, program: str) -> str:
    one = program_named(program, services(), address.known_at)
    return Words(address.language).text(one.title)


def layout(address: Address, program: str) -> list[Component | None]:
    words, held = Words(address.language), services()
    one = program_named(program, held, address.known_at)
    parts = [
        _money(one, address, held, words),
        _awards(one, address, held, words),
        _outputs(one, address, held, words),
        _contributes(one, address, held, words),
        _initiatives(one, address, held, words),
        _sources(one, address, held, words),
        unsaid(
            words("programs.says_title"),
            [words(f"programs.says_{number}") for number in range(1, SAID + 1)],
        ),
    ]
    shown = [part for part in parts if part]
    return [_opening(one, address, held, words), contents(shown, words), *shown]


def _opening(one: Program, address: Address, held: Services, words: Words) -> Component:
    name = words.text(one.title)
    crumbs = [
        (words("funding.kicker"), address.to("/funding")),
        (words("programs.title"), address.to("/funding#every-program")),
        (name, None),
    ]
    return opening(
        _finding(one, held, words), words.text(one.about), words("programs.kicker"), crumbs,
        facts(_facts(one, address, held, words)),
    )  # fmt: skip


def _finding(one: Program, held: Services, words: Words) -> str:
    """How much of its money is on record, and that none of it is a payment where none is."""
    name, found = words.text(one.title), [*figures(one.money, held), *awards_of(one, held)]
    if not found:
        return words("programs.finding_none", name=name)
    key = "programs.finding_paid" if figures(one.paid, held) else "programs.finding"
    return words.counted(key, len(found), name=name)


def _facts(one: Program, address: Address, held: Services, words: Words) -> list[Fact]:
    """Who and where, then the newest amount of each stage or that none was found."""
    return [
        (words("programs.fact_by"), words.text(one.delivered_by), None),
        (words("programs.fact_where"), _where(one, held, words), None),
        *stage_facts(one, address, words),
    ]


def _where(one: Program, held: Services, words: Words) -> Child:
    """The parts of the province that its figures name; else the places they are of."""
    found = [*figures((*one.money, *one.outputs), held), *awards_of(one, held)]
    parts = {
        breakdown_of(each, kind, held.catalogue, words) for each in found for kind in PLACES
    } - {""}
    places = {held.catalogue.place(each.held.observation.place) for each in found}
    said = sorted(parts) or sorted(labels.place_words(each, words.language) for each in places)
    return ", ".join(said) if said else missing(words("programs.where_unsaid"))


def _money(one: Program, address: Address, held: Services, words: Words) -> Component:
    """Its amounts stage by stage, and the stages of which none was found."""
    rows = MoneyRows(address, words, held.catalogue)
    found = {stage: figures(getattr(one, stage), held) for stage in (*STAGES, "together")}
    groups = [
        Group(words(f"programs.stage_{stage}"), rows.of(each)) for stage, each in found.items()
    ]
    lacking = [words(f"programs.lacks_{stage}") for stage in STAGES if not found[stage]]
    columns = rows.columns("what", "period", "amount", "document")
    table = listing(words("programs.money_caption"), columns, groups)
    said = words("programs.lacks", stages=words.joined(lacking))
    return section(
        "money", words("programs.money_title"), table if any(found.values()) else None,
        html.P(missing(said)) if lacking else None, note=words("programs.money_note"),
    )  # fmt: skip


def _awards(one: Program, address: Address, held: Services, words: Words) -> Component | None:
    found = awards_of(one, held)
    if not found:
        return None
    rows = MoneyRows(address, words, held.catalogue)
    on = then_of(address).day or held.store.today()
    caption = words.counted("partners.awards_caption", len(found))
    return section(
        "awards", words("programs.awards_title"), *rows.awards(found, caption, on),
        note=words("programs.awards_note"),
    )  # fmt: skip


def _outputs(one: Program, address: Address, held: Services, words: Words) -> Component:
    """What was put in place or reached, each figure leading to its trail."""
    found, rows = figures(one.outputs, held), MoneyRows(address, words, held.catalogue)
    columns = [
        Column(words(f"programs.column_{name}"), right=name == "figure")
        for name in ("output", "period", "figure", "document")
    ]
    table = rows.table(words("programs.outputs_caption"), columns, [Group(None, rows.of(found))])
    return section(
        "outputs", words("programs.outputs_title"), table, note=words("programs.outputs_note")
    )


def _contributes(one: Program, address: Address, held: Services, words: Words) -> Component:
    """The indicators that it feeds or serves, under the outcomes of the strategy that is shown."""
    framework, ties = held.catalogue.framework(address.framework), ties_of(one, held)
    columns = [Column(words(f"programs.column_{name}")) for name in ("indicator", "outcome", "tie")]
    groups = [
        Group(
            html.A(words.text(pillar.title), href=address.to(f"/pillar/{pillar.id}")),
            _tied(pillar, ties, address, held, words),
        )
        for pillar in framework.pillars
    ]
    table = listing(
        words("programs.contributes_caption"), columns, groups, "ties", hidden_caption=True
    )
    shown = table if any(group.rows for group in groups) else html.P(_untied(framework, words))
    return section(
        "contributes", words("programs.contributes_title"), shown,
        note=words("programs.contributes_note", strategy=words.text(framework.title)),
    )  # fmt: skip


def _untied(framework: Framework, words: Words) -> Component:
    return missing(words("programs.untied", strategy=words.text(framework.title)))


def _tied(pillar: Pillar, ties: Ties, address: Address, held: Services, words: Words) -> list[Row]:
    rows = []
    for outcome in pillar.outcomes:
        for entry in outcome.indicators:
            if entry.id in ties:
                indicator = held.catalogue.indicator(entry.id)
                link = html.A(words.text(indicator.title), className="nm",
                              href=address.to(f"/indicator/{indicator.id}"))  # fmt: skip
                tie = "programs.tie_figure" if ties[entry.id] else "programs.tie_initiative"
                rows.append(Row([link, words.text(outcome.title), words(tie)]))
    return rows


def _initiatives(one: Program, address: Address, held: Services, words: Words) -> Component | None:
    found = actions_of(one, held, address.known_at)
    if not found:
        return None
    table = actions_table(found, words("programs.actions_caption"), address, words)
    return section(
        "initiatives", words("programs.actions_title"), table, note=words("programs.actions_note")
    )


def _sources(one: Program, address: Address, held: Services, words: Words) -> Component:
    """Every document that the page rests on, once also where two sources read it."""
    columns = [Column(words(f"programs.column_{name}")) for name in ("title", "published")]
    documents = [
        (source, held.catalogue.document(source, name))
        for source, name in _documents(one, address, held)
    ]
    once = {(found.title, found.publisher, found.published_on): (source, found)
            for source, found in reversed(documents)}  # fmt: skip
    rows = [
        Row([html.Span(title_of(found, words), className="nm"),
             document_link(source, found, address, words)])
        for source, found in reversed(once.values())
    ]  # fmt: skip
    table = listing(
        words("programs.sources_caption"), columns, [Group(None, rows)], hidden_caption=True
    )
    return section("sources", words("programs.sources_title"), table)


def _documents(one: Program, address: Address, held: Services) -> Iterable[tuple[str, str]]:
    """By source and id, each once: what describes it, then what its figures and states are from."""
    source, _, document = one.source.partition("/")
    found = [*figures((*one.money, *one.outputs), held), *awards_of(one, held)]
    said = [(each.line.source.id, each.held.observation.document) for each in found]
    done = actions_of(one, held, address.known_at)
    said += [(each.source.id, each.action.document) for each in done]
    return dict.fromkeys([(source, document), *said])
