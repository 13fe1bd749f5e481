"""A partner's pages of returns in Chromium: quiet, fitting, sound to axe, sent once."""

import pytest
from playwright.sync_api import expect

from tests.browser.returns_served import faulty, returns_house, served, signed_in
from tests.returns.house import checked, filled
from tests.sweeps import languages

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with returns_house(tmp_path_factory.mktemp("returns")) as made:
        yield made


@pytest.fixture(scope="module")
def base(house):
    with served(house) as address:
        yield address


@pytest.fixture(scope="module")
def partner(house, base, browser):
    visit = signed_in(browser, house, base, "partner a")
    yield visit
    visit.page.context.close()


@pytest.mark.parametrize("language", languages("a partner's pages in axe"))
def test_each_page_is_quiet_fits_and_passes_axe(house, partner, language):
    client = house.client("partner a")
    bad, good = checked(client, faulty(), "bad.xlsx"), checked(client, filled(), "good.xlsx")
    for path in ("", f"/checks/{bad}", f"/checks/{good}", f"/checks/{good}/changes"):
        partner.said.clear()
        partner.page.goto(f"{partner.base}/returns{path}?lang={language}")
        assert partner.faults() == {}, path
        assert partner.said == [], path


def test_a_file_is_chosen_checked_and_sent_with_the_keyboard_and_mouse(partner, tmp_path):
    path = tmp_path / "mine.xlsx"
    path.write_bytes(filled())
    page = partner.page
    page.goto(f"{partner.base}/returns")
    page.select_option("select[name=for]", label="Quarterly return, Q3 2025-26 "
                       "(October to December 2025)")  # fmt: skip
    page.set_input_files("#file", path)
    page.click("form.upload button")
    page.wait_for_selector("h1:has-text('ready to be sent')")
    page.click("button[value=changes]")
    page.wait_for_selector("h1:has-text('What will change')")
    page.dblclick("form.one button")
    page.wait_for_selector("h1:has-text('was received')")
    expect(page.get_by_text("Accusé de réception").first).to_be_visible()


def test_a_file_that_is_too_large_is_told_before_it_is_sent(partner, tmp_path):
    path = tmp_path / "large.xlsx"
    path.write_bytes(b"x" * 300_000)
    page = partner.page
    page.goto(f"{partner.base}/returns")
    page.set_input_files("#file", path)
    page.click("form.upload button")
    expect(page.locator("form.upload [role=status]")).to_contain_text("larger than")
    assert page.url.endswith("/returns")
