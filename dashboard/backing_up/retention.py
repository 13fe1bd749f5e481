"""Which backups are kept: the newest of so many days, weeks and months, and all of a last day."""

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from metrics import Settings

DAY = timedelta(days=1)
WRITTEN = "pillars-%Y%m%dT%H%M%SZ.backup"


class Reason(StrEnum):
    """Why a backup is kept."""

    NEW = "new"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Held(NamedTuple):
    """A backup in the folder, by its name."""

    path: Path
    made_at: datetime


class Policy(NamedTuple):
    """The newest backup of each of so many days, weeks and months that have one."""

    daily: int
    weekly: int
    monthly: int

    @classmethod
    def of(cls, settings: Settings) -> "Policy":
        return cls(settings.backup_daily, settings.backup_weekly, settings.backup_monthly)


def held_in(folder: Path) -> list[Held]:
    """The backups in a folder, newest first; what else lies there is nobody's business."""
    found = [Held(one, at) for one in folder.glob("pillars-*.backup") if (at := _made_at(one))]
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def kept(held: Iterable[Held], policy: Policy) -> dict[Path, Reason]:
    """Those that are kept, each with the longest reason; the newest always is one."""
    newest_first = list(held)
    if not newest_first:
        return {}
    last = newest_first[0].made_at
    found = {one.path: Reason.NEW for one in newest_first if last - one.made_at < DAY}
    for reason, count, of in _RULES:
        found |= dict.fromkeys(_newest(newest_first, policy[count], of), reason)
    return found


def prune(folder: Path, policy: Policy) -> list[Path]:
    """Remove the backups that no rule keeps; which they were."""
    held = held_in(folder)
    keep = kept(held, policy)
    gone = [one.path for one in held if one.path not in keep]
    for one in gone:
        one.unlink(missing_ok=True)
    return gone


def _newest(held: list[Held], count: int, of: Callable[[datetime], Hashable]) -> list[Path]:
    """The newest of each span, in so many spans that have one."""
    first: dict[Hashable, Path] = {}
    for one in held:
        first.setdefault(of(one.made_at), one.path)
    return list(first.values())[:count]


_RULES: tuple[tuple[Reason, int, Callable[[datetime], Hashable]], ...] = (
    (Reason.DAY, 0, lambda at: at.date()),
    (Reason.WEEK, 1, lambda at: at.isocalendar()[:2]),
    (Reason.MONTH, 2, lambda at: (at.year, at.month)),
)


def _made_at(path: Path) -> datetime | None:
    """The instant in a backup's name; None for the name of something else."""
    try:
        return datetime.strptime(path.name, WRITTEN).replace(tzinfo=UTC)
    except ValueError:
        return None
