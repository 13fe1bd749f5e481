"""What is kept beside returns for a time: when it is over."""

from datetime import datetime, timedelta

from sqlalchemy import and_

from dashboard.access.store.rows import seconds
from dashboard.returns.store import tables
from dashboard.returns.store.board import ENDED, KEPT
from dashboard.returns.store.job_rows import JobState
from dashboard.store import Ending

FAILED = JobState.FAILED.value


def drafts_ending(now: datetime) -> Ending:
    """Files of partners; each that goes has its entry in the audit log."""
    return Ending(tables.draft, tables.draft.c.expires_at <= seconds(now))


def records_ending(now: datetime, kept: timedelta) -> tuple[Ending, ...]:
    """What was sent and what was done, table by table.

    A job that comes again and again has no subject: it says when it ran last, and stays.
    """
    job, reminder, worker = tables.job.c, tables.reminder.c, tables.worker.c
    request = tables.release_request.c
    done = and_(job.state.in_(ENDED), job.ended_at < _micros(now - KEPT), job.subject != "")
    failed = and_(job.state == FAILED, job.ended_at < _micros(now - kept))
    return (
        Ending(tables.reminder, reminder.sent_at < seconds(now - kept)),
        Ending(tables.job, done | failed),
        Ending(tables.release_request, request.made_at < seconds(now - kept)),
        Ending(tables.worker, worker.seen_at < _micros(now - KEPT)),
    )


def _micros(at: datetime) -> int:
    return seconds(at) * 1_000_000
