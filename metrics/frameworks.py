"""How indicators are grouped: strategies with their pillars and outcomes, and dated events."""

from collections.abc import Iterator
from datetime import date

from pydantic import model_validator

from metrics.declared import Declared, Slug
from metrics.languages import Text
from metrics.periods import Period
from metrics.reviews import Review, mark_of


class Entry(Declared):
    """An indicator listed in an outcome, from `since` to `until`, both days included.

    Written as its id alone where it is listed for as long as the framework lasts.
    """

    id: Slug
    since: date | None = None
    until: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, written: object) -> object:
        return {"id": written} if isinstance(written, str) else written

    def is_listed(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Outcome(Declared):
    id: Slug
    title: Text
    indicators: tuple[Entry, ...] = ()


class Pillar(Declared):
    id: Slug
    number: int | None = None
    title: Text
    statement: Text
    context: bool = False  # what the strategy does not control
    outcomes: tuple[Outcome, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        return self.listed(on=None)

    def listed(self, on: date | None) -> tuple[str, ...]:
        """The indicators that the pillar listed on a day; all of them where none is asked for."""
        entries = (one for outcome in self.outcomes for one in outcome.indicators)
        return tuple(one.id for one in entries if on is None or one.is_listed(on))


class Event(Declared):
    """A dated event drawn on the time axis; timing only."""

    id: Slug
    on: date
    title: Text
    pillar: Slug | None = None
    source: str  # "<source>/<document>"


class NotedEvent(Event):
    """An event that the office has noted: of a day, or of a longer period of which `on` begins."""

    period: Period
    noted_on: date


class Framework(Declared):
    id: Slug
    title: Text
    summary: Text
    lead: Text
    starts_on: date
    ends_on: date
    source: str  # "<source>/<document>" in which it was announced
    example: bool = False  # its own word that it is made up
    reviewed: Review | None = None  # with survivors; None where nobody has
    pillars: tuple[Pillar, ...]
    events: tuple[Event, ...] = ()

    @property
    def mark(self) -> str:
        """The mark of what a review goes over: its words, and what is listed under them."""
        return mark_of(self._words())

    def _words(self) -> Iterator[str]:
        yield from (*self.title, *self.summary, *self.lead)
        for pillar in self.pillars:
            yield from (*pillar.title, *pillar.statement)
            for outcome in pillar.outcomes:
                yield from (*outcome.title, *(one.id for one in outcome.indicators))
