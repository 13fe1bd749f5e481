"""What the value columns of a table say, each with its series, period, place and breakdown.

A part may be said by the heading, by other cells of the row, or by the table as a whole; the
nearest to the value counts. Readers are made once a table and remember every word they have read.
"""

from collections.abc import Callable, Mapping
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from ingest.cells import Cell, Row, key, plain
from ingest.findings import Problem
from ingest.headings import Found, Layout
from ingest.meanings import (
    Fault,
    Memo,
    member_reader,
    month_of,
    quarter_of,
    read_period,
    read_place,
    read_series,
    spelled,
    worded,
)
from ingest.numbers import Notation, Number, read_number
from ingest.spec import Role, TableSpec
from metrics import Catalogue, Disaggregation, Location, ObservationStatus, Period, Source, Text

Taker: TypeAlias = Callable[[Row], Any]  # one cell, or several as a tuple
PERIOD_ROLES = (
    Role.PERIOD, Role.PERIOD_START, Role.PERIOD_END, Role.YEAR, Role.QUARTER, Role.MONTH,
)  # fmt: skip


_BLANK = {
    role: Problem(
        role.value,
        Text(
            f"This row has a value and does not say which {en} it is for.",
            f"Cette ligne a une valeur et ne dit pas pour {fr} elle vaut.",
        ),
    )
    for role, en, fr in (
        (Role.SERIES, "series", "quelle série"), (Role.PLACE, "place", "quel lieu"),
    )
}  # fmt: skip


class Table(NamedTuple):
    """One table of one file: what it is said to be, and where it was found."""

    spec: TableSpec
    source: Source
    catalogue: Catalogue
    file: str
    sheet: str
    first_column: int
    layout: Layout

    def with_role(self, *roles: Role) -> tuple[Found, ...]:
        """The columns of a role, in the order in which source.toml describes them."""
        found = [one for one in self.layout.found if one.column.role in roles]
        order = {id(column): number for number, column in enumerate(self.spec.columns)}
        return tuple(sorted(found, key=lambda one: order[id(one.column)]))

    @property
    def only_document(self) -> str | None:
        documents = self.source.documents
        return next(iter(documents)) if len(documents) == 1 else None

    def location(self, row: int, index: int, in_document: str = "") -> Location:
        return Location(self.file, self.sheet, row, index + self.first_column, in_document)


class ValueColumn(NamedTuple):
    at: int  # the cell in a row, from 0
    series: Memo[str]
    period: Memo[Period]
    place: Memo[str]
    breakdown: Memo[Disaggregation]
    numbers: dict[str, Memo[Number | None]]
    status: ObservationStatus
    bracketed: "ValueColumn | None" = None


class RowKeys(NamedTuple):
    """The cells of a row from which its values' keys are read."""

    series: Taker
    period: Taker
    place: Taker
    members: Taker


def taker(found: tuple[Found, ...]) -> Taker:
    """What takes these columns' cells from a row."""
    return itemgetter(*(one.at for one in found)) if found else lambda row: ()


def row_keys(table: Table) -> RowKeys:
    return RowKeys(
        taker(table.with_role(Role.SERIES)),
        taker(table.with_role(*PERIOD_ROLES)),
        taker(table.with_role(Role.PLACE)),
        taker(table.with_role(Role.DIMENSION)),
    )


def value_columns(table: Table) -> list[ValueColumn]:
    return [_value_column(found, table) for found in table.with_role(Role.VALUE)]


def _value_column(found: Found, table: Table) -> ValueColumn:
    column, inside = found.column, found.column.parenthesis
    members = {**table.spec.dimensions, **column.dimensions}
    main = ValueColumn(
        found.at,
        Memo(_series(table, found, column.series)),
        Memo(_Periods(found, table)),
        Memo(_place(table, found)),
        Memo(_Breakdowns(found, table, members)),
        _Numbers(found, table),
        ObservationStatus(column.status or "A"),
    )
    if not inside:
        return main
    return main._replace(
        bracketed=main._replace(
            series=Memo(_series(table, found, inside.series or column.series)),
            breakdown=Memo(_Breakdowns(found, table, {**members, **inside.dimensions})),
        )
    )


def cells_of(raw: Any) -> tuple[Cell, ...]:  # what a Taker took
    return raw if isinstance(raw, tuple) else (raw,)


def heading_words(found: Found, group: str) -> str:
    """The words of a named group of the heading, or what `groups` says that they stand for."""
    words = plain(found.groups.get(group, ""))
    return spelled(found.column.groups.get(group, {})).get(key(words), words)


