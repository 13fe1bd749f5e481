"""The chart of an indicator in Chromium: labels apart, hover, name, and paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.sweeps import by_turns

pytestmark = pytest.mark.browser

NAMES = ["uk-referrals", "detected-victims", "police-reported-trafficking-incidents"]
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".plot .annotation text")].map(
    one => [one.textContent, one.getBoundingClientRect()]);
  const room = document.querySelector(".plot").getBoundingClientRect();
  const outside = b => b.right > room.right || b.left < room.left;
  const faults = boxes.filter(([, b]) => outside(b)).map(([t]) => t);
  boxes.forEach(([t, a], i) => boxes.slice(i + 1).forEach(([u, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 0 && high > 3) { faults.push(t + " over " + u); }  // 3: lines have air
  }));
  return boxes.length ? faults : ["no labels"];
}"""
RINGS = "() => [...document.querySelectorAll('.plot .scatter .point')].map(one => {" \
    "const b = one.getBoundingClientRect();" \
    "return [b.x + b.width / 2, b.y + b.height / 2, one.style.stroke]; })"  # fmt: skip


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    opened = visitor.new_page()
    opened.set_viewport_size({"width": 1280, "height": 900})
    yield opened
    opened.close()


def opened(page: Page, address: str, name: str, language: str = "en") -> None:
    page.goto(f"{address}/indicator/{name}?lang={language}")
    page.wait_for_selector(".plot .annotation text")


@pytest.mark.parametrize(("name", "language"), by_turns("charts whose labels are looked at", NAMES))
def test_no_label_covers_another(page: Page, address: str, name: str, language: str):
    opened(page, address, name, language)
    for width in (1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        assert page.evaluate(OVERLAPS) == []


def test_the_chart_is_one_image_that_names_its_finding_and_its_table(page: Page, address: str):
    opened(page, address, "detected-victims")
    label = (
        page.get_by_role("img").filter(has=page.locator(".main-svg")).get_attribute("aria-label")
    )
    assert "506 in 2022" in label
    assert "table" in label


def test_a_ring_answers_with_what_was_first_published(page: Page, address: str):
    opened(page, address, "detected-victims")
    page.locator(".plot").scroll_into_view_if_needed()
    rings = [(x, y) for x, y, stroke in page.evaluate(RINGS) if stroke == "rgb(125, 136, 148)"]
    assert rings
    page.mouse.move(*rings[-1], steps=4)
    expect(page.locator(".plot .hovertext").first).to_contain_text("first published: 343 people")


def test_paper_shows_the_whole_chart_and_the_screen_has_it_back(page: Page, address: str):
    opened(page, address, "detected-victims", "fr")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 900})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".plot .main-svg").first).to_have_attribute("width", "640")
    assert page.evaluate(OVERLAPS) == []
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".plot .main-svg").first).not_to_have_attribute("width", "640")


def test_paper_of_any_width_holds_the_newest_value(page: Page, address: str):
    """Even where no event tells of print, only the style of its media."""
    opened(page, address, "detected-victims", "fr")
    page.emulate_media(media="print")
    for width in (1100, 720, 500):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERLAPS) == []
