"""Actions in words: their state, their date as precisely as published, their pillar."""

from collections.abc import Iterable
from datetime import date, timedelta

from dashboard.text import Words, messages
from metrics import Action, Catalogue, HeldAction, Period, Text, labels

OPEN = {"announced", "introduced", "in_development"}  # said or begun, not shown to be done
STATE = Text("state", "État")


def state_words(state: str, words: Words) -> str:
    """The state in the reader's language; as written in its file where none is known."""
    return messages(words.language).get(f"initiatives.state_{state}", state.replace("_", " "))


def when(action: Action, words: Words) -> str:
    """The date as precisely as published; empty where none is."""
    return labels.known_words(action.on, words.language) if action.on else ""


def row_id(held: HeldAction) -> str:
    """The row of an action in the table of all: an act has one when introduced, one when passed."""
    state = held.action.state.replace("_", "-")
    return f"action-{held.source.id}-{held.action.id}-{state}"


def period_of(action: Action) -> Period | None:
    """The day, the month or the year in which it was; None without a date."""
    return span_of(action.on)


def span_of(on: str) -> Period | None:
    """The days that a date of any precision stands for."""
    if not on:
        return None
    year, *rest = [int(part) for part in on.split("-")]
    if len(rest) == 2:
        return Period(date(year, *rest), date(year, *rest))
    month = rest[0] if rest else 1
    after = date(year + 1, 1, 1) if not rest or month == 12 else date(year, month + 1, 1)
    return Period(date(year, month, 1), after - timedelta(days=1))


def asked_states(held: Iterable[HeldAction], words: Words) -> list[tuple[str, str]]:
    """The states in use, each with its words, in the order of the words."""
    states = {one.action.state for one in held}
    return sorted(((one, state_words(one, words)) for one in states), key=lambda one: one[1])


def pillars_of(
    held: Iterable[HeldAction], catalogue: Catalogue, words: Words
) -> list[tuple[str, str]]:
    """The pillars in use, strategy by strategy; a pillar of several strategies is named once."""
    used = {one.action.pillar for one in held}
    found: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for framework in sorted(catalogue.frameworks.values(), key=lambda one: one.starts_on):
        for pillar in framework.pillars:
            if pillar.id in used:
                found.setdefault(pillar.id, []).append(str(framework.starts_on.year))
                titles.setdefault(pillar.id, words.text(pillar.title))
    return [(name, f"{titles[name]} ({', '.join(years)})") for name, years in found.items()]
