"""Indicator page: one measure, its values, what they do not tell, and where they come from."""

from dataclasses import replace

from dash import ClientsideFunction, Dash, Input, Output, State, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.absent import PAST, Absence, held_later, left_out
from dashboard.absent_marks import then_of
from dashboard.addresses import Address
from dashboard.by_year import by_year
from dashboard.choice import asked_period, chosen_line, is_known_later
from dashboard.components import (
    Fact,
    attrs,
    facts,
    opening,
    says,
)
from dashboard.contributions import contributions
from dashboard.downloads import add_downloads
from dashboard.embargo import embargo_words
from dashboard.explaining import explain_section
from dashboard.figures.citing import cite_section
from dashboard.figures.files import add_figure_files
from dashboard.findings import (
    before_gap,
    before_last,
    in_seasons,
    is_hidden,
    newest_said,
    placed,
)
from dashboard.indicator_figure import choices, figure_column
from dashboard.indicator_parts import breaks_and_definition, downloads, in_facts, value_table
from dashboard.judged import judged_section, progress_fact
from dashboard.line_said import line_finding, line_title
from dashboard.map_section import map_section
from dashboard.neighbours import neighbours
from dashboard.nothing_held import not_known_then, nothing
from dashboard.places_in_strategy import level_of, pillar_of
from dashboard.provenance import trail_section
from dashboard.routes import Route, add_route
from dashboard.scales import is_estimated, is_provisional
from dashboard.services import services
from dashboard.signals_said import JUDGED, signal_key
from dashboard.strategies_of import strategies_section
from dashboard.text import Words
from metrics import HeldObservation, Indicator, IndicatorSeries, SeriesLine, labels


def register(app: Dash) -> None:
    asks = ("series", "place", "disaggregation", "partner", "released", "period")
    add_route(app, Route("/indicator/<indicator>", title, layout, asks))
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("pillars", "followChoice"),
        Output(ids.Shell.LOCATION, "search"),
        Input(ids.IndicatorPage.PLACE, "value"),
        Input(ids.IndicatorPage.BREAKDOWN, "value"),
        State(ids.IndicatorPage.CHOICE, "data"),
        State(ids.Shell.LOCATION, "search"),
        prevent_initial_call=True,
    )
    add_downloads(app)
    add_figure_files(app)


def title(address: Address, indicator: str) -> str:
    return Words(address.language).text(services().catalogue.indicator(indicator).title)


def layout(address: Address, indicator: str) -> list[Component]:
    words, held = Words(address.language), services()
    asked = held.catalogue.indicator(indicator)
    found = held.store.series(asked.id, framework=address.framework)
    found = _with_own_events(found, address)
    line = chosen_line(found, address, held.catalogue)
    if line is None:
        return _without_a_line(found, address, words)
    return [
        _opening(found, line, _heading(found, line, address, words), address, words),
        _figures(found, line, address, words),
        *map_section(found, line, address, words),
        *by_year(found.indicator, line, address, words),
        *contributions(found, line, address, words),
        *neighbours(found, line, address, words),
        _reading(found, line, words),
        judged_section(found, line, address, words),
        _provenance(line, address, words),
        strategies_section(found, address, words),
        cite_section(line, address, words),
    ]


def _without_a_line(found: IndicatorSeries, address: Address, words: Words) -> list[Component]:
    """Nothing is published, or nothing was known on the asked day: the page says which."""
    name = words.text(found.indicator.title)
    later = is_known_later(found.indicator, address) or (
        not found.lines and held_later(found.indicator.id, then_of(address))
    )
    what = "series" if found.lines else "nothing"
    said = _absent_finding(found, name, later, address, words)
    heading = (said, level_of(found.indicator, address, words))
    return [
        _opening(found, None, heading, address, words),
        not_known_then(what, address, words) if later else nothing(found, words),
        *contributions(found, None, address, words),
        *neighbours(found, None, address, words),
        _reading(found, None, words),
        *_explained(found, later, address, words),
        strategies_section(found, address, words),
    ]


def _absent_finding(
    found: IndicatorSeries, name: str, later: bool, address: Address, words: Words
) -> str:
    """Nothing is published, no series stands for the whole, or there was none of it then."""
    what, day = "series" if found.lines else "nothing", then_of(address).day
    if day and later:
        why = PAST[left_out(address.moment) or Absence.NOT_HELD]
        return words(f"indicator.{why}_{what}", title=name, day=words.day(day))
    if found.lines:
        return words("indicator.finding_no_record", title=name)
    return words("shared.finding_none", title=name)


def _explained(
    found: IndicatorSeries, later: bool, address: Address, words: Words
) -> list[Component]:
    """Why nothing is judged; unsaid where related values or a past day speak for themselves."""
    if later or found.lines:
        return []
    return [explain_section(found.explanation, address, words)]


def _with_own_events(found: IndicatorSeries, address: Address) -> IndicatorSeries:
    """Only the events of the indicator's own pillar, and those of no pillar in particular."""
    pillar = pillar_of(found.indicator, address)
    own = (None, pillar.id if pillar else None)
    return replace(found, events=tuple(one for one in found.events if one.pillar in own))


