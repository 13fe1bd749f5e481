"""Days that readers write, in addresses and options alike."""

from datetime import UTC, date, datetime

from metrics import MetricsError, is_day, read_instant

FIRST = date(1900, 1, 1)  # nothing that is held speaks of a day before


def past_day(text: str) -> date:
    """A day up to today; MetricsError for what is no day, has not come yet or is before 1900."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise MetricsError(
            f"'{text}' is not a day: write it as 2024-05-31.",
            f"« {text} » n'est pas un jour : écrivez-le sous la forme 2024-05-31.",
        ) from None
    return _between(day, text)


def past_instant(text: str) -> datetime:
    """An instant up to now, in UTC; a day stands for its end, today for this very second.

    What today holds until midnight nobody knows: its end has not come.
    """
    found, now = read_instant(text), datetime.now(UTC)
    _between(found.date(), text)
    if found <= now:
        return found
    if not is_day(text):
        raise _to_come(text)
    return now.replace(microsecond=0)


def _between(day: date, text: str) -> date:
    if day > datetime.now(UTC).date():
        raise _to_come(text)
    if day < FIRST:
        raise MetricsError(
            f"{text} is too early: nothing that is held is of a day before 1900. Write a day from "
            f"{FIRST} on.",
            f"La date {text} est trop ancienne : rien de ce qui est détenu ne porte sur un jour "
            f"avant 1900. Écrivez un jour à partir du {FIRST}.",
        )
    return day


def _to_come(text: str) -> MetricsError:
    return MetricsError(
        f"{text} has not come yet: nothing can be known of it. Write a day up to today.",
        f"Le {text} n'est pas encore venu : on ne peut rien en savoir. "
        "Écrivez un jour passé, ou celui d'aujourd'hui.",
    )
