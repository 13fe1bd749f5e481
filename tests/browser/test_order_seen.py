"""What is seen first is read first and takes the focus first: WCAG 1.3.2 and 2.4.3, at each width.

A style sheet can show parts in another order than that of the page. Whoever reads by ear or moves
by keyboard then jumps about, so none of ours does it on a screen.
"""

import re

import pytest

from metrics.settings import PROJECT
from tests.browser.test_every_page import PATHS, Visit, visit
from tests.sweeps import sample

__all__ = ["visit"]  # a fixture
WIDTHS = (1280, 768, 320)
STYLES = sorted((PROJECT / "dashboard" / "assets").glob("*.css"))
TURNED = re.compile(
    r"[;{\s](order\s*:|flex-direction\s*:\s*\w+-reverse|flex-wrap\s*:\s*wrap-reverse"
    r"|grid-auto-flow\s*:[^;}]*dense)"
)

# Of each row or grid the parts that do not stand where the one before them in the page lets them:
# wholly above it, or beside it on its wrong side.
OUT_OF_ORDER = """() => {
  const inFlow = one => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden"
      && ["static", "relative"].includes(style.position) && style.float === "none";
  };
  const parts = one => [...one.children].flatMap(
    part => getComputedStyle(part).display === "contents" ? parts(part) : [part]);
  const wrong = (before, after) => {
    const a = before.getBoundingClientRect(), b = after.getBoundingClientRect();
    return b.bottom <= a.top + 1 || (Math.abs(b.top - a.top) < 4 && b.right <= a.left + 1);
  };
  const found = [];
  for (const holder of document.querySelectorAll("body *")) {
    if (!/flex|grid/.test(getComputedStyle(holder).display)) continue;
    const shown = parts(holder).filter(inFlow);
    shown.slice(1).forEach((part, place) => {
      if (wrong(shown[place], part)) found.push(part.outerHTML.slice(0, 90));
    });
  }
  return found;
}"""


@pytest.mark.parametrize("style", STYLES, ids=lambda one: one.stem)
def test_no_style_turns_the_order_of_a_page_on_a_screen(style):
    on_screen = _without_print(
        re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.S)
    )
    assert TURNED.findall(on_screen) == []


def _without_print(css: str) -> str:
    """What holds on a screen: a block for paper ends where its last brace closes."""
    while found := re.search(r"@media print\b[^{]*\{", css):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        css = css[: found.start()] + css[end:]
    return css


@pytest.mark.browser
@pytest.mark.parametrize("path", sample("pages in the order seen", PATHS, 8))
def test_parts_are_seen_in_the_order_of_the_page(visit: Visit, path: str):
    visit.open(path)
    found = {}
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 900})
        found[width] = visit.page.evaluate(OUT_OF_ORDER)
    assert found == {width: [] for width in WIDTHS}
