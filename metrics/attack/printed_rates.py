"""What a printed rate or mean tells beside a shown number: the other number that it was made of.

A cost per person beside what was paid tells the persons. Of which two numbers it was made is
printed nowhere; so each number that is shown of its place, partner and period is taken for the one,
and the other lies where it gives what was printed, rounded as finely as anything of its series.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from metrics.attack.cells import DENOMINATOR, NUMERATOR, Cell, Clue, Published
from metrics.attack.published_rules import BASE, PERCENT, PublishedRules
from metrics.observations import Observation

SCALES = {PERCENT: (2,), "days": (0,), "rate": (0, 2, 3, 4, 5, 6)}  # of how many: powers of ten
WHOLES: tuple[int, ...] = (0, 2)  # of what has no such unit
HALF, ONE, ZERO = Decimal("0.5"), Decimal(1), Decimal(0)
Where = tuple[str, ...]  # source, place, partner, period
Value = tuple[int, Observation]


def rate_clues(
    rules: PublishedRules, printed: Iterable[Value], told: Iterable[Published]
) -> Iterator[Clue]:
    """What every rate or mean tells; shares of people in percent are read by themselves."""
    numbers = _shown(told)
    values = [(when, one) for when, one in printed if one.value and _is_read(rules, one)]
    steps = _steps(one for _, one in values)
    for when, one in values:
        cell, rounded = rules.cell_of(one), BASE - 1 if rules.is_rounded(one) else ZERO
        kind = rules.catalogue.unit_of(one.series).kind
        about = abs(one.value or ZERO), steps[one.series], rounded
        for power in SCALES.get(kind, WHOLES):
            for low, high in numbers[_where(cell)]:
                yield from _of(cell, when, about, (low, high, ONE.scaleb(power)))


def _is_read(rules: PublishedRules, one: Observation) -> bool:
    """A share of people is reckoned from rounded numbers, and read with all that it can be of."""
    return rules.is_made(rules.cell_of(one)) and not rules.is_rounded_share(one)


def _shown(told: Iterable[Published]) -> Mapping[Where, list[tuple[Decimal, Decimal]]]:
    """From where to where the numbers lie that are shown, by where they are of."""
    found: dict[Where, dict[tuple[Decimal, Decimal], None]] = defaultdict(dict)
    for one in told:
        if one.number and one.high is not None and one.low > 0 and not one.cell.part:
            found[_where(one.cell)][one.low, one.high] = None
    return defaultdict(list, {where: [*ends] for where, ends in found.items()})


def _where(cell: Cell) -> Where:
    return cell.series.partition("/")[0], cell.place, cell.partner, cell.period


def _steps(printed: Iterable[Observation]) -> Mapping[str, Decimal]:
    """The last digit to which the figures of a series are stated: whole ones may be of finer."""
    found: dict[str, Decimal] = {}
    for one in printed:
        exponent = (one.value or ZERO).as_tuple().exponent
        step = ONE.scaleb(min(exponent, 0)) if isinstance(exponent, int) else ONE
        found[one.series] = min(step, found.get(one.series, step))
    return found


def _of(
    cell: Cell,
    when: int,
    about: tuple[Decimal, Decimal, Decimal],
    number: tuple[Decimal, Decimal, Decimal],
) -> Iterator[Clue]:
    """The other number, where the shown one is the numerator and where it is the denominator."""
    (value, step, rounded), (low, high, scale) = about, number
    least, most = value - step * HALF, value + step * HALF
    low, high = max(low - rounded, ZERO), high + rounded
    below = low * scale / most, high * scale / least if least > 0 else None
    above = low * max(least, ZERO) / scale, high * most / scale
    for part, ends in ((DENOMINATOR, below), (NUMERATOR, above)):
        end = None if ends[1] is None else ends[1] + rounded
        span = max(ends[0] - rounded, ZERO), end
        yield Clue(cell._replace(part=part), (span,), when, exact=True)
