"""What happens between pages: links, choices, language, the way out, and life without a script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

FIRST_LOAD_BYTES, FIRST_LOAD_REQUESTS = 1_800_000, 20


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    opened = visitor.new_page()
    opened.set_viewport_size({"width": 1280, "height": 900})
    yield opened
    opened.close()


def test_a_link_changes_page_title_and_focus_without_a_new_load(page: Page, address: str):
    page.goto(f"{address}/")
    page.wait_for_selector(".page main")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="International").first.click()
    expect(page).to_have_title("International comparison | Strategy performance")
    assert page.evaluate("window.stayed") is True
    expect(page.locator("#main")).to_be_focused()
    page.go_back()
    expect(page).to_have_title("The strategy at a glance | Strategy performance")


def test_an_unknown_name_says_so_when_it_is_reached_by_a_link(page: Page, address: str):
    page.goto(f"{address}/")
    page.wait_for_selector(".page main")
    page.evaluate(
        """() => { const link = document.createElement("a"); link.href = "/indicator/peple-trained";
                   link.id = "wrong"; link.textContent = "x"; document.body.append(link); }"""
    )
    page.click("#wrong")
    expect(page.locator(".page .lead")).to_contain_text("Unknown indicator 'peple-trained'")


def test_a_choice_of_place_becomes_the_address(page: Page, address: str):
    page.goto(f"{address}/indicator/tip-tier")
    page.get_by_role("combobox", name="Place").click()
    page.get_by_role("option", name="Mexico", exact=True).click()
    expect(page.locator(".page .kicker")).to_contain_text("Mexico")
    expect(page).to_have_url(re.compile("place=MX"))
    page.go_back()
    expect(page.locator(".page .kicker")).to_contain_text("Canada")


def test_the_language_switch_changes_the_language_of_the_document(page: Page, address: str):
    page.goto(f"{address}/hotlines?known_at=2024-12-31")
    page.wait_for_selector(".page main")
    page.get_by_role("link", name="Français").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "fr-CA")
    expect(page).to_have_url(re.compile("known_at=2024-12-31"))


def test_the_skip_link_is_the_first_stop(page: Page, address: str):
    page.goto(f"{address}/")
    page.wait_for_selector(".page main")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()


def test_the_quick_exit_leaves_by_replacing_this_page(page: Page, address: str):
    page.route("https://weather.gc.ca/**", lambda route: route.fulfill(body="weather"))
    page.goto(f"{address}/")
    page.wait_for_selector(".page main")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("https://weather.gc.ca/**")


@pytest.mark.parametrize("place", ["header", "footer"])
def test_the_quick_exit_stands_at_both_ends_of_a_public_page(page: Page, address: str, place: str):
    page.route("https://meteo.gc.ca/**", lambda route: route.fulfill(body="weather"))
    page.goto(f"{address}/hotlines?lang=fr")
    page.locator(f"{place} a.leave").click()
    page.wait_for_url("https://meteo.gc.ca/**")


def test_every_figure_can_be_read_without_a_script(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/indicator/criminal-code-trafficking-incidents")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("row", name="2023 522")).to_be_visible()
    context.close()


def test_a_search_is_answered(page: Page, address: str):
    page.goto(f"{address}/")
    page.wait_for_selector(".page main")
    page.get_by_role("searchbox").first.fill("crown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=crown*")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/indicator/criminal-code-trafficking-incidents"])
def test_the_first_load_is_light(browser: Browser, address: str, path: str):
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    asked: set[str] = set()
    sizes: list[float] = []

    def note(event) -> None:
        if not event["request"]["url"].startswith(("data:", "blob:")):
            asked.add(event["requestId"])

    session.on("Network.requestWillBeSent", note)
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address + path)
    page.wait_for_selector(".page main")
    page.wait_for_load_state("networkidle")
    assert len(asked) <= FIRST_LOAD_REQUESTS
    assert sum(sizes) <= FIRST_LOAD_BYTES
    page.close()


def test_on_a_phone_a_letter_or_comma_stays_with_the_name_before_it(page: Page, address: str):
    """The awards by partner: what follows a name's last word stands in its line."""
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{address}/funding")
    page.wait_for_selector(".page main")
    fallen, seen = page.evaluate(FALLEN)
    assert seen > 20
    assert fallen == []


FALLEN = """() => {
  const fallen = []; let seen = 0;
  for (const name of document.querySelectorAll(".page .records .nm")) {
    const parts = document.createTreeWalker(name, NodeFilter.SHOW_TEXT), texts = [];
    while (parts.nextNode()) texts.push(parts.currentNode);
    texts.slice(1).forEach((part, at) => {
      if (!part.parentElement.closest("sup") && !part.data.startsWith(",")) return;
      const box = (text, from) => { const range = document.createRange();
        range.setStart(text, from); range.setEnd(text, from + 1);
        return range.getBoundingClientRect(); };
      const before = box(texts[at], texts[at].length - 1), after = box(part, 0);
      seen += 1;
      if (after.left < before.left) fallen.push(name.innerText);
    });
  }
  return [fallen, seen];
}"""
