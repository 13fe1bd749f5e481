"""The board of jobs: asked for by any host, run by the worker that takes them, one of a key at a
time.

A queue only wakes a worker. What is to be done stands here, so that nothing is lost with a worker
or a message: who runs a job gives a sign of life, and where that fails to come it is taken again.
"""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import Connection, and_, exists, func, select, text, tuple_, update

from dashboard.returns.store import tables
from dashboard.returns.store.job_rows import MICRO, Job, JobState, Turn, at, job_of
from dashboard.returns.store.rows import OPEN
from dashboard.returns.store.tables import DRAFTS
from dashboard.store import Database
from metrics import Settings

CHECK = "check"
LEASE = timedelta(seconds=30)  # without a sign of life after which a job is taken from its worker
MOST_TRIES = 5
FIRST_PAUSE = timedelta(seconds=5)  # before it is tried again; doubled each time
KEPT = timedelta(days=1)  # what is done; it says whose turn was longest ago
SERVER_NOW = text("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
COLUMNS = tables.job.c
OTHER = tables.job.alias("other")
ENDED = (JobState.DONE.value, JobState.CANCELLED.value)


class TurnLostError(Exception):
    """The job was cancelled, or taken from this worker: nothing it has found is kept."""


class Board:
    """The jobs of an installation; many threads, processes and hosts may use one at a time."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Beside the drafts; StoreError where they cannot be opened."""
        others = (settings.database_url, settings.accounts_url)
        return cls(Database.open(DRAFTS, settings.returns_url, *others))

    def close(self) -> None:
        self.database.engine.dispose()

    def ask(self, kind: str, subject: str, key: str) -> None:
        """Have it run soon; once more, where it is running with what was known before."""
        with self._writing() as (connection, now):
            held = _found(connection, kind, subject)
            values = {"asked_at": now, "due_at": now, "tries": 0, "fault": ""}
            if held is None:
                _add(connection, now, kind=kind, subject=subject, key=key)
            elif held.state == JobState.RUNNING:
                _set(connection, kind, subject, asked_at=now)
            else:
                _set(connection, kind, subject, state=JobState.WAITING.value, **values)

    def ask_check(self, draft: str) -> None:
        """Have a draft checked; of one organization one is read at a time."""
        query = select(tables.draft.c.organization).where(tables.draft.c.id == draft)
        with self.database.reading() as connection:
            organization = connection.execute(query).scalar()
        self.ask(CHECK, draft, f"{CHECK}/{organization or draft}")

    def expect(self, kind: str, first: timedelta = timedelta()) -> None:
        """A job that comes again and again stands here from the first worker's start on."""
        with self._writing() as (connection, now):
            if _found(connection, kind, "") is None:
                _add(connection, now + first // MICRO, kind=kind, subject="", key=kind)

    def is_due(self, kinds: Collection[str]) -> bool:
        """Whether there is anything to take; looked at without keeping anybody out."""
        with self.database.reading() as connection:
            query = select(COLUMNS.kind).where(*_due(_now(connection), kinds)).limit(1)
            return connection.execute(query).first() is not None

    def take(self, worker: str, kinds: Collection[str]) -> Turn | None:
        """What this worker runs next; of several keys the one whose turn was longest ago."""
        last = select(func.max(OTHER.c.began_at)).where(OTHER.c.key == COLUMNS.key)
        with self._writing() as (connection, now):
            order = (last.scalar_subquery(), COLUMNS.asked_at, COLUMNS.subject)
            query = select(tables.job).where(*_due(now, kinds)).order_by(*order).limit(1)
            row = connection.execute(query).first()
            if row is None:
                return None
            _set(
                connection, row.kind, row.subject, state=JobState.RUNNING.value, worker=worker,
                tries=row.tries + 1, began_at=now, seen_at=now, stage="", share=0,
            )  # fmt: skip
            return Turn(row.kind, row.subject, row.key, worker, row.tries + 1)

    def end(self, turn: Turn, again: timedelta | None = None) -> None:
        """It is done; it waits once more where it comes again, or was asked for meanwhile."""
        with self._writing() as (connection, now):
            held = _found(connection, turn.kind, turn.subject)
            asked = held is not None and held.asked_at > held.began_at
            waits = asked or again is not None
            state = JobState.WAITING if waits else JobState.DONE
            due = now if asked else now + (again or timedelta()) // MICRO
            _close(connection, turn, state, now, due_at=due, tries=0, fault="", share=100)

    def fail(self, turn: Turn, fault: str, again: timedelta | None = None) -> None:
        """It went wrong: it is tried again a while later, and in the end left to people."""
        is_last = turn.tries >= MOST_TRIES
        pause = again if is_last and again else FIRST_PAUSE * 2 ** (turn.tries - 1)
        state = JobState.FAILED if is_last and again is None else JobState.WAITING
        more = {"tries": 0} if is_last and again else {}
        with self._writing() as (connection, now):
            _close(connection, turn, state, now, due_at=now + pause // MICRO, fault=fault, **more)

    def tell(self, turn: Turn, stage: str, share: int) -> None:
        """How far it has come; TurnLostError where it is this worker's no more."""
        with self._writing() as (connection, now):
            values = {"stage": stage, "share": share, "seen_at": now}
            if connection.execute(update(tables.job).where(*held(turn)).values(values)).rowcount:
                return
        raise TurnLostError(turn)

    def beat(self, worker: str, turns: Collection[Turn], *, is_shared: bool) -> None:
        """A sign of life of a worker and of each job that it runs."""
        if not (turns or is_shared):
            return
        mine = tuple_(COLUMNS.kind, COLUMNS.subject).in_([(one.kind, one.subject) for one in turns])
        with self._writing() as (connection, now):
            own = (COLUMNS.worker == worker, tables.IS_RUNNING, mine)
            connection.execute(update(tables.job).where(*own).values(seen_at=now))
            if is_shared:
                _seen(connection, worker, now)

    def release(self, is_gone: Callable[[str], bool]) -> tuple[Turn, ...]:
        """Let others take what was begun by a worker that is no more.

        Given back is what was begun so often that it may be what ends the workers: it is left.
        """
        query = select(tables.job).where(tables.IS_RUNNING)
        with self.database.reading() as connection:
            if connection.execute(query).first() is None:
                return ()  # nobody who writes is kept waiting
        with self._writing() as (connection, now):
            silent = now - LEASE // MICRO
            rows = connection.execute(query).all()
            lost = [
                Turn(one.kind, one.subject, one.key, one.worker, one.tries)
                for one in rows if one.seen_at < silent or is_gone(one.worker)
            ]  # fmt: skip
            for one in lost:
                state = JobState.FAILED if one.tries >= MOST_TRIES else JobState.WAITING
                _close(connection, one, state, now, due_at=now, fault="lost")
        return tuple(one for one in lost if one.tries >= MOST_TRIES)

    def ask_for_the_forgotten(self, older_than: timedelta) -> int:
        """Have those drafts checked that wait, or are read, and of which no job is known."""
        known = exists().where(
            COLUMNS.kind == CHECK, COLUMNS.subject == tables.draft.c.id,
            COLUMNS.state.not_in(ENDED),
        )  # fmt: skip
        draft, before = tables.draft.c, int(time.time() - older_than.total_seconds())
        is_open = draft.state.in_([one.value for one in OPEN])
        query = select(draft.id).where(is_open, draft.made_at <= before, ~known)
        with self.database.reading() as connection:
            forgotten = connection.execute(query).scalars().all()
        for one in forgotten:
            self.ask_check(one)
        return len(forgotten)

    def jobs(self) -> tuple[Job, ...]:
        """All that are known, those that wait longest first."""
        query = select(tables.job).order_by(COLUMNS.asked_at, COLUMNS.kind, COLUMNS.subject)
        with self.database.reading() as connection:
            return tuple(map(job_of, connection.execute(query)))

    def job(self, kind: str, subject: str) -> Job | None:
        """One job as it stands."""
        with self.database.reading() as connection:
            row = _found(connection, kind, subject)
        return job_of(row) if row else None

    def retry(self, kind: str, subject: str) -> bool:
        """Have it run now, whatever has become of it; False where it runs, or is not known."""
        with self._writing() as (connection, now):
            row = _found(connection, kind, subject)
            if row is None or row.state == JobState.RUNNING:
                return False
            values = {"due_at": now, "asked_at": now, "tries": 0, "fault": ""}
            _set(connection, kind, subject, state=JobState.WAITING.value, **values)
            return True

    def cancel(self, kind: str, subject: str) -> bool:
        """Let nobody run it; what a worker finds that runs it is not kept."""
        gone = (COLUMNS.kind == kind, COLUMNS.subject == subject, COLUMNS.state.not_in(ENDED))
        values = {"state": JobState.CANCELLED.value, "worker": ""}
        with self._writing() as (connection, now):
            query = update(tables.job).where(*gone).values(ended_at=now, **values)
            return connection.execute(query).rowcount == 1

    def purge(self) -> None:
        """Forget what is over, and the workers that are no more."""
        with self._writing() as (connection, now):
            before = now - KEPT // MICRO
            over = (COLUMNS.state.in_(ENDED), COLUMNS.ended_at < before, COLUMNS.subject != "")
            connection.execute(tables.job.delete().where(*over))
            connection.execute(tables.worker.delete().where(tables.worker.c.seen_at < before))

    def workers(self) -> dict[str, datetime]:
        """When each was last seen, where several hosts share this board."""
        with self.database.reading() as connection:
            found = connection.execute(select(tables.worker.c.id, tables.worker.c.seen_at))
            return {row.id: at(row.seen_at) for row in found}

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, int]]:
        with self.database.writing() as connection:
            yield connection, _now(connection)


def held(turn: Turn) -> tuple[Any, ...]:
    """The conditions that a turn still is its worker's."""
    return (
        COLUMNS.kind == turn.kind, COLUMNS.subject == turn.subject, tables.IS_RUNNING,
        COLUMNS.worker == turn.worker, COLUMNS.tries == turn.tries,
    )  # fmt: skip


def _now(connection: Connection) -> int:
    """By one clock for all hosts: that of the server, or of this machine."""
    if connection.dialect.name == "sqlite":
        return time.time_ns() // 1000
    return int(connection.execute(SERVER_NOW).scalar_one())


def _due(now: int, kinds: Collection[str]) -> tuple[Any, ...]:
    """What may be taken: its time has come, and nothing of the same key runs."""
    busy = exists().where(and_(OTHER.c.key == COLUMNS.key, OTHER.c.state == JobState.RUNNING.value))
    is_waiting = COLUMNS.state == JobState.WAITING.value
    return is_waiting, COLUMNS.due_at <= now, COLUMNS.kind.in_(kinds), ~busy


def _found(connection: Connection, kind: str, subject: str) -> Any:  # a row, or None
    query = select(tables.job).where(COLUMNS.kind == kind, COLUMNS.subject == subject)
    return connection.execute(query).first()


def _add(connection: Connection, due: int, **named: str) -> None:
    row = {
        **named, "state": JobState.WAITING.value, "tries": 0, "asked_at": due, "due_at": due,
        "began_at": 0, "seen_at": 0, "ended_at": 0, "worker": "", "stage": "", "share": 0,
        "fault": "",
    }  # fmt: skip
    connection.execute(tables.job.insert().values(**row))


def _set(connection: Connection, kind: str, subject: str, **values: Any) -> None:
    which = COLUMNS.kind == kind, COLUMNS.subject == subject
    connection.execute(update(tables.job).where(*which).values(**values))


def _close(
    connection: Connection, turn: Turn, state: JobState, now: int, **values: Any
) -> None:  # fmt: skip
    """End a turn, if it still is its worker's."""
    query = update(tables.job).where(*held(turn))
    connection.execute(query.values(state=state.value, ended_at=now, worker="", **values))


def _seen(connection: Connection, worker: str, now: int) -> None:
    table = tables.worker
    seen = update(table).where(table.c.id == worker).values(seen_at=now)
    if not connection.execute(seen).rowcount:
        connection.execute(table.insert().values(id=worker, began_at=now, seen_at=now))
