"""Real workbooks of real programs, marked: every other part and cell as it was."""

import io
import os
import re
import warnings
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from ingest.annotate import COLOURS, annotate, annotate_in_child
from ingest.findings import Finding, Severity
from metrics import Language, Text
from tests.ingest.annotated_books import MAIN, parts_of

EVIDENCE = os.environ.get("PILLARS_EVIDENCE", "")
pytestmark = pytest.mark.skipif(
    not EVIDENCE, reason="PILLARS_EVIDENCE is not set to the folder of publishers' files"
)
NAMES = [
    f"PF_Round_{number}_{kind}.xlsx"
    for number in (1, 2)
    for kind in ("Success", "General_Validation_Failures")
]
MARKED = {  # sheet: cells; one threaded comment, merged cells, rows that are not there yet
    "Finances": ("B2", "C7", "H53"),
    "Outputs": ("D20", "ZZ5000"),
    "Metadata": ("A3", "C2"),
    "Project Details": ("B12",),
}
SHARED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
COMMENTED = {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}

CELLS = re.compile(rb"<legacyDrawing [^>]*/>|<c [^>]*?(?:/>|>.*?</c>)", re.S)
NEW_ROW = re.compile(rb'<row r="[0-9]+"></row>')
STYLE = re.compile(rb' s="[0-9]+"')


@pytest.fixture(params=NAMES)
def content(request):
    found = [
        one
        for one in Path(EVIDENCE).rglob(request.param)
        if one.parent.name == "uk-post-award-returns"
    ]
    if not found:
        pytest.skip(f"{request.param} is not among the files")
    return found[0].read_bytes()


def findings():
    words = Text("Not a whole number.", "Pas un nombre entier.")
    return [
        Finding(Severity.ERROR, "whole", "r.xlsx", sheet, cell, "1,5", words)
        for sheet, cells in MARKED.items()
        for cell in cells
    ]


def opened(content):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content))


def sheet_parts(content):
    """The part of each sheet, in the order of the workbook."""
    parts = parts_of(content)
    book, links = (
        ElementTree.fromstring(parts[name])
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    )
    targets = {one.get("Id"): f"xl/{one.get('Target')}" for one in links}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {one.get("name"): targets[one.get(key)] for one in book.iter(f"{{{MAIN}}}sheet")}


def test_parts_that_are_not_to_change_are_identical(content):
    marked = parts_of(annotate(content, findings(), Language.EN))
    sheets = sheet_parts(content)
    may = SHARED | COMMENTED | {sheets[name] for name in MARKED}
    may |= {re.sub(r"([^/]+)$", r"_rels/\1.rels", sheets[name]) for name in MARKED}
    for name, part in parts_of(content).items():
        if name not in may:
            assert sha256(marked[name]).digest() == sha256(part).digest(), name


def test_a_marked_sheet_differs_in_its_faulty_cells_alone(content):
    marked, held = parts_of(annotate(content, findings(), Language.EN)), parts_of(content)
    for name, cells in MARKED.items():
        part = sheet_parts(content)[name]
        before, after = (
            {
                one.get("r"): ElementTree.tostring(one)
                for one in ElementTree.fromstring(parts[part]).iter(f"{{{MAIN}}}c")
            }
            for parts in (held, marked)
        )
        changed = {one for one in after if before.get(one) != after[one]}
        merged = opened(content)[name].merged_cells.ranges
        anchors = {next((r.coord.split(":")[0] for r in merged if one in r), one) for one in cells}
        assert changed == anchors
        for one in changed & set(before):  # nothing of a marked cell but its style
            assert STYLE.sub(b"", before[one]) == STYLE.sub(b"", after[one])
        rest = [CELLS.sub(b"", one[part]) for one in (held, marked)]
        assert rest[0] == NEW_ROW.sub(b"", rest[1])


def test_both_readers_open_it_and_read_the_same(content):
    marked = annotate(content, findings(), Language.EN)
    old, new = opened(content), opened(marked)
    assert new.sheetnames == [*old.sheetnames, "Findings"]
    assert new["Outputs"]["ZZ5000"].fill.fgColor.rgb == COLOURS[Severity.ERROR]
    before, after = (CalamineWorkbook.from_filelike(io.BytesIO(one)) for one in (content, marked))
    for name in before.sheet_names:
        assert (
            before.get_sheet_by_name(name).to_python() == after.get_sheet_by_name(name).to_python()
        )


def test_the_thread_of_comments_is_kept(content):
    marked = annotate(content, findings(), Language.EN)
    note = opened(marked)["Finances"]["B2"].comment.text
    assert note.startswith(opened(content)["Finances"]["B2"].comment.text)
    assert "Not a whole number." in note
    thread = "xl/threadedComments/threadedComment1.xml"
    assert parts_of(marked)[thread] == parts_of(content)[thread]


def test_again_and_away(content):
    marked = annotate(content, findings(), Language.EN)
    assert parts_of(annotate(marked, findings(), Language.EN)) == parts_of(marked)
    back = parts_of(annotate(marked, [], Language.EN))
    held = parts_of(content)
    assert back["xl/workbook.xml"] == held["xl/workbook.xml"]
    assert back["xl/calcChain.xml"] == held["xl/calcChain.xml"]
    assert "xl/worksheets/sheet16.xml" not in back


def test_the_child_process_does_the_same(content):
    assert annotate_in_child(content, findings(), Language.FR) == annotate(
        content, findings(), Language.FR
    )
