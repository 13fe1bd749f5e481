"""The builder in Chromium: by keyboard alone, live, without a script, and sound to axe."""

import re

import pytest
from playwright.sync_api import expect

from tests.access.house import build
from tests.browser.returns_served import account, served
from tests.browser.test_every_page import Visit
from tests.loaded import small_services
from tests.sweeps import languages

pytestmark = pytest.mark.browser
INDICATOR = "calls"
SLOW = 30_000  # milliseconds


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("briefings")
    with small_services(folder) as services:
        made = build(folder, services)
        yield made
        made.accounts.close()


@pytest.fixture(scope="module")
def base(house):
    with served(house) as address:
        yield address


@pytest.fixture(scope="module")
def desk(house, base, browser):
    context = account(browser, house, base, "official")
    yield context
    context.close()


@pytest.fixture
def official(desk, base):
    visit = Visit(desk, base)
    visit.page.set_default_timeout(SLOW)
    yield visit
    visit.page.close()


def begin(visit, start="empty:plan", language="en"):
    """A draft that was begun, and its address."""
    page = visit.page
    page.goto(f"{visit.base}/briefings/new?lang={language}")
    page.select_option("#start", start)
    page.click("main .btn-main")
    page.wait_for_selector("#builder")
    return page.url.partition("?")[0]


def add(visit, name=INDICATOR):
    visit.page.select_option("#add", f"indicator:{name}")
    visit.page.click("#do-add")
    visit.page.wait_for_selector(f"#row-{name}")
    visit.page.wait_for_selector(".sheet-page")


def word_first(page):
    """Open the fields of the first line, which are closed as long as nobody has worded it."""
    page.locator("summary[id^='word|']").first.click()


def by_tab(page, id_, most=300):
    """Go on by the tab key alone until this has the focus."""
    for _ in range(most):
        if page.evaluate("document.activeElement.id") == id_:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the tab key does not reach {id_}")


def test_with_the_keyboard_alone_a_briefing_is_made_and_taken(official):
    page = official.page
    page.goto(f"{official.base}/briefings/new")
    by_tab(page, "start")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#builder")
    by_tab(page, "title_en")
    page.keyboard.type("Made by keyboard")
    by_tab(page, "languages-en")
    by_tab(page, "languages-fr")
    page.keyboard.press("Space")
    page.wait_for_selector("#languages-fr:not(:checked)")
    page.keyboard.press("Shift+Tab")
    page.goto(page.url.partition("?")[0])  # back to what was begun: nothing was saved by looking
    assert page.input_value("#title_en") != "Made by keyboard"
    by_tab(page, "title_en")
    page.keyboard.press("Control+A")
    page.keyboard.type("Made by keyboard")
    by_tab(page, "title_fr")
    page.keyboard.press("Control+A")
    page.keyboard.type("Faite au clavier")
    by_tab(page, "do-freeze")
    page.keyboard.press("Enter")
    page.wait_for_selector("#freeze")
    by_tab(page, "do-issue")
    page.keyboard.press("Enter")
    page.wait_for_selector("#files")
    link = page.locator("a[href*='/files/en.pdf']")
    link.focus()
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert re.fullmatch(r"B-\d{4}-\d+-en\.pdf", taken.value.suggested_filename)
    assert official.said == []


def test_the_keyboard_passes_the_indicators_by_one_link_that_is_seen(official):
    begin(official, "whole:plan")
    page = official.page
    for id_ in ("languages-en", "formats-pdf", "add", "do-add", "past-list"):
        by_tab(page, id_, most=60)
    seen = page.locator("#past-list").bounding_box()
    assert seen["width"] > 50
    assert seen["height"] > 10
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "shown"


def test_who_asks_for_a_line_of_their_own_goes_on_in_its_words(official):
    begin(official)
    add(official)
    page = official.page
    page.locator(f"#own-{INDICATOR}").press("Enter")
    line = page.locator(f"#row-{INDICATOR} .line-edit").last
    expect(line.locator("textarea").first).to_be_focused()


