"""The general sheet of a blank return, a row for each value, and the lists to choose from."""

from collections.abc import Iterator

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from ingest.blank import looks, words
from ingest.blank.asked import Asked
from ingest.blank.entries import WORDS_NAME, list_rule
from ingest.blank.looks import write
from ingest.returns.layout import INDICATOR, NOTE, PERIOD, PLACE, TOTAL, VALUE, MeasureColumn
from ingest.returns.spans import read_period
from metrics import Language, period_named

_ROWS = 5_000  # with drop-downs; what is pasted below them is read all the same
_WIDTHS = {INDICATOR: 44.0, PERIOD: 16.0, VALUE: 14.0, NOTE: 50.0}


def columns_of(asked: Asked) -> Iterator[MeasureColumn]:
    """Each measure of the form once."""
    every = {one.series: one for sheet in asked.layout.sheets for one in sheet.columns}
    yield from every.values()


def lists_of(asked: Asked) -> dict[str, list[str]]:
    """The words of each drop-down by the defined name of its list."""
    language, layout = asked.language, asked.layout
    rows = [row for sheet in layout.sheets for row in sheet.rows]
    places = dict.fromkeys(row.place_title.in_(language) for row in rows)
    lists = {
        WORDS_NAME: [said for way in words.ABSENT for said in dict.fromkeys(way[0])],
        "pillars_indicators": [one.heading.in_(language) for one in columns_of(asked)],
        "pillars_periods": [period_said(asked)],
        "pillars_places": list(places),
    }
    for key, _ in layout.data.dimensions:
        members = asked.catalogue.dimensions[key].members
        used = dict.fromkeys(
            code
            for sheet in layout.sheets
            if sheet.table.dimension == key
            for code in sheet.table.members
        )
        titles = [members[code].title.in_(language) for code in used]
        lists[_list_name(key)] = [*titles, TOTAL.in_(language)]
    return {name: listed for name, listed in lists.items() if listed}


def period_said(asked: Asked) -> str:
    """The period as the headings name it, where that name is read back as the same; else its code.

    Quarters of a fiscal year and of the calendar have other numbers: one name for both places.
    """
    form, period = asked.layout.form, asked.layout.period
    name = period_named(period, fiscal=form.fiscal).in_(asked.language)
    return name if read_period(name, fiscal=form.fiscal) == period else period.code


def _list_name(dimension: str) -> str:
    return "pillars_of_" + dimension.replace("-", "_")


def add_lists(book: Workbook, asked: Asked) -> None:
    """The hidden sheet of lists, each under the name that rules call it by."""
    name = words.LISTS_SHEET.in_(asked.language)
    made = book.create_sheet(name)
    made.sheet_state = "hidden"
    for column, (key, listed) in enumerate(lists_of(asked).items(), 1):
        for row, word in enumerate(listed, 1):
            write(made, row, column, word, looks.ABOUT)
        letter = get_column_letter(column)
        place = f"'{name}'!${letter}$1:${letter}${len(listed)}"
        book.defined_names[key] = DefinedName(key, attr_text=place)
    looks.set_up(made, asked.language, words.PAGE)


def fill_in_general(made: Worksheet, asked: Asked) -> None:
    """The general sheet: headings, open cells, drop-downs; no examples, which might be read."""
    language, data = asked.language, asked.layout.data
    rows = range(data.first_row, data.first_row + _ROWS)
    dimensions = {heading: _list_name(key) for key, heading in data.dimensions}
    lists = {
        INDICATOR: "pillars_indicators",
        PERIOD: "pillars_periods",
        PLACE: "pillars_places",
        **dimensions,
    }
    held = lists_of(asked)
    for column, heading in enumerate(data.headings, 1):
        told = heading.in_(language)
        write(made, data.heading_row, column, told, looks.HEADING)
        free = made.column_dimensions[get_column_letter(column)]
        free.width = _WIDTHS.get(heading, 24.0)
        free.protection = looks.FREE.protection
        if (name := lists.get(heading)) in held:
            made.add_data_validation(list_rule(name, told, column, rows, language))
    _arrange(made, asked, language)


def _arrange(made: Worksheet, asked: Asked, language: Language) -> None:
    data = asked.layout.data
    made.row_dimensions[data.heading_row].height = 24
    made.freeze_panes = made.cell(data.first_row, 1)
    made.print_title_rows = f"{data.heading_row}:{data.heading_row}"
    looks.set_up(made, language, words.PAGE)
    protection = made.protection
    protection.insertRows = protection.deleteRows = protection.sort = False  # lists are pasted


def example_row(asked: Asked) -> list[str]:
    """A row as it might be pasted, for the instructions."""
    language, layout = asked.language, asked.layout
    sheet = layout.sheets[0]
    row, column = sheet.rows[0], sheet.columns[0]
    by_dimension = {sheet.table.dimension: row.member_title or TOTAL}
    breakdown = [by_dimension.get(key, TOTAL).in_(language) for key, _ in layout.data.dimensions]
    start = [column.heading.in_(language), period_said(asked), row.place_title.in_(language)]
    return [*start, *breakdown, "0", ""]
