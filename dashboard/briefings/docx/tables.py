"""Tables of a Word document: native, with a head that comes again on every page."""

from collections.abc import Callable, Sequence
from math import ceil

from dashboard.briefings.document import Cell, Table
from dashboard.briefings.docx.fields import counted, labelled
from dashboard.briefings.docx.words import attribute, para, run
from dashboard.briefings.docx.writing import WIDTH, Writing
from dashboard.briefings.drawing.chart_ink import wide
from dashboard.briefings.pdf.column_widths import GUTTER, Added, widths
from dashboard.briefings.text_direction import is_from_the_right

SIZE = 9.0  # points
MEASURED = 9.2  # at which texts are measured: a font that stands in for ours may be wider
WHOLE = 24  # lines at most of a table that is kept on one page
Shown = Callable[[int, int, Cell], str]
LOOK = (
    '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)


def captioned(writing: Writing, caption: str) -> str:
    """The caption of a table, with its number."""
    writing.tables += 1
    label = writing.labels.table
    head = labelled(label, counted(label, writing.tables))
    return para("Caption", f"{head}{run(f'. {caption}')}", keep=True)


def in_words(_row: int, _column: int, cell: Cell) -> str:
    return run(cell.text, lang=cell.lang)


def table(
    told: Table, shown: Shown = in_words, *, full: bool = True, added: Added = (),
    columns: Sequence[float] = (), whole: int = WHOLE,
) -> str:  # fmt: skip
    """The table; `shown` writes what stands in a cell, `added` are columns with more than words.

    Of no more lines than `whole` it is kept on one page; of more, its head stays with a row.
    """
    columns = columns or _columns(told, added, full=full)
    is_whole = sum(_lines(row, columns) for row in told.rows) <= whole
    last = len(told.rows) - 1
    rows = [
        _row(told, [shown(at, column, one) for column, one in enumerate(row)], row, columns,
             keep=is_whole and at < last)
        for at, row in enumerate(told.rows)
    ]  # fmt: skip
    alt = ", ".join(one for one in told.head if one)
    return framed(told.caption, alt, columns, _head(told, columns), rows)


def _columns(told: Table, added: Added, *, full: bool) -> list[float]:
    """Each cell keeps its distance from the next one, the last one too."""
    *others, last = widths(told, WIDTH - GUTTER, MEASURED, full=full, added=added)
    return [*others, last + GUTTER]


def _lines(row: Sequence[Cell], columns: Sequence[float]) -> int:
    """How many lines a row takes, about: words are broken where a column ends."""
    return max(
        ceil(wide(one.text, MEASURED) / max(1.0, room - GUTTER))
        for one, room in zip(row, columns, strict=True)
    )


def framed(title: str, alt: str, columns: Sequence[float], head: str, rows: Sequence[str]) -> str:
    """A table of rows that are written, with its name and what it holds in words."""
    total = sum(_twips(one) for one in columns)
    grid = "".join(f'<w:gridCol w:w="{_twips(one)}"/>' for one in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="BriefingTable"/><w:tblW w:w="{total}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{LOOK}<w:tblCaption w:val="{attribute(title)}"/>'
        f'<w:tblDescription w:val="{attribute(f"{title}: {alt}")}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"
    )


def head_row(cells: Sequence[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def body_row(cells: Sequence[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def square(content: str, width: float, *, bottom: bool = False) -> str:
    """A cell with the paragraphs in it."""
    down = '<w:vAlign w:val="bottom"/>' if bottom else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{down}</w:tcPr>{content}</w:tc>'
    )


def _twips(points: float) -> int:
    return round(points * 20)


def _head(told: Table, columns: Sequence[float]) -> str:
    return head_row(
        [
            square(para("TableHeadFigure" if at in told.right else "TableHead", run(one)), width,
                   bottom=True)
            for at, (one, width) in enumerate(zip(told.head, columns, strict=True))
        ]
    )  # fmt: skip


def _row(
    told: Table, written: Sequence[str], cells: Sequence[Cell], columns: Sequence[float],
    *, keep: bool,
) -> str:  # fmt: skip
    return body_row(
        [
            square(para("TableFigure" if at in told.right else "TableText", content, keep=keep,
                        rtl=is_from_the_right(cell.text)), width)
            for at, (content, cell, width) in enumerate(zip(written, cells, columns, strict=True))
        ]
    )  # fmt: skip
