"""Telling whose own values are given out: that has to be noted, and what is public has not."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from metrics.observations import HeldObservation
from metrics.results import SeriesLine

Gave: TypeAlias = Callable[[str, str], None]  # "<source>/<series>" and the organization


def nobody_asks(_: str, __: str) -> None:
    """What is done with it where nobody keeps a log."""


def tell(given: Iterable[SeriesLine], gave: Gave) -> None:
    """Tell of each organization's own series among these lines."""
    for key, organization in {(one.key, one.organization) for one in given if one.organization}:
        gave(key, organization)


def telling(held: Iterable[HeldObservation], gave: Gave) -> Iterator[HeldObservation]:
    """The same values; each organization's own series is told of when its first value passes."""
    told: set[tuple[str, str]] = set()
    for one in held:
        whose = one.observation.series, one.observation.organization
        if whose[1] and whose not in told:
            told.add(whose)
            gave(*whose)
        yield one
