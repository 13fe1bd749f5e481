"""Days that readers write, in addresses and options alike."""

from datetime import UTC, date, datetime

from metrics import Language, MetricsError, Text, is_day, labels, read_instant

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
    return _between(day, _in_words(day))


def past_instant(text: str) -> datetime:
    """An instant up to now, in UTC; a day stands for its end, today for this very second.

    What today holds until midnight nobody knows: its end has not come.
    """
    found, now = read_instant(text), datetime.now(UTC)
    said = _in_words(found.date() if is_day(text) else found)
    _between(found.date(), said)
    if found <= now:
        return found
    if not is_day(text):
        raise _to_come(said)
    return now.replace(microsecond=0)


def _in_words(one: date | datetime) -> Text:
    """What was asked for as it is said everywhere else, however it was written."""
    if isinstance(one, datetime):
        return Text(*(labels.instant_words(one, language) for language in Language))
    return Text(*(labels.day_words(one, language) for language in Language))


def _between(day: date, said: Text) -> date:
    if day > datetime.now(UTC).date():
        raise _to_come(said)
    if day < FIRST:
        raise MetricsError(
            f"{said.en} is too early: nothing that is held is of a day before 1900. Write a day "
            f"from {FIRST} on.",
            f"Le {said.fr}, c'est trop tôt : rien de ce qui est détenu ne porte sur un jour avant "
            f"1900. Écrivez un jour à partir du {FIRST}.",
        )
    return day


def _to_come(said: Text) -> MetricsError:
    return MetricsError(
        f"{said.en} has not come yet: nothing can be known of it. Write a day up to today.",
        f"Le {said.fr} n'est pas encore venu : on ne peut rien en savoir. "
        "Écrivez un jour passé, ou celui d'aujourd'hui.",
    )
