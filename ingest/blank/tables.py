"""A sheet of a blank return: one table with its headings, locked labels and cells to fill in."""

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ingest.blank import looks, words
from ingest.blank.asked import Asked, past_words
from ingest.blank.entries import said_words, value_rule
from ingest.blank.looks import write
from ingest.returns.heads import BETWEEN
from ingest.returns.layout import CODE, PLACE, PREVIOUS, UNIT, LayoutSheet, MeasureColumn
from metrics import Language, writable

_CODE_WIDTH, _LABEL_WIDTH, _VALUE_WIDTH, _GAP = 14.0, 26.0, 19.0, 3.0
_WIDEST_CODE = 44.0  # a longer code takes a second line


def fill_in(made: Worksheet, sheet: LayoutSheet, asked: Asked) -> None:
    """Write one table's sheet."""
    language = asked.language
    _write_top(made, sheet, asked)
    _write_headings(made, sheet, asked)
    _write_rows(made, sheet, language)
    _write_past(made, sheet, asked)
    rows = range(sheet.first_row, sheet.first_row + len(sheet.rows))
    for column in sheet.columns:
        heading = column.heading.in_(language)
        made.add_data_validation(value_rule(column.unit, heading, column.column, rows, language))
        letter = get_column_letter(column.column)
        cells = f"{letter}{rows.start}:{letter}{rows.stop - 1}"
        if rule := looks.exact_rule(column.unit, cells):
            made.conditional_formatting.add(cells, rule)
    _arrange(made, sheet, language)


def _write_top(made: Worksheet, sheet: LayoutSheet, asked: Asked) -> None:
    language = asked.language
    due = f"{words.DUE.in_(language)} {asked.due}"
    about = BETWEEN.join(one for one in (asked.partner, asked.period, due) if one)
    help_ = words.HELP.in_(language).format(words=said_words(language))
    write(made, sheet.title_row, 1, sheet.table.title.in_(language), looks.TITLE)
    write(made, sheet.about_row, 1, about, looks.ABOUT)
    write(made, sheet.help_row, 1, help_, looks.HELP)


def _write_headings(made: Worksheet, sheet: LayoutSheet, asked: Asked) -> None:
    language = asked.language
    at, units = sheet.heading_row, sheet.unit_row
    write(made, at, sheet.code_column, CODE.in_(language), looks.HEADING)
    write(made, at, sheet.place_column, PLACE.in_(language), looks.HEADING)
    if sheet.dimension_title:
        write(made, at, sheet.member_column, sheet.dimension_title.in_(language), looks.HEADING)
    for label in range(1, sheet.first_measure):
        write(made, units, label, UNIT.in_(language) if label == 1 else None, looks.UNITS)
    for column in sheet.columns:
        cell = write(made, at, column.column, column.heading.in_(language), looks.HEADING)
        write(made, units, column.column, unit_words(column, language), looks.UNITS)
        cell.comment = _definition_note(column, asked)


def unit_words(column: MeasureColumn, language: Language) -> str:
    """A unit's noun; of levels, what each number stands for."""
    if column.unit.levels:
        told = enumerate((title for _, title in column.unit.levels), 1)
        return "; ".join(f"{number} = {title.in_(language)}" for number, title in told)
    return column.unit.many.in_(language)


def definition_words(column: MeasureColumn, asked: Asked) -> str:
    """What is counted in a column, and what may be written in it."""
    language = asked.language
    told = [asked.catalogue.series_of(column.series).definition.in_(language)]
    if column.measure.note:
        told.append(column.measure.note.in_(language))
    if not column.measure.required:
        told.append(words.OPTIONAL.in_(language))
    if column.measure.qualifiers:
        told.append(words.WITH_QUALIFIERS.in_(language))
    return "\n".join(told)


def _definition_note(column: MeasureColumn, asked: Asked) -> Comment:
    heading = column.heading.in_(asked.language)
    told = f"{heading}\n{definition_words(column, asked)}"
    return note(told, words.DEFINITION.in_(asked.language))


