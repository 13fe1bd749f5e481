"""Rows that are filled alike are cut at once, and read as if they were not; as are other rows."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.book import Book, quick, workbooks
from ingest.book.alike import rows_alike
from ingest.book.quick import UnusualError
from tests.ingest.book_files import book_of, package
from tests.sweeps import examples

SOME = settings(max_examples=examples("rows alike", 60, 1_000), deadline=None)
STRINGS = "<si><t>a</t></si><si><t>b &amp; c</t></si><si><t/></si>"


def cell(address: str, kind: int) -> str:
    return (
        f'<c r="{address}"><v>{kind * 7}</v></c>',
        f'<c r="{address}" t="s"><v>{kind % 3}</v></c>',
        f'<c r="{address}" s="0"/>',
        f'<c r="{address}" t="b"><v>1</v></c>',
        f'<c r="{address}" t="s"><v>2</v></c>',
    )[kind]


ODD = (
    '<row r="{n}"/>',
    '<row r="{n}" hidden="1"></row>',
    '<row r="{n}"><c r="B{n}"><v>3</v></c></row>',
    '<row r="{n}"><c r="A{n}"><f>1+1</f><v>2</v></c><c r="B{n}"/><c r="D{n}"/></row>',
    '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>in</t></is></c></row>',
    '<row r="{n}"> <c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>',
    "",
)
KINDS = st.tuples(*[st.integers(0, 4)] * 3)
ROWS = st.lists(st.one_of(KINDS, KINDS, st.sampled_from(ODD)), min_size=1, max_size=14)


def written(rows: list[tuple[int, int, int] | str], columns: str, between: str) -> str:
    """Each row is of three cells, or odd."""
    return between.join(
        one.format(n=n)
        if isinstance(one, str)
        else f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if one[0] == 4 else ""}>'
        + "".join(cell(f"{letter}{n}", kind) for letter, kind in zip(columns, one, strict=True))
        + "</row>"
        for n, one in enumerate(rows, 3)
    )


def quickly(content: bytes) -> Book:
    with (
        patch.object(workbooks, "read_exactly", side_effect=AssertionError("not quick")),
        patch.object(quick, "_FEW", 0),
    ):
        return book_of(content)


def exactly(content: bytes) -> Book:
    with patch.object(workbooks, "read_quickly", side_effect=UnusualError):
        return book_of(content)


@SOME
@given(ROWS, st.sampled_from(["ABC", "ABD", "BCD"]), st.sampled_from(["", "\n", "\r\n  "]))
def test_rows_cut_at_once_are_read_as_by_their_tags(
    rows: list[tuple[int, int, int] | str], columns: str, between: str
) -> None:
    content = package({"S": written(rows, columns, between)}, strings=STRINGS)
    (one,), (other,) = quickly(content).sheets, exactly(content).sheets
    assert [(n, [(type(v), v) for v in cells]) for n, cells in one.iter_rows()] == [
        (n, [(type(v), v) for v in cells]) for n, cells in other.iter_rows()
    ]
    assert (one.hidden_rows, one.formulas) == (other.hidden_rows, other.formulas)
    assert quickly(content).notes == exactly(content).notes


@pytest.mark.parametrize(
    "wrong",
    [
        '<row r="3"><c r="A4"><v>1</v></c><c r="B3"><v>1</v></c></row>',  # of another row
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1</v></c></row>',  # given twice
        '<row r="3" why="x&lt;y"><c r="A3"><v>1</v></c><c r="B3"><v>1</v></c></row>',
        '<row r="3"/><c r="A3"><v>1</v></c><c r="B3"><v>1</v></c></row>',
        '<row r="3"><c r="A3"><v>1</v></c><c r="B3"><v>1</v></c><v>9</v></row>',
        '<row r="3"><c r="A3" t="s"/><v>1</v></c><c r="B3"><v>1</v></c></row>',
        '<row r="3"><c r="A3"><v>1</v></c><c r="B3"><v>1</v></c></row>9',
        '<row r="3"><c r="A3" ht="1"><v>1</v></c><c r="B3"><v>1</v></c></row>',
    ],
)
def test_what_is_not_of_that_form_is_left_to_the_tags(wrong: str) -> None:
    row = '<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>'
    rows = row.format(n=2) + wrong + row.format(n=5) + row.format(n=6) + row.format(n=7)
    with (
        patch.object(workbooks, "read_exactly", side_effect=LookupError),
        patch.object(quick, "_FEW", 0),
        pytest.raises(LookupError),
    ):
        book_of(package({"S": rows}))


def test_the_row_in_the_middle_says_which_columns() -> None:
    row = '<row r="{n}"><c r="A{n}"/><c r="C{n}"><v>1</v></c></row>'
    found = rows_alike("".join(row.format(n=n) for n in range(1, 9)))
    assert found is not None
    assert found.columns == (1, 3)
    for other in ('<row r="1"/>', '<row r="1"><c r="B1"/><c r="A1"/></row>', "", "<row "):
        assert rows_alike(other * 3) is None
