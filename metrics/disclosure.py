"""The gate that every value passes on its way to a reader.

What a publisher made public passes as it is. Everything else comes out without a value, as
suppressed: people read "hidden to protect people", never a blank or a zero.
"""

from metrics.observations import Confidentiality, HeldObservation, ObservationStatus


def protect(held: HeldObservation) -> HeldObservation:
    """Hide the value of any organization but the publisher, and any that is not free to publish."""
    one = held.observation
    if not one.organization and one.confidentiality is Confidentiality.FREE:
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