class _Part:
    """One word of a key, said by the heading, by a cell of the row, or by the table.

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

    def __call__(self, raw: Any) -> str | Fault:
        words, at = self._fixed, self._at
        for (one, words_of), cell in zip(self._rows, cells_of(raw), strict=False):
            if words := words_of(cell):
                at = one.at
                break
        meant = self._read(words) if words else _BLANK[self._role]
        return Fault(at, words, meant, not self._rows) if isinstance(meant, Problem) else meant


def _series(table: Table, found: Found, own: str | None) -> _Part:
    read = partial(read_series, source=table.source)
    return _Part(table, found, Role.SERIES, own, table.spec.series, read)


def _place(table: Table, found: Found) -> _Part:
    read = partial(read_place, catalogue=table.catalogue)
    return _Part(table, found, Role.PLACE, found.column.place, table.spec.place, read)


class _Periods:
    def __init__(self, found: Found, table: Table) -> None:
        self._found = found
        self._rows = table.with_role(*PERIOD_ROLES)
        self._words = [worded(one.column.values) for one in self._rows]
        self._totals = {
            one.column.role: {key(word) for word in one.column.total} for one in self._rows
        }
        self._fixed = {
            role: heading_words(found, role) for role in PERIOD_ROLES if role in found.groups
        }
        if found.column.period:
            self._fixed = {Role.PERIOD: found.column.period}
        self._constant = table.spec.period or ""
        styles = [one.column.style for one in (found, *self._rows)]
        self._style = next((style for style in styles if style), table.spec.style)

    def __call__(self, raw: Any) -> Period | Fault:
        said = dict(self._fixed)
        for one, words, cell in zip(self._rows, self._words, cells_of(raw), strict=True):
            role = one.column.role
            said.setdefault(role, words(cell))
        meant = self._meant(
            {role: words for role, words in said.items() if not self._is_total(role, words)}
        )
        if isinstance(meant, Problem):
            at = self._rows[0].at if self._rows else self._found.at
            return Fault(at, " ".join(said.values()), meant, not self._rows)
        return meant

    def _is_total(self, role: Role, words: str) -> bool:
        """Whether a quarter or month says "the whole year"."""
        totals = self._totals.get(role) or {key(word) for word in self._found.column.total}
        return role in (Role.QUARTER, Role.MONTH) and (not words or key(words) in totals)

    def _meant(self, said: Mapping[Role, str]) -> Period | Problem:
        year = said.get(Role.YEAR, "")
        if Role.PERIOD_START in said and (said[Role.PERIOD_START] or said[Role.PERIOD_END]):
            return read_period(f"{said[Role.PERIOD_START]}/{said[Role.PERIOD_END]}", None)
        if Role.QUARTER in said:
            return quarter_of(year, said[Role.QUARTER], self._style)
        if Role.MONTH in said:
            return month_of(year, said[Role.MONTH], self._style)
        return read_period(said.get(Role.PERIOD) or year or self._constant, self._style)


class _Breakdowns:
    """The members that a value is narrowed to, by its row, its heading and its table."""

    def __init__(self, found: Found, table: Table, members: Mapping[str, str]) -> None:
        self._found = found
        self._rows = table.with_role(Role.DIMENSION)
        self._members = dict(members)
        dimensions = table.catalogue.dimensions
        self._readers = [
            (one, member_reader(dimensions[one.column.dimension or ""], one.column))
            for one in self._rows
        ]
        self._groups = {
            name: member_reader(dimensions[dimension], found.column)
            for name in found.groups
            if (dimension := dimension_of(name, dimensions))
        }
        self._dimensions = dimensions

    def __call__(self, raw: Any) -> Disaggregation | Fault:
        members = dict(self._members)
        for (one, read), cell in zip(self._readers, cells_of(raw), strict=True):
            words = plain(cell)
            member = read(words)
            if isinstance(member, Problem):
                return Fault(one.at, words, member)
            if member is not None:
                members[one.column.dimension or ""] = member
        for name, read in self._groups.items():
            words = heading_words(self._found, name)
            member = read(words)
            if isinstance(member, Problem):
                return Fault(self._found.at, words, member, True)
            if member is not None:
                members[dimension_of(name, self._dimensions) or ""] = member
        return Disaggregation.of(members)


def dimension_of(group: str, dimensions: Mapping[str, Any]) -> str | None:
    """The dimension that a named group of a heading stands for: `first_responder`, first-responder."""
    return next((one for one in (group, group.replace("_", "-")) if one in dimensions), None)


class _Numbers(dict[str, Memo[Number | None]]):
    """For each series, the numbers of this column: its unit says what a number may be."""

    def __init__(self, found: Found, table: Table) -> None:
        super().__init__()
        spec, column = table.spec, found.column
        self._catalogue = table.catalogue
        self._notation = Notation(
            spec.decimal,
            frozenset(key(word) for word in spec.missing),
            {key(word): ObservationStatus(code) for word, code in spec.statuses.items()},
            {mark: ObservationStatus(code) for mark, code in spec.marks.items()},
            spelled(column.values),
            column.scale if column.scale is not None else Notation().scale,
            bool(column.parenthesis),
        )
        self._index = found.at

    def __missing__(self, series: str) -> Memo[Number | None]:
        unit, notation = self._catalogue.unit_of(series), self._notation

        def read(cell: Any) -> Number | Fault | None:
            number = read_number(cell, unit, notation)
            return (
                Fault(self._index, plain(cell), number) if isinstance(number, Problem) else number
            )

        numbers = self[series] = Memo(read)
        return numbers
