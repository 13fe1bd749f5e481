"""Timely: has a series waited longer than it ever did between two publications?

The days on which a series stated a period for the first time are its publications; the longest wait
between two of them is its rhythm. One that has waited longer since the last is late by the rest.
What was published once has no rhythm.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from dashboard.quality.verdicts import Verdict, Weak, of_series, told
from metrics import Source


class Rhythm(NamedTuple):
    """The last publication of a series, and its longest wait, in days."""

    last: date
    wait: int

    def late(self, on: date) -> int:
        """By how many days it is late on a day; 0 or less where it is not."""
        return (on - self.last).days - self.wait


def timely(source: Source, published: Mapping[str, Iterable[date]], on: date) -> Verdict:
    """By the days on which each of its series, "<source>/<series>", stated a period first."""
    own = {key.partition("/")[2]: days for key, days in published.items()
           if key.partition("/")[0] == source.id}  # fmt: skip
    rhythms = {name: found for name, days in own.items() if (found := rhythm_of(sorted(days)))}
    weak = [
        _late(source, name, one, on) for name, one in rhythms.items() if one.late(on) > 0
    ] + overdue(source, on)  # fmt: skip
    declared = source.next_release is not None
    return told(
        weak, of=len(rhythms) + declared, days=max((int(one.size) for one in weak), default=0)
    )


def rhythm_of(days: list[date]) -> Rhythm | None:
    """The rhythm of publications on these days, in their order; None for one day or none."""
    waits = [(later - earlier).days for earlier, later in pairwise(days)]
    return Rhythm(days[-1], max(waits)) if waits else None


def overdue(source: Source, on: date) -> list[Weak]:
    """The source itself, where the day that it named for its next release is over."""
    day = source.next_release
    if day is None or day >= on:
        return []
    late = (on - day).days
    path = f"/sources/{source.id}"
    return [Weak("expected", source.title, path, said={"day": day, "days": late}, size=late)]


def _late(source: Source, name: str, found: Rhythm, on: date) -> Weak:
    late = found.late(on)
    series = source.series[name]
    return of_series(
        "late", f"{source.id}/{name}", series.title, late, last=found.last, wait=found.wait,
        due=found.last + timedelta(days=found.wait), days=late,
    )  # fmt: skip
