"""The gate that every value passes on its way to a reader.

What its reader may see passes as it is. Everything else comes out without a value, as suppressed:
people read "hidden to protect people", never a blank or a zero. What a scope does not cover is not
even asked of the store; this is the second gate, should the first be left open.
"""

from metrics.observations import HeldObservation, ObservationStatus
from metrics.scopes import PUBLIC, Scope


def protect(held: HeldObservation, scope: Scope = PUBLIC) -> HeldObservation:
    """Hide a value that the scope does not cover."""
    one = held.observation
    if scope.covers(one):
        return held
    hidden = one._replace(
        value=None,
        status=ObservationStatus.SUPPRESSED,
        numerator=None,
        denominator=None,
        note=None,
        words=None,
    )
    return held._replace(observation=hidden)
