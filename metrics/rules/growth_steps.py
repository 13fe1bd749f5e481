"""Compound growth as steps: each printed number with the digits from which the next is redone."""

from decimal import Decimal

from metrics.languages import Text
from metrics.reasoning import Plain, Rate, Slot, Step, places_that_do
from metrics.rules.growth import GROWTH_CUTS, NEAR_LIMIT, growth, near_limit

YEAR_PLACES = 2  # decimals of the years in a step, at least
CLEARLY_NEAR = Decimal("0.9")  # a factor up to which the words say that the limit is near


def growth_slots(last: Decimal, first: Decimal, years: Decimal, rate: Rate) -> tuple[Slot, ...]:
    """Both ends, the years with the decimals from which the printed rate follows, and the rate."""

    def redone(places: int) -> bool:
        again = growth(first, last, round(years, places))
        return again is not None and Rate(again, rate.digits).percent == rate.percent

    return last, first, Plain(round(years, places_that_do(redone, YEAR_PLACES))), rate


def scaled_step(base: Decimal, limit: Decimal) -> Step:
    """How much a natural limit lowers the thresholds, from how near to it the growth began.

    The factor has places enough that the lowered thresholds can be redone.
    """
    scale = near_limit(base, limit)

    def redone(places: int) -> bool:
        factor = round(scale, places)
        return all(Rate(one * factor).percent == Rate(one * scale).percent for one in GROWTH_CUTS)

    words = _SCALED_NEAR if scale <= CLEARLY_NEAR else _SCALED
    cuts = [Rate(one) for one in GROWTH_CUTS]
    factor = Plain(round(scale, places_that_do(redone, 3)))
    how = (_short_of(base, limit), abs(limit), Plain(NEAR_LIMIT))
    return Step(words, (limit, *cuts, *how, factor))


def _short_of(base: Decimal, limit: Decimal) -> Decimal:
    """The value from which growth is counted; of one beyond its limit, as far short of it."""
    value, end = abs(base), abs(limit)
    return value if value <= end else 2 * end - value


OBSERVED = Text(
    "Observed growth a year: ({} ÷ {}) to the power of 1 ÷ {} years, less 1 = {}.",
    "Croissance observée par an : ({} ÷ {}) à la puissance 1 ÷ {} ans, moins 1 = {}.",
)
REQUIRED = Text(
    "Growth required a year: ({} ÷ {}) to the power of 1 ÷ {} years, less 1 = {}.",
    "Croissance nécessaire par an : ({} ÷ {}) à la puissance 1 ÷ {} ans, moins 1 = {}.",
)
RATIO = Text(
    "Observed over required, towards the target: {} ÷ {} = {}, rounded to a tenth but never across "
    "a threshold.",
    "Observée sur nécessaire, vers la cible : {} ÷ {} = {}, arrondi au dixième sans jamais "
    "franchir un seuil.",
)
ON_TRACK_FROM = Text(
    "On track from 95%, watch from 60%.",
    "En bonne voie à partir de 95 %, à surveiller à partir de 60 %.",
)
PATH = Text(
    "On the path of steady growth {} asks for {}.",
    "Sur la voie d'une croissance régulière, la valeur attendue au {} est {}.",
)
_SCALED = Text(
    "As the value has a natural limit of {}, the thresholds {} and {} are multiplied by 1 less "
    "({} ÷ {}) to the power of {} = {}.",
    "Comme la valeur a une limite naturelle de {}, les seuils de {} et de {} sont multipliés par "
    "1 moins ({} ÷ {}) à la puissance {} = {}.",
)
_SCALED_NEAR = Text(
    "Near its natural limit of {} the thresholds {} and {} are multiplied by 1 less ({} ÷ {}) to "
    "the power of {} = {}.",
    "Près de sa limite naturelle de {}, les seuils de {} et de {} sont multipliés par 1 moins "
    "({} ÷ {}) à la puissance {} = {}.",
)
CUTS = Text(
    "Substantial progress from {} a year, moderate from {}, limited from 0%.",
    "Progrès important à partir de {} par an, modéré à partir de {}, limité à partir de 0 %.",
)
