"""One table of the form on a partner's sheet, found by its headings and its rows' labels.

Columns and rows may have moved, been added or be gone: nothing is taken by its position. A heading
of an older template is read by what it is called now.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ingest.book import BookSheet, Value
from ingest.cells import plain
from ingest.returns.layout import TOTAL, UNIT, LayoutRow, LayoutSheet, MeasureColumn
from ingest.returns.ledger import At, Ledger
from ingest.returns.notation import folded
from ingest.returns.scaling import ONE
from ingest.returns.sheet_faults import SheetFaults
from ingest.returns.sheet_headings import (
    CODES,
    MEMBERS,
    PLACES,
    Headings,
    find_headings,
    spellings,
)
from metrics import Catalogue

TOTALS = frozenset({"total", "all", "tous", "toutes", "ensemble", "_t", "all ages", "grand total"})


class SheetTable:
    """Reads the rows of one table below its headings."""

    def __init__(
        self,
        sheet: BookSheet,
        layout: LayoutSheet,
        catalogue: Catalogue,
        renamed: Mapping[str, str],
        ledger: Ledger,
    ) -> None:
        self.sheet, self.layout, self.ledger = sheet, layout, ledger
        self._renamed = renamed
        self._faults = SheetFaults(sheet.name, layout, ledger)
        self._by_code = {folded(one.code): one for one in layout.rows}
        self._places = _names_of_places(layout, catalogue)
        self._members = _names_of_members(layout, catalogue)
        places = {one.place for one in layout.rows}
        self._only_place = places.pop() if len(places) == 1 else ""
        self._by_meaning = {(one.place, one.member): one for one in layout.rows}

    def cells(self) -> Iterator[tuple[LayoutRow, MeasureColumn, At, Value, Decimal]]:
        """The cells of the table that are the form's; what is amiss with its frame is told."""
        roles = spellings(self.layout, self._renamed)
        headings = find_headings(self.sheet, roles)
        if headings is None:
            self._faults.no_headings()
            return
        measures = self._measures(headings)
        seen: dict[LayoutRow, int] = {}
        for number, cells in self._below(headings):
            if row := self._row(number, cells, headings):
                seen.setdefault(row, number)
                self.ledger.rows += 1
                for at, column in measures:
                    cell = cells[at - 1] if at <= len(cells) else None
                    yield row, column, At(self.sheet.name, number, at, plain(cell)), cell, ONE
        self._faults.missing_rows(headings, seen)

    def _below(self, headings: Headings) -> Iterator[tuple[int, list[Value]]]:
        for number, cells in self.sheet.iter_rows():
            if number > headings.row and any(one is not None for one in cells):
                yield number, list(cells)

    def _measures(self, headings: Headings) -> list[tuple[int, MeasureColumn]]:
        """The columns to read: each measure once; those missing, doubled or strange are told."""
        once: dict[str, int] = {}
        for at, column in headings.measures:
            if column.series in once:
                self._faults.doubled(headings, at, once[column.series], column)
            else:
                once[column.series] = at
        missing = [one for one in self.layout.columns if one.series not in once]
        once |= self._faults.missing(headings, missing)
        self._faults.strange(headings, missing, self._filled(headings))
        by_series = {one.series: one for one in self.layout.columns}
        return [(at, by_series[series]) for series, at in once.items()]

    def _filled(self, headings: Headings) -> set[int]:
        """The columns that hold a number below the headings."""
        return {
            at
            for _, cells in self._below(headings)
            for at, one in enumerate(cells, 1)
            if isinstance(one, int | float)
        }

    def _row(self, number: int, cells: list[Value], headings: Headings) -> LayoutRow | None:
        """The row of the form that a row of the sheet is; None, and told, where it is none."""
        code, place, member = (_word(cells, headings.at(role)) for role in (CODES, PLACES, MEMBERS))
        if self._is_unit_row(cells, headings, (code, place, _word(cells, 1))):
            return None
        by_code = self._by_code.get(folded(code))
        by_label = self._by_label(place, member)
        filled = [
            at for at, _ in headings.measures if at <= len(cells) and cells[at - 1] is not None
        ]
        if by_code and by_label and by_code is not by_label:
            self._faults.two_rows(number, headings, by_code, by_label, code)
            return None
        if by_label and code and not by_code:
            self._faults.changed_code(number, headings, by_label, code)
        if found := by_code or by_label:
            return found
        if again := self._headings_again(cells, headings):
            self._faults.again(At(self.sheet.name, number, again, plain(cells[again - 1])))
            return None
        own = _own(code, place, member)
        if filled and not own:
            self._faults.strange_row(number, headings, (code, place, member))
        elif words := next((at for at, one in enumerate(cells, 1) if plain(one)), 0):
            tell = self._faults.total_row if filled and own is _SUMS else self._faults.outside
            tell(At(self.sheet.name, number, words, plain(cells[words - 1])))
        return None

    def _headings_again(self, cells: list[Value], headings: Headings) -> int:
        """The first column of a row that says what the headings say; 0 for any other row."""
        row = headings.row
        said = {at: (_word(cells, at), plain(self.sheet.cell(row, at))) for at in headings.columns}
        same = all(folded(word) == folded(heading) for word, heading in said.values())
        return min(headings.columns) if same else 0

    def _is_unit_row(
        self, cells: list[Value], headings: Headings, labels: tuple[str, str, str]
    ) -> bool:
        """The row of units below the headings, also where its own label is gone."""
        if any(folded(one) in _UNITS for one in labels):
            return True
        said = [(one, _word(cells, at)) for at, one in headings.measures]
        filled = [(one, words) for one, words in said if words]
        return bool(filled) and all(
            folded(words) in {folded(name) for name in one.unit.many} for one, words in filled
        )

    def _by_label(self, place: str, member: str) -> LayoutRow | None:
        where = self._places.get(folded(place)) if place else None
        if not place and self._only_place and member:
            where = self._only_place
        what = self._members.get(folded(member)) if self.layout.dimension_title else ""
        if where is None or what is None:
            return None
        return self._by_meaning.get((where, what))


