"""On a slow line the page is read before its scripts have come: what was begun on it goes on."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

FIRST = "#first-drawing"


class Held:
    """A page whose own scripts wait until they are let through."""

    def __init__(self, page: Page) -> None:
        self.page, self._waiting = page, []
        page.route("**/*drawing*.js*", lambda route: self._waiting.append(route))

    def open(self, address: str) -> None:
        self.page.goto(address, wait_until="commit")
        self.page.wait_for_selector(f"{FIRST} footer")

    def go_on(self) -> None:
        for one in self._waiting:
            one.continue_()
        self.page.unroute_all()
        self.page.wait_for_selector(FIRST, state="detached")


@pytest.fixture
def held(browser: Browser) -> Iterator[Held]:
    context = browser.new_context()
    yield Held(context.new_page())
    context.close()


@pytest.mark.parametrize("path", ["/hotlines", "/?lang=fr"])
def test_what_was_typed_stays_and_can_be_typed_on(held: Held, address: str, path: str):
    held.open(address + path)
    held.page.click("#q")
    held.page.keyboard.type("chages")
    for _ in range(3):
        held.page.keyboard.press("ArrowLeft")
    held.go_on()
    expect(held.page.locator("#q")).to_be_focused()
    held.page.keyboard.type("r")
    expect(held.page.locator("#q")).to_have_value("charges")
    held.page.keyboard.press("Enter")
    held.page.wait_for_url(re.compile(r"/search\?q=charges"))


def test_the_focus_stays_where_it_was(held: Held, address: str):
    held.open(f"{address}/hotlines")
    for _ in range(12):
        held.page.keyboard.press("Tab")
    focused = "[document.activeElement.tagName, document.activeElement.textContent]"
    before = held.page.evaluate(focused)
    assert before[0] == "A"
    held.go_on()
    assert held.page.evaluate(focused) == before
    assert held.page.evaluate("!!document.activeElement.closest('.page')")


def test_what_was_opened_stays_open(held: Held, address: str):
    held.open(f"{address}/hotlines")
    panel = held.page.locator("main details:not([open])").first
    said = panel.locator("summary").inner_text()
    panel.locator("summary").click()
    held.go_on()
    expect(held.page.locator("main details[open]", has_text=said).first).to_be_visible()
