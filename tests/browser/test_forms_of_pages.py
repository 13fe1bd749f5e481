"""Pages on the first visit of a phone, and on paper: what needs room finds it."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

pytestmark = pytest.mark.browser

TOLD = """() => {
  const told = document.createElement("section"); told.className = "sec";
  told.innerHTML = "<div class='sec-h'><h2>What happened</h2></div><p>" +
    "Partners met and agreed on one form. ".repeat(8) + "</p><p>Written by the unit.</p>";
  document.getElementById("chain").before(told);
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Somebody who has never been here."""
    context = browser.new_context(viewport={"width": 320, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_before_our_letters_are_here_nothing_is_wider_than_a_phone(page, address, language):
    """A first visit is drawn in the letters of the device, which may be wider than ours."""
    page.route("**/*.woff2", lambda route: route.abort())
    for path in ("/", "/hotlines", "/accessibility"):
        page.goto(f"{address}{path}?lang={language}")
        page.wait_for_selector(".page main")
        page.add_style_tag(content="*{font-family:DejaVu Sans,Verdana,sans-serif!important}")
        widths = page.evaluate(
            "[document.querySelector('.search').getBoundingClientRect().right,"
            " document.documentElement.scrollWidth]"
        )
        assert max(widths) <= 320


def test_on_paper_the_table_of_a_pillar_begins_on_its_first_page(page, address):
    """Even where the office has told before it what happened."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}/pillar/prevention-community-support?lang=fr")
    page.wait_for_selector(".ptab .nm")
    page.evaluate(TOLD)
    names = page.eval_on_selector_all(".ptab .nm", "all => all.map(one => one.textContent)")
    first = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text()
    told = "".join(first.split())
    assert sum("".join(one.split()) in told for one in names) > 1
