"""Properties: every cell stands where it stands in the file, however it is read."""

from io import BytesIO
from unittest.mock import patch
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from ingest.book import workbooks
from ingest.book.quick import UnusualError
from tests.ingest.book_files import book_of, package, worksheet
from tests.sweeps import examples

WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="_\ufffe\uffff"
    ),
    min_size=1, max_size=12,
)  # fmt: skip
NUMBERS = st.integers(-(10**15), 10**15) | st.integers(-(10**9), 10**9).map(lambda n: n / 8)
CELLS = st.dictionaries(
    st.tuples(st.integers(1, 60), st.integers(1, 30)), WORDS | NUMBERS | st.booleans(), max_size=40
)
SOME = settings(max_examples=examples("places of cells", 60, 1_000), deadline=None)


@SOME
@given(CELLS, st.sets(st.integers(1, 60), max_size=9), st.sets(st.integers(1, 30), max_size=4))
def test_cells_written_by_another_program(
    cells: dict[tuple[int, int], object], rows: set[int], columns: set[int]
) -> None:
    book = Workbook()
    sheet = book.active
    for (row, column), value in cells.items():
        # a text that looks like a formula or an error stays the text that it is
        one = sheet.cell(row, column, value)
        if isinstance(value, str):
            one.data_type = "s"
    for row in rows:
        sheet.row_dimensions[row].hidden = True
    for column in columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    written = BytesIO()
    book.save(written)
    (read,) = book_of(written.getvalue()).sheets
    found = {(row, at): value for row, held in read.rows.items() for at, value in held.items()}
    assert found == cells
    assert read.hidden_rows == rows & {row for row, _ in cells}
    assert columns <= read.hidden_columns


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """Rows of many forms: blank, bare, formatted, hidden, with gaps, formulas and errors."""
    written, row = [], 0
    for _ in range(draw(st.integers(0, 12))):
        row += draw(st.integers(1, 5))
        column, cells = 0, []
        for _ in range(draw(st.integers(0, 6))):
            column += draw(st.integers(1, 4))
            cells.append(draw(cell(f"{get_column_letter(column)}{row}")))
        hidden = draw(st.sampled_from(["", ' hidden="1"', ' spans="1:9" ht="12.5"']))
        inside = "".join(cells)
        written.append(f'<row r="{row}"{hidden}>{inside}</row>' if inside or draw(st.booleans())
                       else f'<row r="{row}"{hidden}/>')  # fmt: skip
    return draw(st.sampled_from(["", "\n", "\r\n  "])).join(written)


@st.composite
def cell(draw: st.DrawFn, address: str) -> str:
    style = draw(st.sampled_from(["", ' s="0"', ' s="7"']))
    words = escape(draw(WORDS))
    return draw(
        st.sampled_from([
            f'<c r="{address}"{style}><v>{draw(st.integers(-99, 9999))}</v></c>',
            f'<c r="{address}"{style} t="s"><v>{draw(st.integers(0, 2))}</v></c>',
            f'<c r="{address}"{style}/>', f'<c r="{address}"{style}></c>',
            f'<c r="{address}"{style} t="b"><v>1</v></c>',
            f'<c r="{address}"{style} t="e"><v>#N/A</v></c>',
            f'<c r="{address}"{style}><f>{words}</f></c>',
            f'<c r="{address}"{style}><f>{words}</f><v></v></c>',
            f'<c r="{address}"{style}><f t="shared" si="0"/><v>4.5</v></c>',
            f'<c r="{address}"{style} t="str"><f>{words}</f><v>{words}</v></c>',
            f'<c r="{address}"{style} t="inlineStr"><is><t>{words}</t></is></c>',
            f'<c r="{address}"{style}><v>NaN</v></c>',
        ])
    )  # fmt: skip


@SOME
@given(sheets(), st.sampled_from(["", '<cols><col min="2" max="3" hidden="1"/></cols>']),
       st.sampled_from(["", '<mergeCells><mergeCell ref="A1:C3"/></mergeCells>']))  # fmt: skip
def test_quick_and_exact_reading_agree(rows: str, before: str, after: str) -> None:
    strings = "<si><t>a</t></si><si><t>b &amp; c</t></si><si><t/></si>"
    content = package({"S": worksheet(rows, before, after)}, strings=strings)
    with patch.object(workbooks, "read_exactly", side_effect=AssertionError("not quick")):
        quick = book_of(content)
    with patch.object(workbooks, "read_quickly", side_effect=UnusualError):
        exact = book_of(content)
    for one, other in zip(quick.sheets, exact.sheets, strict=True):
        assert list(one.iter_rows()) == list(other.iter_rows())
        assert (one.merged, one.hidden_rows, one.hidden_columns, one.formulas) == (
            other.merged, other.hidden_rows, other.hidden_columns, other.formulas,
        )  # fmt: skip
        types = [
            [list(map(type, cells)) for _, cells in sheet.iter_rows()] for sheet in (one, other)
        ]
        assert types[0] == types[1]
    assert quick.notes == exact.notes
