"""What the columns of a partner's sheet were read as: the headings of its form, by letter."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dashboard.text import Words
from ingest import Checked, LayoutSheet, where_is
from metrics import DATA_SHEET, Catalogue, Language, Location, Period


class SheetHead(NamedTuple):
    """Of one sheet; `labels` are the columns that say what a row is, `hidden` need not be seen."""

    headings: Mapping[str, str]
    labels: frozenset[str]
    hidden: frozenset[str]
    plain: frozenset[str]  # words that head the figures and are none


def sheet_heads(checked: Checked | None, catalogue: Catalogue) -> dict[str, SheetHead]:
    """By the name of each sheet that was read as it stands in the template, or moved as a whole.

    What was taken from a sheet proves it: where columns have changed places nothing is said.
    """
    form = catalogue.returns.get(checked.form) if checked else None
    if checked is None or form is None or not checked.period:
        return {}
    period = Period.parse(checked.period)
    layout = where_is(form, catalogue, checked.partner, period, checked.language)
    found = {}
    for name, seen in _columns_read(checked).items():
        for sheet in layout.sheets:
            if (moved := _moved(sheet, seen)) is not None:
                found[name] = _head(sheet, moved, checked.language)
    return found


def _columns_read(checked: Checked) -> dict[str, set[tuple[str, int]]]:
    """Of each sheet of the form's kind: the series that were read, and their columns."""
    found: dict[str, set[tuple[str, int]]] = {}
    for one in checked.observations:
        at = one.location
        if at.sheet and at.sheet not in DATA_SHEET:
            found.setdefault(at.sheet, set()).add((one.series, at.column))
    return found


def _moved(sheet: LayoutSheet, seen: Iterable[tuple[str, int]]) -> int | None:
    """By how many columns the sheet stands to the right of the template's; None if it is not it."""
    own = {one.series: one.column for one in sheet.columns}
    shifts = {column - own[series] if series in own else None for series, column in seen}
    return shifts.pop() if len(shifts) == 1 else None


def _head(sheet: LayoutSheet, moved: int, language: Language) -> SheetHead:
    told = {_letter(at + moved): heading for at, heading in _headings(sheet, language)}
    place = _letter(sheet.place_column + moved)
    labels = {place, *([_letter(sheet.member_column + moved)] if sheet.member_column else ())}
    hidden = {_letter(sheet.code_column + moved)}
    if sheet.member_column and len({row.place for row in sheet.rows}) == 1:
        hidden.add(place)  # the same in every row
    units = (text for one in sheet.columns for text in (one.unit.one, one.unit.many))
    plain = {said for unit in units for said in unit} | set(told.values())
    return SheetHead(told, frozenset(labels - hidden), frozenset(hidden), frozenset(plain))


def _headings(sheet: LayoutSheet, language: Language) -> Iterator[tuple[int, str]]:
    yield sheet.place_column, Words(language)("shared.place")
    if sheet.dimension_title:
        yield sheet.member_column, sheet.dimension_title.in_(language)
    yield from ((one.column, one.heading.in_(language)) for one in sheet.columns)


def _letter(column: int) -> str:
    return Location("", "", 1, column).cell[:-1] if column > 0 else ""
