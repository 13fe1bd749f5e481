"""Where an installation stands with its backups: told by `pillars doctor`, and to the worker."""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from dashboard.backing_up import outcome
from dashboard.backing_up.faults import spoken
from dashboard.backing_up.retention import Held, held_in
from metrics import Language, MetricsError, Settings, Text, labels

AT_NIGHT = time(2)  # by the clock of the machine
AGAIN = timedelta(hours=1)  # after a try that failed
OLDEST = timedelta(hours=26)  # a night, and what a backup takes


class Standing(NamedTuple):
    """The newest backup, and what is wrong; `is_asked` is false where no folder is set."""

    is_asked: bool
    newest: datetime | None
    fault: Text | None


def standing(settings: Settings, now: datetime | None = None) -> Standing:
    """Whether every night has its backup."""
    if settings.backup_folder is None:
        return Standing(False, None, None)
    newest, tried = _newest(settings), outcome.last(settings)
    if tried and tried.fault:
        return Standing(True, newest, tried.fault)
    if newest is None:
        return Standing(True, None, spoken("backup.never", folder=str(settings.backup_folder)))
    if (now or datetime.now(UTC)) - newest > OLDEST:
        return Standing(True, newest, spoken("backup.old", at=instant(newest)))
    return Standing(True, newest, None)


def examined(settings: Settings) -> Text:
    """In words how it stands; MetricsError where something is wrong."""
    found = standing(settings)
    if found.fault:
        raise MetricsError(*found.fault)
    if found.newest is None:
        return spoken("backup.none_asked")
    return spoken("backup.newest", at=instant(found.newest))


def instant(at: datetime) -> Text:
    """A minute in words."""
    return Text(*(labels.instant_words(at, one) for one in (Language.EN, Language.FR)))


def is_due(settings: Settings, now: datetime) -> bool:
    """Whether the backup of the last night is missing, and was not tried within the hour."""
    if settings.backup_folder is None:
        return False
    newest, tried = _newest(settings), outcome.last(settings)
    if newest is not None and newest >= _last_night(now):
        return False
    return tried is None or tried.fault is None or not timedelta() <= now - tried.at < AGAIN


def _last_night(now: datetime) -> datetime:
    """The last time that it was the hour of backups here."""
    local = now.astimezone()
    today = local.replace(hour=AT_NIGHT.hour, minute=0, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


def _newest(settings: Settings) -> datetime | None:
    held: list[Held] = held_in(settings.backup_folder) if settings.backup_folder else []
    return held[0].made_at if held else None
