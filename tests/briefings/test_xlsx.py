"""The workbook of a briefing, opened again: its figures, its words, what it never holds."""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from dashboard.briefings.document import Cell, Document, Table
from dashboard.briefings.xlsx.lists import with_units
from dashboard.briefings.xlsx.render import render_xlsx
from metrics import Language
from tests.briefings.sample import DRAFT, ISSUE, document, hostile

SCORECARD = 9  # the first row of figures on a sheet that is one table
EXHIBIT = (15, 3)  # the first figure of the table of an exhibit


def opened(found: Document, issue: Any = ISSUE) -> Any:
    return load_workbook(BytesIO(render_xlsx(found, issue)))


def parts(found: Document, issue: Any = ISSUE) -> dict[str, str]:
    with ZipFile(BytesIO(render_xlsx(found, issue))) as held:
        return {name: held.read(name).decode() for name in held.namelist()}


def cells(workbook: Any) -> Iterator[Any]:
    for sheet in workbook:
        for row in sheet.iter_rows():
            yield from (one for one in row if one.value is not None)


def table_cells(sheet: Any, table: Table, row: int, column: int) -> Iterator[tuple[Cell, Any]]:
    for down, line in enumerate(table.rows):
        for across, one in enumerate(line):
            yield one, sheet.cell(row + down, column + across)


@pytest.fixture(params=list(Language), scope="module")
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


def test_each_figure_of_a_table_is_a_number_and_the_rest_is_text(language: Language) -> None:
    found = document(language)
    workbook = opened(found)
    pairs = list(table_cells(workbook.worksheets[1], with_units(found), SCORECARD, 1))
    for at, exhibit in enumerate(found.exhibits):
        if exhibit.table:
            pairs += table_cells(workbook.worksheets[3 + at], exhibit.table, *EXHIBIT)
    trails = workbook.worksheets[-2]
    pairs += table_cells(trails, found.trails, SCORECARD, 1)
    assert sum(one.number is not None for one, _ in pairs) > 30
    for one, written in pairs:
        if one.number is None:
            assert (written.value or "") == one.text
            assert written.data_type in "sn"
            assert not isinstance(written.value, int | float)
        else:
            assert written.data_type == "n"
            assert Decimal(str(written.value)) == one.number


def test_the_figure_of_an_exhibit_is_a_number(language: Language) -> None:
    sheet = opened(document(language)).worksheets[3]
    assert (sheet["A8"].value, sheet["A8"].data_type) == (503, "n")


def test_a_bound_and_what_is_hidden_are_text_wherever_they_stand(language: Language) -> None:
    found = document(language)
    said = {row[1].text for row in found.exhibits[0].table.rows if row[1].number is None}  # type: ignore[union-attr]
    held = [one for one in cells(opened(found)) if one.value in said]
    assert len(held) >= 2 * len(said)
    assert {one.data_type for one in held} == {"s"}


def test_no_cell_holds_a_formula_and_nothing_leads_out(language: Language) -> None:
    for name, content in parts(hostile(language), DRAFT).items():
        assert "<f>" not in content or name.startswith("xl/charts/")
        assert 'TargetMode="External"' not in content
        assert "externalLink" not in content
        assert "<mergeCell" not in content


def test_what_begins_like_a_formula_is_text_and_stays_so_when_edited() -> None:
    found = hostile(Language.EN)
    words = "=cmd|' /C calc'!A1"
    first = found.exhibits[0]
    table = Table(words, (words, "+1", "@x"), ((Cell(words), Cell("-1+1"), Cell("#N/A")),))
    first = first._replace(name=words, finding=words, table=table, definition=words,
                           sources=(words,))  # fmt: skip
    workbook = opened(found._replace(exhibits=(first,)))
    held = [one for one in cells(workbook) if isinstance(one.value, str)]
    assert {one.data_type for one in held} == {"s"}
    risky = [one for one in held if one.value[0] in "=+-@"]
    assert len(risky) >= 7
    assert all(one.quotePrefix for one in risky)
    assert any(one.value == "#N/A" for one in held)


def test_text_that_looks_like_an_escape_is_kept_from_being_read_as_one() -> None:
    found = document(Language.EN)
    first = found.exhibits[0]._replace(finding="a _x0041_ b\x07 \ud800")
    workbook = opened(found._replace(exhibits=(first, *found.exhibits[1:])))
    # a program reads _x005F_ as a plain line; the library reads it as it stands
    assert workbook.worksheets[3]["A7"].value == "a _x005F_x0041_ b\ufffd \ufffd"


