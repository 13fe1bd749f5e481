"""Small multiples: one measure a panel, each on its own scale from zero."""

from collections.abc import Sequence
from decimal import Decimal

from dashboard.bound_marks import open_end
from dashboard.drawing import Drawing
from dashboard.scales import (
    TimeScale,
    ValueScale,
    highest,
    is_box,
    is_point,
    is_provisional,
    middle_of,
    open_side,
    ticks,
)
from dashboard.svg import Box, circle, drawing, inside, line, path, square, text, width_of
from dashboard.text import Words
from dashboard.timeline import spoken
from metrics import HeldObservation, SeriesLine, labels

SIZES = {"wide": (380.0, 250.0), "narrow": (310.0, 230.0)}
AT_LEAST, BESIDE = 46.0, 7.0  # the room behind the plot; from a point to its value
OVER, OVER_ARROW = 9.0, 16.0  # from the highest point up to its value, and where an arrow rises
LINES = (("ln", "ptn", "td"), ("ln2", "ptn2", "td2"))


def panel_drawing(
    lines: Sequence[SeriesLine], years: tuple[int, int], words: Words, names: Sequence[str] = ()
) -> Drawing:
    """One or two lines with their last and highest values; a name for the second, where given."""
    return Drawing(
        "".join(panel_svg(lines, years, words, names, SIZES[kind], kind) for kind in SIZES)
    )


def panel_svg(
    lines: Sequence[SeriesLine],
    years: tuple[int, int],
    words: Words,
    names: Sequence[str],
    size: tuple[float, float],
    kind: str = "wide",
) -> str:
    """The same in one size alone."""
    width, height = size
    unit = lines[0].unit
    steps = ticks(max((highest(_drawn(one)) for one in lines), default=0), unit.kind == "count")
    said = [labels.number(step, unit, words.language, short=True) for step in steps]
    left = 10 + max(width_of(one) for one in said)
    box = Box(left, 24, width - _room(lines[:2], words), height - 26)
    time, values = TimeScale(years[0], years[1], box), ValueScale(steps[-1], box)
    parts = _value_axis(steps, said, values) + _time_axis(time)
    for place, found in enumerate(lines[:2]):
        parts += _line(found, time, values, words, place, names, width)
    label = ". ".join(
        (f"{names[place]}, " if place < len(names) else "") + spoken(found, words, 30)
        for place, found in enumerate(lines[:2])
    )
    return drawing(width, height, label, parts, kind)


def _room(lines: Sequence[SeriesLine], words: Words) -> float:
    """What the last values need behind the plot: "more than 5,900" is wider than "5,900"."""
    said = [
        labels.short_value(drawn[-1], one.unit, words.language)
        for one in lines
        if (drawn := _drawn(one))
    ]
    return max([AT_LEAST, *(BESIDE + width_of(one) + 2 for one in said)])


def _value_axis(steps: list[Decimal], said: list[str], values: ValueScale) -> list[str]:
    parts = []
    for step, words in zip(steps, said, strict=True):
        y = values.y(step)
        parts += [
            line("gr" if step else "ax", values.box.left, y, values.box.right, y),
            text(words, values.box.left - 7, y + 4, anchor="end"),
        ]
    return parts


def _time_axis(time: TimeScale) -> list[str]:
    foot = time.box.bottom
    first, last = int(time.first), int(time.last) - 1
    step = 5 if last - first > 8 else 2 if last - first > 4 else 1
    parts = []
    for year in range(first, last + 1):
        x = time.x(year + 0.5)
        named = (last - year) % step == 0
        parts.append(line("tick", x, foot, x, foot + (5 if named else 3)))
        parts += [text(str(year), x, foot + 20)] if named else []
    return parts


def _line(
    found: SeriesLine,
    time: TimeScale,
    values: ValueScale,
    words: Words,
    place: int,
    names: Sequence[str],
    width: float,
) -> list[str]:
    stroke, point, label = LINES[place]
    parts = [
        path(stroke, [_at(one, time, values) for one in segment if is_point(one)])
        for segment in found.segments
    ]
    for held in found.values:
        if is_box(held):
            parts.append(
                square("lt", time.x(middle_of(held.observation.period)), time.box.bottom - 3.5, 7)
            )
    drawn = _drawn(found)
    parts += [
        circle("pp" if is_provisional(one) else point, *_at(one, time, values), 2.6)
        for one in drawn
    ]
    parts += [mark for one in drawn for mark in open_end(one, *_at(one, time, values))]
    name = names[place] if place < len(names) else ""
    return parts + _labels(found, drawn, time, values, words, label, name, width)


def _labels(
    found: SeriesLine,
    drawn: list[HeldObservation],
    time: TimeScale,
    values: ValueScale,
    words: Words,
    kind: str,
    name: str,
    width: float,
) -> list[str]:
    """The last value beside its point, the highest above its own, the name over the middle."""
    if not drawn:
        return []
    style = f"{kind} halo"
    x, y = _at(drawn[-1], time, values)
    said = labels.short_value(drawn[-1], found.unit, words.language)
    parts = [text(said, x + BESIDE, y + 4.5, style, "start")]
    peak = max(drawn, key=lambda one: one.observation.value or 0)
    if kind == "td" and drawn.index(peak) < len(drawn) - 2:
        x, y = _at(peak, time, values)
        said = labels.short_value(peak, found.unit, words.language)
        over = OVER_ARROW if open_side(peak) > 0 else OVER
        parts.append(text(said, inside(x, said, width), y - over, style))
    if name and kind == "td2":
        x, y = _at(drawn[len(drawn) // 3], time, values)
        parts.append(text(name, inside(x, name, width), y - 12, style))
    return parts


def _drawn(found: SeriesLine) -> list[HeldObservation]:
    return [one for one in found.values if is_point(one)]


def _at(held: HeldObservation, time: TimeScale, values: ValueScale) -> tuple[float, float]:
    observation = held.observation
    return time.x(middle_of(observation.period)), values.y(observation.value or 0)
