"""Contribution by program: whose figures an indicator is made of, as far as these are named.

What is published to a recipient or released by an organization's name stands in a table; who is
not named is only said to be there. Where nobody is named, nothing is drawn.
"""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Column, figure, section
from dashboard.deeds import row_id, state_words, when
from dashboard.known_then import action_known
from dashboard.organizations import Names, linked, recipients_of
from dashboard.program_lists import programs_of_indicator
from dashboard.services import services
from dashboard.spelling import folded
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import (
    PARTNER,
    RECIPIENT,
    Disaggregation,
    HeldAction,
    HeldObservation,
    IndicatorSeries,
    SeriesLine,
    labels,
)

Part = tuple[SeriesLine, HeldObservation]


def contributions(
    found: IndicatorSeries, line: SeriesLine | None, address: Address, words: Words
) -> list[Component]:
    """The section on organizations and that on initiatives, where there is anything to say."""
    return [
        *_by_organization(found, line, address, words),
        *programs_of_indicator(found.indicator, address, words),
        *_initiatives(found, address, words),
    ]


def is_told(one: SeriesLine, shown: SeriesLine | None) -> bool:
    """Whether it is listed: public values by an organization's name, beside the line shown."""
    members = dict(Disaggregation.parse(one.disaggregation).members)
    if one.organization or all(held.observation.value is None for held in one.values):
        return False
    near = shown is None or (one.key == shown.key and _is_in(one.place, shown.place))
    return _is_award(one) or (PARTNER in members and len(members) == 1 and near)


def _is_in(place: str | None, whole: str) -> bool:
    """Whether a place is this one, or lies in it."""
    while place is not None and place != whole:
        place = services().catalogue.places[place].parent
    return place == whole


def _is_award(one: SeriesLine) -> bool:
    return RECIPIENT in dict(Disaggregation.parse(one.disaggregation).members)


def _by_organization(
    found: IndicatorSeries, line: SeriesLine | None, address: Address, words: Words
) -> list[Component]:
    parts = list(_parts(found, line))
    if not parts:
        return []
    names = ("organization", "figure", "period", "place", "series")
    columns = [
        Column(words(f"partners.column_{name}"), right=name == "figure") for name in names
    ]  # fmt: skip
    rows = sorted(
        (folded(_name(part, words)), index, part) for index, part in enumerate(parts)
    )  # by name, never by a figure
    table = listing(
        words.counted("partners.contribution_caption", len(parts)), columns,
        [Group(None, [_row(part, address, words) for *_, part in rows])], "contributions",
    )  # fmt: skip
    note = words("partners.contribution_note")
    unsaid = html.P(_unnamed(parts, line, words), className="note")
    return [section("contribution", words("partners.contribution_title"), table, unsaid, note=note)]


def _parts(found: IndicatorSeries, line: SeriesLine | None) -> Iterator[Part]:
    """Every award; of what partners report the newest figure of each."""
    for one in found.lines:
        if is_told(one, line):
            told = [held for held in one.values if held.observation.value is not None]
            yield from ((one, held) for held in (told if _is_award(one) else told[-1:]))


def _named(part: Part) -> Names:
    catalogue, members = services().catalogue, dict(part[1].observation.disaggregation.members)
    if partner := members.get(PARTNER):
        return [(partner, catalogue.dimensions[PARTNER].members[partner].title)]
    return recipients_of(members[RECIPIENT], catalogue)


def _name(part: Part, words: Words) -> str:
    """As the publication writes it, also where it names several."""
    dimension, member = next(
        one for one in part[1].observation.disaggregation.members if one[0] in (PARTNER, RECIPIENT)
    )
    return words.text(services().catalogue.dimensions[dimension].members[member].title)


def _row(part: Part, address: Address, words: Words) -> Row:
    line, held = part
    return Row([
        html.Span(linked(_name(part, words), _named(part), address, words), className="nm"),
        figure(held, line.unit, words, address),
        labels.when_words(held.observation, line.series, words.language),
        labels.place_words(services().catalogue.places[line.place], words.language),
        words.text(line.series.title),
    ])  # fmt: skip


def _unnamed(parts: list[Part], line: SeriesLine | None, words: Words) -> str:
    """Who is not named: counted where a total says of how many it is made."""
    newest = line.values[-1] if line and line.values else None
    if newest is None or newest.coverage is None:
        return words("partners.contribution_unnamed")
    period, coverage = newest.observation.period, newest.coverage
    here = {_name(part, words) for part in parts if part[1].observation.period == period}
    return words(
        "partners.contribution_coverage", named=len(here), covered=coverage.covered,
        asked=coverage.asked, period=labels.period_words(period, words.language),
    )  # fmt: skip


def _initiatives(found: IndicatorSeries, address: Address, words: Words) -> list[Component]:
    """The initiatives that are declared to serve the indicator, with their dated states."""
    wanted, then = found.indicator.actions, address.known_at
    every = services().store.actions() if wanted else ()
    ours = (one for one in every if f"{one.source.id}/{one.action.id}" in wanted)
    held = [one for one in ours if action_known(one, services(), then)]
    if not held:
        return []
    title, note = words("partners.serving_title"), words("partners.serving_note")
    table = actions_table(held, words("partners.serving_caption"), address, words)
    return [section("initiatives", title, table, note=note)]


def actions_table(
    held: list[HeldAction], caption: str, address: Address, words: Words
) -> Component:
    """Actions with their dated states, each leading to its row among all initiatives."""
    columns = [Column(words(f"initiatives.column_{one}")) for one in ("action", "date", "state")]
    rows = [
        Row([
            html.A(words.held(one.action.title), className="nm",
                   href=address.to(f"/initiatives#{row_id(one)}")),
            when(one.action, words) or words("initiatives.undated"),
            state_words(one.action.state, words),
        ])
        for one in held
    ]  # fmt: skip
    return listing(caption, columns, [Group(None, rows)], "deeds-of", hidden_caption=True)
