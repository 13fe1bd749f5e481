"""Which rows of a table count, and cells that stand for several rows."""

from collections.abc import Iterable, Iterator

from ingest.cells import Cell, key, plain
from ingest.headings import Numbered
from ingest.meanings import Memo
from ingest.tables import Table


class Rows:
    """The rows of a table that `where` keeps and `unless` does not pass over."""

    def __init__(self, rows: Iterable[Numbered], table: Table) -> None:
        self._filters = [
            _Filter(heading, table.layout.filters[heading], words, keep)
            for asked, keep in ((table.spec.where, True), (table.spec.unless, False))
            for heading, words in asked.items()
        ]
        filled = [one.at for one in table.layout.found if one.column.fill_down]
        self._rows = _filled_down(rows, filled) if filled else rows

    @property
    def passed_over(self) -> bool:
        """Whether `where` or `unless` has passed over any row that says something there."""
        return any(one.passed_over for one in self._filters)

    def __iter__(self) -> Iterator[Numbered]:
        rows = self._rows
        for one in self._filters:
            rows = one.kept(rows)
        return iter(rows)

    def unmet(self) -> set[tuple[str, str]]:
        """Heading and words of `where` and `unless` that no row had, once all are read."""
        return {(one.heading, words) for one in self._filters for words in one.unmet()}


class _Filter:
    def __init__(self, heading: str, at: int, words: tuple[str, ...], keep: bool) -> None:
        self.heading = heading
        self.at = at
        self._words = {key(one): one for one in words}
        self._met: set[str] = set()
        self._keep = keep
        self._passes = Memo(self._judged)
        self.passed_over = False

    def kept(self, rows: Iterable[Numbered]) -> Iterator[Numbered]:
        at, passes = self.at, self._passes
        return ((number, row) for number, row in rows if len(row) > at and passes[row[at]])

    def unmet(self) -> list[str]:
        return [one for spelled, one in self._words.items() if spelled not in self._met]

    def _judged(self, cell: Cell) -> bool:
        spelled = key(cell)
        self._met.add(spelled)
        passes = (spelled in self._words) is self._keep
        self.passed_over = self.passed_over or (not passes and bool(spelled))
        return passes


def _filled_down(rows: Iterable[Numbered], columns: list[int]) -> Iterator[Numbered]:
    """Empty cells of these columns repeat the cell above."""
    above: dict[int, Cell] = {}
    for number, row in rows:
        cells = list(row)
        for at in columns:
            if at < len(cells):
                cells[at] = above[at] = cells[at] if plain(cells[at]) else above.get(at, "")
        yield number, cells
