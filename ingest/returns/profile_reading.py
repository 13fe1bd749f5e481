"""A partner's own layout read by its profile: tables and cells with what they stand for."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from typing import NamedTuple

from ingest.book import Book, BookSheet, Value
from ingest.cells import plain
from ingest.returns.heading_words import JOINT, joined_headings, told_apart
from ingest.returns.layout import Layout, LayoutRow, LayoutSheet, MeasureColumn
from ingest.returns.ledger import At
from ingest.returns.notation import folded
from ingest.returns.profile_model import NO_MEANING, Meaning, Profile, ProfileField, ProfileTable
from ingest.returns.scaling import ONE

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:[ ,'\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?\s?%?")
_EMPTY_ROWS = 2  # after which a table has ended


class ProfiledCell(NamedTuple):
    """One cell of a table, with what its row, its column and its table say of it."""

    table: str
    label: str  # of its row
    heading: str  # of its column, joined
    means: Meaning
    at: At
    value: Value  # None where the cell is blank, also by a word of the profile


class Missing(NamedTuple):
    """A table, column or field of the profile that the file does not have."""

    what: str  # "sheet", "table", "column", "row", "field"; "strange-row" for one not known
    table: str
    sheet: str
    words: str
    row: int = 0


class Reading(NamedTuple):
    cells: tuple[ProfiledCell, ...]
    missing: tuple[Missing, ...]
    rows: int


def read_by(book: Book, profile: Profile) -> Reading:
    """Every cell that the profile tells of, also the empty ones of rows that are filled in."""
    cells: list[ProfiledCell] = []
    missing: list[Missing] = []
    for table in profile.tables:
        if sheet := _sheet(book, table.sheet):
            found = _Table(sheet, table, profile)
            cells.extend(found.cells())
            missing.extend(found.missing)
        else:
            missing.append(Missing("sheet", table.id, "", table.sheet[0]))
    for field in profile.fields:
        one = _field(book, field, profile)
        if isinstance(one, Missing):
            missing.append(one)
        else:
            cells.append(one)
    return Reading(tuple(cells), tuple(missing), len({(c.at.sheet, c.at.row) for c in cells}))


class FormCell(NamedTuple):
    """A cell of a partner's own layout that is a figure of the form."""

    sheet: LayoutSheet
    row: LayoutRow
    column: MeasureColumn
    at: At
    value: Value
    scale: Decimal


def form_cells(reading: Reading, layout: Layout) -> Iterator[FormCell]:
    """The cells that are a form's, as a table of the template gives them."""
    period, sheets = layout.period.code, {one.table.id: one for one in layout.sheets}
    rows = {key: {(one.place, one.member): one for one in sheet.rows}
            for key, sheet in sheets.items()}  # fmt: skip
    columns = {key: {one.measure.series: one for one in sheet.columns}
               for key, sheet in sheets.items()}  # fmt: skip
    for cell in reading.cells:
        means = cell.means
        if cell.table not in sheets or means.period not in ("", period):
            continue
        row = rows[cell.table].get((means.place or layout.form.place, means.member))
        column = columns[cell.table].get(means.measure)
        if row and column:
            scale = means.scale or ONE
            yield FormCell(sheets[cell.table], row, column, cell.at, cell.value, scale)


def _named(words: str, names: Iterable[str]) -> str:
    """The name that words carry: the same, or the first with a `*` that fits."""
    said = folded(words)
    spelled = {folded(name): name for name in names}
    if said in spelled:
        return spelled[said]
    return next(
        (name for key, name in spelled.items() if "*" in key and fnmatchcase(said, key)), ""
    )


def as_number(value: Value) -> Decimal | None:
    """A cell as a number, with no guess of what else it may be."""
    if isinstance(value, bool | date | time | timedelta) or value is None:
        return None
    if isinstance(value, int | float):
        return Decimal(format(value, ".15g"))
    words = plain(value)
    if not _NUMBER.fullmatch(words):
        return None
    bare = re.sub(r"[ '%\u00a0\u202f]|,(?=\d{3}(?:\D|$))", "", words).replace(",", ".")
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def is_blank(value: Value, profile: Profile) -> bool:
    words = folded(value) if value is not None else ""
    return not words or words in {folded(one) for one in profile.blank}


def _sheet(book: Book, names: tuple[str, ...]) -> BookSheet | None:
    wanted = {folded(one) for one in names}
    return next((one for one in book.sheets if folded(one.name) in wanted), None)


def _field(book: Book, field: ProfileField, profile: Profile) -> ProfiledCell | Missing:
    sheet = _sheet(book, field.sheet)
    found = _find(sheet, field.label) if sheet else None
    if sheet is None or found is None:
        return Missing("field", field.id, sheet.name if sheet else "", field.label)
    row, column = found[0] + field.below, found[1] + field.right
    value = sheet.cell(row, column)
    at = At(sheet.name, row, column, plain(value))
    blank = is_blank(value, profile)
    return ProfiledCell(field.id, field.label, "", field.means, at, None if blank else value)


