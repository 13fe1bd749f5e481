"""Shares, rates and means: shown as made from protected numbers, or hidden.

P-07: numerator and denominator are both at least the floor; the share is reckoned from both as
rounded, in whole percent where the denominator is under 100; under 20 events it is marked as not
reliable, as the Office for National Statistics does with rates of deaths; 0 % and 100 % tell of
everyone in the group and are hidden unless the group is the whole province. A share of which the
numerator or denominator is also a figure of the release is hidden with that figure.
"""

from collections.abc import Collection, Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple, TypeAlias

from metrics.disclosure.primary import is_share
from metrics.disclosure.rounding import keyed
from metrics.disclosure.rules import Rules
from metrics.disclosure.tables import Cell, CellKey, DisclosureClass, Family, Shown
from metrics.observations import ObservationStatus

HIDDEN = Shown(None, ObservationStatus.SUPPRESSED)
SCALES = tuple(Decimal(10) ** power for power in range(7))
TENTH = Decimal("0.1")
Number: TypeAlias = tuple[str, str, str, Decimal]  # its place, partner and period, and it


class Elsewhere(NamedTuple):
    """Numbers of other releases of a form: of counts that are hidden, and told by a shown share."""

    hidden: frozenset[Number] = frozenset()
    told: frozenset[Number] = frozenset()


NOWHERE = Elsewhere()


def protected_share(key: bytes, cell: Cell, rules: Rules) -> Shown:
    """What is shown of a share; of anything but people the exact one."""
    if cell.value is None or cell.kind is not DisclosureClass.PEOPLE:
        return Shown(cell.value, cell.status)
    above, below = cell.numerator, cell.denominator
    if above is None or below is None or not _enough(cell, above, below, rules):
        return HIDDEN
    return _made(key, cell, above, below, rules)


def narrowing(
    family: Family, hidden: Collection[CellKey], elsewhere: Elsewhere = NOWHERE
) -> Iterator[CellKey]:
    """The shares that tell of a hidden count from what they were made."""
    counts = {number_of(key, family.cells[key].value) for key in hidden} | elsewhere.hidden
    for key, cell in family.cells.items():
        made_of = (cell.numerator, cell.denominator)
        if any(one is not None and number_of(key, one) in counts for one in made_of):
            yield key


def told_by_shares(family: Family, elsewhere: Elsewhere) -> frozenset[CellKey]:
    """The counts that a share of another release was made of."""
    return frozenset(
        key for key, one in family.cells.items()
        if number_of(key, one.value) in elsewhere.told and not is_share(one)
    )  # fmt: skip


def number_of(key: CellKey, value: Decimal | None) -> Number | None:
    return None if value is None else (key.place, key.partner, key.period, value)


def _enough(cell: Cell, above: Decimal, below: Decimal, rules: Rules) -> bool:
    floor = rules.floor_of(cell)
    is_extreme = above in (0, below)
    if is_extreme and not cell.is_whole:
        return False
    return below >= floor and (above >= floor or above == 0)


def _made(key: bytes, cell: Cell, above: Decimal, below: Decimal, rules: Rules) -> Shown:
    """The share of the rounded numbers; what would read 0 % or 100 % without being it is hidden."""
    floor = rules.floor_of(cell)
    part = keyed(key, cell.key, above, rules.base, floor)
    whole = keyed(key, cell.key, below, rules.base, floor)
    scale = scale_of(cell.value or Decimal(0), above, below)
    part = min(part, whole) if above <= below else part
    value = (part / whole * scale).quantize(_step(below, scale, rules), ROUND_HALF_EVEN)
    reads_extreme = value in (0, scale) and above not in (0, below)
    if reads_extreme and above <= below and not cell.is_whole:
        return HIDDEN
    few = above < rules.unreliable
    status = ObservationStatus.LOW_RELIABILITY if few else cell.status
    return Shown(value, status, rules.base)


def _step(below: Decimal, scale: Decimal, rules: Rules) -> Decimal:
    """To what a share is rounded: whole percent of few, tenths of more."""
    percent = Decimal(1) if below < rules.whole_percent_under else TENTH
    return percent * max(scale, Decimal(1)) / 100 if scale < 100 else percent


def scale_of(value: Decimal, above: Decimal, below: Decimal) -> Decimal:
    """Of how many a share is stated: 1, 100 for percent, 1,000 for a rate by the thousand."""
    if not above or not value:
        return Decimal(100)
    per = abs(value * below / above)
    return min(SCALES, key=lambda scale: (max(scale, per) / min(scale, per), scale))