def note(told: str, author: str) -> Comment:
    height = 30 + 17 * looks.lines(told, 44)
    return Comment(writable(told), author, height=min(height, 400), width=320)


def _write_rows(made: Worksheet, sheet: LayoutSheet, language: Language) -> None:
    inputs = {column.column: looks.input_look(column.unit) for column in sheet.columns}
    for row in sheet.rows:
        write(made, row.row, sheet.code_column, row.code, looks.LABEL)
        write(made, row.row, sheet.place_column, row.place_title.in_(language), looks.LABEL)
        if row.member_title:
            write(made, row.row, sheet.member_column, row.member_title.in_(language), looks.LABEL)
        for column, look in inputs.items():
            write(made, row.row, column, None, look)


def _write_past(made: Worksheet, sheet: LayoutSheet, asked: Asked) -> None:
    """Last period's values under headings of their own, where there are any."""
    language = asked.language
    held = {
        (row.row, column.previous): (one, column.unit)
        for column in sheet.columns
        for row in sheet.rows
        if (one := asked.last((column.series, row.place, row.breakdown)))
    }
    if not held:
        return
    for column in sheet.columns:
        heading = PREVIOUS.in_(language) + column.heading.in_(language)
        write(made, sheet.heading_row, column.previous, heading, looks.BEFORE_HEADING)
    for (row, column_at), (one, unit) in held.items():
        said, look = past_words(one, unit, language), looks.before_look(unit, one.value)
        write(made, row, column_at, said, look)
    first = sheet.columns[0].previous
    write(made, sheet.heading_row - 1, first, asked.period_before, looks.HELP)


def _arrange(made: Worksheet, sheet: LayoutSheet, language: Language) -> None:
    """Widths, heights, what stays in sight, what is printed on each page."""
    widths = {sheet.code_column: _code_width(sheet), sheet.place_column: _LABEL_WIDTH}
    if sheet.member_column:
        widths[sheet.member_column] = _LABEL_WIDTH
    for column in sheet.columns:
        widths |= {column.column: _VALUE_WIDTH, column.previous: _VALUE_WIDTH}
    widths[sheet.columns[-1].column + 1] = _GAP
    for at, width in widths.items():
        made.column_dimensions[get_column_letter(at)].width = width
    _set_heights(made, sheet, language)
    made.freeze_panes = made.cell(sheet.first_row, sheet.first_measure)
    made.print_title_rows = f"{sheet.heading_row}:{sheet.unit_row}"
    made.print_title_cols = f"A:{get_column_letter(sheet.first_measure - 1)}"
    looks.set_up(made, language, words.PAGE)


def _code_width(sheet: LayoutSheet) -> float:
    """So wide that each code stands on one line: programs do not fit rows to it."""
    longest = max((len(row.code) for row in sheet.rows), default=0)
    return max(_CODE_WIDTH, min(1.15 * longest + 2, _WIDEST_CODE))


def _set_heights(made: Worksheet, sheet: LayoutSheet, language: Language) -> None:
    before = PREVIOUS.in_(language)
    tallest = max(
        looks.lines(before + one.heading.in_(language), _VALUE_WIDTH) for one in sheet.columns
    )
    units = max(looks.lines(unit_words(one, language), _VALUE_WIDTH) for one in sheet.columns)
    made.row_dimensions[sheet.title_row].height = 22
    made.row_dimensions[sheet.heading_row].height = 15.5 * tallest + 2
    made.row_dimensions[sheet.unit_row].height = 14 * units + 2
    for row in sheet.rows:
        titles = [title for title in (row.place_title, row.member_title) if title]
        count = max(looks.lines(one.in_(language), _LABEL_WIDTH) for one in titles)
        count = max(count, looks.lines(row.code, _code_width(sheet)))
        if count > 1:
            made.row_dimensions[row.row].height = 15 * count + 1
