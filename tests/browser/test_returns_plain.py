"""Returns without a script: a file is sent, its check looks again by itself, a receipt comes."""

from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.example_house import example_served
from tests.browser.return_walk import PARTNER, TRAINING, Partner, fill, saved

pytestmark = pytest.mark.browser

REASON = "Made up: savings of the year before were spent."


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    with example_served(tmp_path_factory.mktemp("plain")) as served:
        yield served


@pytest.fixture
def partner(browser, example):
    made = Partner(browser, example, PARTNER, java_script_enabled=False)
    yield made
    made.context.close()


def test_a_return_is_sent_and_withdrawn_without_a_script(partner, example):
    book = partner.template(example)
    fill(book, example)
    book[TRAINING]["H7"] = book[TRAINING]["G7"].value + 5
    partner.upload(example, saved(book), "plain.xlsx")
    partner.result()  # no script: the page has looked again by itself
    assert "to explain" in partner.title()
    assert openpyxl.load_workbook(BytesIO(partner.download("Download my file with notes")))
    partner.page.click("button[value=changes]")
    expect(partner.page.locator("[role=alert]")).to_have_count(1)
    partner.page.wait_for_load_state()
    for field in partner.page.locator("#findings textarea").all():
        field.fill(REASON)
    code = partner.send()
    _withdraw(partner, code)
    assert partner.said == []


def _withdraw(partner, code):
    page = partner.page
    partner.go(f"/returns/sent/{code}/withdraw")
    page.fill("#reason", "Made up: it was sent too early.")
    page.click("form.wide-form button")
    page.wait_for_selector("h1:has-text('was withdrawn')")
    assert "it was sent too early" in page.inner_text("#history")


def test_a_question_is_answered_without_a_script(partner, example):
    book = partner.template(example)
    fill(book, example)
    book[TRAINING]["C7"] = None
    partner.upload(example, saved(book), "empty.xlsx")
    partner.result()
    assert "to fix" in partner.title()
    partner.page.get_by_label("0: there were none").check()
    partner.page.click("button[value=check]")
    # the page that asks has findings as well: the next asks nothing of this kind
    expect(partner.page.locator("#findings")).not_to_contain_text("How is it to be read?")
    expect(partner.page.locator(".answered")).to_contain_text("C is read as: 0: there were none")


def test_a_file_is_missed_where_none_was_chosen(partner, example):
    """The browser itself asks for it; a form that is sent all the same is answered in words."""
    partner.go("/returns")
    partner.page.click("form.upload button")
    assert partner.page.locator("#file:invalid").count() == 1
