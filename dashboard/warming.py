"""The pages that most people open first, drawn as soon as the data have changed.

What a page rests on is kept until its source changes; so whoever comes first would wait for all
who come after.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from threading import Event, Thread

from flask import Flask, g

from dashboard import routes
from dashboard.services import ANYONE, ReaderKey, Services
from metrics import OFFICE, Language, MetricsError

LOOK_EVERY = 2.0  # seconds
ENDS_WITHIN = 10.0  # seconds: a page that is being drawn is drawn to its end
BOTH = (ANYONE, ReaderKey(OFFICE))  # of the second what its pages rest on is kept, not the pages
_log = logging.getLogger(__name__)


class Warming:
    """Looks whether the data have changed, or the day, and draws the first pages anew."""

    def __init__(self, application: Flask) -> None:
        self._application = application
        self._held: Services = application.extensions["services"]
        self._drawn: tuple[int, object] | None = None  # of which version and day

    def look(self) -> bool:
        """True where something has changed since, and was drawn."""
        now = self._held.store.data_version(), self._held.store.today()
        if now == self._drawn:
            return False
        self._drawn = now
        for reader in BOTH if self._held.takes_sign_in else (ANYONE,):
            for path, search in self._addresses():
                self._draw(path, search, reader)
        return True

    def _addresses(self) -> Iterator[tuple[str, str]]:
        """Each page's path, and what follows it for each language."""
        held = self._held
        pillars = held.catalogue.framework(held.settings.framework).pillars
        paths = ("/", *(f"/pillar/{one.id}" for one in pillars), "/data")
        return product(paths, ("", f"?lang={Language.FR}"))

    def _draw(self, path: str, search: str, reader: ReaderKey) -> None:
        """As if somebody had asked for it under the address that people use."""
        settings = self._held.settings
        site = settings.public_url or f"http://{settings.host}:{settings.port}"
        with self._application.test_request_context(path, base_url=site):
            if reader != ANYONE:
                g.services = self._held.seen_by(reader)
            routes.draw(path, search)


@contextmanager
def warming(application: Flask) -> Iterator[None]:
    """Beside whoever answers, until they stop."""
    stopped = Event()
    thread = Thread(target=_run, args=(Warming(application), stopped), daemon=True, name="warming")
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(ENDS_WITHIN)


def _run(warm: Warming, stopped: Event) -> None:
    waits = 0.0
    while not stopped.wait(waits):
        waits = LOOK_EVERY
        try:
            warm.look()
        except MetricsError as error:  # a store that does not answer: its readers are told
            _log.info("warming: %s", error)
        except Exception:
            _log.exception("warming: pages could not be drawn ahead")
