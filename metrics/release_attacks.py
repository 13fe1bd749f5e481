"""What an attack on releases has looked for: hidden figures, and not those that are gone."""

from collections.abc import Iterable

from metrics.attack import Attacked
from metrics.observations import HeldObservation, Observation, ObservationStatus


def without_withdrawn(found: Attacked, read: Iterable[HeldObservation | Observation]) -> Attacked:
    """The same, in whose counts no figure stands that its owner has withdrawn.

    It is neither published nor hidden: there is no number that anybody could look for.
    """
    every = (one.observation if isinstance(one, HeldObservation) else one for one in read)
    gone = {
        (one.series, one.place, one.disaggregation, one.period)
        for one in every if one.status is ObservationStatus.ERASED
    }  # fmt: skip
    cells, hidden = (max(one - len(gone), 0) for one in (found.cells, found.hidden))
    return found._replace(cells=cells, hidden=hidden)
