"""One organization: what was awarded to it, what it takes part in, which indicators it feeds."""

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
    figure,
    opening,
    section,
    unsaid,
)
from dashboard.contents import contents
from dashboard.contributions import actions_table
from dashboard.known_then import action_known
from dashboard.money_rows import MoneyRows
from dashboard.organizations import Named, actions_of, organization, recipients_of
from dashboard.partner_returns import returns_sections
from dashboard.quoted import name_of, naming
from dashboard.routes import Route, add_route
from dashboard.services import Services, services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import RECIPIENT, Chosen, HeldAction, HeldObservation, labels

SAID = 5  # sentences on what the page does not tell


def register(app: Dash) -> None:
    add_route(app, Route("/partner/<partner>", title, layout))


def title(address: Address, partner: str) -> str:
    return Words(address.language).text(organization(partner, services()).title)


def layout(address: Address, partner: str) -> list[Component | None]:
    words, held = Words(address.language), services()
    one = organization(partner, held)
    parts = [
        _awards(one, address, held, words),
        _initiatives(one, address, held, words),
        _indicators(one, address, held, words),
        *returns_sections(one, address, held, words),
        unsaid(
            words("partners.says_title"),
            [words(f"partners.says_{number}") for number in range(1, SAID + 1)],
        ),
    ]
    shown = [part for part in parts if part]
    return [_opening(one, address, held, words), contents(shown, words), *shown]


def _opening(one: Named, address: Address, held: Services, words: Words) -> Component:
    crumbs = [
        (words("funding.kicker"), address.to("/funding")),
        (words("partners.title"), address.to("/partners")),
        (name_of(one.title, words), None),
    ]
    strip: list[Fact] = [
        (words(f"partners.fact_{key}"), words.number(count), None)
        for key, count in (
            ("awards", len(one.awards)),
            ("initiatives", len(_actions(one, address, held))),
            ("figures", len(one.figures)),
        )
        if count or key != "figures"  # awards are figures too: none by name is no "0 figures"
    ]
    return opening(
        naming(_finding(one, words), one.title, words),
        _lead(one, words),
        words("partners.kicker"),
        crumbs,
        facts(strip),
    )


def _finding(one: Named, words: Words) -> str:
    """The organization, and how much of it is known here; its returns are counted to nobody."""
    name = words.text(one.title)
    if one.awards:
        return words.counted("partners.finding_awards", len(one.awards), name=name)
    if one.figures:
        return words.counted("partners.finding_figures", len(one.figures), name=name)
    return name


def _lead(one: Named, words: Words) -> str:
    """By what the organization is known here."""
    if one.awards:
        return words("partners.lead_awards")
    return words("partners.lead_figures" if one.figures else "partners.lead_returns")


def _awards(one: Named, address: Address, held: Services, words: Words) -> Component | None:
    if not one.awards:
        return None
    rows = MoneyRows(address, words, held.catalogue)
    on = then_of(address).day or held.store.today()
    caption = words.counted("partners.awards_caption", len(one.awards))
    return section(
        "awards", words("partners.awards_title"), *rows.awards(one.awards, caption, on),
        note=words("partners.awards_note"),
    )  # fmt: skip


def _actions(one: Named, address: Address, held: Services) -> list[HeldAction]:
    every = actions_of(one, held)
    return [action for action in every if action_known(action, held, address.known_at)]


def _initiatives(one: Named, address: Address, held: Services, words: Words) -> Component | None:
    actions = _actions(one, address, held)
    if not actions:
        return None
    table = actions_table(actions, words("partners.actions_caption"), address, words)
    return section(
        "initiatives", words("partners.actions_title"), table, note=words("partners.actions_note")
    )


def _fed(one: Named) -> list[Chosen]:
    """The newest public figure by its name of each series, place and indicator, in their order."""
    every = [*(Chosen(award.line, award.held) for award in one.awards), *one.figures]
    newest: dict[tuple[str, ...], Chosen] = {}
    for found in sorted(every, key=lambda chosen: chosen.held.observation.period.end):
        value = found.held.observation
        newest[value.indicator, value.series, value.place] = found
    return [newest[key] for key in sorted(newest)]


def _indicators(one: Named, address: Address, held: Services, words: Words) -> Component | None:
    fed = _fed(one)
    if not fed:
        return None
    names = ("indicator", "series", "figure", "period", "place")
    columns = [Column(words(f"partners.column_{name}"), right=name == "figure") for name in names]
    table = listing(
        words("partners.indicators_caption"), columns,
        [Group(None, list(_rows(fed, address, held, words)))], "feeds", hidden_caption=True,
    )  # fmt: skip
    return section(
        "indicators", words("partners.indicators_title"), table,
        note=words("partners.indicators_note"),
    )  # fmt: skip


def _rows(fed: list[Chosen], address: Address, held: Services, words: Words) -> Iterable[Row]:
    for line, newest in fed:
        value = newest.observation
        indicator = held.catalogue.indicator(value.indicator)
        cells: list[Child] = [
            html.A(words.text(indicator.title), href=address.to(f"/indicator/{indicator.id}"),
                   className="nm"),
            words.text(line.series.title),
            [figure(newest, line.unit, words, address), _shared(newest, held, words)],
            labels.when_words(value, line.series, words.language),
            labels.place_words(held.catalogue.place(value.place), words.language),
        ]  # fmt: skip
        yield Row(cells)


def _shared(newest: HeldObservation, held: Services, words: Words) -> Component | None:
    """That an amount was awarded to several organizations at once."""
    member = dict(newest.observation.disaggregation.members).get(RECIPIENT, "")
    if len(recipients_of(member, held.catalogue)) < 2:
        return None
    return html.Small(words("partners.shared"), className="note")
