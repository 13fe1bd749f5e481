"""A job as it is told: what is asked of the workers of all hosts, who runs it, how it ended."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Row

MICRO = timedelta(microseconds=1)


class JobState(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # nobody tries it again before somebody says so
    CANCELLED = "cancelled"


class Turn(NamedTuple):
    """A job in the hands of one worker; whoever holds an older turn of it may end nothing."""

    kind: str
    subject: str
    key: str
    worker: str
    tries: int


class Job(NamedTuple):
    """A job as people are told of it. `share` is how much of its stage is done, 0 to 100."""

    kind: str
    subject: str
    state: JobState
    tries: int
    asked_at: datetime
    due_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    worker: str
    stage: str
    share: int
    fault: str


def job_of(row: Row[Any]) -> Job:
    return Job(
        row.kind, row.subject, JobState(row.state), row.tries, at(row.asked_at), at(row.due_at),
        at(row.began_at) if row.began_at else None, at(row.ended_at) if row.ended_at else None,
        row.worker, row.stage, row.share, row.fault,
    )  # fmt: skip


def at(micros: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + micros * MICRO