def _find(sheet: BookSheet, words: str, after: int = 0) -> tuple[int, int] | None:
    """The first cell below a row that says these words."""
    wanted = folded(words)
    for row, cells in sheet.iter_rows():
        if row > after:
            for column, value in enumerate(cells, 1):
                if isinstance(value, str) and folded(value) == wanted:
                    return row, column
    return None


class _Table:
    def __init__(self, sheet: BookSheet, table: ProfileTable, profile: Profile) -> None:
        self.sheet, self.table, self.profile = sheet, table, profile
        self.missing: list[Missing] = []
        self._ignored = {folded(one) for one in (*table.ignore, *profile.blank)}
        self._ends = {folded(one) for one in table.end}
        self._begins = {
            folded(other.title or other.heading)
            for other in profile.tables
            if other.id != table.id and set(other.sheet) & set(table.sheet)
        }

    def cells(self) -> Iterator[ProfiledCell]:
        head = self._head()
        if head is None:
            self._miss("table", self.table.title or self.table.heading)
            return
        first, anchor = head
        left = max(1, anchor + self.table.labels)
        columns = self._columns(first, min(left, anchor))
        before: list[str] = []
        used: set[str] = set()
        for row in self._body(first + self.table.heading_rows + self.table.below):
            before = self._label(row, left, before)
            label = JOINT.join(before) if before[-1] else ""
            if not label or folded(label) in self._ignored:
                self._tell_strange(row, label, columns)
                continue
            name = _named(label, self.table.rows)
            used.add(name)
            known = self.table.rows[name] if name else NO_MEANING
            if self.table.rows and not name:
                self._tell_strange(row, label, columns)
            elif not known.skip:
                yield from self._row(row, label, known, columns)
        for name, means in self.table.rows.items():
            if name not in used and not means.skip:
                self._miss("row", name, first)

    def _tell_strange(self, row: int, label: str, columns: dict[int, tuple[str, Meaning]]) -> None:
        """A row without a known label, where it holds anything to read."""
        asked = [column for column, (_, one) in columns.items() if not (one.total or one.skip)]
        if any(not is_blank(self.sheet.cell(row, column), self.profile) for column in asked):
            self._miss("strange-row", label, row)

    def _label(self, row: int, left: int, before: list[str]) -> list[str]:
        """The words of a row's labels; a place that is written once stands for the rows below."""
        words = [plain(self.sheet.cell(row, left + at)) for at in range(self.table.label_columns)]
        return [one or (before[at] if before and at < len(words) - 1 and words[-1] else "")
                for at, one in enumerate(words)]  # fmt: skip

    def _row(
        self, row: int, label: str, means: Meaning, columns: dict[int, tuple[str, Meaning]]
    ) -> Iterator[ProfiledCell]:
        for column, (heading, of_column) in columns.items():
            whole = means.over(of_column)
            value = self.sheet.cell(row, column)
            if not (whole.total or means.total or of_column.total or of_column.skip):
                at = At(self.sheet.name, row, column, plain(value))
                blank = is_blank(value, self.profile)
                yield ProfiledCell(
                    self.table.id, label, heading, whole, at, None if blank else value
                )

    def _head(self) -> tuple[int, int] | None:
        """The first row of headings and the column of the rows' labels."""
        after = 0
        if self.table.title:
            title = _find(self.sheet, self.table.title)
            if title is None:
                return None
            after = title[0]
        return _find(self.sheet, self.table.heading, after)

    def _columns(self, first: int, left: int) -> dict[int, tuple[str, Meaning]]:
        """By column, its joined heading and what it stands for; headings asked for and not found
        are told.
        """
        headings = joined_headings(self.sheet, first, self.table.heading_rows, left)
        used: set[str] = set()
        found: dict[int, tuple[str, Meaning]] = {}
        for column, apart in told_apart(headings).items():
            words = apart if apart in self.table.columns else headings[column]
            if name := _named(words, self.table.columns):
                used.add(name)
                found[column] = (words, self.table.columns[name].over(self.table.all))
        for name, means in self.table.columns.items():
            if name not in used and not means.skip:
                self._miss("column", name, first)
        return found

    def _body(self, first: int) -> Iterator[int]:
        empty = 0
        for row in range(first, self.sheet.last_row + 1):
            words = {folded(one) for one in self.sheet.rows.get(row, {}).values()
                     if isinstance(one, str)}  # fmt: skip
            empty = 0 if self.sheet.rows.get(row) else empty + 1
            if words & self._ends or words & self._begins - self._ends:
                return
            if empty >= _EMPTY_ROWS and not self._ends:
                return
            yield row

    def _miss(self, what: str, words: str, row: int = 0) -> None:
        self.missing.append(Missing(what, self.table.id, self.sheet.name, words, row))
