"""B1 to B5: what a reader's browser sees of each page, against an empty Dash page of the same kit.

Headless Chromium on loopback, a new profile for each visit: until the page's own words are painted
(an empty page of Dash first paints "Loading", which nobody came to read), until the page changes no
more, layout shift, bytes on the wire and requests; then the next page from within.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

import dashboard
from bench.served import EMPTY, OURS, fill, serving
from bench.timing import Measured
from tests.browser.conftest import FLAGS, NAMES

PAGES = (
    "/", "/pillar/enhanced-justice", "/indicator/criminal-code-trafficking-incidents", "/funding",
    "/international", "/hotlines", "/initiatives", "/data", "/methods",
)  # fmt: skip
ASSETS = Path(dashboard.__file__).parent / "assets"
NEXT = "/pillar/enhanced-justice"
# the same kit: our stylesheets and scripts, plotly's and Mantine's among them
PAINTED = (
    EMPTY.replace('lambda path: ""', 'lambda path: html.P("Nothing")')
    .replace("compress=True", f"compress=True, assets_folder={str(ASSETS)!r}")
    .replace("import Settings", "import Settings\nimport dash_mantine_components")
)
ROUNDS = 5
QUIET = 400  # milliseconds without a change
# As thousandths of what they are, so that the report's milliseconds read as kB and as requests.
FIRST_VISIT, NEXT_VISIT, REQUESTS = 1.8, 0.06, 0.020
WATCH = """
window.seen = {content: 0, changed: 0, shift: 0};
new MutationObserver(() => { window.seen.changed = performance.now(); })
    .observe(document, {childList: true, subtree: true, characterData: true});
new MutationObserver((_, watching) => {
    if (!document.querySelector('main h1, #page p')) return;
    requestAnimationFrame(() => { window.seen.content = performance.now(); });
    watching.disconnect();
}).observe(document, {childList: true, subtree: true});
new PerformanceObserver(list => list.getEntries().forEach(one => {
    if (!one.hadRecentInput) window.seen.shift += one.value;
})).observe({type: 'layout-shift', buffered: true});
"""
QUIETLY = f"() => window.seen.changed && performance.now() - window.seen.changed > {QUIET}"
READ = """() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0].startTime;
    return {...window.seen, content: Math.max(paint, window.seen.content)};
}"""


class Seen(NamedTuple):
    """One visit, as the browser saw it."""

    content: float  # seconds until the page's own words were there to read
    changed: float  # seconds until nothing changed any more
    shift: float  # cumulative layout shift, without unit
    sent: int  # bytes on the wire
    requests: int


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """Each page, a first visit; then how much the next page costs."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise FileNotFoundError("Chromium is not installed: apt-get install chromium")
    database = f"sqlite:///{folder / 'painted-web.sqlite'}"
    fill(database)
    with serving(PAINTED, database) as empty, serving(OURS, database) as ours:
        bases = [f"http://127.0.0.1:{one.port}" for one in (empty, ours)]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
            for path in PAGES:
                yield from _page(browser, bases[0], bases[1], path)
            yield _onward(browser, bases[1])
            browser.close()


def _page(browser: Browser, empty: str, ours: str, path: str) -> Iterator[Measured]:
    """By turns, so that what else the machine does troubles both."""
    for base in (empty, ours):
        _visit(browser, base + path)  # drawn once, as on a site that has readers
    pairs = [(_visit(browser, empty), _visit(browser, ours + path)) for _ in range(ROUNDS)]
    bare, own = zip(*pairs, strict=True)
    for name, what, field in (("B1", "first words", "content"), ("B2", "last change", "changed")):
        limit, taken = (median(getattr(one, field) for one in visits) for visits in (bare, own))
        yield Measured(name, f"{path}: {what} to an empty Dash page's", limit, taken, 1.6)
    one = own[0]
    yield Measured("B3", f"{path}: kB of a first visit to 1.8 MB", FIRST_VISIT, one.sent / 1e6, 1)
    yield Measured("B3b", f"{path}: requests to 20", REQUESTS, one.requests / 1e3, 1)
    shift = max(one.shift for one in own)
    yield Measured("B4", f"{path}: layout shift, in thousandths, to 1", 0.001, shift, 1)


def _visit(browser: Browser, address: str) -> Seen:
    """A first visit, with nothing kept from before."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    sent = _Counted(page)
    page.goto(address)
    page.wait_for_function(QUIETLY)
    found = page.evaluate(READ)
    context.close()
    content, changed = found["content"] / 1e3, found["changed"] / 1e3
    return Seen(content, changed, found["shift"], sent.total, sent.requests)


class _Counted:
    """What comes over the wire to a page, headers included."""

    def __init__(self, page: Page) -> None:
        self.total = self.requests = 0
        session: CDPSession = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._note)

    def _note(self, told: dict[str, float]) -> None:
        self.total += int(told["encodedDataLength"])
        self.requests += 1


def _onward(browser: Browser, ours: str) -> Measured:
    """A pillar's page, reached by its link on the overview."""
    page = browser.new_context().new_page()
    page.add_init_script(WATCH)
    page.goto(f"{ours}/")
    page.wait_for_function(QUIETLY)
    sent = _Counted(page)
    page.evaluate("window.seen.changed = 0")
    page.locator(f'a[href^="{NEXT}"]').first.click()
    page.wait_for_url(f"**{NEXT}**")
    page.wait_for_function(QUIETLY)
    page.context.close()
    return Measured("B5", "kB of the next page to 60", NEXT_VISIT, sent.total / 1e6, 1)
