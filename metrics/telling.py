"""Telling whose values are given out that are not public: that has to be noted."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple, Protocol

from metrics.observations import HeldObservation
from metrics.results import Scorecard, SeriesLine
from metrics.scopes import PUBLIC


class Gave(Protocol):
    """Is told of "<source>/<series>" and of the organization whose values went out.

    The organization is empty for a publisher's value before its day, and for a total of partners:
    then `partners` says of how many it is made.
    """

    def __call__(self, series: str, organization: str, partners: int = 0, /) -> None: ...


class Today(NamedTuple):
    """The day and the instant (ISO 8601, UTC) by which something has to be public."""

    day: date
    at: str


def nobody_asks(_: str, __: str, ___: int = 0, /) -> None:
    """What is done with it where nobody keeps a log."""


def tell(given: Iterable[SeriesLine], gave: Gave, today: Today) -> None:
    """Tell of each series among these lines that not everybody may read."""
    if gave is not nobody_asks:
        for line in given:
            every = chain(line.values, *line.earlier.values(), *line.corrected.values())
            if line.organization or any(not is_public(one, today) for one in every):
                gave(line.key, line.organization, _partners_in(line.values))


def tell_scorecard(given: Scorecard, gave: Gave, today: Today) -> None:
    """Tell of each series of which a scorecard shows what not everybody may read."""
    if gave is not nobody_asks:
        rows = [row for card in given.pillars for row in card.rows]
        shown = [one for row in rows for one in (row.latest, row.previous) if one]
        deque(telling(shown, gave, today), maxlen=0)


def telling(held: Iterable[HeldObservation], gave: Gave, today: Today) -> Iterator[HeldObservation]:
    """The same values; a series is told of when its first value passes that is not public."""
    told: set[tuple[str, str]] = set()
    for one in held:
        whose = one.observation.series, one.observation.organization
        if gave is not nobody_asks and whose not in told and not is_public(one, today):
            told.add(whose)
            gave(*whose, _partners_in([one]))
        yield one


def _partners_in(values: Iterable[HeldObservation]) -> int:
    """Of how many organizations' figures totals are made; 0 where these are none."""
    parts = (part for one in values if one.total for part in one.total.parts)
    return len({one.observation.organization for one in parts})


def is_public(held: HeldObservation, today: Today) -> bool:
    """Whether everybody may read this value by now."""
    one = held.observation
    return PUBLIC.covers(one) and one.known.on <= today.day and held.released_at <= today.at
