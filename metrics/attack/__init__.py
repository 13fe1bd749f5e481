"""An attacker that knows what a reader of the public knows, and bounds what was hidden.

It is made apart from disclosure control, so that a fault there is not repeated here. It takes
published values, the published rules and what data/ declares of a form; it makes of them a system
of linear equations, and finds by linear and integer programmes from where to where each hidden
number can lie (Fischetti and Salazar 2001, "Solving the cell suppression problem on tabular data
with linear constraints", Management Science 47: the attacker's problem).
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from metrics.attack.attacking import attack, ranges
from metrics.attack.cells import (
    AtMost,
    Attacked,
    Cell,
    Leak,
    Published,
    Range,
    Row,
    Sum,
    System,
    Unknown,
)
from metrics.attack.publishing import system
from metrics.attack.revisions import assembled
from metrics.catalogue import Catalogue
from metrics.observations import HeldObservation, Observation

__all__ = [
    "AtMost", "Attacked", "Cell", "Leak", "Published", "Range", "Row", "Sum", "System", "Unknown",
    "assembled", "attack", "attack_on", "ranges", "system",
]  # fmt: skip


def attack_on(
    catalogue: Catalogue,
    held: Iterable[HeldObservation | Observation],
    needs: Mapping[Cell, Decimal] | None = None,
) -> Attacked:
    """Attack published values: of the sources of return forms, with every earlier revision.

    Give plain observations for what is about to be published, beside what was held before.
    """
    return attack(system(catalogue, held, needs))
