"""Time in lanes: bars as long as what they describe, and numbered flags at dates.

Server-made drawings in three widths; each stands beside a table of the same rows. The numbers lead
to their rows, so they stand as far apart as a finger needs in the least width they are shown at.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from textwrap import wrap
from typing import NamedTuple

from dashboard.drawing import Drawing
from dashboard.scales import TimeScale, end_of, year_of
from dashboard.svg import Box, circle, drawing, element, line, link, text, width_of
from dashboard.text import Words
from metrics import Framework, Period

HEAD = 18.0  # the years over the lanes: their foot is more than a screen below
SIZES = {"xl": 1280.0, "mid": 720.0, "narrow": 300.0}
APART = {"xl": 30.0, "mid": 32.0, "narrow": 26.0}  # from number to number: 24 px as shown
BAR, LANE_GAP, NAME_LINE, AFTER = 48.0, 14.0, 16.0, 12.0
YEARS_AT_END = re.compile(r" ?\d{4}(-|–| to | à )\d{4}$")
MOST_LETTERS = {"xl": 150, "mid": 92, "narrow": 40}
LANE_LETTERS = {"xl": 150, "mid": 100, "narrow": 46}  # on a line of a lane's name


class Bar(NamedTuple):
    """A name, a span of time and what is said of it; grey where it is a part of another bar."""

    name: str
    period: Period
    said: str
    part: bool = False


class Flag(NamedTuple):
    """A number of the table at its date; open where it was only said that it would be done."""

    number: int
    period: Period
    is_open: bool = False
    row: str = ""  # where the number leads
    name: str = ""


class Lane(NamedTuple):
    name: str
    flags: Sequence[Flag]


def bars_drawing(bars: Sequence[Bar], frameworks: Iterable[Framework], label: str) -> Drawing:
    """One bar a row under its name, all on one time axis; the words at its end."""
    eras = list(frameworks)
    return Drawing("".join(bars_svg(bars, eras, label, kind) for kind in SIZES))


def bars_svg(
    bars: Sequence[Bar], frameworks: Iterable[Framework], label: str, kind: str = "mid"
) -> str:
    """The same in one size alone."""
    years = _years([one.period for one in bars])
    eras = [year_of(one.starts_on) for one in frameworks]
    return _bars(_told_apart(bars), eras, years, label, kind)


def _told_apart(bars: Iterable[Bar]) -> list[Bar]:
    """Behind a name that several bars have, the years that each of them covers."""
    held = list(bars)
    often = Counter(one.name for one in held)
    return [one._replace(name=_with_years(one)) if often[one.name] > 1 else one for one in held]


def _with_years(bar: Bar) -> str:
    ends = dict.fromkeys((bar.period.start.year, bar.period.end.year))
    return f"{bar.name}, {'–'.join(map(str, ends))}"


def _bars(
    bars: Sequence[Bar], eras: Sequence[float], years: tuple[int, int], label: str, kind: str
) -> str:
    names = [_name(one, kind) for one in bars]
    tops = list(accumulate((BAR + NAME_LINE * (len(one) - 1) for one in names), initial=10.0))
    scale = _scale(years, kind, tops[-1])
    parts = _eras(eras, scale)
    for bar, name, top in zip(bars, names, tops, strict=False):
        parts += _bar(bar, name, scale, top)
    return drawing(SIZES[kind], tops[-1] + 26, label, parts + _axis(scale), kind)


def _name(bar: Bar, kind: str) -> list[str]:
    """Its lines: whole on a phone, where names that begin alike are told apart by their ends."""
    if kind == "narrow":
        return wrap(bar.name, MOST_LETTERS[kind], break_on_hyphens=False) or [""]
    return [shortened(bar.name, MOST_LETTERS[kind])]


def _bar(bar: Bar, name: list[str], scale: TimeScale, top: float) -> list[str]:
    y, left = top + 28 + NAME_LINE * (len(name) - 1), scale.x(year_of(bar.period.start))
    right = max(scale.x(end_of(bar.period)), left + 2)
    kind = "span2" if bar.part else "span"
    parts = [line(kind, left, y, right, y), *_ends(left, right, y)]
    parts.append(_beside(bar.said, left, right, y, scale))
    widest = max(map(width_of, name))
    start = max(scale.box.left, min(left, scale.box.right + AFTER - widest))
    over = [top + 17 + NAME_LINE * number for number in range(len(name))]
    named = zip(name, over, strict=True)
    return parts + [text(said, start, at, "tn halo", "start") for said, at in named]


def shortened(name: str, most: int) -> str:
    """A name cut to so many letters; the years at its end stay, they tell strategies apart."""
    if len(name) <= most:
        return name
    years = YEARS_AT_END.search(name)
    tail = years.group() if years else ""
    return name[: most - 1 - len(tail)].rstrip(" ,") + "…" + tail


def _ends(left: float, right: float, y: float) -> list[str]:
    return [line("spant", left, y - 5, left, y + 5), line("spant", right, y - 5, right, y + 5)]


def _beside(said: str, left: float, right: float, y: float, scale: TimeScale) -> str:
    """The words at the right end of a bar, at its left where they would leave the drawing."""
    if right + 8 + width_of(said) <= scale.box.right + 4:
        return text(said, right + 8, y + 4.5, "tb halo", "start")
    if left - 8 - width_of(said) >= scale.box.left:
        return text(said, left - 8, y + 4.5, "tb halo", "end")
    return text(said, scale.box.right, y + 18, "tb halo", "end")


def lanes_drawing(lanes: Sequence[Lane], frameworks: Iterable[Framework], label: str) -> Drawing:
    """Flags of each lane at their dates, stacked where they would touch."""
    years = _years([one.period for lane in lanes for one in lane.flags])
    eras = [year_of(one.starts_on) for one in frameworks]
    return Drawing("".join(_lanes(lanes, eras, years, label, kind) for kind in SIZES))


def _lanes(
    lanes: Sequence[Lane], eras: Sequence[float], years: tuple[int, int], label: str, kind: str
) -> str:
    scale, apart = _scale(years, kind, 0), APART[kind]
    top, parts = 4.0 + HEAD, []
    for lane in lanes:
        stack = stacked(lane.flags, scale, apart)
        name = wrap(lane.name, LANE_LETTERS[kind], break_on_hyphens=False) or [""]
        high = 24 + apart * max(level for _, _, level in stack)
        foot = top + 8 + NAME_LINE * len(name) + high
        parts += _lane(name, stack, scale, (top, foot, apart))
        top = foot + LANE_GAP
    scale = _scale(years, kind, top)
    shown = _eras(eras, scale) + _named_years(scale, 13) + parts + _axis(scale)
    return drawing(SIZES[kind], top + 26, label, shown, kind, "group")


def _lane(
    name: list[str],
    stack: list[tuple[Flag, float, int]],
    scale: TimeScale,
    place: tuple[float, float, float],
) -> list[str]:
    """The lines of its name, then its numbers over the foot; `place` is top, foot and step."""
    top, foot, apart = place
    parts = [
        text(one, scale.box.left, top + 12 + NAME_LINE * number, "tx halo", "start")
        for number, one in enumerate(name)
    ]
    parts.append(line("gr", scale.box.left, foot, scale.box.right, foot))
    for flag, x, level in stack:
        left, right = scale.x(year_of(flag.period.start)), scale.x(end_of(flag.period))
        if flag.period.days > 1:  # only the month or the year is known
            parts.append(line("rev", left, foot, right, foot))
        parts += _flag(flag, x, foot - 11 - apart * level, apart)
    return parts


def _flag(flag: Flag, x: float, y: float, room: float) -> list[str]:
    """The number in its circle; where it leads to a row, the whole room around it does."""
    shown = [
        circle("lt" if flag.is_open else "evf", x, y, 8.5),
        text(str(flag.number), x, y + 4, "evo" if flag.is_open else "evn"),
    ]
    if not flag.row:
        return shown
    size = room - 0.5
    room_around = element(
        "rect", class_="hit", x=x - size / 2, y=y - size / 2, width=size, height=size
    )
    return [link(f"#{flag.row}", f"{flag.number}. {flag.name}", [room_around, *shown])]


def stacked(flags: Iterable[Flag], scale: TimeScale, apart: float) -> list[tuple[Flag, float, int]]:
    """Where each flag stands: its place in time and the lowest level that is free there."""
    placed: list[tuple[Flag, float, int]] = []
    for flag in sorted(flags, key=lambda one: (one.period.start, one.number)):
        middle = (year_of(flag.period.start) + end_of(flag.period)) / 2
        x = min(max(scale.x(middle), scale.box.left + 9), scale.box.right - 9)
        taken = {level for _, other, level in placed if abs(other - x) < apart}
        placed.append((flag, x, next(one for one in range(len(placed) + 1) if one not in taken)))
    return placed


def _scale(years: tuple[int, int], kind: str, foot: float) -> TimeScale:
    return TimeScale(years[0], years[1], Box(4, 0, SIZES[kind] - AFTER, foot))


def _years(periods: Iterable[Period]) -> tuple[int, int]:
    """The first year and the year after the last that any of the periods touches."""
    held = list(periods)
    return min(one.start.year for one in held), max(one.end.year for one in held) + 1


def _eras(eras: Iterable[float], scale: TimeScale) -> list[str]:
    return [
        line("era", scale.x(era), 0, scale.x(era), scale.box.bottom)
        for era in eras
        if scale.holds(era)
    ]


def _axis(scale: TimeScale) -> list[str]:
    foot, first, step = scale.box.bottom, int(scale.first), _step(scale)
    parts = [line("ax", scale.box.left, foot, scale.box.right, foot)]
    for year in range(first, int(scale.last) + 1):
        x = scale.x(year)
        parts.append(line("tick", x, foot, x, foot + (3 if (year - first) % step else 6)))
    return parts + _named_years(scale, foot + 19)


def _step(scale: TimeScale) -> int:
    """Every year is named where there is room for it, else every second, fifth, tenth."""
    room = scale.box.width / (int(scale.last) - int(scale.first))
    return next((one for one in (1, 2, 5, 10) if one * room >= 46), 20)


def _named_years(scale: TimeScale, y: float) -> list[str]:
    first = int(scale.first)
    years = range(first, int(scale.last) + 1, _step(scale))
    return [
        text(str(year), scale.x(year), y, anchor="start" if year == first else "middle")
        for year in years
        if year == first or scale.x(year) < scale.box.right - 8
    ]


def spoken(bars: Iterable[Bar], words: Words) -> str:
    """The bars in words, for those who do not see them."""
    told = _told_apart(bars)
    return "; ".join(f"{one.name}{words('shared.colon')}{one.said}" for one in told)
