"""What of a line a chart draws: whether it can, with which events, and what was said before."""

from collections.abc import Sequence

from dashboard.scales import is_point, years_of
from metrics import Event, HeldObservation, SeriesLine, Unit

CANADA = "CA"  # its parts are "CA-ON" and the like
SEVERAL = 2  # numbers that a chart needs; one alone stands in the table


def can_be_drawn(found: SeriesLine | None, unit: Unit) -> bool:
    """A chart needs several numbers; a level is shown as letters in a row, words as words."""
    if found is None or unit.kind == "level":
        return False
    return sum(one.observation.value is not None for one in found.values) >= SEVERAL


def shown_events(found: SeriesLine, events: Sequence[Event]) -> list[Event]:
    """The events of Canada in the years that a line of Canada has values for, in order."""
    years = years_of([found])
    if years is None or not _is_canadian(found.place):
        return []
    inside = [one for one in events if years[0] <= one.on.year < years[1]]
    return sorted(inside, key=lambda one: one.on)


def _is_canadian(place: str) -> bool:
    return place == CANADA or place.startswith(f"{CANADA}-")


def revised(found: SeriesLine) -> list[tuple[HeldObservation, HeldObservation]]:
    """First published value and present value of each point that was restated."""
    pairs = [
        (found.earlier[one.observation.period.code][0], one)
        for one in found.values
        if is_point(one) and found.earlier.get(one.observation.period.code)
    ]
    return [
        (first, now)
        for first, now in pairs
        if first.observation.value is not None and first.observation.value != now.observation.value
    ]
