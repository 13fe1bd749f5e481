"""One return's whole way in Chromium, on example data, past the production server and its worker.

Template, faults, marked file, reason, receipt; sent back, corrected, approved; on the pillar page.
"""

import re
import time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from dashboard.demo.filled import Asking, said_by
from dashboard.demo.plan import FORM, partner_named
from dashboard.text import Words
from ingest import period_words, where_is
from metrics import Catalogue, Language
from tests.browser.example_house import EXAMPLE, PASSWORD, Example, example_served

pytestmark = pytest.mark.browser

MOST_SECONDS = 90
PARTNER, TITLE = partner_named("a"), "Example partner A"
SERVICES, TRAINING = "Services by age", "Training and funding"
REASON = "Made up: savings of the year before were spent."
COMMENT = "Made up: is this amount in dollars?"
WHY = "Made up: one amount is not clear."
PILLAR, INDICATOR = "prevention-support", "example-partners-services-provided"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    with example_served(tmp_path_factory.mktemp("journey")) as served:
        yield served


class Reader:
    """Someone with a browser of their own; `said` is what its console has reported."""

    def __init__(self, browser: Browser, example: Example, name: str = "", **more) -> None:
        self.context = browser.new_context(accept_downloads=True, **more)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.base, self.said = example.address, []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        if name:
            self.sign_in(name)

    def _note(self, message) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def sign_in(self, name: str) -> None:
        self.go("/sign-in")
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORD)
        self.page.click("button.btn-main")
        self.page.wait_for_selector("a.way-in[href='/account']")

    def go(self, path: str, language: str = "en") -> None:
        self.page.goto(f"{self.base}{path}{'&' if '?' in path else '?'}lang={language}")

    def open(self, path: str) -> str:
        """A page of figures, which a script fills; its words."""
        self.go(path)
        self.page.wait_for_selector(".page main")
        self.page.wait_for_load_state("networkidle")
        return self.page.inner_text("main")

    def download(self, link: str, within: str = "main") -> bytes:
        place = self.page.locator(within)
        with self.page.expect_download() as begun:
            place.get_by_role("link", name=link).first.click()
        return Path(begun.value.path()).read_bytes()

    def title(self) -> str:
        return self.page.inner_text("h1")


class Partner(Reader):
    def template(self, example: Example):
        self.go("/returns")
        row = self.page.locator("#due tr", has_text=_period_said(example)).first
        with self.page.expect_download() as begun:
            row.get_by_role("link", name="English").click()
        assert begun.value.suggested_filename.endswith(f"{example.period.code}-en.xlsx")
        return openpyxl.load_workbook(begun.value.path())

    def upload(self, example: Example, content: bytes, name: str) -> None:
        """By the file button; back when the result is there."""
        self.go("/returns")
        self.page.select_option("select[name=for]", f"{FORM}|{example.period.code}")
        self.page.set_input_files("#file", {"name": name, "mimeType": "", "buffer": content})
        self.page.click("form.upload button")

    def result(self) -> None:
        self.page.wait_for_selector("#findings")

    def send(self) -> str:
        """Look at what will change, then send; the code of the receipt."""
        self.page.click("button[value=changes]")
        self.page.wait_for_selector("h1:has-text('What will change')")
        self.page.click("#send form button")
        self.page.wait_for_selector("h1:has-text('was received')")
        return re.search(r"/sent/(\w+)", self.page.url)[1]


def _period_said(example: Example) -> str:
    form = Catalogue.read(EXAMPLE).returns[FORM]
    return period_words(form, example.period, Language.EN)


def _saved(book) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(book, example: Example) -> None:
    """Type made-up figures into the white cells."""
    catalogue = Catalogue.read(EXAMPLE)
    form = catalogue.returns[FORM]
    said = said_by(Asking(form, PARTNER, example.period, Language.EN))
    for sheet in where_is(form, catalogue, PARTNER, example.period, Language.EN).sheets:
        for row in sheet.rows:
            for column in sheet.columns:
                stated = said[sheet.table.id][row.code][column.measure.series]
                book[sheet.name(Language.EN)][sheet.cell(row, column)] = stated


def _plant(book) -> dict[tuple[str, str], object]:
    """A half person, an empty cell, a word, a wrong total, too much spent; what stood there."""
    services, training = book[SERVICES], book[TRAINING]
    faults = {(SERVICES, "D7"): 4.5, (SERVICES, "E7"): None, (SERVICES, "F8"): "many",
              (SERVICES, "G9"): 1, (TRAINING, "H7"): training["G7"].value + 5}  # fmt: skip
    before = {(sheet, cell): book[sheet][cell].value for sheet, cell in faults}
    for (sheet, cell), value in faults.items():
        book[sheet][cell] = value
    assert services["E7"].value is None
    return before


def _marked(content: bytes) -> dict[tuple[str, str], str]:
    """Cells with a note, below the headings, and the first line of each note."""
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in openpyxl.load_workbook(BytesIO(content))
        for row in sheet.iter_rows(min_row=6)
        for cell in row
        if cell.comment
    }


