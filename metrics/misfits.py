"""Where a target contradicts the meaning of its indicator, or the rule that judges it."""

from collections.abc import Iterator
from typing import NamedTuple

from metrics.targets import DISTANCE, GROWTH, JUDGED, JUDGES, SUMMED, ProgressRule, Target

LASTS = {"A": "a year", "S": "half a year", "Q": "a quarter", "M": "a month"}
SUCH_AS = {"A": "2024 or 2024-25", "S": "2024-S1", "Q": "2024-Q3", "M": "2024-05"}


class Meaning(NamedTuple):
    """What a target has to agree with: fields of its indicator, by their names."""

    measure: str
    direction: str
    frequency: str
    roll_up_time: str
    rule: ProgressRule | None


def misfits(target: Target, meaning: Meaning) -> Iterator[str]:
    """Every contradiction between a target and what its indicator means."""
    yield from _direction(target, meaning.direction)
    yield from _leads(target, meaning.direction)
    yield from _baseline(target, meaning.frequency)
    if target.due == "cumulative" and meaning.roll_up_time != "sum":
        yield f"is cumulative, but roll_up_time is {meaning.roll_up_time!r}: nothing may be added"
    if target.trajectory == "seasonal" and meaning.measure not in SUMMED:
        yield f"is seasonal: a {meaning.measure} cannot be divided over a year"
    if target.trajectory == "seasonal" and target.due == "each_period":
        wanted = {"Q": 4, "M": 12}.get(meaning.frequency)
        if len(target.shares) != wanted:
            yield f"has {len(target.shares)} shares, but frequency is {meaning.frequency!r}"
    if meaning.measure in JUDGED and (target.due, target.trajectory) != ("by_end", "step"):
        yield f'is for a {meaning.measure}: write due = "by_end" and trajectory = "step"'
    yield from _judged(target, meaning)


def _direction(target: Target, direction: str) -> Iterator[str]:
    against = {"up": ("at_most",), "down": ("at_least",), "band": ("at_least", "at_most")}
    if target.kind in against.get(direction, ()):
        yield f"has the kind {target.kind!r}, but direction is '{direction}'"


def _leads(target: Target, direction: str) -> Iterator[str]:
    """Milestones do not pass what they lead to; a total only rises."""
    up = target.due == "cumulative" or target.kind == "at_least" or direction == "up"
    down = target.kind == "at_most" or direction == "down"
    if target.due == "each_period" and not target.baseline:
        return  # each period has an amount of its own, and leads nowhere
    for one in target.milestones:
        if up and one.amount > target.top:
            yield f"has a milestone of {one.value} on the way up to {target.upper or target.value}"
        elif down and not up and one.amount < target.amount:
            yield f"has a milestone of {one.value} on the way down to {target.value}"


def _baseline(target: Target, frequency: str) -> Iterator[str]:
    """A baseline is a value of the line that is judged: as long as one of its periods."""
    base = target.baseline
    if base is None or frequency not in LASTS or base.period.frequency == frequency:
        return
    yield (
        f"has a baseline of {base.period.code}, but frequency is {frequency!r}: name the period "
        f"of one value, {LASTS[frequency]} such as {SUCH_AS[frequency]}"
    )


def _judged(target: Target, meaning: Meaning) -> Iterator[str]:
    """A rule judges only what it can: growth an end value, period by period no sum."""
    name = (meaning.rule or target.rule).name
    if name not in JUDGES[target.due]:
        yield f'is due "{target.due}", which the rule {name!r} does not judge'
    if name == GROWTH:
        if (target.due, target.trajectory) != ("by_end", "straight"):
            yield f'is judged by {name!r}: write due = "by_end" and trajectory = "straight"'
        if not target.amount or not target.top:
            yield f"is zero: growth towards zero has no rate; choose {DISTANCE!r}"
        if meaning.direction == "band":
            yield f"is judged by {name!r}, which knows no band"