def _heading(
    found: IndicatorSeries, line: SeriesLine, address: Address, words: Words
) -> tuple[str, str]:
    """The finding, and above it the indicator; its level where both have the same name."""
    newest = newest_said(line) or line.values[-1]
    is_mixed = len({one.place for one in found.lines}) > 1
    title = line_title(line.series, newest, services().catalogue, words, own=is_mixed)
    name = words.text(found.indicator.title)
    if name == words.text(line.series.title):
        name = level_of(found.indicator, address, words)
    said = _beside_chance(found, line, words)
    finding = line_finding(title, line, words, chance=said)
    return finding, placed(name, [_place(line, words)])


def _beside_chance(found: IndicatorSeries, line: SeriesLine, words: Words) -> str:
    """What the rules of chance say of the newest value of record; nothing of other lines."""
    signal = found.explanation.signal
    is_judged = line is found.record and signal.word in JUDGED
    return words(f"shared.signal_{signal_key(signal)}") if is_judged else ""


def _opening(
    found: IndicatorSeries,
    line: SeriesLine | None,
    heading: tuple[str, str],
    address: Address,
    words: Words,
) -> Component:
    indicator, pillar = found.indicator, pillar_of(found.indicator, address)
    crumbs: list[tuple[str, str | None]] = [(words("shell.nav_overview"), address.to("/"))]
    if pillar:
        crumbs.append((words.text(pillar.title), address.to(f"/pillar/{pillar.id}")))
    crumbs.append((indicator.code or words.text(indicator.title), None))
    finding, kicker = heading
    return opening(
        finding,
        _lead(indicator, line, words),
        kicker,
        crumbs,
        facts(_facts(found, line, address, words)),
    )


def _lead(indicator: Indicator, line: SeriesLine | None, words: Words) -> str:
    """What the finding counts; of what was detected also, before its line is seen, what it is not.

    The sentence of detection stands first among those that an indicator does not tell.
    """
    said = [line.series.definition if line else indicator.definition]
    if indicator.detection:
        said.append(indicator.does_not_tell[0])
    return " ".join(map(words.text, said))


def _place(line: SeriesLine, words: Words) -> str:
    return labels.place_words(services().catalogue.places[line.place], words.language)


def _facts(
    found: IndicatorSeries, line: SeriesLine | None, address: Address, words: Words
) -> list[Fact]:
    shown: list[Fact] = []
    if line:
        shown += _value_facts(line, words)
    shown.append(progress_fact(found, line, address, words))
    places = {one.place for one in found.lines}
    if line:
        shown.append(
            (
                words("indicator.fact_place"),
                _place(line, words),
                words.counted("indicator.fact_places", len(places)),
            )
        )
        said = "sender" if line.values[-1].is_unreleased else "publisher"
        shown.append((words(f"indicator.fact_{said}"), words.text(line.series.publisher), None))
    else:
        shown.append(
            (words("indicator.fact_reporter"), words.text(found.indicator.reported_by), None)
        )
    return shown


def _value_facts(line: SeriesLine, words: Words) -> list[Fact]:
    newest, before = newest_said(line), before_last(line)
    if newest is None:
        return []
    big = html.Span(in_facts(newest, line, words, short=True), className="fig1")
    shown: list[Fact] = [
        (words("indicator.fact_newest"), big, _unit_and_period(newest, line, words))
    ]
    if before and before is not newest:
        period = labels.when_words(before.observation, line.series, words.language)
        name = "year_before" if in_seasons(line) and not is_hidden(newest) else "before"
        shown.append((words(f"indicator.fact_{name}"), in_facts(before, line, words), period))
    elif earlier := before_gap(line):
        period = labels.when_words(earlier.observation, line.series, words.language)
        note = words("indicator.before_gap", period=period)
        shown.append((words("indicator.fact_before"), in_facts(earlier, line, words), note))
    return shown


def _unit_and_period(held: HeldObservation, line: SeriesLine, words: Words) -> str:
    period = labels.when_words(held.observation, line.series, words.language)
    if is_provisional(held):
        period = f"{period}, {words('shared.provisional')}"
    if is_estimated(held):
        period = f"{period}, {words('shared.estimated')}"
    if held.is_unreleased:
        period = f"{period}, {labels.NOT_RELEASED.in_(words.language)}"
    if embargo := embargo_words(held, words):
        period = f"{period}, {embargo}"
    if line.unit.kind in ("level", "percent") or held.observation.value is None:
        return period
    unit = labels.unit_words(line.unit, held.observation.value, words.language)
    return f"{unit}, {period}"


def _figures(found: IndicatorSeries, line: SeriesLine, address: Address, words: Words) -> Component:
    return html.Section(
        [
            html.Div([value_table(line, address, words), downloads(found, address, words)]),
            html.Div(
                [*choices(found, line, words), *figure_column(found, line, address, words)],
                className="chartcol",
            ),
        ],
        className="ind",
        **attrs(aria_label=words("indicator.figures")),
    )


def _reading(found: IndicatorSeries, line: SeriesLine | None, words: Words) -> Component:
    unsaid = [words.text(one) for one in found.indicator.does_not_tell]
    return html.Section(
        [
            says(words("indicator.says_title"), unsaid),
            breaks_and_definition(found, line, words),
        ],
        className="sec cols-2",
        **attrs(aria_labelledby="does-not-tell"),
    )


def _provenance(line: SeriesLine, address: Address, words: Words) -> Component:
    period = asked_period(address)
    code = period.code if period else line.values[-1].observation.period.code
    return trail_section(line, code, address, words)
