"""How far an indicator has come towards its target."""

from decimal import Decimal

from metrics.definitions import Direction, Indicator, Target
from metrics.observations import HeldObservation, Observation, Qualifier
from metrics.results import Assessment, Progress, Reason

# What a stated value proves: "at least 400" may be more, never less.
PROVES_AT_LEAST = (Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.MORE_THAN)
PROVES_AT_MOST = (Qualifier.EXACT, Qualifier.UP_TO, Qualifier.LESS_THAN)


def assess(indicator: Indicator, latest: HeldObservation | None) -> Assessment:
    """Met when the newest value reaches the target; not assessed, with the reason, otherwise."""
    if latest is None or not _says_something(latest.observation):
        return _not_assessed(Reason.NOTHING_PUBLISHED)
    if indicator.target is None:
        return _not_assessed(Reason.NO_TARGET)
    if indicator.direction is Direction.NONE:
        return _not_assessed(Reason.NO_DIRECTION)
    if _reached(latest.observation, indicator.target):
        return Assessment(Progress.MET)
    return _not_assessed()


def _says_something(one: Observation) -> bool:
    return one.value is not None or one.qualifier is Qualifier.IN_WORDS


def _not_assessed(reason: Reason | None = None) -> Assessment:
    return Assessment(Progress.NOT_ASSESSED, reason)


def _reached(one: Observation, target: Target) -> bool:
    if one.value is None:
        return False
    if target.kind == "at_least":
        return one.value >= Decimal(target.value) and one.qualifier in PROVES_AT_LEAST
    if target.kind == "at_most":
        return one.value <= Decimal(target.value) and one.qualifier in PROVES_AT_MOST
    upper = Decimal(target.upper or target.value)
    return Decimal(target.value) <= one.value <= upper and one.qualifier is Qualifier.EXACT
