"""The application on the project's own data, on a free port of this machine, and Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Playwright, expect, sync_playwright

from tests.loaded import loaded_services

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
START = "from dashboard.serve import serve; from metrics import Settings; serve(Settings())"
TRIES = 3
PATIENCE = 60_000  # milliseconds
SHOWN_WITHIN = 20_000  # milliseconds that `expect` waits: the machine may be busy with other tests
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server has said, its one-time sign-in too."""
    return tmp_path_factory.mktemp("browser") / "server.log"


@pytest.fixture(scope="session")
def address(server_log: Path) -> Iterator[str]:
    """The production server, as `make run` starts it, on a store loaded for these tests."""
    folder = server_log.parent
    with loaded_services(folder) as services:
        database = services.settings.database_url
    port = free_port()
    accounts = f"sqlite:///{folder / 'accounts.sqlite'}"
    own = {"PILLARS_DATABASE_URL": database, "PILLARS_ACCOUNTS_URL": accounts, "PORT": str(port)}
    environment = {**os.environ, **own}
    with server_log.open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", START], env=environment, stdout=log, stderr=log
        )
    try:
        wait_for(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen, tries: int = 300) -> None:
    """Until the server says that it is well; the first import of the stack takes seconds."""
    for _ in range(tries):
        assert server.poll() is None, "the server stopped while it was starting"
        try:
            with urlopen(f"{address}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not answer in time")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it; without it these tests are skipped, and say what to do."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None or not Path(found).exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    expect.set_options(timeout=SHOWN_WITHIN)
    with sync_playwright() as playwright:
        opened = _launched(playwright, found)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody who has been here before: scripts and fonts are read once for all their pages."""
    context = browser.new_context()
    yield context
    context.close()


def _launched(playwright: Playwright, found: str) -> Browser:
    """Chromium started, on a busy machine at the third try; that it never starts is a failure."""
    for _ in range(TRIES - 1):
        with suppress(Error):
            return playwright.chromium.launch(executable_path=found, args=FLAGS, timeout=PATIENCE)
    return playwright.chromium.launch(executable_path=found, args=FLAGS, timeout=PATIENCE)