# what senders write before sums of their own below a table, folded
_SUMS = re.compile("|".join((
    *map(re.escape, sorted(TOTALS)), "overall", "sum", "somme",
    "(?:sub-?|sous-|grand )?(?:totals?|totaux)(?: .+)?", "all (?:the )?[a-z]+",
    "tou(?:te)?s les [a-z]+", "ensemble des? .+",
)))  # fmt: skip
_OTHERS = re.compile("average|mean|median|moyenne|mediane|check|verification|controle|difference"
                     "|variance|ecart")  # fmt: skip
_UNITS = frozenset(folded(one) for one in UNIT)


def _own(*labels: str) -> re.Pattern[str] | None:
    """Which of a sender's own sums a row is by all of its labels; None for any other row."""
    said = [folded(one).rstrip(" :") for one in labels if one]
    if not said:
        return None
    return next((one for one in (_SUMS, _OTHERS) if all(map(one.fullmatch, said))), None)


def _word(cells: list[Value], at: int) -> str:
    return plain(cells[at - 1]) if 0 < at <= len(cells) else ""


def _names_of_places(layout: LayoutSheet, catalogue: Catalogue) -> dict[str, str]:
    found: dict[str, str] = {}
    for code in {one.place for one in layout.rows}:
        place = catalogue.places[code]
        found |= {folded(name): code for name in (*place.names, *place.title, code)}
    return found


def _names_of_members(layout: LayoutSheet, catalogue: Catalogue) -> dict[str, str]:
    if not layout.table.dimension:
        return {}
    members = catalogue.dimensions[layout.table.dimension].members
    found = {folded(one): "" for one in (*TOTAL, *TOTALS)}
    for code in layout.table.members:
        found |= {folded(name): code for name in (*members[code].title, code)}
    return found
