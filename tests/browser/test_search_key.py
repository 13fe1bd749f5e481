"""The key / leads to the search box: not while somebody types, and not once it is turned off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    opened = visitor.new_page()
    yield opened
    opened.close()


def open_(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".page main")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", ["/", "/partners?lang=fr", "/sources"])
def test_the_key_leads_to_the_box_of_the_masthead(page: Page, address: str, path: str):
    open_(page, address + path)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("")
    page.keyboard.type("kenora/chiefs")
    expect(page.locator("#q")).to_have_value("kenora/chiefs")


def test_elsewhere_a_stroke_is_only_a_stroke(page: Page, address: str):
    open_(page, f"{address}/search")
    box = page.locator("#q-page")
    box.focus()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("/")


def test_the_key_can_be_turned_off_and_stays_off(page: Page, address: str):
    open_(page, f"{address}/search")
    switch = page.locator(".key-switch")
    switch.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    open_(page, f"{address}/search")
    expect(page.locator(".key-switch")).to_have_attribute("aria-pressed", "true")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()
    page.locator(".key-switch").press("Enter")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_without_a_script_search_and_partners_are_whole(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/search?q=kenora&kind=partners")
    page.get_by_role("link", name="Kenora Chiefs Advisory").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kenora Chiefs Advisory")
    expect(page.get_by_text("more than $15,300,000").first).to_be_visible()
    assert page.locator(".key-switch").is_hidden()
    context.close()
