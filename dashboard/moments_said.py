"""Of which past moment an answer speaks, in the same words on page and command line."""

from collections.abc import Iterator

from dashboard.absent import held_nothing
from dashboard.text import Words
from metrics import MetricsStore


def moment_words(store: MetricsStore, words: Words) -> Iterator[str]:
    """A sentence each for as of, known at, held at; none where the answer speaks of now."""
    as_of, known_at, held_at = store.moment
    if as_of:
        yield words("shell.as_of_banner", day=words.day(as_of))
    if known_at:
        yield words("shell.known_banner", day=words.day(known_at))
    if held_at:
        key = "held_none_banner" if held_nothing(store) else "held_banner"
        time = held_at.strftime("%H:%M:%S")
        yield words(f"shell.{key}", day=words.day(held_at.date()), time=time)
