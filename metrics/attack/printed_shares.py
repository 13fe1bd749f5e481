"""What a printed share tells of the two numbers that it was made of.

It is reckoned from both as rounded (P-07): a whole percentage where the denominator is under 100,
else tenths. So only few pairs of multiples of the base can have been printed so; and a share that
is not marked as unreliable has at least 20 events in its numerator.
"""

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, Decimal

from metrics.attack.cells import DENOMINATOR, NUMERATOR, Clue
from metrics.attack.published_rules import BASE, PublishedRules
from metrics.observations import Observation, ObservationStatus

HUNDRED, WHOLE, TENTH = Decimal(100), Decimal(1), Decimal("0.1")
RELIABLE = Decimal(20)  # events from which on a share is not marked
MOST = Decimal(600)  # denominators beyond are not told apart
Span = tuple[Decimal, Decimal | None]
Pair = tuple[Decimal, Decimal]


def clues(rules: PublishedRules, printed: Iterable[tuple[int, Observation]]) -> Iterator[Clue]:
    """What every share of people that is printed in percent tells of its two numbers."""
    for when, one in printed:
        if one.value and rules.is_rounded_share(one):
            is_rare, floor = _is_rare(one), rules.floor_of(rules.cell_of(one))
            least = one.value * MOST / HUNDRED
            if is_rare and least < RELIABLE:
                continue  # of so many that they are not told apart
            pairs = [*_pairs(one.value, is_rare=is_rare)]
            above = _spans((part for part, _ in pairs), floor, None if is_rare else least)
            below = _spans((whole for _, whole in pairs), floor, None if is_rare else MOST)
            yield Clue(rules.cell_of(one, DENOMINATOR), below, when)
            yield Clue(rules.cell_of(one, NUMERATOR), _in_reach(above, is_rare=is_rare), when)


def _is_rare(one: Observation) -> bool:
    return one.status is ObservationStatus.LOW_RELIABILITY


def _pairs(value: Decimal, *, is_rare: bool) -> Iterator[Pair]:
    """The multiples of the base of which the share can have been made."""
    whole = BASE
    while whole <= MOST:
        steps = [WHOLE] if whole < HUNDRED else [TENTH] if whole > HUNDRED else [WHOLE, TENTH]
        for step in (one for one in steps if value % one == 0):
            low, high = ((value + way * step / 2) * whole / HUNDRED for way in (-1, 1))
            part = (low / BASE).to_integral_value(ROUND_CEILING) * BASE
            while part <= high:
                if part and (part <= RELIABLE if is_rare else part >= RELIABLE):
                    yield part, whole
                part += BASE
        whole += BASE


def _spans(multiples: Iterable[Decimal], floor: Decimal, last: Decimal | None) -> tuple[Span, ...]:
    """From where to where the numbers lie of which these are the rounded ones; all after `last`."""
    held: list[Span] = [(max(one - BASE + 1, floor), one + BASE - 1)
                        for one in sorted(set(multiples)) if one + BASE > floor]  # fmt: skip
    held += [(max(last - BASE, floor), None)] if last is not None else []
    found: list[Span] = []
    for low, high in held:
        before = found[-1][1] if found else None
        if before is not None and low <= before + 1:
            found[-1] = found[-1][0], high
        else:
            found.append((low, high))
    return tuple(found)


def _in_reach(spans: tuple[Span, ...], *, is_rare: bool) -> tuple[Span, ...]:
    """Events under 20 where the share is marked, no fewer where it is not."""
    if is_rare:
        ends = ((low, min(high or low, RELIABLE - 1)) for low, high in spans)
        return tuple((low, high) for low, high in ends if low <= high)
    return tuple((max(low, RELIABLE), high) for low, high in spans)
