"""The worker: takes checks from the queue, in a process of its own beside the server.

`dashboard.worker` is that process, and tells what else is looked after now and then.
"""

import logging
import os
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from subprocess import Popen
from threading import Event, Thread
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from huey.consumer import Consumer  # type: ignore[import-untyped]

from dashboard.returns.beat import beat
from dashboard.returns.checks import Checks
from dashboard.returns.crew import Crew, Kind, Told, nobody
from dashboard.returns.daily import remind
from dashboard.returns.forgetting import forget
from dashboard.returns.jobs import Jobs
from dashboard.returns.keeping import Kept
from dashboard.returns.loading import load
from dashboard.returns.settling import tie_all
from dashboard.returns.store import Board, Turn
from dashboard.returns.store.board import CHECK
from metrics import MetricsError, MetricsStore, Settings, variable

_LOG = logging.getLogger(__name__)
LOOK_EVERY = 2.0  # seconds between two looks whether whoever started this is still there
LOOKS_A_SCOUR, LOOKS_A_PURGE = 30, 300
Look: TypeAlias = Callable[[Settings, MetricsStore], object]
NOTHING: Mapping[str, Look] = MappingProxyType({})


class Asked(NamedTuple):
    """A kind of job that people ask for: what is done, and what becomes of it at last."""

    run: Callable[[Checks, Turn], None]
    give_up: Callable[[Checks, str], None]


NO_KINDS: Mapping[str, Asked] = MappingProxyType({})
REMIND, LOAD = "remind", "load"
OFTEN = timedelta(minutes=10)  # between two runs of what comes by itself
FORGOTTEN = timedelta(minutes=2)  # after which a file that nobody was asked to check is asked for
AT_ONCE = 2  # checks at the same time, each in a child process
OWN = (
    "database_url", "database_read_url", "accounts_url", "returns_url", "data", "framework", "env",
    "audit_anchor", "backup_folder", "rounding_key_file",
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


def work(
    settings: Settings, looks: Mapping[str, Look] = NOTHING, asked: Mapping[str, Asked] = NO_KINDS,
    *, follows: bool = True, ran: Told = nobody,
) -> None:  # fmt: skip
    """Run what is asked for, until a signal to stop; one that follows ends with its parent too.

    `looks` are what else is done now and then, by one of all workers, each with the store; `asked`
    what else people ask for and wait for, each in the hands of one worker. `ran` is told of each
    turn when it is over.
    """
    checks = Checks.open(settings)
    _tie(checks)
    board = Board(checks.drafts.database)
    crew = Crew(board, kinds_of(checks, looks, asked), ran)
    jobs = Jobs(settings, lambda _: crew.work([CHECK]), board=board)
    crew.expect()
    board.ask_for_the_forgotten(FORGOTTEN if board.database.is_on_server else timedelta())
    over = Event()
    parent = os.getppid() if follows else None
    waited_for = (_Beside(crew, [one]) for one in asked)
    rest = _Beside(crew, [one for one in crew.kinds if one != CHECK and one not in asked])
    watched = checks, crew, jobs, (*waited_for, rest), over, parent
    Thread(target=_watch, args=watched, daemon=True).start()
    consumer = Consumer(
        jobs.queue, workers=AT_ONCE, periodic=False, max_delay=0.5, graceful_signal="TERM"
    )
    crew.over = consumer.stop_flag
    try:
        consumer.run()
    finally:
        over.set()
        jobs.close()
        checks.close()


def kinds_of(
    checks: Checks, looks: Mapping[str, Look] = NOTHING, asked: Mapping[str, Asked] = NO_KINDS
) -> dict[str, Kind]:  # fmt: skip
    """What this worker can run; reminders and looks come by themselves.

    Where no mail server is set here, reminders are left to those workers that have one.
    """

    def looking(look: Look) -> Kind:
        return Kind(lambda _: look(checks.settings, checks.store), OFTEN)

    def asking(one: Asked) -> Kind:
        return Kind(partial(one.run, checks), give_up=partial(one.give_up, checks))

    own = {REMIND: _remind(checks)} if checks.settings.smtp_host else {}
    return {
        CHECK: Kind(checks.take, give_up=checks.give_up),
        LOAD: Kind(lambda turn: load(checks.settings, turn.subject)),
        **{name: asking(one) for name, one in asked.items()},
        **{name: looking(one) for name, one in {**own, **looks}.items()},
    }


class _Beside:
    """What is not a check, in a thread of its own: a slow mail server holds up nothing else.

    One round at a time; while one goes on the next is left out.
    """

    def __init__(self, crew: Crew, kinds: Collection[str]) -> None:
        self._crew, self.kinds = crew, kinds
        self._round: Thread | None = None

    def begin(self) -> None:
        if self._round is None or not self._round.is_alive():
            self._round = Thread(target=self._look, daemon=True)
            self._round.start()

    def _look(self) -> None:
        try:
            self._crew.work(self.kinds)
        except MetricsError as error:
            _LOG.warning("jobs: %s", error)


def _remind(checks: Checks) -> Look:
    return lambda settings, store: remind(settings, checks.catalogue, store, checks.drafts)


def _watch(
    checks: Checks, crew: Crew, jobs: Jobs, besides: Sequence["_Beside"], over: Event,
    parent: int | None = None,
) -> None:  # fmt: skip
    """Look after what waits, drop what is kept no longer, and end once the parent is gone."""
    looks = 0
    while True:
        beat(checks.settings)
        if parent is not None and os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
            return
        try:
            _look_after(looks, checks, crew, jobs, besides)
        except MetricsError as error:  # its server is away for a while
            _LOG.warning("worker: %s", error)
        if over.wait(LOOK_EVERY):
            return
        looks += 1


def _look_after(
    looks: int, checks: Checks, crew: Crew, jobs: Jobs, besides: Sequence[_Beside]
) -> None:  # fmt: skip
    crew.beat()
    if crew.is_due([CHECK]) and not jobs.waiting():
        jobs.wake()
    for one in besides:
        if crew.is_due(one.kinds):
            one.begin()
    if looks % LOOKS_A_SCOUR == 0:
        checks.drafts.scour()
        jobs.board.ask_for_the_forgotten(FORGOTTEN)
    if looks % LOOKS_A_PURGE == 0:
        _tie(checks)
        checks.purge(datetime.now(UTC))
        jobs.board.purge()
        _forget(checks)


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
