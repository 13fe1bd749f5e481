"""A text that begins with Arabic or Hebrew is set from the left, as the document is."""

from io import BytesIO

import docx
import openpyxl
import pptx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from dashboard.briefings.docx.render import render_docx
from dashboard.briefings.pdf.render import render_pdf
from dashboard.briefings.pptx.render import render_pptx
from dashboard.briefings.text_direction import is_from_the_right
from dashboard.briefings.xlsx.render import render_xlsx
from metrics import Language
from tests.briefings.sample import ISSUE, document

MIXED, WHOLE = "العربية in a report of 2024", "العربية 2024."
SPACE = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}


def titled(title: str):
    found = document(Language.EN, 1)
    return found._replace(head=found.head._replace(title=title))


@pytest.mark.parametrize(
    ("text", "is_so"),
    [("", False), ("12 עברית", True), (MIXED, False), ("Report עברית", False), ("…", False),
     ("≥ 5 people", False), ("🙂 people", False), (WHOLE, True), ("עברית العربية", True)],
)  # fmt: skip
def test_only_a_text_without_other_letters_runs_from_the_right(text: str, is_so: bool) -> None:
    assert is_from_the_right(text) is is_so


def test_words_after_arabic_stand_at_its_right_in_the_pdf() -> None:
    told = PdfReader(BytesIO(render_pdf(titled(MIXED), ISSUE))).pages[0].extract_text()
    line = next(one for one in told.splitlines() if "in a report" in one)
    assert set(line[: line.index("in a report")]) & set(MIXED[:7])


@pytest.mark.parametrize(("title", "rtl"), [(MIXED, False), (WHOLE, True)])
def test_paragraphs_of_word_and_of_slides_say_their_direction(title: str, rtl: bool) -> None:
    file = docx.Document(BytesIO(render_docx(titled(title), ISSUE)))
    (found,) = (one for one in file.paragraphs if one.style.style_id == "Title")
    assert (found._p.pPr.find(qn("w:bidi")) is not None) is rtl
    show = pptx.Presentation(BytesIO(render_pptx(titled(title), ISSUE)))
    para = show.slides[0].shapes.title.text_frame._txBody.p_lst[0]
    assert para.find("a:pPr", SPACE).get("rtl") == str(int(rtl))


@pytest.mark.parametrize(("title", "order"), [(MIXED, 1), (WHOLE, 2)])
def test_cells_say_in_which_direction_they_are_read(title: str, order: int) -> None:
    book = openpyxl.load_workbook(BytesIO(render_xlsx(titled(title), ISSUE)))
    found = [one for row in book.worksheets[0].iter_rows() for one in row if one.value == title]
    assert found
    assert {one.alignment.readingOrder for one in found} == {order}
