"""Moments: of when a question is asked.

As of a reporting day: a value exists when its period has ended by then, or when it was already
public then. Known at a day: what its publisher had made known. Held at an instant: what this
store held, and what data/ declared, then.
"""

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from metrics.errors import MetricsError


class Moment(NamedTuple):
    """None stands for now, whenever that is."""

    as_of: date | None = None
    known_at: date | None = None
    held_at: datetime | None = None

    @property
    def is_past(self) -> bool:
        return self != NOW


NOW = Moment()


def read_instant(text: str) -> datetime:
    """An instant as ISO 8601 writes it, in UTC where it names no zone; a day means its end."""
    try:
        return _end_of_day(text) or _in_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise MetricsError(
            f"'{text}' is not an instant: write 2024-05-31 or 2024-05-31T14:00:00Z.",
            f"« {text} » n'est pas un instant : écrivez 2024-05-31 ou 2024-05-31T14:00:00Z.",
        ) from None


def is_day(text: str) -> bool:
    """Whether it names a day, however ISO 8601 spells it, and no instant of one."""
    return _end_of_day(text) is not None


def _end_of_day(text: str) -> datetime | None:
    """The last instant of a day, however ISO 8601 spells it; None for what is more than a day."""
    try:
        return datetime.combine(date.fromisoformat(text), time.max, UTC)
    except ValueError:
        return None


def _in_utc(found: datetime) -> datetime:
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
