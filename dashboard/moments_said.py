"""Of which past moment an answer speaks, in the same words on page and command line."""

from collections.abc import Iterator
from datetime import datetime

from dashboard.absent import held_nothing
from dashboard.text import Words
from metrics import MetricsStore, Moment


def moment_words(store: MetricsStore, words: Words) -> Iterator[str]:
    """A sentence each for as of, known at, held at; none where the answer speaks of now."""
    as_of, known_at, held_at = store.moment
    if as_of:
        yield words("shell.as_of_banner", day=words.day(as_of))
    if known_at:
        yield words("shell.known_banner", day=words.day(known_at))
    if held_at:
        key = "held_none_banner" if held_nothing(store) else "held_banner"
        yield words(f"shell.{key}", **_at(held_at, words))


def moment_clause(moment: Moment, words: Words) -> str:
    """The same within a sentence: "as known on 31 December 2023"; empty for now."""
    as_of, known_at, held_at = moment
    said = [
        words("explore.cite_as_of", day=words.day(as_of)) if as_of else "",
        words("explore.cite_known", day=words.day(known_at)) if known_at else "",
        words("explore.cite_held", **_at(held_at, words)) if held_at else "",
    ]
    return ", ".join(filter(None, said))


def _at(instant: datetime, words: Words) -> dict[str, str]:
    return {"day": words.day(instant.date()), "time": instant.strftime("%H:%M:%S")}