def test_words_that_were_opened_stay_open_when_the_page_is_drawn_anew(official):
    begin(official, "whole:plan")
    page = official.page
    word_first(page)
    area = page.locator("textarea").first
    proposed = area.input_value()
    area.fill("12,345,678 calls.")
    page.wait_for_selector(".line-edit .fault")
    area.fill(proposed)
    page.wait_for_selector(".line-edit .fault", state="detached")
    expect(area).to_be_visible()
    expect(area).to_be_focused()


def test_a_change_is_drawn_by_itself_told_and_leaves_the_focus_where_it_was(official):
    begin(official)
    add(official)
    page = official.page
    before = page.get_attribute(".sheet-page", "src")
    page.fill("#title_en", "A title")
    page.wait_for_selector(f".sheet-page:not([src='{before}'])")
    expect(page.locator("#title_en")).to_be_focused()
    expect(page.locator("#title_en")).to_have_value("A title")
    expect(page.locator("#live")).to_contain_text("1 indicator")
    assert official.said == []


def test_what_is_wrong_appears_beside_its_field_and_goes_again(official):
    begin(official)
    add(official)
    page = official.page
    page.fill("#period", "soon")
    page.wait_for_selector("#period-told .fault")
    expect(page.locator("#period")).to_have_attribute("aria-invalid", "true")
    page.fill("#period", "")
    page.wait_for_selector("#period-told:empty", state="attached")
    expect(page.locator("#period:not([aria-invalid])")).to_be_visible()


def test_a_line_that_is_not_touched_stays_as_proposed_in_both_languages(official):
    begin(official)
    add(official)
    page = official.page
    page.click("#do-first")
    page.wait_for_selector(".line-edit")
    page.fill("#title_en", "Another title")
    page.wait_for_timeout(2500)
    assert page.locator("button[id^='back|']").count() == 0
    word_first(page)
    area = page.locator("textarea").first
    proposed = area.input_value()
    area.fill("12,345,678 calls.")
    page.wait_for_selector(".line-edit .fault")
    page.locator("button[id^='back|']").click()
    page.wait_for_selector("button[id^='back|']", state="detached")
    expect(page.locator("textarea").first).to_have_value(proposed)


def test_without_a_script_every_step_is_there(desk, base, browser):
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(desk.cookies())
    page = plain.new_page()
    page.goto(f"{base}/briefings/new")
    page.select_option("#start", "empty:plan")
    page.click("main .btn-main")
    page.select_option("#add", f"indicator:{INDICATOR}")
    page.click("#do-add")
    expect(page.locator(f"#row-{INDICATOR}")).to_have_count(1)
    expect(page.locator(".sheet-page").first).to_be_attached()
    page.fill("#title_en", "Plain")
    page.fill("#title_fr", "Simple")
    page.click("#do-save")
    expect(page.locator("main")).to_contain_text("Saved as a new version")
    page.click("#do-freeze")
    page.click("#freeze button")
    expect(page.locator("main")).to_contain_text("All files")
    plain.close()


@pytest.mark.parametrize("language", languages("pages of briefings in axe"))
def test_every_page_of_briefings_fits_its_window_and_passes_axe(official, language):
    one = begin(official, "whole:plan", language)
    page, faults = official.page, {}
    official.page.click("#do-first")
    page.wait_for_selector(".line-edit")
    word_first(page)
    page.locator("textarea").first.fill("12,345,678.")
    page.wait_for_selector(".line-edit .fault")
    faults["builder"] = official.faults()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("button[id^='back|']").first.click()
    page.wait_for_selector("button[id^='back|']", state="detached")
    page.click("#do-freeze")
    page.wait_for_selector("#freeze")
    faults["freeze"] = official.faults()
    page.click("#freeze button")
    page.wait_for_selector("#files")
    faults["issued"] = official.faults()
    for name, path in (("list", "/briefings"), ("new", "/briefings/new")):
        page.goto(f"{official.base}{path}?lang={language}")
        faults[name] = official.faults()
    assert {name: found for name, found in faults.items() if found} == {}
    assert one
    assert official.said == []
