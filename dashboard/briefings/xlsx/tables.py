"""Tables of a briefing's workbook: one a sheet, its header row at a fixed place."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import AutoFilter, Table, TableColumn, TableStyleInfo

from dashboard.briefings import document
from dashboard.briefings.xlsx.cells import COLUMN, FIELD, Sheet, figure, text
from dashboard.briefings.xlsx.frame import NARROWEST
from dashboard.briefings.xlsx.room import height, raise_row, room_of, wide
from metrics import Language

NARROW, BROAD = 52.0, 190.0  # points: of a column
LEAST = 16.0  # points: of a row
SAMPLE = 400  # rows that a column is fitted to


def widths_of(
    table: document.Table, first: float = BROAD, most: float = BROAD
) -> tuple[float, ...]:  # fmt: skip
    """The widths of the columns: as wide as their words, and no wider than is read easily."""
    return tuple(
        _width(table, column, first if column == 0 else most) for column in range(len(table.head))
    )


def stretched(
    widths: tuple[float, ...], right: tuple[int, ...], least: float = NARROWEST
) -> tuple[float, ...]:  # fmt: skip
    """The widths made so wide that what stands over a table has room; figures stay close."""
    words = [at for at in range(len(widths)) if at not in right] or list(range(len(widths)))
    more = max(0.0, least - sum(widths)) / max(1, len(words))
    return tuple(one + more if at in words else one for at, one in enumerate(widths))


def _width(table: document.Table, column: int, most: float) -> float:
    said = [row[column].text for row in table.rows[:SAMPLE] if column < len(row)]
    needed = max((wide(one, FIELD) for one in said), default=0)
    longest = max((wide(one, COLUMN) for one in table.head[column].split()), default=0)
    return min(most, max(NARROW, needed + 12, longest + 12))


def write_table(
    sheet: Sheet, table: document.Table, at: tuple[int, int], name: str, language: Language,
    *, is_filtered: bool = False,
) -> int:  # fmt: skip
    """Write the table with its header row at this row and column; return its last row."""
    row, column = at
    write_heads(sheet, table, at)
    for down, cells in enumerate(table.rows, 1):
        _write_row(sheet, (row + down, column), cells, table.right, language)
    if table.rows:  # a program refuses a table without a row
        sheet.add_table(_object(sheet, at, len(table.rows), len(table.head), name, is_filtered))
    return row + len(table.rows)


def write_heads(sheet: Sheet, table: document.Table, at: tuple[int, int]) -> None:
    """The words over the columns, and the height of their row."""
    row, column = at
    for place, head in enumerate(_heads(table.head)):
        right = place in table.right
        text(sheet, row, column + place, head, COLUMN._replace(right=right))
        raise_row(sheet, row, height(head, COLUMN, room_of(sheet, column + place)))


def _write_row(
    sheet: Sheet, at: tuple[int, int], cells: tuple[document.Cell, ...], right: tuple[int, ...],
    language: Language,
) -> None:  # fmt: skip
    row, column = at
    rooms = [room_of(sheet, column + place) for place in range(len(cells))]
    tall = max(height(one.text, FIELD, room) for one, room in zip(cells, rooms, strict=True))
    look = FIELD._replace(top=tall > LEAST + 3)
    for place, cell in enumerate(cells):
        figure(sheet, row, column + place, cell, language, look._replace(right=place in right))
    raise_row(sheet, row, max(tall, LEAST))


def _heads(wanted: tuple[str, ...]) -> list[str]:
    """The words over the columns; a program wants each once, and none empty."""
    taken: set[str] = set()
    heads = []
    for one in wanted:
        name, number = " ".join(one.split()) or "–", 1
        while name.casefold() in taken:
            number += 1
            name = f"{one.strip() or '–'} {number}"
        taken.add(name.casefold())
        heads.append(name)
    return heads


def _object(
    sheet: Sheet, at: tuple[int, int], rows: int, columns: int, name: str, is_filtered: bool
) -> Table:  # fmt: skip
    row, column = at
    last = get_column_letter(column + columns - 1)
    ref = f"{get_column_letter(column)}{row}:{last}{row + rows}"
    made = Table(displayName=name, name=name, ref=ref)
    made.tableColumns = [
        TableColumn(id=one + 1, name=str(sheet.cell(row, column + one).value))
        for one in range(columns)
    ]
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    if is_filtered:
        made.autoFilter = AutoFilter(ref=ref)
    return made
