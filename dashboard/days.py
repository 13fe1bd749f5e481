"""Days that readers write, in addresses and options alike."""

from datetime import UTC, date, datetime

from metrics import MetricsError, read_instant


def past_day(text: str) -> date:
    """A day up to today; MetricsError for what is no day, or has not come yet."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise MetricsError(
            f"'{text}' is not a day: write it as 2024-05-31.",
            f"« {text} » n'est pas un jour : écrivez-le sous la forme 2024-05-31.",
        ) from None
    if day > datetime.now(UTC).date():
        raise _to_come(text)
    return day


def past_instant(text: str) -> datetime:
    """An instant up to now, in UTC; a day stands for its end, today for now."""
    found = read_instant(text)
    if found.date() > datetime.now(UTC).date():
        raise _to_come(text)
    return found


def _to_come(text: str) -> MetricsError:
    return MetricsError(
        f"{text} has not come yet: nothing can be known of it. Write a day up to today.",
        f"Le {text} n'est pas encore venu : on ne peut rien en savoir. "
        "Écrivez un jour passé, ou celui d'aujourd'hui.",
    )
