"""Where an indicator stands: the strategies that list it, and its definitions side by side."""

from collections.abc import Iterator
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, missing, panel, section
from dashboard.known_then import strategies_known
from dashboard.same_outcome import same_outcome
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import (
    Framework,
    HeldObservation,
    Indicator,
    IndicatorSeries,
    Outcome,
    Pillar,
    Series,
    SeriesLine,
    labels,
    span_words,
)

FEW = 5  # definitions that stand open; more open on demand


def strategies_section(found: IndicatorSeries, address: Address, words: Words) -> Component:
    """Which strategies used the indicator, where in them, and from when to when."""
    frameworks = strategies_known(services(), address)
    rows = [
        row for one in frameworks for row in _listed(found.indicator, one, address, words)
    ]  # fmt: skip
    columns = [
        Column(words(f"explain.column_{name}"))
        for name in ("strategy", "pillar", "outcome", "listed")
    ]
    caption = words("explain.in_strategies_caption")
    table = listing(caption, columns, [Group(None, rows)], "in-strategies", hidden_caption=True)
    shown: Child = table if rows else html.P(missing(words("explain.in_no_strategy")))
    title, note = words("explain.in_strategies"), words("explain.in_strategies_note")
    beside = same_outcome(found.indicator, address, words)
    return section("strategies", title, shown, *beside, *_definitions(found, words), note=note)


def _listed(
    indicator: Indicator, framework: Framework, address: Address, words: Words
) -> Iterator[Row]:
    for pillar in framework.pillars:
        for outcome in pillar.outcomes:
            for entry in outcome.indicators:
                if entry.id == indicator.id:
                    listed = _when(entry.since, entry.until, framework, words)
                    yield _row(framework, pillar, outcome, listed, address, words)


def _when(since: date | None, until: date | None, framework: Framework, words: Words) -> str:
    """From when to when it is listed; a strategy may list what was counted once it had ended."""
    first, last = since or framework.starts_on, until or framework.ends_on
    key = "listed" if first <= last else "listed_after"
    return words(f"explain.{key}", first=words.day(first), last=words.day(last))


def _row(
    framework: Framework,
    pillar: Pillar,
    outcome: Outcome,
    listed: str,
    address: Address,
    words: Words,
) -> Row:
    chosen = None if framework.id == address.default else framework.id
    strategy = html.A(words.text(framework.title), href=address.to("/", framework=chosen))
    place = html.A(
        words.text(pillar.title), href=address.to(f"/pillar/{pillar.id}", framework=chosen)
    )
    return Row([html.Span(strategy, className="nm"), place, words.text(outcome.title), listed])


def _definitions(found: IndicatorSeries, words: Words) -> list[Component]:
    """The series side by side where they differ, and each broken one before and after."""
    lines = {line.key: line for line in reversed(found.lines) if line.values}
    shown: list[Component] = []
    if len({words.text(line.series.definition) for line in lines.values()}) > 1:
        table = _side_by_side(found, list(reversed(lines.values())), words)
        title = words("explain.definitions")
        many = words("explain.definitions_many", count=len(lines))
        shown += [panel(many, table)] if len(lines) > FEW else [html.H3(title), table]
    record = found.record or next(iter(found.lines), None)
    if record and record.series.breaks:
        shown += [html.H3(words("explain.spans")), _spans(record, words)]
    return [*shown, *_amendments(found.indicator, words)]


def _amendments(indicator: Indicator, words: Words) -> list[Component]:
    """What was declared otherwise before, as far as this site has kept it, side by side."""
    changes = services().store.amendments(indicator.id)
    if not changes:
        return []
    columns = [Column(words(f"explain.column_{name}")) for name in ("since", "what", "was", "is")]
    rows = [
        Row([words.day(date.fromisoformat(one.at[:10])), words(f"explain.amended_{one.what}"),
             words.text(one.before), words.text(one.after)])
        for one in changes
    ]  # fmt: skip
    caption = words("explain.amended_caption")
    table = listing(caption, columns, [Group(None, rows)], "amended", hidden_caption=True)
    return [html.H3(words("explain.amended")), table]


def _side_by_side(found: IndicatorSeries, lines: list[SeriesLine], words: Words) -> Component:
    columns = [
        Column(words(f"explain.column_{name}"))
        for name in ("series", "definition", "held", "breaks")
    ]
    rows = [
        Row([
            html.Span(words.text(line.series.title), className="nm"),
            words.text(line.series.definition),
            _held([one for other in found.lines if other.key == line.key
                   for one in other.values], line.series, words),
            _breaks(line.series, words),
        ])
        for line in lines
    ]  # fmt: skip
    caption = words("explain.definitions_caption")
    return listing(caption, columns, [Group(None, rows)], "definitions", hidden_caption=True)


def _breaks(series: Series, words: Words) -> str:
    days = [words.day(one.on) for one in series.breaks]
    return words.joined(days) or words("indicator.no_breaks")


def _spans(line: SeriesLine, words: Words) -> Component:
    """One row from each break to the next: what changed, and what is held of that time."""
    columns = [Column(words(f"explain.column_{name}")) for name in ("from", "change", "held")]
    breaks = sorted(line.series.breaks, key=lambda one: one.on)
    first, *rest = _between([*line.values], [one.on for one in breaks])
    when = words("explain.before_break", day=words.day(breaks[0].on))
    rows = [Row([when, words("explain.first_span"), _held(first, line.series, words)])]
    rows += [
        Row([words.day(one.on), words.text(one.note), _held(held, line.series, words)])
        for one, held in zip(breaks, rest, strict=True)
    ]
    caption = words("explain.spans_caption")
    return listing(caption, columns, [Group(None, rows)], "spans", hidden_caption=True)


def _between(values: list[HeldObservation], days: list[date]) -> list[list[HeldObservation]]:
    """The values before the first day, between each two, and from the last on."""
    cut: list[list[HeldObservation]] = [[] for _ in range(len(days) + 1)]
    for one in values:
        cut[sum(one.observation.period.start >= day for day in days)].append(one)
    return cut


def _held(values: list[HeldObservation], series: Series, words: Words) -> Child:
    if not values:
        return missing(words("explain.span_none"))
    undated, periods = labels.UNDATED, [one.observation.period for one in values]
    span = words.text(undated) if series.undated else span_words(periods, words.language)
    return words.counted("explain.span_held", len(values), span=span)
