"""A line of values as a chart: points, what may be joined, breaks, events and the target."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from dashboard.briefings.composing.hollow_said import hollow_said, is_hollow
from dashboard.briefings.composing.material import (
    EXPLAINS_HOLLOW,
    FORM,
    OWN_WORKBOOK_WORDS,
    SAYS_ALL_MARKS,
    Material,
)
from dashboard.briefings.composing.noted import note_keys, office_notes
from dashboard.briefings.composing.older_forms import beside_then
from dashboard.briefings.composing.sheet_said import sheet_said
from dashboard.briefings.document import Aim, Chart, Event, Point
from dashboard.drawn import can_be_drawn, shown_events
from dashboard.figure_said import aim_of, figure_title, how_aimed, how_to_read, why_not_drawn
from dashboard.line_said import line_finding
from dashboard.office_notes import event_said
from dashboard.scales import (
    end_of,
    is_box,
    is_point,
    middle_of,
    open_side,
    year_of,
)
from dashboard.target_marks import TargetMarks
from dashboard.targets_said import goal_said
from dashboard.text import Words
from dashboard.values_said import firmness, value_said
from metrics import Catalogue, HeldObservation, Period, SeriesLine, labels

TOLD = 12  # values that the words of a chart name, the newest
DIGITS = 4  # of a year with its part: an hour


class Setting(NamedTuple):
    """By what a chart is drawn: what is declared, the instant, and the form of its snapshot."""

    catalogue: Catalogue
    now: datetime
    form: int = FORM


class Drawing(NamedTuple):
    """A chart, or why none is drawn."""

    chart: Chart | None
    why: str = ""


def drawing(one: Material, by: Setting, words: Words) -> Drawing:
    line = one.line
    if line is None:
        return Drawing(None, words("briefing_words.no_chart"))
    is_levels = line.unit.kind == "level" and any(_number(held) is not None for held in line.values)
    if is_levels or can_be_drawn(line, one.unit):
        return Drawing(_chart(one, line, by, words))
    return Drawing(None, words(f"indicator.{why_not_drawn(line)}"))


def _chart(one: Material, line: SeriesLine, by: Setting, words: Words) -> Chart:
    aim = aim_of(one.found, line)
    drawn = replace(line, earlier={})  # what was said first stands in the table alone
    hollow = hollow_said(drawn, words) if by.form >= EXPLAINS_HOLLOW else None
    reading = [how_to_read(drawn, by.now, words, hollow), *how_aimed(one.found, line, aim, words)]
    subtitle = " ".join(reading)
    title, is_levels = figure_title(line, by.catalogue, words), line.unit.kind == "level"
    return Chart(
        title=title,
        subtitle=subtitle,
        points=tuple(_points(line, by, words)),
        runs=tuple(_runs(line)),
        unit=labels.unit_words(line.unit, None, words.language),
        alt=_alt(line, title, by, words),
        value_name=words.text(line.series.title),
        aim=_aim(aim, line, words) if aim else None,
        breaks=tuple(_breaks(line, words)),
        events=() if is_levels else tuple(_events(one, line, words)),
        percent=line.unit.kind == "percent",
        is_levels=is_levels,
        levels=tuple(words.text(title) for _, title in line.unit.levels) if is_levels else (),
        in_workbook=sheet_said(subtitle, drawn, words) if by.form >= OWN_WORKBOOK_WORDS else "",
    )


def _points(line: SeriesLine, by: Setting, words: Words) -> Iterator[Point]:
    labelled = _labelled(line.values)
    for at, held in enumerate(line.values):
        number, noted = _number(held), ", ".join(note_keys(held, line, by.form))
        yield Point(
            label=labels.when_words(held.observation, line.series, words.language),
            at=round(middle_of(held.observation.period), DIGITS),
            number=number,
            said=_said(held, line, words),
            span=_span(held.observation.period),
            hollow=is_hollow(held),
            side=open_side(held),
            is_labelled=at in labelled or number is None or bool(noted),
            is_box=is_box(held),
            noted=noted,
        )


def _said(held: HeldObservation, line: SeriesLine, words: Words) -> str:
    if line.unit.kind == "level":
        return value_said(held, line.unit, words)
    return labels.short_value(held, line.unit, words.language)


def _number(held: HeldObservation) -> Decimal | None:
    """The height at which a value stands; "under 5" has none, and is no zero."""
    return None if is_box(held) else held.observation.value


def _span(period: Period) -> float:
    return round(end_of(period) - year_of(period.start), DIGITS)


def _labelled(values: Sequence[HeldObservation]) -> set[int]:
    """The positions that carry their number: first, last, highest and lowest."""
    numbers = {
        at: number for at, held in enumerate(values) if (number := _number(held)) is not None
    }
    if not numbers:
        return set()
    ends = min(numbers), max(numbers)
    return {*ends, max(numbers, key=numbers.__getitem__), min(numbers, key=numbers.__getitem__)}


def _runs(line: SeriesLine) -> Iterator[tuple[int, ...]]:
    """The positions of points that may be joined; of one alone its own."""
    at = 0
    for piece in line.segments:
        run = tuple(at + place for place, held in enumerate(piece) if is_point(held))
        at += len(piece)
        if run:
            yield run


def _breaks(line: SeriesLine, words: Words) -> Iterator[tuple[float, str]]:
    """The breaks that lie in the years shown, each with what has changed."""
    first = line.values[0].observation.period.start
    last = line.values[-1].observation.period.end
    for one in line.series.breaks:
        if first < one.on <= last:
            said = f"{words.day(one.on)}{words('shared.colon')}{words.text(one.note)}"
            yield round(year_of(one.on), DIGITS), said


def _events(one: Material, line: SeriesLine, words: Words) -> Iterator[Event]:
    for number, event in enumerate(shown_events(line, one.events), 1):
        said = event_said(event, words)
        yield Event(round(year_of(event.on), DIGITS), str(number), said)


def _aim(marks: TargetMarks, line: SeriesLine, words: Words) -> Aim:
    goal, base = marks.goal, marks.baseline
    way = tuple((_at(period), due) for period, due in marks.points) if marks.drawn else ()
    high = tuple((_at(one.period), one.high) for one in marks.way) if marks.drawn == "band" else ()
    mark = _at(goal.period), goal.low, goal_said(marks, line.unit, words)
    aim = Aim(way, high, mark, top=goal.high if goal.high != goal.low else None)
    if base is None or base.observation.value is None:
        return aim
    period = labels.period_words(base.observation.period, words.language)
    said = words("explain.mark_baseline", period=period)
    return aim._replace(baseline=(_at(base.observation.period), base.observation.value, said))


def _at(period: Period) -> float:
    return round(middle_of(period), DIGITS)


def _alt(line: SeriesLine, title: str, by: Setting, words: Words) -> str:
    """What the chart shows, generated from what is drawn: its finding, then its newest values."""
    newest = line.values[-TOLD:]
    values = "; ".join(
        f"{labels.when_words(one.observation, line.series, words.language)}"
        f"{words('shared.colon')}{_said(one, line, words)}{_firm(one, by, words)}"
        for one in newest
    )
    key = "alt_all" if len(newest) == len(line.values) else "alt_newest"
    finding = line_finding(title, beside_then(line, by.form), words, alone=False)
    said = words(f"briefing_words.{key}", finding=finding, values=values, count=len(line.values))
    breaks = "; ".join(told.rstrip(".") for _, told in _breaks(line, words))
    cut = [words("briefing_words.alt_breaks", breaks=breaks)] if breaks and _is_new(by) else []
    return " ".join([said, *cut, *office_notes(line, by.form, words)])


def _firm(held: HeldObservation, by: Setting, words: Words) -> str:
    """What the mark of a value that is not final shows, in words."""
    said = firmness(held, words) if _is_new(by) else []
    return f" ({', '.join(said)})" if said else ""


def _is_new(by: Setting) -> bool:
    return by.form >= SAYS_ALL_MARKS
