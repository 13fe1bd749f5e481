"""Each page in Chromium: no message, no sideways scroll, nothing from elsewhere, no axe finding."""

import re
from collections.abc import Iterator
from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from metrics import Settings
from tests.sweeps import FULL, SIZES, sample

pytestmark = pytest.mark.browser

PATHS = [
    "/", "/?mark=na", "/pillar/enhanced-justice", "/pillar/context", "/indicator/people-trained",
    "/indicator/criminal-code-trafficking-incidents", "/indicator/survivors-served",
    "/indicator/tip-tier", "/international", "/hotlines", "/search?q=people", "/funding",
    "/search?q=hotline&kind=series", "/search?q=zzzz", "/partners",
    "/partner/fort-frances-tribal-area-health-services", "/indicator/funding-per-partner",
    "/program/community-supports-fund", "/program/victim-witness-assistance",
    "/initiatives", "/sources", "/sources/tip-report", "/methods", "/protection", "/accessibility",
    "/quality", "/quality?source=hotlines&measure=timely",
    "/calendar", "/data", "/data?source=hotlines&from=2019&page=2", "/data?status=Q",
]  # fmt: skip
WIDTHS = (1440, 768, 320)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DRAWN = ".page main"


class Visit:
    """One open page, with what it said and what it asked for."""

    def __init__(self, who: Browser | BrowserContext, address: str) -> None:
        """By somebody new to the browser, or by a visitor who has been here."""
        visitor = who.new_context() if isinstance(who, Browser) else who
        self.page: Page = visitor.new_page()
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        self.base, self.said, self.asked = address, [], []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _note(self, message) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.page.wait_for_selector(DRAWN)
        self.page.wait_for_load_state("networkidle")

    def faults(self) -> dict[int, list[object]]:
        """What is wrong at each width: sideways scroll, and each finding of axe with its place.

        A full sweep asks axe at every width; else at one, and not of every page at the same.
        """
        self.page.wait_for_selector("main")  # a page that a click led to may not be here yet
        axed = WIDTHS if FULL else (Random(self._named()).choice(WIDTHS),)
        SIZES["widths of each page in axe"] = f"{len(axed)} of {len(WIDTHS)}"
        found = {width: [*self._reach(width), *self._axe(width in axed)] for width in WIDTHS}
        return {width: faults for width, faults in found.items() if faults}

    def _named(self) -> str:
        """The address without what differs from run to run: port and keys."""
        return re.sub(r"[0-9a-f-]{16,}", "", self.page.url.removeprefix(self.base))

    def _reach(self, width: int) -> Iterator[str]:
        self.page.set_viewport_size({"width": width, "height": 900})
        reach = self.page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            yield f"scrolls to {reach}"

    def _axe(self, asked: bool) -> Iterator[object]:
        if not asked:
            return
        self.page.evaluate("window.scrollTo(0, 0)")  # a bar that stays may half cover a target
        found = Axe().run(self.page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        for one in found.response["violations"]:
            yield one["id"], [node["html"][:160] for node in one["nodes"][:3]]


@pytest.fixture
def visit(visitor: BrowserContext, address: str) -> Iterator[Visit]:
    opened = Visit(visitor, address)
    yield opened
    opened.page.close()


BOTH = [(path, language) for path in PATHS for language in ("en", "fr")]


@pytest.mark.parametrize(("path", "language"), sample("pages in axe", BOTH, 9))
def test_a_page_is_quiet_fits_its_window_and_passes_axe(visit: Visit, path: str, language: str):
    visit.open(f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert visit.page.evaluate("document.documentElement.lang") == f"{language}-CA"
    assert visit.page.locator("h1").count() == 1
    assert visit.faults() == {}
    assert visit.said == []
    assert [url for url in visit.asked if not url.startswith((visit.base, "data:", "blob:"))] == []


INDICATORS = sorted(path.stem for path in (Settings().data / "indicators").glob("*.toml"))
EVERY = [(name, language) for name in INDICATORS for language in ("en", "fr")]


@pytest.mark.parametrize(("name", "language"), sample("indicator pages in axe", EVERY, 4))
def test_every_indicators_page_passes_axe(visit: Visit, name: str, language: str):
    visit.open(f"/indicator/{name}?lang={language}")
    assert visit.faults() == {}
    assert visit.said == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_parts_of_the_site_stand_in_one_row_or_in_a_menu(visit: Visit, language: str):
    visit.open(f"/methods?lang={language}")
    for width in (1440, 1200, 1024, 900, 768, 761, 760, 640, 320):
        visit.page.set_viewport_size({"width": width, "height": 900})
        row = visit.page.locator(".nav ul")
        assert row.is_visible() != visit.page.locator(".menu > summary").is_visible(), width
        if row.is_visible():
            tops = row.locator("li").evaluate_all("all => all.map(one => one.offsetTop)")
            assert len(set(tops)) == 1, width
