"""Schedules of briefings: when, to whom, and that each comes due once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, delete, insert, select, update

from metrics.audit import AuditAction, Kept, Noted, noted, object_of
from metrics.briefing_refusals import (
    SCHEDULE,
    cancelled_already,
    no_draft,
    no_run,
)
from metrics.briefing_values import BriefingState, Run, Schedule
from metrics.errors import UnknownError
from metrics.languages import Language
from metrics.store.audit import append
from metrics.store.briefing_tables import (
    briefing,
    briefing_recipient,
    briefing_run,
    briefing_schedule,
)
from metrics.store.briefings_kept import briefing_of
from metrics.store.names import instant, last_id
from metrics.store.recording import Wrote
from metrics.store.retrying import persistently
from metrics.store.returns_kept import moment
from metrics.store.returns_recording import new_code
from metrics.store.scouring import owe, scour

SCHEDULES, RUNS, RECIPIENTS = briefing_schedule.c, briefing_run.c, briefing_recipient.c
PREFIX = "S-"


class Scheduling(NamedTuple):
    """A schedule on its way in; see `Briefings.schedule`."""

    briefing: str
    rule: str
    recipients: tuple[str, ...]
    formats: tuple[str, ...]
    languages: tuple[Language, ...]
    actor: str


class ScheduleSteps:
    """Writes what is said of schedules; `wrote` is told each audit entry after its commit."""

    def __init__(self, engine: Engine, wrote: Wrote, now: Callable[[], datetime]) -> None:
        self.engine, self._wrote, self._now = engine, wrote, now

    def schedule(self, asked: Scheduling) -> Schedule:
        """Keep a schedule of an outline that was not discarded."""
        token = new_code()

        def work(connection: Connection) -> tuple[Schedule, Kept | None]:
            for done in kept_schedules(connection, SCHEDULES.token == token):
                return done, None
            found, at = briefing_of(connection, asked.briefing), instant(self._now())
            if found.told.state is BriefingState.DISCARDED:
                raise no_draft(asked.briefing, found.told.state)
            number = _add(connection, found.number, asked, at, token)
            (told,) = kept_schedules(connection, SCHEDULES.id == number)
            said = _noted(told, asked.actor, AuditAction.BRIEFING_SCHEDULED)
            return told, append(connection, said, at)

        return self._done(work)

    def cancel(self, code: str, actor: str) -> Schedule:
        """End a schedule: its addresses are deleted, and brought off the disk."""
        token = new_code()

        def work(connection: Connection) -> tuple[Schedule, Kept | None]:
            told, at = schedule_of(connection, code), instant(self._now())
            if told.cancelled is not None:
                if _cancelled_with(connection, token):
                    return told, None
                raise cancelled_already(code, told.cancelled.date())
            owe(connection)
            number = _number(code)
            connection.execute(delete(briefing_recipient).where(RECIPIENTS.schedule_id == number))
            ended = {"cancelled_at": at, "cancel_token": token}
            mine = SCHEDULES.id == number
            connection.execute(update(briefing_schedule).where(mine).values(**ended))
            said = _noted(told, actor, AuditAction.BRIEFING_UNSCHEDULED)
            return schedule_of(connection, code), append(connection, said, at)

        done = self._done(work)
        scour(self.engine)
        return done

    def begin(self, code: str, key: str) -> bool:
        """Whether this caller is the one to run a schedule for a key: of all that ask, one is."""
        token = new_code()

        def work(connection: Connection) -> bool:
            told, number = schedule_of(connection, code), _number(code)
            mine = select(RUNS.token).where(RUNS.schedule_id == number, RUNS.for_key == key)
            held = connection.execute(mine).scalar()
            if held is not None or told.cancelled is not None:
                return bool(held == token)
            at = instant(self._now())
            connection.execute(insert(briefing_run), {
                "schedule_id": number, "for_key": key, "began_at": at, "result": "",
                "token": token,
            })  # fmt: skip
            return True

        return persistently(self.engine, work)

    def end(self, code: str, key: str, result: str) -> Run:
        """Keep how a run that was begun has ended; what was said first stays."""

        def work(connection: Connection) -> Run:
            schedule_of(connection, code)
            number = _number(code)
            mine = RUNS.schedule_id == number, RUNS.for_key == key
            ended = {"ended_at": instant(self._now()), "result": result}
            going = briefing_run.update().where(*mine, RUNS.ended_at.is_(None)).values(**ended)
            connection.execute(going)
            for run in _runs(connection, *mine):
                if run.result == result:
                    return run
            raise no_run(code, key)

        return persistently(self.engine, work)

    def _done(self, work: Callable[[Connection], tuple[Schedule, Kept | None]]) -> Schedule:
        told, entry = persistently(self.engine, work)
        if entry is not None:
            self._wrote(entry, True)
        return told


def kept_schedules(connection: Connection, *where: Any) -> list[Schedule]:
    """The schedules asked for, oldest first."""
    query = (
        select(briefing_schedule, briefing.c.code.label("of"))
        .join(briefing, briefing.c.id == SCHEDULES.briefing_id)
        .where(*where)
        .order_by(SCHEDULES.id)
    )
    return [_schedule(connection, row) for row in connection.execute(query).all()]


def schedule_of(connection: Connection, code: str) -> Schedule:
    """The schedule of this code; UnknownError where there is none."""
    for found in kept_schedules(connection, SCHEDULES.id == _number(code)):
        if found.code == code:
            return found
    raise UnknownError(SCHEDULE, code, ())


def runs_of(connection: Connection, code: str) -> list[Run]:
    """Every time that a schedule came due, oldest first."""
    schedule_of(connection, code)
    return _runs(connection, RUNS.schedule_id == _number(code))


def live_schedules(connection: Connection, briefing_number: int) -> list[int]:
    """The numbers of the schedules of a briefing that go on."""
    where = SCHEDULES.briefing_id == briefing_number, SCHEDULES.cancelled_at.is_(None)
    return list(connection.execute(select(SCHEDULES.id).where(*where)).scalars())


def schedule_code(number: int) -> str:
    return f"{PREFIX}{number:03d}"


def _number(code: str) -> int:
    """The number in a code; -1, which no schedule has, for what is none."""
    digits = code.removeprefix(PREFIX)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else -1


def _add(connection: Connection, number: int, asked: Scheduling, at: int, token: str) -> int:
    own = last_id(connection, briefing_schedule) + 1
    connection.execute(insert(briefing_schedule), {
        "id": own, "briefing_id": number, "rule": asked.rule,
        "formats": ",".join(asked.formats), "languages": ",".join(asked.languages),
        "actor": asked.actor, "at": at, "token": token,
    })  # fmt: skip
    rows = [{"schedule_id": own, "address": one} for one in asked.recipients]
    connection.execute(insert(briefing_recipient), rows)
    return own


def _cancelled_with(connection: Connection, token: str) -> bool:
    query = select(SCHEDULES.id).where(SCHEDULES.cancel_token == token)
    return connection.execute(query).first() is not None


def _runs(connection: Connection, *where: Any) -> list[Run]:
    query = select(briefing_run).where(*where).order_by(RUNS.began_at, RUNS.for_key)
    return [
        Run(
            row.for_key, moment(row.began_at),
            None if row.ended_at is None else moment(row.ended_at), row.result,
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def _schedule(connection: Connection, row: Any) -> Schedule:
    to = select(RECIPIENTS.address).where(RECIPIENTS.schedule_id == row.id)
    addresses = connection.execute(to.order_by(RECIPIENTS.address)).scalars()
    return Schedule(
        schedule_code(row.id), row.of, row.rule, tuple(addresses),
        tuple(row.formats.split(",")), tuple(map(Language, row.languages.split(","))),
        row.actor, moment(row.at),
        None if row.cancelled_at is None else moment(row.cancelled_at),
    )  # fmt: skip


def _noted(told: Schedule, actor: str, action: AuditAction) -> Noted:
    """What the log says: which schedule and how many addresses, and none of them."""
    detail = {"schedule": told.code, "recipients": len(told.recipients)}
    return noted(actor, action, object_of("briefing", told.briefing), detail)
