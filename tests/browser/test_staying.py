"""A choice on a page leaves its reader where they are, and says what the page now finds."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser

STATUS = "#react-entry-point p.vh[role=status]"
NEAR = 2  # pixels: the page above the control may have changed


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    opened = visitor.new_page()
    opened.set_viewport_size({"width": 1280, "height": 500})
    yield opened
    opened.close()


def choose_by_keyboard(page: Page, label: str, option: str) -> tuple[Locator, float]:
    """The control, and how high it stood on the screen when the choice was made."""
    box = page.get_by_role("textbox", name=label)
    box.scroll_into_view_if_needed()
    page.mouse.wheel(0, 120)
    page.wait_for_timeout(200)
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(option)
    expect(page.get_by_role("option", name=option, exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    stood = box.bounding_box()
    assert stood
    page.keyboard.press("Enter")
    return box, stood["y"]


@pytest.mark.parametrize(
    ("language", "label", "option", "said"),
    [("en", "Place", "Mexico", "Mexico"), ("fr", "Lieu", "Mexique", "Mexique")],
)
def test_a_choice_of_place_keeps_the_focus_and_the_place_on_the_screen(
    page: Page, address: str, language: str, label: str, option: str, said: str
):
    page.goto(f"{address}/indicator/tip-tier?lang={language}")
    page.wait_for_selector(".page .choices")
    box, stood = choose_by_keyboard(page, label, option)
    expect(page).to_have_url(re.compile("place=MX"))
    expect(page.locator(".page .kicker")).to_contain_text(said)
    expect(box).to_be_focused()
    now = box.bounding_box()
    assert now
    assert abs(now["y"] - stood) <= NEAR
    assert page.evaluate("scrollY") > 0
    expect(page.locator(STATUS)).to_have_text(page.locator(".page h1").inner_text())


def test_a_link_after_a_choice_leads_to_the_top_and_says_nothing_of_it(page: Page, address: str):
    page.goto(f"{address}/indicator/tip-tier")
    page.wait_for_selector(".page .choices")
    choose_by_keyboard(page, "Place", "Mexico")
    expect(page.locator(STATUS)).not_to_be_empty()
    page.get_by_role("link", name="International").first.click()
    expect(page.locator("#main")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    expect(page.locator(STATUS)).to_be_empty()


def test_in_forced_colours_only_the_link_to_this_page_has_a_line_under_it(page: Page, address: str):
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}/hotlines")
    page.wait_for_selector(".page main")
    lines = page.evaluate(
        """() => [...document.querySelectorAll(".nav a")].map(one => [
            one.getAttribute("aria-current"), getComputedStyle(one).borderBottomColor,
            getComputedStyle(document.body).backgroundColor])"""
    )
    assert [current for current, line, ground in lines if line != ground] == ["page"]
    assert len(lines) > 5
