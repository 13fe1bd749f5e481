"""Letters as large, and as far apart, as a reader needs them; the reader's own colours; paper."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

from tests.sweeps import sample

pytestmark = pytest.mark.browser

PATHS = [
    "/", "/pillar/enhanced-justice", "/indicator/police-reported-trafficking-incidents",
    "/indicator/tip-tier", "/funding", "/international", "/data?source=hotlines", "/sign-in",
]  # fmt: skip
ZOOMED = {"width": 320, "height": 256}  # a window of 1280 by 1024 at 400 %
# WCAG 2.2, 1.4.12: nothing is lost where a reader sets all of these
SPACED = """*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}"""
# Each line of words with its place; what a screen reader alone is told is no part of it.
LINES = """
  const isHidden = one => one.closest("svg,.vh,.plot,.tip,option,script,style,.scripts") ||
    !one.checkVisibility({visibilityProperty: true}) ||
    (one.closest("thead") && getComputedStyle(one.closest("thead")).clipPath !== "none");
  const lines = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode, one = at.parentElement, range = document.createRange();
    if (!at.textContent.trim() || isHidden(one)) { continue; }
    range.selectNodeContents(at);
    for (const box of range.getClientRects()) {
      if (box.width > 1) { lines.push([box, at.textContent.trim().slice(0, 50), one]); }
    }
  }
  const wide = document.documentElement.clientWidth;
  const scrolls = one => one.closest(".scroll,textarea,.skip");
"""
CUT = f"""() => {{{LINES}
  const faults = new Set(), reach = document.documentElement.scrollWidth;
  if (reach > wide) {{ faults.add("the page scrolls to " + reach); }}
  for (const [box, said, one] of lines) {{
    if (!scrolls(one) && (box.right > wide + 1 || box.left < -1)) {{
      faults.add("outside: " + said);
    }}
    for (let at = one; at; at = at.parentElement) {{
      const style = getComputedStyle(at), room = at.getBoundingClientRect();
      const cuts = side => /hidden|clip/.test(style["overflow" + side]);
      if (at === document.body || scrolls(at)) {{ break; }}
      if ((cuts("X") && (box.right > room.right + 1 || box.left < room.left - 1)) ||
          (cuts("Y") && (box.bottom > room.bottom + 2 || box.top < room.top - 2))) {{
        faults.add("cut: " + said);
      }}
    }}
  }}
  for (const one of document.querySelectorAll("a,button,summary,input,select")) {{
    const room = one.getBoundingClientRect();
    if (!isHidden(one) && !scrolls(one) && (room.right > wide + 1 || room.left < -1)) {{
      faults.add("control outside: " + one.outerHTML.slice(0, 90));
    }}
  }}
  return [...faults];
}}"""
OVER = f"""() => {{{LINES}
  const faults = new Set();
  const head = one => one.closest("th") || one;
  const stays = one => getComputedStyle(head(one)).position === "sticky";
  const lying = lines.filter(([, , one]) => !stays(one)).sort((a, b) => a[0].top - b[0].top);
  lying.forEach(([a, said], at) => {{
    for (const [b, other] of lying.slice(at + 1)) {{
      if (b.top > a.bottom) {{ break; }}
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && down > Math.min(a.height, b.height) / 2) {{
        faults.add(said + " over " + other);
      }}
    }}
  }});
  return [...faults];
}}"""
# What is drawn or marked in the colour of what lies under it, in the reader's own colours.
UNSEEN = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  const drawn = "svg.c .ln,svg.c .ax,svg.c .span,svg.c .pt,svg.c text:not(.evn),.g";
  return [...document.querySelectorAll(drawn)].filter(one => {
    const {stroke, fill, color} = getComputedStyle(one);
    return one.checkVisibility() && [ground, "none"].includes(fill) &&
      [ground, "none"].includes(stroke) && (color === ground || !one.matches(".g"));
  }).map(one => one.outerHTML.slice(0, 90));
}"""
RING = """() => {
  const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(document.activeElement);
  const ground = getComputedStyle(document.body).backgroundColor;
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && outlineColor !== ground;
}"""
MOVES = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  const times = (style.transitionDuration + "," + style.animationDuration).split(",");
  return times.some(time => parseFloat(time) > 0.01);
}).map(one => one.outerHTML.slice(0, 90))"""
OPEN = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    opened = visitor.new_page()
    opened.set_viewport_size({"width": 1280, "height": 1024})
    yield opened
    opened.close()


def opened(page: Page, address: str, path: str, language: str = "en") -> None:
    """With everything that opens open."""
    page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
    page.wait_for_selector("#first-drawing", state="detached")  # what is opened or focused stays
    page.wait_for_load_state("networkidle")
    page.evaluate(OPEN)


def lost(page: Page) -> list[str]:
    """What is cut, stands outside or lies over other words, once the page has settled."""
    page.wait_for_timeout(300)
    return page.evaluate(CUT) + page.evaluate(OVER)


BOTH = [(path, language) for path in PATHS for language in ("en", "fr")]


@pytest.mark.parametrize(("path", "language"), sample("pages at 400 % zoom", BOTH, 4))
def test_at_four_times_the_size_and_with_wide_spacing_nothing_is_lost(
    page: Page, address: str, path: str, language: str
):
    opened(page, address, path, language)
    page.set_viewport_size(ZOOMED)
    assert lost(page) == []
    page.add_style_tag(content=SPACED)
    assert lost(page) == []


@pytest.mark.parametrize(("path", "language"), sample("pages with wide spacing", BOTH, 2))
def test_with_wide_spacing_nothing_is_lost_on_a_wide_screen(
    page: Page, address: str, path: str, language: str
):
    opened(page, address, path, language)
    page.add_style_tag(content=SPACED)
    assert lost(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_readers_own_colours_lines_marks_and_focus_are_seen(
    browser: Browser, address: str, scheme: str
):
    context = browser.new_context(forced_colors="active", color_scheme=scheme)
    page = context.new_page()
    for path in PATHS[:3]:
        opened(page, address, path)
        assert page.locator(".g").count() > 0
        assert page.evaluate(UNSEEN) == []
        for _ in range(4):
            page.keyboard.press("Tab")
            assert page.evaluate(RING)
    context.close()


def test_for_those_who_want_less_motion_nothing_moves(browser: Browser, address: str):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for path in PATHS[:3]:
        opened(page, address, path)
        assert page.evaluate(MOVES) == []
    context.close()


FIRST_PAGE = {
    "en": ["Part of the strategy", "80 indicators", "What is newest", "What was revised"],
    "fr": ["une partie de la strat", "80 indicateurs", "Le plus r", "Ce qui a été révisé"],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_printed_page_holds_finding_tally_and_what_changed(
    page: Page, address: str, language: str
):
    opened(page, address, "/", language)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    first, *others = ("".join(one.extract_text().split()) for one in printed.pages)
    assert all("".join(one.split()) in first for one in FIRST_PAGE[language])
    rest = "".join(others)
    assert {"en": "10more:", "fr": "10deplus"}[language] in rest
    assert {"en": "namedinitsmark", "fr": "danssamarque"}[language] not in first + rest
    assert {"en": "Unnamedmarks:see", "fr": "Marquessansnom"}[language] in rest
