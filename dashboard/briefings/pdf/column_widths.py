"""How wide the columns of a table are on paper, so that no word leaves its column."""

from collections.abc import Sequence

from dashboard.briefings.document import Table
from dashboard.briefings.drawing.chart_ink import wide

GUTTER, SPARE = 8.0, 1.06  # points between columns; how much a text may be wider than reckoned
HEADS = 1.12  # how much wider the words over a column are than others: they are bold
LONGEST, BROKEN = 26, 9  # letters: a longer word may break anywhere
FEW_COLUMNS, HALF = 3, 0.5  # of a table that stands beside text

Added = Sequence[tuple[int, float]]  # columns that hold more than their words, and how wide


def widths(
    table: Table, room: float, size: float, *, full: bool = True, added: Added = ()
) -> list[float]:
    """Points for each column: what it needs; the first has what is over in a `full` table."""
    wished, least = _wished(table, size, added), _least(table, size, added)
    over = room - sum(wished)
    if over >= 0:
        return [wished[0] + (over if full else 0.0), *wished[1:]]
    if sum(least) > room:
        least = _least(table, size, added, BROKEN)
    spare = room - sum(least)
    if spare <= 0:
        return [room * one / sum(least) for one in least]
    wants = [a - b for a, b in zip(wished, least, strict=True)]
    return [a + spare * want / sum(wants) for a, want in zip(least, wants, strict=True)]


def is_crowded(table: Table, room: float, size: float) -> bool:
    """Whether the longest words have no place beside each other: they then break anywhere."""
    return sum(_least(table, size)) > room


def beside(table: Table, room: float, size: float) -> list[float]:
    """The columns of a table that is narrow enough to stand beside text; else none."""
    half = HALF * room
    few = len(table.head) <= FEW_COLUMNS and sum(_least(table, size)) <= half
    is_narrow = few or sum(_wished(table, size)) <= half
    return widths(table, half, size, full=False) if is_narrow else []


def _columns(table: Table) -> list[list[tuple[str, float]]]:
    """The texts of each column, with how much wider than others they are set."""
    return [
        [(head, HEADS), *((row[at].text, 1.0) for row in table.rows)]
        for at, head in enumerate(table.head)
    ]


def _wished(table: Table, size: float, added: Added = ()) -> list[float]:
    """The longest text of each column on one line."""
    every = _columns(table)
    return [
        max(SPARE * max(by * wide(one, size) for one, by in column), dict(added).get(at, 0.0))
        + _after(at, every)
        for at, column in enumerate(every)
    ]


def _least(table: Table, size: float, added: Added = (), most: int = LONGEST) -> list[float]:
    """The longest word of each column."""
    every = _columns(table)
    return [
        max(
            SPARE * max(by * _longest(one, size, most) for one, by in column),
            dict(added).get(at, 0.0) / 2,
        )
        + _after(at, every)
        for at, column in enumerate(every)
    ]


def _longest(words: str, size: float, most: int) -> float:
    return max(wide(one[:most], size) for one in words.split(" ") or [""])


def _after(at: int, every: Sequence[object]) -> float:
    return GUTTER if at < len(every) - 1 else 0.0