def test_every_sheet_carries_what_every_sheet_must(language: Language) -> None:
    found = document(language)
    head = found.head
    for sheet in opened(found):
        said = "\n".join(str(one.value) for row in sheet.iter_rows(max_row=24) for one in row)
        for one in (head.scope, head.as_of, head.known_at, head.framework, head.coverage,
                    head.marks, head.classification, head.example, ISSUE.link, ISSUE.code,
                    ISSUE.content):  # fmt: skip
            assert one in said, sheet.title
        assert head.scope in sheet.oddHeader.left.text
        assert head.as_of in sheet.oddHeader.right.text
        assert f"{ISSUE.code} · {ISSUE.content[:16]}" in sheet.oddFooter.left.text
        assert "&P" in sheet.oddFooter.right.text
        assert "&N" in sheet.oddFooter.right.text


def test_however_long_the_head_what_stays_in_sight_leaves_room_for_the_rest(
    language: Language,
) -> None:
    found = document(language)
    long = " ".join(["parole"] * 30)
    head = found.head._replace(
        scope=long, marks=f"{long} {long}", example=long, embargo=long, coverage=long,
        framework=long, title=long,
    )  # fmt: skip
    frozen_at = set()
    for heads in (head, found.head):
        for sheet in opened(found._replace(head=heads)):
            last = int(re.sub(r"\D", "", sheet.freeze_panes)) - 1
            tall = [sheet.row_dimensions[row].height or 15 for row in range(1, last + 1)]
            assert sum(tall) <= 150, sheet.title
            frozen_at.add(last)
            if not sheet.title.startswith(found.labels.read_me):
                lines = range(1, int(re.sub(r".*:\D*", "", sheet.print_title_rows)))
                assert all((sheet.row_dimensions[row].height or 15) <= 36 for row in lines)
                assert not any(sheet.cell(row, 1).alignment.wrap_text for row in lines)
    assert {1, SCORECARD - 1} <= frozen_at  # the heads of columns too, where they have room


def test_a_chart_stands_on_the_first_page_under_what_is_told_first(language: Language) -> None:
    found = document(language)
    long = found.head._replace(marks=" ".join(["marques"] * 40), example="Exemple " * 12)
    for sheet in opened(found._replace(head=long)).worksheets:
        for chart in sheet._charts:
            row, tall = chart.anchor._from.row, chart.anchor.ext.height / 12700
            over = sum(sheet.row_dimensions[one].height or 15 for one in range(1, row + 1))
            wide = sum(one.width * 5.25 for one in sheet.column_dimensions.values())
            assert over + tall <= 0.66 * wide
            assert all(one.id > row for one in sheet.row_breaks.brk)


def test_a_draft_says_that_it_is_one_and_has_no_code() -> None:
    workbook = opened(document(Language.EN), DRAFT)
    for sheet in workbook:
        assert DRAFT.status in sheet.oddFooter.left.text
        said = [one.value for row in sheet.iter_rows(max_row=24) for one in row]
        assert any(DRAFT.status in str(one) for one in said)


def test_headers_and_footers_are_short_enough_and_hold_no_codes_from_words() -> None:
    found = document(Language.EN)
    head = found.head._replace(scope="R&D &P &G 4 & " * 40, classification="&A & B" * 30)
    for name, content in parts(found._replace(head=head)).items():
        if name.startswith("xl/worksheets/sheet"):
            for one in re.findall(r"<odd(?:Header|Footer)>([^<]*)<", content):
                assert len(one.replace("&amp;", "&")) <= 255
                codes = re.findall(
                    r"(?<!&amp;)&amp;([PGA])(?=[^a-z])", one.replace("&amp;&amp;", "")
                )
                assert set(codes) <= {"P"}


def test_sheets_print_landscape_on_the_width_of_a_page_with_their_head_on_each() -> None:
    for sheet in opened(document(Language.EN)):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows
        assert sheet.freeze_panes


