"""Where tables stand on the sheets of a partner's own layout: rows of headings above figures."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ingest.book import BookSheet, Value
from ingest.cells import plain
from ingest.returns.heading_words import joined_headings, told_apart
from ingest.returns.notation import SPOKEN, UNCLEAR, folded
from ingest.returns.profile_reading import as_number

_ROWS, WIDE = 260, 60  # of a sheet that are looked at
_FIGURES = 200  # rows below the headings that are looked at
_MOST, _BELOW = 3, 20  # rows of headings; rows between them and the figures

_Numbers = tuple[int, frozenset[int]]  # a row, and the columns in which it has numbers


class Block(NamedTuple):
    """Rows of headings over rows of figures, by the numbers of rows and columns from 1."""

    sheet: BookSheet
    first: int  # row of headings
    rows: int  # of headings
    start: int  # the first row of figures
    stop: int  # the first row below that is another table's
    figures: int  # the first column of them

    def headings(self, left: int) -> dict[int, str]:
        """By column, from the first of figures on, its joined headings, equal ones told apart."""
        every = told_apart(joined_headings(self.sheet, self.first, self.rows, left))
        return {at: words for at, words in every.items() if 0 <= at - self.figures < WIDE}

    def body(self) -> Iterator[tuple[int, Sequence[Value]]]:
        """The number and the cells of each row of figures."""
        stop = min(self.stop, self.start + _FIGURES)
        return (one for one in self.sheet.iter_rows() if self.start <= one[0] < stop)


def blocks_of(sheet: BookSheet) -> list[Block]:
    """The tables of a sheet from above: words over figures, whatever they say."""
    runs = [list(run) for _, run in groupby(_numbers(sheet), key=lambda one: bool(one[1]))]
    found = [block for above, below in pairwise(runs) if below[0][1]
             and (block := _block(sheet, [row for row, _ in above], below))]  # fmt: skip
    stops = [*(one.first for one in found[1:]), sheet.last_row + 1]
    return [one._replace(stop=stop) for one, stop in zip(found, stops, strict=False)]


def single(sheet: BookSheet, row: int, figures: int) -> Block:
    """A row of headings by itself, with everything below it."""
    return Block(sheet, row, 1, row + 1, sheet.last_row + 1, figures)


def _numbers(sheet: BookSheet) -> list[_Numbers]:
    """Where numbers stand; numbers written as text count where no cell of the sheet is one."""
    rows = [one for one in sheet.iter_rows() if any(value is not None for value in one[1])][:_ROWS]
    stored = [(row, _columns_of(cells)) for row, cells in rows]
    if any(columns for _, columns in stored):
        return stored
    return [(row, _columns_of([as_number(one) if isinstance(one, str) else None for one in cells]))
            for row, cells in rows]  # fmt: skip


def _columns_of(cells: Sequence[object]) -> frozenset[int]:
    return frozenset(
        at for at, one in enumerate(cells[:WIDE], 1)
        if one is not None and not isinstance(one, bool | str) and hasattr(one, "__float__")
    )  # fmt: skip


def _block(sheet: BookSheet, above: Sequence[int], below: Sequence[_Numbers]) -> Block | None:
    """The rows above figures that have words over them, as many as adjoin."""
    start, numbers = below[0][0], frozenset[int]().union(*(columns for _, columns in below))
    worded = {row: _worded(sheet, row) for row in above if row >= start - 1 - _BELOW}
    over = [words & numbers for words in worded.values() if words & numbers]
    if not over or len(frozenset[int]().union(*worded.values())) < 2:
        return None
    figures = min(min(columns) for columns in over)
    heads = [row for row, words in worded.items() if max(words, default=0) >= figures]
    first = last = heads[-1]
    while first - 1 in heads and last - first + 1 < _MOST:
        first -= 1
    return Block(sheet, first, last - first + 1, start, 0, figures)


def _worded(sheet: BookSheet, row: int) -> frozenset[int]:
    """The columns of a row with words that can head a column; "n/a" stands for a figure."""
    words = {at: folded(sheet.cell(row, at)) for at in range(1, WIDE + 1) if sheet.cell(row, at)}
    return frozenset(
        at for at, said in words.items()
        if plain(said) and said not in SPOKEN and said not in UNCLEAR
    )  # fmt: skip