def test_a_return_from_its_template_to_the_pillar_page(example, browser):
    begun = time.monotonic()
    partner = Partner(browser, example, PARTNER)
    marked, before = _sends_a_faulty_file(partner, example)
    book = _mends(marked, before)
    first = _sends_with_a_reason(partner, example, book)
    editor = Reader(browser, example, "editor")
    _sends_back(editor, first)
    _is_told(partner, example, first)
    second = _corrects(partner, example, book, before)
    _approves(editor, second)
    _shows(editor, Reader(browser, example), book)
    assert partner.said == editor.said == []
    assert time.monotonic() - begun < MOST_SECONDS


def _sends_a_faulty_file(partner: Partner, example: Example):
    """Template, planted faults, progress, findings at their cells, the file with notes."""
    book = partner.template(example)
    _fill(book, example)
    before = _plant(book)
    partner.upload(example, _saved(book), "faulty.xlsx")
    partner.page.wait_for_selector("#progress progress, #findings")
    assert "/returns/checks/" in partner.page.url
    partner.page.reload()
    partner.result()
    assert "to fix before this return can be sent" in partner.title()
    cells = partner.page.locator("#findings .where .cell").all_inner_texts()
    assert {f"{sheet}!{cell}" for sheet, cell in before} <= set(cells)
    assert partner.page.locator("#findings table.sheet .hit").count() >= 4
    marked = partner.download("Download my file with notes")
    notes = _marked(marked)
    assert before.keys() <= notes.keys()
    assert "4.5" in notes[SERVICES, "D7"]
    return marked, before


def _mends(marked: bytes, before):
    """The file with notes itself, put right but for what there is a reason for."""
    book = openpyxl.load_workbook(BytesIO(marked))
    for (sheet, cell), value in before.items():
        if sheet != TRAINING:
            book[sheet][cell] = value
    return book


def _sends_with_a_reason(partner: Partner, example: Example, book) -> str:
    """Without its reason it is not sent; the receipt is there in both languages."""
    partner.upload(example, _saved(book), "mended.xlsx")
    partner.result()
    assert "to explain" in partner.title()
    partner.page.click("button[value=changes]")
    assert partner.page.locator("[role=alert]").count() == 1
    for field in partner.page.locator("#findings textarea").all():
        field.fill(REASON)
    code = partner.send()
    receipt = partner.page.inner_text("main")
    assert {"Receipt", "Accusé de réception"} <= set(receipt.splitlines())
    assert (receipt.count(code), REASON in receipt) == (2, True)
    return code


def _sends_back(editor: Reader, code: str) -> None:
    """From the queue, with a comment at the cell of the warning."""
    page = editor.page
    editor.go("/returns/review")
    page.locator(f"a[href*='/returns/review/{code}']").first.click()
    page.wait_for_selector("h1:has-text('Example partner A')")
    assert REASON in page.inner_text("main")
    editor.go(f"/returns/review/{code}/send-back")
    page.fill("#reason", WHY)
    page.select_option("#cell1", f"{TRAINING}!H7")
    page.fill("#words1", COMMENT)
    page.get_by_role("button", name="Send back").click()
    page.wait_for_selector(".banner[role=status]")


def _is_told(partner: Partner, example: Example, code: str) -> None:
    """On the page of returns, on the receipt, and in the next template at its cell."""
    partner.go("/returns")
    assert WHY in partner.page.inner_text("#sent")
    partner.go(f"/returns/sent/{code}")
    assert COMMENT in partner.page.inner_text("#comments")
    assert "sent back" in partner.title()
    notes = _marked(_saved(partner.template(example)))
    assert COMMENT in notes[TRAINING, "H7"]


def _corrects(partner: Partner, example: Example, book, before) -> str:
    """The comment is in the file with notes too; then the amount is put right and sent again."""
    partner.upload(example, _saved(book), "again.xlsx")
    partner.result()
    assert COMMENT in _marked(partner.download("Download my file with notes"))[TRAINING, "H7"]
    book[TRAINING]["H7"] = before[TRAINING, "H7"]
    partner.upload(example, _saved(book), "right.xlsx")
    partner.result()
    assert partner.title() == "This return is ready to be sent"
    return partner.send()


def _approves(editor: Reader, code: str) -> None:
    editor.go("/returns/review")
    assert editor.page.locator(f"a[href*='/returns/review/{code}']").count() > 0
    editor.go(f"/returns/review/{code}/approve")
    editor.page.get_by_role("button", name="Approve").click()
    editor.page.wait_for_selector(".banner[role=status]")


def _shows(editor: Reader, anyone: Reader, book) -> None:
    """The office sees the value and of how many partners it is; anyone else sees neither."""
    value = Words(Language.EN).number(book[SERVICES]["F9"].value)
    shown = editor.open(f"/pillar/{PILLAR}")
    assert "of 11 partners" in shown, shown
    assert value in editor.open(f"/indicator/{INDICATOR}")
    for path in (f"/pillar/{PILLAR}", f"/indicator/{INDICATOR}"):
        seen = anyone.open(path)
        assert "of 11 partners" not in seen
        assert value not in seen, path
    anyone.go("/returns")
    assert TITLE not in anyone.page.inner_text("body")
    assert anyone.page.locator("#due").count() == 0
