"""The steps that the rules share: target, values, and a share between the rule's thresholds."""

from collections.abc import Callable, Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.reasoning import MOST_DECIMALS, Change, Lower, Share, Slot, Step, places_that_do
from metrics.targets import ProgressRule, Target
from metrics.verdicts import Progress

TENTH = Decimal("0.001")  # a tenth of a percent
READ_IN_TENTHS = 10**9  # beyond, nobody reads tenths


def target_step(target: Target) -> Step:
    """The target in words: how much, of what, and until when."""
    ends = asked_for(target, target.amount)
    amount, until = _AMOUNTS[target.kind], _UNTIL[_span(target)]
    words = Text(f"Target: {amount.en}{until.en}.", f"Cible : {amount.fr}{until.fr}.")
    return Step(words, (*ends, target.by))


def asked_for(target: Target, amount: Decimal) -> tuple[Slot, ...]:
    """The amount that is due; of a range both its ends, with their unit once."""
    return (Lower(amount), target.top) if target.kind == "range" else (amount,)


def opening_steps(
    target: Target, judged: HeldObservation, start: HeldObservation | None
) -> tuple[Step, ...]:
    """Target, tolerance, baseline and the value judged."""
    told = [target_step(target)]
    if target.slack:
        told.append(Step(Text("Tolerance: {}.", "Tolérance : {}."), (Change(target.slack),)))
    if start:
        told.append(Step(_BASELINE, (start, start.observation.period)))
    return (*told, value_step(judged))


def value_step(held: HeldObservation) -> Step:
    return Step(Text("Value of {}: {}.", "Valeur de {} : {}."), (held.observation.period, held))


def share_steps(share: Decimal, rule: ProgressRule) -> tuple[Step, ...]:
    """Where a share stands between the thresholds of a rule, and how it is printed."""
    on_track, watch = rule.thresholds
    here = printed(share, rule.thresholds)
    words = _CUTS if here.part == share else _CUTS_ROUNDED
    return (Step(words, (Share(on_track), Share(watch), here)),)


def banded(share: Decimal, rule: ProgressRule) -> Progress:
    """The word for a share of what is due."""
    on_track, watch = rule.thresholds
    if share >= on_track:
        return Progress.ON_TRACK
    return Progress.WATCH if share >= watch else Progress.OFF_TRACK


def printed(share: Decimal, cuts: Iterable[Decimal] = ()) -> Share:
    """A share to a tenth of a percent, half to even, and never across a threshold.

    99.96 % is printed as 99.9 %: nothing and the whole, 0 % and 100 %, are always thresholds.
    """
    if abs(share) >= READ_IN_TENTHS:
        return Share(share)
    ends = (*cuts, Decimal(0), Decimal(1))
    modes = (ROUND_HALF_EVEN, ROUND_FLOOR, ROUND_CEILING)
    tried = [share.quantize(TENTH, mode) for mode in modes]
    kept = (one for one in tried if all((one >= end) == (share >= end) for end in ends))
    return Share(next(kept, tried[0]))


def as_printed(due: Decimal, share: Callable[[Decimal], Share]) -> Decimal:
    """What is due with the decimals from which the printed share of it can be redone.

    A published amount stays whole; the outcome of a division has four digits or more.
    """
    exponent = due.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -MOST_DECIMALS:
        return due
    first, exact = max(2, 3 - due.adjusted()), share(due)
    return round(due, places_that_do(lambda one: share(round(due, one)) == exact, first))


def _span(target: Target) -> str:
    """Whether its amount is that of the end, of all together, of each year or each period."""
    if target.due != "each_period":
        return "together" if target.due == "cumulative" else "end"
    if target.trajectory == "seasonal":
        return "year"
    rises = target.baseline is not None or target.trajectory == "milestones"
    return "rising" if rises else "period"


_CUTS = Text(
    "On track from {}, watch from {}, off track below that; here {}.",
    "En bonne voie à partir de {}, à surveiller à partir de {}, hors trajectoire en dessous; "
    "ici {}.",
)
_CUTS_ROUNDED = Text(
    "On track from {}, watch from {}, off track below that; here {}, rounded to a tenth but never "
    "across a threshold.",
    "En bonne voie à partir de {}, à surveiller à partir de {}, hors trajectoire en dessous; "
    "ici {}, arrondi au dixième sans jamais franchir un seuil.",
)
_BASELINE = Text("Baseline: {}, of {}.", "Valeur de départ : {}, de {}.")
UNSTATED = Step(
    Text(
        "The number is not stated exactly: a word is given only where every number that it allows "
        "leads to the same one.",
        "Le nombre n'est pas donné exactement : un mot n'est donné que si tous les nombres "
        "possibles mènent au même.",
    )
)
_AMOUNTS = {
    "exact": Text("{}", "{}"),
    "at_least": Text("at least {}", "au moins {}"),
    "at_most": Text("at most {}", "au plus {}"),
    "range": Text("{} to {}", "de {} à {}"),
}
_UNTIL = {
    "end": Text(" by {}", " au plus tard le {}"),
    "together": Text(" in all by {}", " en tout au plus tard le {}"),
    "year": Text(" in each year, until {}", " chaque année, jusqu'au {}"),
    "period": Text(" in each period, until {}", " à chaque période, jusqu'au {}"),
    "rising": Text(
        " by {}, with a part due in each period",
        " au plus tard le {}, avec une part attendue à chaque période",
    ),
}
