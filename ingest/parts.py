"""What a value belongs to: its series, period, place and breakdown.

A part may be said by the heading, by other cells of the row, or by the table as a whole; the
nearest to the value counts.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ingest.cells import key, plain
from ingest.findings import Problem
from ingest.headings import Found
from ingest.meanings import (
    Fault,
    member_reader,
    month_of,
    quarter_of,
    read_period,
    read_place,
    read_series,
    worded,
)
from ingest.spec import Role
from ingest.tables import PERIOD_ROLES, Table, cells_of, heading_words
from metrics import Disaggregation, Period

_NOT_SAID = {
    Role.SERIES: Problem.of(
        "series",
        "This row has a value and does not say of which series.",
        "Cette ligne a une valeur et ne dit pas de quelle série.",
    ),
    Role.PLACE: Problem.of(
        "place",
        "This row has a value and does not say for which place.",
        "Cette ligne a une valeur et ne dit pas pour quel lieu.",
    ),
}


def series_reader(table: Table, found: Found, own: str | None) -> "_Part":
    read = partial(read_series, source=table.source)
    return _Part(table, found, Role.SERIES, own, table.spec.series, read)


def place_reader(table: Table, found: Found) -> "_Part":
    read = partial(read_place, catalogue=table.catalogue)
    return _Part(table, found, Role.PLACE, found.column.place, table.spec.place, read)


class _Part:
    """One word, said by the heading, by a cell of the row, or by the table.

    Where several columns may say it, the first that is not empty does.
    """

    def __init__(
        self, table: Table, found: Found, role: Role, own: str | None, constant: str | None,
        read: Callable[[str], str | Problem],
    ) -> None:  # fmt: skip
        said = own or heading_words(found, role)
        rows = () if said else table.with_role(role)
        self._fixed = said or ("" if rows else constant or "")
        self._at = rows[0].at if rows else found.at
        self._rows = [(one, worded(one.column.values)) for one in rows]
        self._read = read
        self._role = role

    def __call__(self, taken: Any) -> str | Fault:
        words, at = self._fixed, self._at
        for (one, words_of), cell in zip(self._rows, cells_of(taken), strict=False):
            if words := words_of(cell):
                at = one.at
                break
        meant = self._read(words) if words else _NOT_SAID[self._role]
        return Fault(at, words, meant, not self._rows) if isinstance(meant, Problem) else meant


class PeriodReader:
    """The period of a value: one cell or group, or year and quarter or month, or two dates."""

    def __init__(self, table: Table, found: Found) -> None:
        column = found.column
        self._found = found
        self._rows = [(one, worded(one.column.values)) for one in table.with_role(*PERIOD_ROLES)]
        self._heading = {
            role: heading_words(found, role) for role in PERIOD_ROLES if role in found.groups
        }
        if column.period:
            self._heading = {Role.PERIOD: column.period}
        self._constant = table.spec.period or ""
        columns = [column, *(one.column for one, _ in self._rows)]
        self._style = next((one.style for one in columns if one.style), table.spec.style)
        self._totals = {key(word) for one in columns for word in one.total} | {""}

    def __call__(self, taken: Any) -> Period | Fault:
        said = dict(self._heading)
        for (one, words), cell in zip(self._rows, cells_of(taken), strict=True):
            said.setdefault(one.column.role, words(cell))
        meant = self._meant(said)
        if not isinstance(meant, Problem):
            return meant
        at = self._rows[0][0].at if self._rows else self._found.at
        return Fault(at, " ".join(said.values()), meant, not self._rows)

    def _meant(self, said: Mapping[Role, str]) -> Period | Problem:
        """A quarter or month that says "Total" is the whole year."""
        year = said.get(Role.YEAR, "")
        quarter, month = said.get(Role.QUARTER, ""), said.get(Role.MONTH, "")
        start, end = said.get(Role.PERIOD_START, ""), said.get(Role.PERIOD_END, "")
        if start or end:
            return read_period(f"{start}/{end}", None)
        if key(quarter) not in self._totals:
            return quarter_of(year, quarter, self._style)
        if key(month) not in self._totals:
            return month_of(year, month, self._style)
        return read_period(said.get(Role.PERIOD) or year or self._constant, self._style)


class BreakdownReader:
    """The members that a value is narrowed to, by its table, its row and its heading."""

    def __init__(self, table: Table, found: Found, members: Mapping[str, str]) -> None:
        dimensions = table.catalogue.dimensions
        self._found = found
        self._members = dict(members)
        self._rows = [
            (one, dimension, member_reader(dimensions[dimension], one.column))
            for one in table.with_role(Role.DIMENSION)
            if (dimension := one.column.dimension)
        ]
        self._groups = [
            (
                heading_words(found, group),
                dimension,
                member_reader(dimensions[dimension], found.column),
            )
            for group in found.groups
            if (dimension := dimension_of(group, dimensions))
        ]

    def __call__(self, taken: Any) -> Disaggregation | Fault:
        members = dict(self._members)
        for (one, dimension, read), cell in zip(self._rows, cells_of(taken), strict=True):
            words = plain(cell)
            if isinstance(member := read(words), Problem):
                return Fault(one.at, words, member)
            members |= {dimension: member} if member else {}
        for words, dimension, read in self._groups:
            if isinstance(member := read(words), Problem):
                return Fault(self._found.at, words, member, in_heading=True)
            members |= {dimension: member} if member else {}
        return Disaggregation.of(members)


def dimension_of(group: str, dimensions: Mapping[str, object]) -> str | None:
    """The dimension that a named group of a heading stands for; `_` in it is "-"."""
    return next((one for one in (group, group.replace("_", "-")) if one in dimensions), None)
