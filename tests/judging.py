"""A case to judge in a line: an indicator with a made-up target, and made-up values."""

from datetime import date

from metrics import HeldObservation, Progress, Qualifier, Unit
from metrics.progress import assess
from tests.factories import indicator, observation, words

MET, ON_TRACK, WATCH, OFF = Progress.MET, Progress.ON_TRACK, Progress.WATCH, Progress.OFF_TRACK
NOT_YET, LATE = Progress.NOT_YET_DUE, Progress.LATE
NOT_ASSESSED, NOT_COMPARABLE = Progress.NOT_ASSESSED, Progress.NOT_COMPARABLE
WHO = {"basis": "published", "source": "made-up/plan"}
# From 100 in 2020 to 200 in 2024: 25 a year, a day less or more in leap years apart.
TARGET = {"kind": "at_least", "value": "200", "by": "2024-12-31", **WHO}
BASED = {**TARGET, "baseline": {"period": "2020"}}
DOWN = {**BASED, "kind": "at_most", "value": "50"}
SUM = {**TARGET, "due": "cumulative", "from": "2021-01-01"}  # 50 a year
EACH = {**TARGET, "due": "each_period", "from": "2021-01-01"}
GROWTH = {"name": "compound-growth"}
DOUBLED = {**BASED, "by": "2030-12-31"}  # 100 in 2020, 200 in 2030: 7.18 % a year
CALLS = Unit(id="calls", one=words("call"), many=words("calls"), kind="count")


def held(value, period="2022", qualifier="exact", **changes):
    one = observation(value, period, qualifier=Qualifier(qualifier), **changes)
    return HeldObservation(one, 1, "", 1, "")


def line(**values):
    """A line of values by year: `line(y2020="100", y2022="150")`."""
    return [held(value, year[1:]) for year, value in values.items()]


def judged(target, values, as_of="2023-06-30", breaks=(), **changes):
    day = date.fromisoformat(as_of)
    return assess(indicator(target=target, **changes), values, breaks, day)


def word(target, values, as_of="2023-06-30", breaks=(), **changes):
    found = judged(target, values, as_of, breaks, **changes)
    return (found.progress, found.reason) if found.reason else found.progress


def since(value, qualifier="exact", **changes):
    """A baseline of 100 in 2020, and a value of 2022."""
    return [held("100", "2020"), held(value, "2022", qualifier, **changes)]
