"""One return's whole way in Chromium, on example data, past the production server and its worker.

Template, faults, marked file, reason, receipt; sent back, corrected, approved; on the pillar page.
"""

import time
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect

from dashboard.demo.plan import FORM
from dashboard.text import Words
from metrics import Catalogue, Language
from tests.browser.example_house import EXAMPLE, Example, example_served
from tests.browser.return_walk import (
    PARTNER,
    SERVICES,
    TRAINING,
    Partner,
    Reader,
    fill,
    marked_in,
    saved,
)

pytestmark = pytest.mark.browser

MOST_SECONDS = 90
TITLE = "Example partner A"
REASON = "Made up: savings of the year before were spent."
COMMENT = "Made up: is this amount in dollars?"
WHY = "Made up: one amount is not clear."
PILLAR, INDICATOR = "prevention-community-support", "example-partners-services-provided"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    with example_served(tmp_path_factory.mktemp("journey")) as served:
        yield served


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
    _shows(editor, Reader(browser, example), example, book)
    assert partner.said == editor.said == []
    assert time.monotonic() - begun < MOST_SECONDS


def _sends_a_faulty_file(partner: Partner, example: Example):
    """Template, planted faults, progress, findings at their cells, the file with notes."""
    book = partner.template(example)
    fill(book, example)
    before = _plant(book)
    partner.upload(example, saved(book), "faulty.xlsx")
    partner.page.wait_for_selector("#progress progress, #findings")
    assert "/returns/checks/" in partner.page.url
    partner.page.reload()
    partner.result()
    assert "to fix before this return can be sent" in partner.title()
    cells = partner.page.locator("#findings .where .cell").all_inner_texts()
    assert {f"{sheet}!{cell}" for sheet, cell in before} <= set(cells)
    assert partner.page.locator("#findings table.sheet .hit").count() >= 4
    marked = partner.download("Download my file with notes")
    notes = marked_in(marked)
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
    partner.upload(example, saved(book), "mended.xlsx")
    partner.result()
    assert "to explain" in partner.title()
    partner.page.click("button[value=changes]")
    expect(partner.page.locator("[role=alert]")).to_have_count(1)
    partner.page.wait_for_load_state()
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
    notes = marked_in(saved(partner.template(example)))
    assert COMMENT in notes[TRAINING, "H7"]


def _corrects(partner: Partner, example: Example, book, before) -> str:
    """The comment is in the file with notes too; then the amount is put right and sent again."""
    partner.upload(example, saved(book), "again.xlsx")
    partner.result()
    assert COMMENT in marked_in(partner.download("Download my file with notes"))[TRAINING, "H7"]
    book[TRAINING]["H7"] = before[TRAINING, "H7"]
    partner.upload(example, saved(book), "right.xlsx")
    partner.result()
    assert partner.title() == "This return is ready to be sent"
    return partner.send()


def _approves(editor: Reader, code: str) -> None:
    editor.go("/returns/review")
    assert editor.page.locator(f"a[href*='/returns/review/{code}']").count() > 0
    editor.go(f"/returns/review/{code}/approve")
    editor.page.get_by_role("button", name="Approve").click()
    editor.page.wait_for_selector(".banner[role=status]")


def _shows(editor: Reader, anyone: Reader, example: Example, book) -> None:
    """The office sees the value and of how many partners it is; anyone else sees neither."""
    asked = _asked(example)
    value = Words(Language.EN).number(book[SERVICES]["F9"].value)
    covered = f"(1 of {asked} partners)"
    assert f"at least {value} {covered}" in editor.open(f"/pillar/{PILLAR}")
    assert value in editor.open(f"/indicator/{INDICATOR}")
    for path in (f"/pillar/{PILLAR}", f"/indicator/{INDICATOR}"):
        seen = anyone.open(path)
        assert f"of {asked} partners" not in seen, path
        assert f"at least {value}" not in seen, path
    anyone.go("/returns")
    assert TITLE not in anyone.page.inner_text("body")
    assert anyone.page.locator("#due").count() == 0


def _asked(example: Example) -> int:
    """How many partners are asked for the services of the quarter."""
    form = Catalogue.read(EXAMPLE).returns[FORM]
    tables = [form.tables_of(one, example.period) for one in form.partners_in(example.period)]
    return sum("services" in [table.id for table in own] for own in tables)
