"""What the office has noted, in words: at values by numbers N1, N2, ..., and events on an axis.

The number stands in the table, at the point of the chart, and before the note; N keeps it apart
from the numbers of events and from the letters p, e and r.
"""

from typing import NamedTuple

from dashboard.text import Words
from metrics import Annotation, Event, HeldObservation, NotedEvent, SeriesLine, labels


class Numbered(NamedTuple):
    """A note with its number on the line, and the value at which it stands."""

    key: str
    held: HeldObservation
    note: Annotation


def numbered(line: SeriesLine) -> list[Numbered]:
    """The notes of a line in the order of its values."""
    every = [(one, note) for one in line.values for note in one.annotations]
    return [Numbered(f"N{at}", *pair) for at, pair in enumerate(every, 1)]


def keys_at(held: HeldObservation, line: SeriesLine) -> list[str]:
    """The numbers of the notes at a value; none where there are none."""
    if not held.annotations:
        return []
    period = held.observation.period
    return [one.key for one in numbered(line) if one.held.observation.period == period]


def notes_said(line: SeriesLine, words: Words) -> list[str]:
    """Every note of a line with its number, its period, and that it is the office's."""
    return [f"{one.key}, {_said(one, line, words)}" for one in numbered(line)]


def notes_of_values(line: SeriesLine, words: Words) -> list[str]:
    """The same without numbers, for where no mark carries them."""
    return [_said(one, line, words) for one in numbered(line)]


def _said(one: Numbered, line: SeriesLine, words: Words) -> str:
    period = labels.when_words(one.held.observation, line.series, words.language)
    return f"{period}{words('shared.colon')}{by_office(one.note, words)}"


def by_office(note: Annotation, words: Words) -> str:
    """The words of a note, and that the office wrote them, and when."""
    day = words.day(note.at.date())
    return words("annotation.by_office", text=words.text(note.said.text), day=day)


def event_said(event: Event, words: Words) -> str:
    """An event with its day, or the period that is known of it; one of the office's says so."""
    when, title = words.day(event.on), words.text(event.title)
    if isinstance(event, NotedEvent):
        when = labels.period_words(event.period, words.language)
        title = words("annotation.event_by", text=title, day=words.day(event.noted_on))
    return f"{when}{words('shared.colon')}{title}"
