"""The page of all data without a script: chosen by keyboard, turned, and gone back."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

pytestmark = pytest.mark.browser
TRIES = 5


def test_values_are_chosen_and_turned_without_a_script(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/data")
    page.select_option("#data-place", "CA")
    page.fill("#data-from", "2020")
    page.press("#data-from", "Enter")
    page.wait_for_url("**place=CA**")
    assert "fit this choice" in page.locator("h1").inner_text()
    page.locator("nav .pages a").first.click()
    page.wait_for_url("**/data?place=CA&from=2020&page=2#values")
    assert page.locator("caption").first.inner_text().startswith("Values 51 to 100 of ")
    page.go_back()
    expect(page.locator("#data-from")).to_have_value("2020")
    context.close()


@pytest.mark.parametrize("width", [1440, 320])
def test_the_citation_is_chosen_whole_by_a_click(visitor: BrowserContext, address: str, width: int):
    page = visitor.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/indicator/people-trained")
    page.wait_for_load_state("networkidle")
    chosen = "() => getSelection().toString().trim()"
    same = f"(cite) => ({chosen})() === cite.innerText.trim()"
    for _ in range(TRIES):  # the page may still be drawn anew under the first click
        page.locator(".cite").click()
        if page.locator(".cite").evaluate(same):
            break
    assert page.evaluate(chosen) == page.locator(".cite").inner_text().strip()
    page.close()
