"""Pillar rows: one small drawing an indicator, all on one time axis."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.bound_marks import SPARK, open_end
from dashboard.drawing import Drawing
from dashboard.embargo import embargoed
from dashboard.scales import (
    TimeScale,
    ValueScale,
    end_of,
    highest,
    is_box,
    is_point,
    is_provisional,
    is_span,
    middle_of,
    year_of,
)
from dashboard.svg import Box, circle, drawing, inside, line, path, square, text, width_of
from dashboard.text import Words
from metrics import Event, Framework, HeldObservation, SeriesLine, labels

BARS = 4  # the newest figures for whole periods that a row has room for
FLAG = 19.0  # the room a numbered flag takes
APART = 5.0  # between the names of two years
STEP, UNDER = 17.0, 15.0  # from bar to bar; the line that words under a bar need
WIDTHS = {"wide": 550.0, "narrow": 320.0}


class Axis(NamedTuple):
    """What all rows of a page share: the years shown and where strategies begin."""

    first: int
    last: int
    eras: tuple[float, ...]

    def scale(self, kind: str, top: float, bottom: float) -> TimeScale:
        box = Box(8, top, WIDTHS[kind] - 8, bottom)
        return TimeScale(self.first, self.last, box)


def make_axis(years: tuple[int, int], frameworks: Sequence[Framework]) -> Axis:
    first = min([years[0], *(one.starts_on.year for one in frameworks)])
    eras = tuple(sorted(year_of(one.starts_on) for one in frameworks))
    return Axis(first, max(years[1], int(max(eras, default=0)) + 1), eras)


def axis_drawing(axis: Axis, events: Sequence[Event], words: Words) -> Drawing:
    """The head of the column: years, where strategies begin, and numbered events."""
    scale = axis.scale("wide", 20, 56)
    parts = [line("era", scale.x(era), 20, scale.x(era), 78) for era in axis.eras]
    parts += _flags(scale, events)
    parts.append(line("ax", scale.box.left, 56, scale.box.right, 56))
    step = 4 if axis.last - axis.first > 12 else 2
    for year in range(axis.first, axis.last + 1):
        parts.append(line("tick", scale.x(year), 56, scale.x(year), 61 if year % 2 == 0 else 59))
        if year % step == 0:
            parts.append(text(str(year), scale.x(year), 73, anchor=_anchor(year, axis)))
    label = words.counted(
        "pillar.axis_label", len(events), first=str(axis.first), last=str(axis.last)
    )
    return Drawing(drawing(WIDTHS["wide"], 78, label, parts, "axis"))


def _anchor(year: int, axis: Axis) -> str:
    """Labels at the ends stay inside the drawing."""
    return {axis.first: "start", axis.last: "end"}.get(year, "middle")


def _flags(scale: TimeScale, events: Sequence[Event]) -> list[str]:
    """Flags in the order of the events, pushed apart where they would touch."""
    parts, free = [], scale.box.left
    for number, event in enumerate(events, start=1):
        place = scale.x(year_of(event.on))
        flag = max(place, free + FLAG / 2)
        free = flag + FLAG / 2
        parts += [
            line("ev", flag, 38, place, 56),
            circle("evf", flag, 30, 8.5),
            text(str(number), flag, 34, "evn"),
        ]
    return parts


def row_drawing(found: SeriesLine, axis: Axis, words: Words) -> Drawing:
    """The values of one line: bars for whole periods, else points joined within segments."""
    return Drawing(_row(found, axis, words, "wide") + _row(found, axis, words, "narrow"))


def _row(found: SeriesLine, axis: Axis, words: Words, kind: str) -> str:
    bars = [one for one in found.values if is_span(one) and one.observation.value is not None]
    parts, height = _bars(bars[-BARS:], found, axis.scale(kind, 0, 0), words)
    scale = axis.scale(kind, 12, height - 8)
    if not bars:
        parts = _points(found, scale, words)
    parts = [line("era", scale.x(era), 0, scale.x(era), height) for era in axis.eras] + parts
    if kind == "narrow":
        parts.append(line("gr", scale.box.left, height, scale.box.right, height))
        parts += _years_under(axis, scale, height + 13)
    label = spoken(found, words)
    return drawing(WIDTHS[kind], height + (16 if kind == "narrow" else 0), label, parts, kind)


def _years_under(axis: Axis, scale: TimeScale, y: float) -> list[str]:
    """Under each line the year in which a strategy began, and the first where it has room."""
    named: dict[float, str] = {}
    for at in (*axis.eras, float(axis.first)):
        said = str(int(at))
        x = inside(scale.x(at), said, WIDTHS["narrow"])
        free = all(abs(x - other) >= width_of(said) + APART for other in named)
        if free and said not in named.values():
            named[x] = said
    return [text(said, x, y) for x, said in named.items()]


def _bars(
    bars: Sequence[HeldObservation], found: SeriesLine, scale: TimeScale, words: Words
) -> tuple[list[str], float]:
    """The bars one under the other, and how high they stand; a row without bars has points."""
    parts: list[str] = []
    y = 15.5
    for held in bars:
        period = held.observation.period
        left, right = scale.x(max(year_of(period.start), scale.first)), scale.x(end_of(period))
        said = labels.short_value(held, found.unit, words.language)
        x, under, anchor = _beside(said, left, right, scale)
        parts += _bar(left, right, y)
        parts.append(text(said, x, y + 4.2 + under, "tx halo", anchor))
        y += STEP + under
    return parts, y - 1.5 if bars else 40.0


def _bar(left: float, right: float, y: float) -> list[str]:
    return [
        line("span", left, y, right, y),
        line("spant", left, y - 4, left, y + 4),
        line("spant", right, y - 4, right, y + 4),
    ]


def _beside(said: str, left: float, right: float, scale: TimeScale) -> tuple[float, float, str]:
    """Where the words of a bar stand: at its right, at its left, or under it where neither fits."""
    if right + 7 + width_of(said) < scale.box.right + 8:
        return right + 7, 0, "start"
    if left - 7 - width_of(said) >= 0:
        return left - 7, 0, "end"
    return scale.box.right + 8, UNDER, "end"


def _points(found: SeriesLine, scale: TimeScale, words: Words) -> list[str]:
    values = ValueScale(highest([one for one in found.values if is_point(one)]), scale.box)
    parts = [
        path("ln", [_at(one, scale, values) for one in segment if is_point(one)])
        for segment in found.segments
    ]
    small = len(found.values) > 30
    for held in found.values:
        if is_box(held):
            parts.append(
                square("lt", scale.x(middle_of(held.observation.period)), scale.box.bottom - 3.5, 7)
            )
        elif is_point(held):
            kind = "pp" if is_provisional(held) else "pt"
            parts.append(circle(kind, *_at(held, scale, values), 1.6 if small else 2.8))
            parts += open_end(held, *_at(held, scale, values))
    return parts + _last_label(found, scale, values, words)


def _last_label(found: SeriesLine, scale: TimeScale, values: ValueScale, words: Words) -> list[str]:
    drawn = [one for one in found.values if is_point(one)]
    if not drawn:
        return []
    x, y = _at(drawn[-1], scale, values)
    # of a total the column beside says of how many partners it is
    said = labels.short_value(drawn[-1].observation, found.unit, words.language)
    if x + 8 + width_of(said) < scale.box.right + 8:
        return [text(said, x + 8, y + 4.2, "tb halo", "start")]
    # one of which partners are missing lies below the line of those before it
    under = min(y + 12, scale.box.bottom + 6) if drawn[-1].is_incomplete else max(y - 4, 9)
    return [text(said, max(x - 8, width_of(said)), under, "tb halo", "end")]


def _at(held: HeldObservation, scale: TimeScale, values: ValueScale) -> tuple[float, float]:
    observation = held.observation
    return scale.x(middle_of(observation.period)), values.y(observation.value or 0)


def spoken(found: SeriesLine, words: Words, most: int = 12) -> str:
    """The newest values in words, for those who do not see the drawing, and how many are left out.

    What is not final is said to be so, as its hollow point shows.
    """
    shown = found.values[-most:]
    said = "; ".join([*(_spoken(one, found, words) for one in shown), *embargoed(shown, words)])
    if len(shown) == len(found.values):
        return said
    return words.counted("shared.newest_spoken", len(shown), total=len(found.values), said=said)


def _spoken(held: HeldObservation, found: SeriesLine, words: Words) -> str:
    period = labels.period_words(held.observation.period, words.language)
    value = labels.value_words(held, found.unit, words.language)
    mark = f" ({words('shared.provisional')})" if is_provisional(held) else ""
    return f"{period}{words('shared.colon')}{value}{mark}"


def sparkline(found: SeriesLine, years: tuple[int, int], words: Words) -> Drawing:
    """A line of record on its own scale, the years named at both ends."""
    box = Box(4, 8, 176, 34)
    scale = TimeScale(years[0], years[1], box)
    parts = _spark_bars(found, scale) + _spark_points(found, scale)
    parts += [
        text(str(years[0]), 0, 50, anchor="start"),
        text(str(years[1] - 1), 180, 50, anchor="end"),
    ]
    return Drawing(drawing(180, 54, spoken(found, words), parts, "spark"))


def _spark_points(found: SeriesLine, scale: TimeScale) -> list[str]:
    values = ValueScale(highest([one for one in found.values if is_point(one)]), scale.box)
    points = [one for one in found.values if is_point(one)]
    parts = [
        path("ln", [_at(one, scale, values) for one in segment if is_point(one)])
        for segment in found.segments
    ]
    alone = [segment[0] for segment in found.segments if len(segment) == 1 and is_point(segment[0])]
    parts += [circle("ptn", *_at(one, scale, values), 2.2) for one in alone]
    parts += [mark for one in points for mark in open_end(one, *_at(one, scale, values), SPARK)]
    return parts + [
        circle("pp" if is_provisional(one) else "ptn", *_at(one, scale, values), 3)
        for one in points[-1:]
    ]


def _spark_bars(found: SeriesLine, scale: TimeScale) -> list[str]:
    bars = [one.observation.period for one in found.values if is_span(one)][-3:]
    return [
        line(
            "span",
            scale.x(max(year_of(one.start), scale.first)),
            20 + 7 * place,
            scale.x(end_of(one)),
            20 + 7 * place,
        )
        for place, one in enumerate(bars)
    ]
