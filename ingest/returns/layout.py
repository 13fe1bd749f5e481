"""Where everything stands in a form's workbook: one answer for who writes it and who reads it.

The reader finds headings and row labels wherever they have moved to; the addresses here are those
of an untouched template.
"""

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from metrics import (
    DATA_SHEET,
    Catalogue,
    Disaggregation,
    FormMeasure,
    FormTable,
    Language,
    Location,
    Period,
    ReturnForm,
    Text,
    Unit,
)

CODE, PLACE, TOTAL, UNIT = (
    Text("Code", "Code"), Text("Place", "Lieu"), Text("Total", "Total"), Text("Unit", "Unité"),
)  # fmt: skip
PREVIOUS = Text("Last period: ", "Période précédente\u00a0: ")  # never read as this period's
INDICATOR, PERIOD, VALUE, NOTE = (
    Text("Indicator", "Indicateur"),
    Text("Period", "Période"),
    Text("Value", "Valeur"),
    Text("Note", "Note"),
)
TITLE_ROW, ABOUT_ROW, HELP_ROW, HEADING_ROW, UNIT_ROW, FIRST_ROW = 1, 2, 3, 5, 6, 7
DATA_HEADING_ROW, DATA_FIRST_ROW = 1, 2
LONGEST_NOTE = 200  # characters
ALL = "_T"  # the member of a total in a row's code, as SDMX writes it


class MeasureColumn(NamedTuple):
    measure: FormMeasure
    series: str  # "<source>/<series>"
    indicator: str
    heading: Text
    unit: Unit
    column: int
    previous: int  # the column of the last period's value, in grey, beside the inputs


class LayoutRow(NamedTuple):
    code: str  # locked in the first column: "CA-ON", "CA-ON:under-25", "CA-ON:_T"
    place: str
    member: str  # "" for the total
    place_title: Text
    member_title: Text | None  # None where the table has no dimension
    breakdown: Disaggregation
    row: int


class LayoutSheet:
    """One table on its sheet."""

    def __init__(self, form: ReturnForm, table: FormTable, catalogue: Catalogue) -> None:
        self.form, self.table = form, table
        self._catalogue = catalogue
        self.title_row, self.about_row, self.help_row = TITLE_ROW, ABOUT_ROW, HELP_ROW
        self.heading_row, self.unit_row, self.first_row = HEADING_ROW, UNIT_ROW, FIRST_ROW
        self.dimension_title = (
            catalogue.dimensions[table.dimension].title if table.dimension else None
        )
        self.code_column, self.place_column = 1, 2
        self.member_column = 3 if table.dimension else 0
        self.first_measure = 4 if table.dimension else 3

    @cached_property
    def columns(self) -> tuple[MeasureColumn, ...]:
        return tuple(self._columns())

    def _columns(self) -> Iterator[MeasureColumn]:
        beside = self.first_measure + len(self.table.measures) + 1  # an empty column between
        for at, measure in enumerate(self.table.measures):
            key = f"{self.form.source}/{measure.series}"
            series = self._catalogue.series_of(key)
            heading, unit = measure.heading or series.title, self._catalogue.unit_of(key)
            yield MeasureColumn(
                measure, key, series.indicator, heading, unit, self.first_measure + at, beside + at
            )

    @cached_property
    def rows(self) -> tuple[LayoutRow, ...]:
        return tuple(self._rows())

    def _rows(self) -> Iterator[LayoutRow]:
        places, members = self._catalogue.places, self._members()
        for at, (place, member) in enumerate(self.table.rows(self.form.place), self.first_row):
            title, breakdown = members[member]
            code = f"{place}:{member or ALL}" if self.table.dimension else place
            yield LayoutRow(code, place, member, places[place].title, title, breakdown, at)

    def _members(self) -> dict[str, tuple[Text | None, Disaggregation]]:
        """What each member is called, and the breakdown that it makes; "" is the total."""
        if not (dimension := self.table.dimension):
            return {"": (None, Disaggregation())}
        known = self._catalogue.dimensions[dimension].members
        named = {
            one: (known[one].title, Disaggregation.of({dimension: one}))
            for one in self.table.members
        }
        return {**named, "": (TOTAL, Disaggregation())}

    def cell(self, row: LayoutRow, column: MeasureColumn) -> str:
        return Location("", "", row.row, column.column).cell

    def name(self, language: Language) -> str:
        return self.table.sheet.in_(language)


class DataLayout(NamedTuple):
    """The general sheet: a row for each value, for partners who export from their own system."""

    dimensions: tuple[tuple[str, Text], ...]  # id and heading, in the order of their columns
    sheet: Text = DATA_SHEET
    heading_row: int = DATA_HEADING_ROW
    first_row: int = DATA_FIRST_ROW

    @property
    def headings(self) -> tuple[Text, ...]:
        dimensions = tuple(heading for _, heading in self.dimensions)
        return (INDICATOR, PERIOD, PLACE, *dimensions, VALUE, NOTE)


class Layout:
    """A form's workbook for one partner, period and language."""

    def __init__(
        self,
        form: ReturnForm,
        catalogue: Catalogue,
        partner: str,
        period: Period,
        language: Language,
    ) -> None:
        self.form, self.partner, self.period, self.language = form, partner, period, language
        tables = form.tables_of(partner, period) if partner else form.tables
        self.sheets = tuple(LayoutSheet(form, one, catalogue) for one in tables)
        used = dict.fromkeys(one.dimension for one in tables if one.dimension)
        self.data = DataLayout(tuple((one, catalogue.dimensions[one].title) for one in used))

    def sheet(self, table: str) -> LayoutSheet | None:
        return next((one for one in self.sheets if one.table.id == table), None)

    @cached_property
    def digest(self) -> str:
        """Changes with whatever a reader of the workbook relies on: names, headings, row codes."""
        said = [self.form.id, str(self.form.version), self.language]
        for sheet in self.sheets:
            said += [sheet.name(self.language), *(one.code for one in sheet.rows)]
            said += [f"{one.series} {one.heading.in_(self.language)}" for one in sheet.columns]
        return sha256("\n".join(said).encode()).hexdigest()


def where_is(
    form: ReturnForm, catalogue: Catalogue, partner: str, period: Period, language: Language
) -> Layout:
    """The layout of a return; every table of the form where no partner is named."""
    return Layout(form, catalogue, partner, period, language)
