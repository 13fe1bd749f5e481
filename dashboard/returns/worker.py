"""The worker: takes checks from the queue, in a process of its own beside the server.

`dashboard.worker` is that process, and tells what else is looked after now and then.
"""

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from subprocess import Popen
from threading import Event, Thread
from typing import TypeAlias

from huey.consumer import Consumer  # type: ignore[import-untyped]

from dashboard.returns.beat import beat
from dashboard.returns.checks import Checks
from dashboard.returns.daily import remind
from dashboard.returns.forgetting import forget
from dashboard.returns.jobs import Jobs
from dashboard.returns.keeping import Kept
from dashboard.returns.rota import Rota
from dashboard.returns.settling import tie_all
from metrics import MetricsError, MetricsStore, Settings, variable

_LOG = logging.getLogger(__name__)
LOOK_EVERY = 2.0  # seconds between two looks whether whoever started this is still there
LOOKS_A_SCOUR, LOOKS_A_PURGE = 30, 300
Look: TypeAlias = Callable[[Settings, MetricsStore], object]
AT_ONCE = 2  # checks at the same time, each in a child process
OWN = (
    "database_url", "accounts_url", "returns_url", "data", "framework", "env", "audit_anchor",
    "backup_folder",
)  # fmt: skip


@contextmanager
def working(settings: Settings) -> Iterator[None]:
    """A worker beside the server, for as long as that runs, also where one dies."""
    kept = kept_worker(settings)
    try:
        yield
    finally:
        kept.stop()


def kept_worker(settings: Settings) -> Kept:
    """A worker that is started anew whenever it dies, until it is stopped."""

    def start() -> Popen[bytes]:
        return Popen([sys.executable, "-m", "dashboard.worker"], env=_environment(settings))

    return Kept(start)


def _environment(settings: Settings) -> dict[str, str]:
    """What makes another process see the same settings: those of the demo are set nowhere."""
    own = {variable(name): getattr(settings, name) for name in OWN}
    others = {name: value for name, value in os.environ.items() if name not in own}
    return {**others, **{name: str(value) for name, value in own.items() if value}}


def work(settings: Settings, looks: Iterable[Look] = ()) -> None:
    """Check what is waiting, until a signal to stop, or until whoever started this has gone.

    `looks` are what else is done now and then, each with the store.
    """
    checks = Checks.open(settings)
    _tie(checks)
    rota = Rota(checks.owner, checks.run)
    jobs = Jobs(settings, rota.run)
    for draft in checks.drafts.interrupted():  # by a worker that is no more
        checks.drafts.wait_again(draft)
        jobs.ask_check(draft)
    over = Event()
    Thread(target=_watch, args=(checks, over, tuple(looks)), daemon=True).start()
    consumer = Consumer(
        jobs.queue, workers=AT_ONCE, periodic=False, max_delay=0.5, graceful_signal="TERM"
    )
    rota.over = consumer.stop_flag
    try:
        consumer.run()
    finally:
        over.set()
        checks.close()


class _Beside:
    """What sends messages, in a thread of its own: a slow mail server holds up nothing else.

    One round at a time; while one goes on the next is left out.
    """

    def __init__(self, others: tuple[Look, ...], checks: Checks) -> None:
        self._looks = (_remind(checks), *others)
        self._checks = checks
        self._round: Thread | None = None

    def begin(self) -> None:
        if self._round is None or not self._round.is_alive():
            asked = self._looks, self._checks
            self._round = Thread(target=_look, args=asked, daemon=True)
            self._round.start()


def _remind(checks: Checks) -> Look:
    return lambda settings, store: remind(settings, checks.catalogue, store, checks.drafts)


def _watch(checks: Checks, over: Event, others: tuple[Look, ...]) -> None:
    """Drop what is kept no longer, and end this process once it is nobody's."""
    parent, looks, beside = os.getppid(), 0, _Beside(others, checks)
    beat(checks.settings)
    while not over.wait(LOOK_EVERY):
        beat(checks.settings)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
            return
        if looks % LOOKS_A_SCOUR == 0:
            checks.drafts.scour()
        if looks % LOOKS_A_PURGE == 0:
            _tie(checks)
            checks.purge(datetime.now(UTC))
            _forget(checks)
            beside.begin()
        looks += 1


def _look(others: Iterable[Look], checks: Checks) -> None:
    """What goes wrong there ends nothing here: what is purged is purged all the same."""
    for one in others:
        try:
            one(checks.settings, checks.store)
        except Exception:  # whatever it is, the next look comes
            _LOG.exception("a look of the worker")


def _tie(checks: Checks) -> None:
    """Files of returns that were recorded while a process died: theirs, not abandoned."""
    try:
        tied = tie_all(checks.store, checks.drafts)
    except MetricsError as error:
        _LOG.warning("files of returns: %s", error)
        return
    if tied:
        _LOG.warning("files that belong to returns, and were not known to: %d", len(tied))


def _forget(checks: Checks) -> None:
    """What was erased by its owner while a process died, or a reader stood in the way."""
    try:
        forget(checks.store, checks.drafts)
    except MetricsError as error:
        _LOG.warning("erased values: %s", error)
