"""The numbers beside the points of a chart, and those over its events, in order of importance."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from dashboard.chart_marks import FONT, Part, escaped, plain
from dashboard.drawn import revised
from dashboard.label_places import SIDES, Label, Plot, placed
from dashboard.office_notes import numbered
from dashboard.scales import (
    end_of,
    is_box,
    is_point,
    is_restated,
    is_span,
    middle_of,
    open_side,
    year_of,
)
from dashboard.text import Words
from dashboard.tokens import DATA, INK_2
from metrics import HeldObservation, SeriesLine, labels

FEW = 12  # values up to which every point carries its number
WAS = 4  # first published values that are written out
FIRM = 0  # the newest value is named even where a line runs through it
ABOVE = ("top", "top-left", "top-right", "bottom", "bottom-right", "bottom-left", "right", "left")
BELOW = ("bottom", "bottom-right", "bottom-left", "right", "left", "top", "top-left", "top-right")
BESIDE = ("right", "top-left", "top", "bottom-left", "bottom")
_OPPOSITE = {1: BELOW, -1: ABOVE}  # by the side to which the arrow of a bound points
ROWS = tuple(f"row-{row}{end}" for row in range(3) for end in ("", "-left", "-right"))


class Frame(NamedTuple):
    """The years and values that a plot reaches over."""

    low: float
    high: float
    top: float

    def x(self, year: float) -> float:
        return (year - self.low) / (self.high - self.low)

    def y(self, value: Decimal | float | None) -> float:
        return 1 - float(value or 0) / self.top


class Named(NamedTuple):
    """A label, and the annotation that it becomes once it has its side."""

    rank: int
    label: Label
    part: Part
    brief: str = ""  # what is said where all of it does not fit
    untold: str = ""  # what is said under the chart where it finds no room in it

    def shortened(self) -> "Named":
        return self._replace(
            label=self.label._replace(words=self.brief),
            part={**self.part, "text": escaped(self.brief)},
        )


def flags(marked: Sequence[tuple[float, str]], frame: Frame) -> list[Named]:
    """The numbers of events and the words of breaks, over the plot; the short ones first."""
    return [
        Named(
            0,
            Label(frame.x(year), 0, said, ROWS, size=13),
            {"x": year, "yref": "paper", "y": 1, **_text(escaped(said), INK_2, 13)},
        )
        for year, said in sorted(marked, key=lambda one: len(one[1]))
    ]


def numbers(found: SeriesLine, frame: Frame, words: Words) -> list[Named]:
    """Numbers beside the points that a reader looks for, and "was 528" at the rings."""
    sided = labelled(found)
    ranks = _ranks([one for one, _ in sided])
    now = [
        _number(one, sides, rank, found, frame, words)
        for (one, sides), rank in zip(sided, ranks, strict=True)
    ]
    pairs = revised(found)[-WAS:]
    was = [_was(*pair, pair is pairs[-1], found, frame, words) for pair in pairs]
    return sorted(now + was, key=lambda one: (one.rank, -one.label.x))


def note_marks(found: SeriesLine, frame: Frame) -> list[Named]:
    """The numbers of notes at their points: after the newest value, before every other number."""
    return [
        Named(
            FIRM,
            Label(frame.x(x), frame.y(_drawn_value(one.held)), one.key, ABOVE, 13, firm=True),
            {"x": x, "y": plain(_drawn_value(one.held)) or 0,
             **_text(one.key, INK_2, 13), "bordercolor": INK_2, "borderpad": 1},
        )
        for one in numbered(found)
        for x in [middle_of(one.held.observation.period)]
    ]  # fmt: skip


def annotations(named: Sequence[Named], plot: Plot) -> tuple[list[Part], list[str]]:
    """The labels that fit this plot, in brief where only that fits, and what is said of others."""
    found = placed([one.label for one in named], plot)
    if any(one.brief and number not in found for number, one in enumerate(named)):
        named = [
            one.shortened() if one.brief and number not in found else one
            for number, one in enumerate(named)
        ]
        found = placed([one.label for one in named], plot)
    told = [_at_side(named[number].part, side) for number, side in found.items()]
    return told, [one.untold for number, one in enumerate(named) if _is_left(one, number in found)]


def _is_left(one: Named, stands: bool) -> bool:
    """Whether it is to be said under the chart: it stands nowhere in it, or only in brief."""
    return bool(one.untold) and not (stands and one.label.words != one.brief)


def rows_of(named: Sequence[Named], plot: Plot) -> int:
    """How many rows of flags stand over the plot."""
    sides = placed([one.label for one in named], plot).values()
    return 1 + max((int(one.split("-")[1]) for one in sides), default=0)


def dots(found: SeriesLine, frame: Frame) -> list[tuple[float, float]]:
    """Where markers are drawn: values, first published values, and boxes on the axis."""
    held = [one for one in found.values if is_point(one) or is_box(one)]
    return [
        (frame.x(middle_of(one.observation.period)), frame.y(_drawn_value(one)))
        for one in [*held, *(first for first, _ in revised(found))]
    ]


def _drawn_value(held: HeldObservation) -> Decimal | None:
    return None if is_box(held) else held.observation.value


def drawn_lines(found: SeriesLine, frame: Frame) -> list[tuple[float, float, float, float]]:
    """Where lines are drawn: between values, from a value to its first one, and as bars."""
    pairs = [*revised(found)]
    for segment in found.segments:
        points = [one for one in segment if is_point(one)]
        pairs += pairwise(points)
    joined = [(*_at(one, frame), *_at(two, frame)) for one, two in pairs]
    bars = [one for one in found.values if is_span(one) and one.observation.value is not None]
    return joined + [_bar(one, frame) for one in bars]


def _at(held: HeldObservation, frame: Frame) -> tuple[float, float]:
    return frame.x(middle_of(held.observation.period)), frame.y(held.observation.value)


def _bar(held: HeldObservation, frame: Frame) -> tuple[float, float, float, float]:
    period, y = held.observation.period, frame.y(held.observation.value)
    return frame.x(year_of(period.start)), y, frame.x(end_of(period)), y


def _text(said: str, colour: str, size: int) -> Part:
    return {
        "text": said,
        "showarrow": False,
        "yanchor": "middle",
        "font": {"color": colour, "size": size, "family": FONT},
    }


def _at_side(part: Part, side: str) -> Part:
    right, up, end = SIDES[side]
    return {**part, "xshift": right, "yshift": up, "xanchor": end}


def _number(
    held: HeldObservation,
    sides: tuple[str, ...],
    rank: int,
    found: SeriesLine,
    frame: Frame,
    words: Words,
) -> Named:
    period, value = held.observation.period, held.observation.value
    said = labels.short_value(held, found.unit, words.language)
    year = end_of(period) if is_span(held) else middle_of(period)
    return Named(
        rank,
        Label(frame.x(year), frame.y(value), said, sides, firm=rank <= FIRM),
        {"x": year, "y": plain(value), **_text(f"<b>{escaped(said)}</b>", DATA, 14)},
    )


def _was(
    first: HeldObservation,
    now: HeldObservation,
    newest: bool,
    found: SeriesLine,
    frame: Frame,
    words: Words,
) -> Named:
    """What stood there first, on the far side of the value that stands there now."""
    value = labels.short_value(first, found.unit, words.language)
    said = words("shared.was", value=value)
    year, amount = middle_of(first.observation.period), first.observation.value
    higher = (amount or 0) > (now.observation.value or 0)
    period = labels.period_words(first.observation.period, words.language)
    return Named(
        4 if newest else 6,
        Label(frame.x(year), frame.y(amount), said, ABOVE if higher else BELOW, size=13),
        {"x": year, "y": plain(amount), **_text(escaped(said), INK_2, 13)},
        untold=f"{said} ({period})",
    )


def _ranks(named: Sequence[HeldObservation]) -> list[int]:
    """Newest 0, first 1, highest 2, lowest 3, every other 5."""
    if not named:
        return []
    values = [one.observation.value or Decimal(0) for one in named]
    ends = [one.observation.period.end for one in named]
    ranks = [5] * len(named)
    ranks[values.index(min(values))] = 3
    ranks[values.index(max(values))] = 2
    ranks[ends.index(min(ends))] = 1
    ranks[ends.index(max(ends))] = 0
    return ranks


def labelled(found: SeriesLine) -> list[tuple[HeldObservation, tuple[str, ...]]]:
    """The points that may carry their number, and on which sides it may stand."""
    points = [one for one in found.values if is_point(one)]
    bars = {
        (one.observation.value, one.observation.qualifier): one
        for one in found.values
        if is_span(one) and one.observation.value is not None
    }
    spans: list[tuple[HeldObservation, tuple[str, ...]]]
    spans = [(one, BESIDE) for one in bars.values()]
    if not points:
        return spans
    last = points[-1]
    named = points if len(points) <= FEW else _turning(points)
    others = [
        (one, _OPPOSITE.get(open_side(one)) or _sides(one, points, found))
        for one in named
        if one is not last
    ]
    return [*spans, (last, BESIDE), *others]


def _turning(points: list[HeldObservation]) -> list[HeldObservation]:
    """The first, the highest, and where the line turns by a twenty-fourth of its height or more."""
    values = [one.observation.value or Decimal(0) for one in points]
    least = max(values) / 24
    turns = [
        place
        for place in range(1, len(points) - 1)
        if (values[place] - values[place - 1]) * (values[place + 1] - values[place]) < 0
        and min(abs(values[place] - values[place - 1]), abs(values[place + 1] - values[place]))
        >= least
    ]
    named = {0, values.index(max(values)), *turns}
    return [points[place] for place in sorted(named)]


def _sides(
    held: HeldObservation, points: list[HeldObservation], found: SeriesLine
) -> tuple[str, ...]:
    """Below a valley, above everything else, and away from where a restated value stood first."""
    here = held.observation.value or Decimal(0)
    if is_restated(held, found):
        before = found.earlier[held.observation.period.code][0].observation.value
        return BELOW if before is not None and before > here else ABOVE
    place = points.index(held)
    around = points[max(place - 1, 0) : place] + points[place + 1 : place + 2]
    valley = all((one.observation.value or Decimal(0)) > here for one in around)
    return BELOW if valley and place > 0 else ABOVE
