"""A map of squares: one square a place, its figure written in it, a bar from zero beneath.

Squares are alike whatever the size of a place, so that neither land nor people are taken for the
figure. Nothing is told by colour: a figure is written, what is hidden is hatched and said, and a
place without a figure has a dashed edge.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from dashboard.drawing import MARKS, Drawing
from dashboard.findings import is_hidden
from dashboard.places_beside import Beside
from dashboard.scales import highest, is_box, is_estimated, is_provisional
from dashboard.spelling import folded
from dashboard.svg import drawing, element, line, text, width_of
from dashboard.text import Words
from metrics import HeldObservation, Place, Unit, labels

GAP, HATCH, WIDEST = 5.0, 9.0, 84.0
FOOT = 8.0  # how high a bar is
DASHES = "stroke-dasharray:3 4"


class Grid(NamedTuple):
    """How large the squares are in one of the two drawings, of which `room` is the width."""

    kind: str
    room: float
    width: float  # of a square
    height: float

    def of(self, columns: int) -> "Grid":
        """The same for so many squares side by side: never larger than they are read well."""
        return self._replace(width=min(WIDEST, self.room / columns - GAP))


class Goal(NamedTuple):
    """What is to be reached in one place alone, and the mark of how that stands."""

    place: str
    value: Decimal
    mark: str


class Shown(NamedTuple):
    """One drawing of the map: what is drawn, of which place the page is, in squares how large."""

    found: Beside
    unit: Unit
    own: str
    goal: Goal | None
    grid: Grid
    words: Words

    @property
    def top(self) -> float:
        """The end of the one scale: the highest figure, or a target above it."""
        return max(highest(self.found.drawn), float(self.goal.value) if self.goal else 0.0)

    def length(self, value: Decimal | None) -> float:
        """From zero; nothing for what is not above it."""
        if value is None or value <= 0 or not self.top:
            return 0.0
        return self.grid.width * float(value) / self.top


GRIDS = (Grid("wide", 712.0, WIDEST, 62.0), Grid("narrow", 316.0, WIDEST, 62.0))


def tile_drawing(found: Beside, unit: Unit, own: str, goal: Goal | None, words: Words) -> Drawing:
    """The same map for a wide and for a narrow screen; `own` is the place that the page shows."""
    columns = 1 + max(one.tile[0] for one in found.places if one.tile)
    shown = [Shown(found, unit, own, goal, grid.of(columns), words) for grid in GRIDS]
    return Drawing("".join(map(_map, shown)))


def _map(shown: Shown) -> str:
    found, grid = shown.found, shown.grid
    rows = 1 + max(one.tile[1] for one in found.places if one.tile)
    squares = [
        element("g", "".join(_square(one, shown)), transform=f"translate({_at(one, grid)})")
        for one in found.places
    ]
    high = rows * (grid.height + GAP)
    return drawing(grid.room, high, spoken(found, shown.unit, shown.words), squares, grid.kind)


def _at(place: Place, grid: Grid) -> str:
    column, row = place.tile or (0, 0)
    return f"{column * (grid.width + GAP) + 2:g} {row * (grid.height + GAP) + 2:g}"


def _square(place: Place, shown: Shown) -> Iterator[str]:
    """Its edge, its letters, and what is held of it."""
    of, grid, goal = shown.found.held.get(place.code), shown.grid, shown.goal
    hidden, number = bool(of and is_hidden(of[1])), bool(of and of[1].observation.value is not None)
    if hidden:
        yield _hatched(grid)
    yield _edge(grid, dashed=not (hidden or number), heavy=place.code == shown.own)
    yield text(place.code.rpartition("-")[2], grid.width / 2, 18, "tb halo")
    if hidden:
        yield _written(shown.words("map.hidden"), grid, "tx halo")
    elif of and number:
        yield from _value(of[1], shown)
    if goal and goal.place == place.code:
        yield from _goal(goal, shown)


def _edge(grid: Grid, *, dashed: bool, heavy: bool) -> str:
    """Dashed where nothing is published; heavy round the place that the page is about."""
    return element(
        "rect", class_="lnc" if dashed else "opn", x=0, y=0, width=grid.width, height=grid.height,
        style=DASHES if dashed else "stroke-width:3" if heavy else None,
    )  # fmt: skip


def _hatched(grid: Grid) -> str:
    """Slants over the whole square, cut at its edges."""
    width, height, slants, at = grid.width, grid.height, [], HATCH
    while at < width + height:
        x1, y1 = (at, 0.0) if at <= width else (width, at - width)
        x2, y2 = (0.0, at) if at <= height else (at - height, height)
        slants.append(line("rev", x1, y1, x2, y2))
        at += HATCH
    return "".join(slants)


def _value(held: HeldObservation, shown: Shown) -> Iterator[str]:
    """The figure, and its bar; of "under 5" an open box, which is neither zero nor a length."""
    grid, long = shown.grid, shown.length(held.observation.value)
    yield _written(labels.short_value(held, shown.unit, shown.words.language), grid, "td halo")
    if is_box(held):
        yield element("rect", class_="lt", x=3, y=grid.height - FOOT - 2, width=FOOT, height=FOOT)
    elif long and is_hollow(held):
        yield element("rect", class_="lt", x=0, y=grid.height - FOOT, width=long, height=FOOT)
    elif long:
        yield element("rect", class_="ptn", x=0, y=grid.height - FOOT, width=long, height=FOOT)


def is_hollow(held: HeldObservation) -> bool:
    """Whether its bar is hollow, as its point in a chart is: it may still change."""
    return is_provisional(held) or is_estimated(held)


def _written(said: str, grid: Grid, kind: str) -> str:
    """A word or two lines in the square; what does not fit stands in the table alone.

    What stands in parentheses, how many have reported, is told in the table.
    """
    plain = said.partition(" (")[0]
    first, _, last = plain.rpartition(" ")
    if width_of(plain) <= grid.width - 4:
        return text(plain, grid.width / 2, 38, kind)
    if not first or max(map(width_of, (first, last))) > grid.width - 4:
        return ""
    middle = grid.width / 2
    return text(first, middle, 33, "tn halo") + text(last, middle, 48, kind)


def _goal(goal: Goal, shown: Shown) -> Iterator[str]:
    """A tick where the target lies on the bar, and the mark of progress in the corner."""
    x, grid = shown.length(goal.value), shown.grid
    yield line("tgt", x, grid.height - FOOT - 6, x, grid.height)
    shapes = "".join(element(name, **attributes) for name, attributes in MARKS[goal.mark])
    yield element("svg", shapes, class_="g", viewBox="0 0 16 16", x=grid.width - 16, y=3,
                  width=13, height=13)  # fmt: skip


def swatch(kind: str) -> Drawing:
    """A small square for the key: "value", "hollow", "hidden" or "none"."""
    small, foot = Grid("", 22.0, 22.0, 16.0), {"x": 0, "y": 11, "width": 13, "height": 5}
    inside = {"value": element("rect", class_="ptn", **foot),
              "hollow": element("rect", class_="lt", **foot),
              "hidden": _hatched(small), "none": ""}[kind]  # fmt: skip
    edge = _edge(small, dashed=kind == "none", heavy=False)
    return Drawing(element(
        "svg", inside + edge, viewBox="-1 -1 24 18", width=24, height=18, aria_hidden="true",
        focusable="false",
    ))  # fmt: skip


def spoken(found: Beside, unit: Unit, words: Words) -> str:
    """What the map shows, place by place; then those of which nothing is published."""
    said, silent = [], []
    for one in sorted(found.places, key=lambda one: folded(words.text(one.title))):
        name = labels.place_words(one, words.language)
        if held := found.held.get(one.code):
            value = labels.value_words(held[1], unit, words.language, with_unit=unit.needs_words)
            said.append(f"{name}{words('shared.colon')}{value}")
        else:
            silent.append(name)
    period = labels.period_words(found.period, words.language)
    rest = words("map.silent", places=words.joined(silent)) if silent else ""
    title = words.text(next(iter(found.held.values()))[0].series.title)
    head = words("map.label", title=title, period=period)
    return " ".join(filter(None, [head, "; ".join(said) + ".", rest]))
