"""Who has read the lines of a briefing: kept with its audit entry in one transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection, Engine, func, insert, select, update

from metrics.audit import AuditAction, Kept, noted, object_of
from metrics.briefing_refusals import no_draft, not_newest, own_reading
from metrics.briefing_values import Briefing, BriefingState, Reading
from metrics.store.audit import append
from metrics.store.briefing_tables import briefing_reading
from metrics.store.briefings_kept import KeptBriefing, briefing_of
from metrics.store.names import instant
from metrics.store.recording import Wrote
from metrics.store.retrying import persistently
from metrics.store.returns_recording import new_code

READINGS = briefing_reading.c
Asked: TypeAlias = tuple[str, int, str, str]  # code, version, wording, actor


def read(engine: Engine, wrote: Wrote, now: Callable[[], datetime], asked: Asked) -> Briefing:
    """Keep that somebody has read the lines of the newest version of a draft."""
    code, version, wording, actor = asked
    token = new_code()

    def work(connection: Connection) -> tuple[Briefing, Kept | None]:
        found = briefing_of(connection, code)
        if _is_read_with(connection, token):
            return found.told, None
        _refuse(found.told, version, actor)
        held = found.told.read(wording)
        if held is not None and held.actor == actor:
            return found.told, None
        at = instant(now())
        _add(connection, found, (version, wording, actor), at, token)
        about, detail = object_of("briefing", code), {"version": version}
        entry = append(connection, noted(actor, AuditAction.BRIEFING_READ, about, detail), at)
        return briefing_of(connection, code).told, entry

    told, entry = persistently(engine, work)
    if entry is not None:
        wrote(entry, True)
    return told


def rest_on(connection: Connection, number: int, held: Reading) -> None:
    """Mark the reading on which rests what is issued."""
    where = (
        READINGS.briefing_id == number, READINGS.wording == held.wording,
        READINGS.actor == held.actor, READINGS.version == held.version,
    )  # fmt: skip
    connection.execute(update(briefing_reading).where(*where).values(issued=1))


def forget_wording(connection: Connection, number: int) -> None:
    """Once the lines are gone no digest of them is left, but that they were read."""
    where = READINGS.briefing_id == number
    connection.execute(update(briefing_reading).where(where).values(wording=""))


def _refuse(told: Briefing, version: int, actor: str) -> None:
    if told.state is not BriefingState.DRAFT:
        raise no_draft(told.code, told.state)
    if actor in told.authors:
        raise own_reading(told.code)
    newest = told.versions[-1].number
    if version != newest:
        raise not_newest(told.code, version, newest)


def _is_read_with(connection: Connection, token: str) -> bool:
    query = select(READINGS.number).where(READINGS.token == token)
    return connection.execute(query).first() is not None


def _add(
    connection: Connection, found: KeptBriefing, said: tuple[int, str, str], at: int, token: str
) -> None:
    of = READINGS.briefing_id == found.number
    last = connection.execute(select(func.max(READINGS.number)).where(of)).scalar() or 0
    version, wording, actor = said
    connection.execute(insert(briefing_reading), {
        "briefing_id": found.number, "number": last + 1, "version": version, "wording": wording,
        "actor": actor, "at": at, "issued": 0, "token": token,
    })  # fmt: skip