def test_each_sheet_has_one_table_with_its_header_row_in_its_place(language: Language) -> None:
    found = document(language)
    workbook = opened(found)
    names = [name for sheet in workbook for name in sheet.tables]
    assert len({one.casefold() for one in names}) == len(names)
    assert all(re.fullmatch(r"_[\wÀ-ÿ]+", one) for one in names)
    for at, sheet in enumerate(workbook.worksheets):
        tables = list(sheet.tables.values())
        is_exhibit = 3 <= at < 3 + len(found.exhibits)
        bare = is_exhibit and found.exhibits[at - 3].table is None
        assert len(tables) == (0 if at == 0 or bare else 1)
        for one in tables:
            assert one.ref.startswith("C14:" if is_exhibit else "A8:")
            heads = [cell.value for cell in sheet[one.ref][0]]
            assert heads == [column.name for column in one.tableColumns]
    assert list(workbook.defined_names)


def test_the_first_cell_says_what_the_sheet_is(language: Language) -> None:
    found = document(language)
    workbook = opened(found)
    words = found.labels
    assert workbook.worksheets[0]["A1"].value == words.read_me
    assert workbook.worksheets[1]["A1"].value.startswith(words.scorecard)
    for at, one in enumerate(found.exhibits):
        title = workbook.worksheets[3 + at]["A1"].value
        assert title == f"{words.exhibit.format(number=at + 1)}. {one.code} {one.name}"


def test_properties_tell_language_title_and_day(language: Language) -> None:
    found = document(language)
    properties = opened(found).properties
    assert properties.language == f"{language}-CA"
    assert properties.title == found.head.title
    assert f"{properties.created:%Y-%m-%d}" == f"{properties.modified:%Y-%m-%d}" == ISSUE.day


def test_every_link_leads_to_a_sheet_that_is_there(language: Language) -> None:
    workbook = opened(hostile(language))
    found = [one.hyperlink for one in cells(workbook) if one.hyperlink]
    assert len(found) > len(workbook.sheetnames)
    for one in found:
        assert one.target is None
        sheet, _, cell = one.location.rpartition("!")
        assert cell == "A1"
        assert sheet.strip("'").replace("''", "'") in workbook.sheetnames


def test_key_lines_changes_notes_and_sources_are_all_there(language: Language) -> None:
    found = hostile(language)
    said = {str(one.value) for one in cells(opened(found))}
    for line in found.lines:
        assert line.text in said
    for change in found.changes:
        assert change.words in said
    for one in found.exhibits:
        for words in (one.finding, *one.notes, *one.unsaid, one.definition, *one.sources):
            assert words in said
    assert found.head.title in said
    assert set(found.labels.about) <= said


def test_long_words_are_split_into_rows_that_a_program_shows_whole() -> None:
    found = document(Language.EN)
    definition = " ".join(f"word{at}" for at in range(3000))
    first = found.exhibits[0]._replace(definition=definition)
    sheet = opened(found._replace(exhibits=(first, *found.exhibits[1:]))).worksheets[3]
    kept = [str(row[0].value) for row in sheet.iter_rows() if str(row[0].value).startswith("word")]
    assert len(kept) > 1
    assert " ".join(kept) == definition
    assert all((one.height or 0) <= 409 for one in sheet.row_dimensions.values())


@pytest.mark.parametrize("made", [document, hostile])
def test_the_same_bytes_twice(made: Any, language: Language) -> None:
    assert render_xlsx(made(language), ISSUE) == render_xlsx(made(language), ISSUE)


def test_each_row_of_the_scorecard_says_its_unit(language: Language) -> None:
    found = document(language)
    rows = opened(found).worksheets[1].iter_rows(min_row=SCORECARD - 1, max_col=3, values_only=True)
    head, *told = rows
    assert head[1] == found.labels.unit
    assert [one[1] for one in told] == [one.unit for one in found.exhibits]


def test_another_reader_finds_the_same_figures(language: Language) -> None:
    found = document(language, 60)
    held = CalamineWorkbook.from_filelike(BytesIO(render_xlsx(found, ISSUE)))
    assert len(held.sheet_names) == 3 + 61 + 4
    rows = held.get_sheet_by_name(held.sheet_names[1]).to_python(skip_empty_area=False)
    numbers = [one for row in rows for one in row if isinstance(one, float | int)]
    told = [one.number for row in found.scorecard.rows for one in row if one.number is not None]
    assert sorted(numbers) == sorted(float(one) for one in told)


def test_without_a_briefing_before_there_is_no_sheet_of_changes() -> None:
    found = document(Language.EN)
    bare = found._replace(labels=found.labels._replace(since=""), changes=())
    assert found.labels.changes not in opened(bare).sheetnames
    same = found._replace(changes=())
    said = {one.value for one in cells(opened(same))}
    assert found.labels.no_changes in said
