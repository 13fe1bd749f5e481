"""Tables found by their headings, wherever on a sheet they stand."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple, TypeAlias

from ingest.cells import Row, Sheet, key, plain, without_footnotes
from ingest.findings import ReadError
from ingest.spec import Column, Role, TableSpec

JOIN = " / "
LOOKED_AT = 2_000  # rows among which the headings are sought

Numbered: TypeAlias = tuple[int, Row]  # a row behind its number, as people count


class Found(NamedTuple):
    """A column of the sheet that a column of the specification describes."""

    column: Column
    at: int  # the cell in a row, from 0
    heading: str
    groups: dict[str, str]  # the words that `pattern` found in the heading


class Layout(NamedTuple):
    """A table's headings: where they stand and what was recognized."""

    row: int  # the last of the heading rows
    headings: tuple[str, ...]
    found: tuple[Found, ...]
    filters: dict[str, int]  # heading in `where` or `unless` -> index
    strangers: tuple[int, ...]  # columns with a heading that nothing accepts
    unnamed: tuple[int, ...]  # columns without a heading


def find_table(sheet: Sheet, spec: TableSpec) -> tuple[Layout, Iterator[Numbered]]:
    """The headings of a table and the rows below them; raise ReadError when it is not there."""
    rows = _below(enumerate(sheet.rows, 1), spec)
    if spec.before:
        rows = _above(rows, spec.before)
    window: deque[Numbered] = deque(maxlen=spec.header_rows)
    nearest: tuple[int, str, str] = (0, "", "")
    for numbered in islice(rows, LOOKED_AT):
        window.append(numbered)
        if len(window) == spec.header_rows and any(any(row) for _, row in window):
            match = _Match([row for _, row in window], spec)
            if not match.lacking:
                return match.layout(numbered[0]), rows
            if match.recognized > nearest[0]:
                nearest = (match.recognized, *match.words(numbered[0]))
    raise _not_found(spec, nearest)


def headings_of(rows: Sequence[Row]) -> list[str]:
    """One heading a column: spanned cells carried right and down, rows joined with " / ".

    A cell is carried as far to the right as the cell above it reaches. The last row is not
    carried: it tells the columns apart. A column with no cell of its own has no heading.
    """
    width = max((len(row) for row in rows), default=0)
    parts: list[list[str]] = [[] for _ in range(width)]
    own = [False] * width
    above = [0] * width  # where the cell above each column begins
    for number, row in enumerate(rows, 1):
        words = [plain(cell) for cell in row] + [""] * (width - len(row))
        own = [has or bool(word) for has, word in zip(own, words, strict=True)]
        above = _carry(words, above) if number < len(rows) else above
        for part, word in zip(parts, words, strict=True):
            part += [word] if word else []
    return [JOIN.join(part) if has else "" for part, has in zip(parts, own, strict=True)]


def _carry(words: list[str], above: list[int]) -> list[int]:
    """Fill empty cells from their left in place; return where each column's cell begins."""
    begins = list(range(len(words)))
    for index in range(1, len(words)):
        if not words[index] and above[index] == above[index - 1]:
            words[index], begins[index] = words[index - 1], begins[index - 1]
    return begins


class _Match:
    """How far some rows are the headings that a specification describes."""

    def __init__(self, rows: Sequence[Row], spec: TableSpec) -> None:
        self.spec = spec
        self.headings = headings_of(rows)
        self._keys = [key(heading) for heading in self.headings]
        self.found = tuple(self._found())
        self.filters = {
            name: self._keys.index(key(name))
            for name in (*spec.where, *spec.unless)
            if key(name) in self._keys
        }
        self.lacking = [_name(column) for column in self._missing()] + [
            name for name in (*spec.where, *spec.unless) if name not in self.filters
        ]

    @property
    def recognized(self) -> int:
        return len({id(one.column) for one in self.found})

    def _found(self) -> Iterator[Found]:
        spellings = {key(one): column for column in self.spec.columns for one in column.headings}
        patterns = [
            (re.compile(one.pattern, re.I), one) for one in self.spec.columns if one.pattern
        ]
        for index, (heading, spelled) in enumerate(zip(self.headings, self._keys, strict=True)):
            if not heading:
                continue
            if column := spellings.get(spelled):
                yield Found(column, index, heading, {})
                continue
            for pattern, column in patterns:
                if match := pattern.search(without_footnotes(heading)):
                    yield Found(column, index, heading, match.groupdict(""))
                    break

    def _missing(self) -> list[Column]:
        present = [one.column for one in self.found]
        return [one for one in self.spec.columns if not one.optional and one not in present]

    def words(self, row: int) -> tuple[str, str]:
        lacking = ", ".join(f"'{one}'" for one in self.lacking)
        return f"Row {row} lacks {lacking}.", f"À la ligne {row}, il manque {lacking}."

    def layout(self, row: int) -> Layout:
        _refuse_doubles(self.found, row)
        known = {one.at for one in self.found} | set(self.filters.values())
        others = [index for index in range(len(self.headings)) if index not in known]
        return Layout(
            row,
            tuple(self.headings),
            self.found,
            self.filters,
            tuple(index for index in others if self.headings[index]),
            tuple(index for index in others if not self.headings[index]),
        )


def _name(column: Column) -> str:
    return column.headings[0] if column.headings else f"{column.pattern}"


def _refuse_doubles(found: Sequence[Found], row: int) -> None:
    """Two columns with one heading cannot be told apart."""
    once = [one for one in found if one.column.headings and one.column.role is not Role.IGNORE]
    for number, one in enumerate(once):
        for other in once[:number]:
            if one.column is other.column:
                raise ReadError(
                    f"Row {row} has two columns '{other.heading}' and '{one.heading}': "
                    "say which one is meant.",
                    f"La ligne {row} a deux colonnes « {other.heading} » et « {one.heading} » : "
                    "indiquez laquelle est voulue.",
                    "headings",
                )


def _below(rows: Iterator[Numbered], spec: TableSpec) -> Iterator[Numbered]:
    """The rows below the one that `after` names."""
    if not spec.after or any(_begins(row, spec.after) for _, row in rows):
        return rows
    raise ReadError(
        f"No cell begins with '{spec.after}', below which the table should stand.",
        f"Aucune cellule ne commence par « {spec.after} », sous laquelle devrait se trouver le "
        "tableau.",
        "headings",
    )


def _above(rows: Iterator[Numbered], words: str) -> Iterator[Numbered]:
    return takewhile(lambda numbered: not _begins(numbered[1], words), rows)


def _begins(row: Row, words: str) -> bool:
    return any(key(cell).startswith(key(words)) for cell in row if cell)


def _not_found(spec: TableSpec, nearest: tuple[int, str, str]) -> ReadError:
    sought = ", ".join(f"'{_name(one)}'" for one in spec.columns if not one.optional)
    _, en, fr = nearest
    return ReadError(
        f"No row has the headings {sought}. {en} If the publisher renamed one, add its new "
        "spelling to `headings` in source.toml.".replace("  ", " "),
        f"Aucune ligne n'a les en-têtes {sought}. {fr} Si l'éditeur en a renommé un, ajoutez la "
        "nouvelle forme à `headings` dans source.toml.".replace("  ", " "),
        "headings",
    )
