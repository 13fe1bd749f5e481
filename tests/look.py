"""Pictures of every kind of page, for eyes: `make look`, of the demo, into var/look.

Each in both languages at three widths, as the public and as each role of the demo sees it:
var/look/<who>/<language>-<width>/<page>.png. Nothing is compared: somebody is to look.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from metrics.settings import PROJECT
from tests.browser.conftest import FLAGS, NAMES, free_port, wait_for

FOLDER = PROJECT / "var" / "look"
WIDTHS, LANGUAGES = (1440, 768, 320), ("en", "fr")
PUBLIC = [
    "/", "/pillar/{pillar}", "/indicator/{indicator}", "/funding", "/initiatives",
    "/international", "/hotlines", "/data", "/quality", "/sources", "/methods", "/protection",
    "/accessibility", "/releases", "/calendar", "/partners", "/search?q=people", "/sign-in",
    "/nowhere",
]  # fmt: skip
FILES = {"/returns/template"}
ONWARD = 5  # pages that each page of a role's own part leads to
PATIENCE = 1500  # fifths of a second: the first demo makes three years of returns
START = "from dashboard.command import main; main()"


@contextmanager
def demo() -> Iterator[tuple[str, list[str], str]]:
    """The address of a demo that runs, the names to sign in with, and their password."""
    port, log = free_port(), FOLDER / "demo.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-c", START, "demo"], stdout=out, stderr=out, cwd=PROJECT,
            env={**os.environ, "PORT": str(port)},
        )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}", server, PATIENCE)
        told = log.read_text(encoding="utf-8")
        names = re.findall(r"^  (\S+)  ", told, re.MULTILINE)
        password = re.findall(r"(?:[a-z0-9]{4}-){4}[a-z0-9]{4}", told)[0]
        yield f"http://127.0.0.1:{port}", names, password
    finally:
        server.terminate()
        server.wait(timeout=30)


def links(page: Page, where: str) -> list[str]:
    """The pages inside the site that a part of a page leads to, each once; no files."""
    hrefs = page.eval_on_selector_all(f"{where} a[href]", "all => all.map(one => one.href)")
    base, found = urlsplit(page.url).netloc, map(urlsplit, hrefs)
    paths = (one.path for one in found if one.netloc == base and not _is_file(one.path))
    return list(dict.fromkeys(paths))


def _is_file(path: str) -> bool:
    """A blank return, or what ends as a file does: a browser saves it and shows nothing."""
    return bool(PurePosixPath(path).suffix) or path in FILES


def sign_in(page: Page, base: str, name: str, password: str) -> None:
    page.goto(f"{base}/sign-in")
    page.fill("#name", name)
    page.fill("#password", password)
    page.click("main button.btn-main")
    page.wait_for_selector("a.way-in[href^='/account']")


def own_pages(page: Page, base: str) -> list[str]:
    """The parts that only who has signed in sees in the navigation, and pages they lead to."""
    public = {urlsplit(one).path.split("/")[1] for one in PUBLIC}
    page.goto(base)
    parts = [one for one in links(page, "nav") if one.split("/")[1] not in public]
    found = ["/", "/account"]
    for part in parts:
        page.goto(base + part)
        onward = [one for one in links(page, "main") if one.startswith(part) and one != part]
        found += [part, *onward[:ONWARD]]
    return list(dict.fromkeys(found))


def pictures(page: Page, base: str, who: str, paths: list[str]) -> int:
    for language in LANGUAGES:
        for width in WIDTHS:
            folder = FOLDER / who / f"{language}-{width}"
            folder.mkdir(parents=True)
            page.set_viewport_size({"width": width, "height": 900})
            for path in paths:
                page.goto(f"{base}{path}{'&' if '?' in path else '?'}lang={language}")
                page.wait_for_load_state("networkidle")
                name = re.sub(r"[^a-z0-9]+", "-", path.strip("/").lower())[:60] or "overview"
                page.screenshot(path=folder / f"{name}.png", full_page=True)
    return len(paths) * len(LANGUAGES) * len(WIDTHS)


def public_pages(page: Page, base: str) -> list[str]:
    page.goto(base)
    pillar = next(one for one in links(page, "main") if one.startswith("/pillar/"))
    indicator = next(one for one in links(page, "main") if one.startswith("/indicator/"))
    own = {"pillar": pillar.split("/")[2], "indicator": indicator.split("/")[2]}
    return [one.format(**own) for one in PUBLIC]


def look(browser: Browser) -> Iterator[tuple[str, int]]:
    with demo() as (base, names, password):
        page = browser.new_page()
        yield "public", pictures(page, base, "public", public_pages(page, base))
        for name in names:
            own = browser.new_context().new_page()
            sign_in(own, base, name, password)
            yield name, pictures(own, base, name, own_pages(own, base))
            own.context.close()


def main() -> None:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(Path(found)), args=FLAGS)
        for who, count in look(browser):
            sys.stdout.write(f"{who}: {count} pictures in {FOLDER.relative_to(PROJECT) / who}\n")
        browser.close()


if __name__ == "__main__":
    main()
