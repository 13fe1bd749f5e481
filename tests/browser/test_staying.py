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
    box = page.get_by_role("combobox", name=label)
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


def test_a_value_that_is_followed_leads_to_its_trail_and_gives_it_the_focus(
    page: Page, address: str
):
    page.goto(f"{address}/indicator/tip-tier")
    page.locator(".page td a[href*='#trail']").first.click()
    expect(page).to_have_url(re.compile("#trail$"))
    expect(page.locator("#trail")).to_be_focused()


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


CONTRAST = """() => [...document.querySelectorAll(".choices input[role=combobox]")]
  .filter(one => one.checkVisibility()).map(one => {
    const light = said => {
      const parts = said.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
        .map(part => part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
      return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
    };
    const style = getComputedStyle(one);
    const [dark, pale] = [style.borderTopColor, style.backgroundColor].map(light)
      .sort((a, b) => a - b);
    return (pale + .05) / (dark + .05);
  })"""
OUTLINE = """() => {
  const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(document.activeElement);
  return [outlineStyle, outlineWidth, outlineColor];
}"""


def test_a_field_with_a_list_looks_and_speaks_like_one(page: Page, address: str):
    """Its edge is seen, its focus is that of other controls, and it says whether it is open."""
    page.goto(f"{address}/indicator/tip-tier")
    box = page.get_by_role("combobox", name="Place")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert min(page.evaluate(CONTRAST)) >= 3
    page.locator("#q").focus()
    elsewhere = page.evaluate(OUTLINE)
    box.focus()
    assert page.evaluate(OUTLINE) == elsewhere
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")


IN_PLOT = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  const sheet = getComputedStyle(document.querySelector(".plot .main-svg")).backgroundColor;
  const lost = [...document.querySelectorAll(".plot text,.plot .js-line,.plot path.point")]
    .filter(one => {
      const {stroke, fill} = getComputedStyle(one);
      return [ground, "none"].includes(fill) && [ground, "none"].includes(stroke);
    });
  return [sheet === ground, lost.map(one => one.outerHTML.slice(0, 90))];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_a_chart_stands_on_the_readers_own_ground(
    page: Page, address: str, scheme: str
):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto(f"{address}/indicator/police-reported-trafficking-incidents")
    page.wait_for_selector(".plot .main-svg .point")
    assert page.evaluate(IN_PLOT) == [True, []]
