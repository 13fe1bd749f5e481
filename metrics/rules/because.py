"""The last step of every reasoning: the word, and why, in the numbers that led to it."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.reasoning import Change, Lower, Share, Slot, Step
from metrics.rules.bounds import INFINITE, Bounds
from metrics.rules.steps import asked_for, printed
from metrics.targets import ProgressRule, Target
from metrics.verdicts import PROGRESS, Progress, Reason, Trend, Verdict

THE_SUM = Text("the sum", "la somme")


class Told(NamedTuple):
    """What a verdict was given on: a value or a sum, all it may be, and the share of what is due.

    `amount` stands in for the target's own where a period has one; `day` is the last day counted.
    """

    target: Target
    rule: ProgressRule
    what: HeldObservation | Decimal | Text
    bounds: Bounds | None
    day: date
    amount: Decimal | None = None
    share: Decimal | None = None
    start: Decimal | None = None

    @property
    def side(self) -> int | None:
        """The side of the target on which every number lies; None where they lie on several."""
        if self.bounds is None:
            return None
        sides = {self.target.side(one, self.amount) for one in self.bounds}
        return sides.pop() if len(sides) == 1 else None


def result(verdict: Verdict, why: Step) -> Step:
    """The last step: "Result: off track, because …"; `why` is a clause without a full stop."""
    words = Text(f"Result: {{}}, because {why.words.en}.", f"Résultat : {{}}, car {why.words.fr}.")
    return Step(words, (PROGRESS[verdict.progress], *why.slots))


def because(verdict: Verdict, told: Told) -> Step:
    """Why a number or its bounds led to a verdict, as a clause."""
    if verdict.progress is Progress.LATE:
        return late(told.target)
    if verdict.reason in _BY_REASON:
        return Step(_BY_REASON[verdict.reason], (told.what,))
    if verdict.reason is Reason.MISSED:
        return Step(_MISSED, (told.target.by, told.what))
    if verdict.reason is Reason.PAST:
        return _past(told)
    if verdict.progress is Progress.NOT_YET_DUE:
        return not_due(told.target, told.day)
    # a sum below its ceiling has met nothing yet: its share of what may be used decides
    due_reached = told.side == 0 and told.amount is not None
    return _reached(told) if verdict.progress is Progress.MET or due_reached else _short(told)


def not_due(target: Target, day: date) -> Step:
    """Nothing is due yet: before the end of a step, before a milestone, before the way begins."""
    if target.trajectory == "step":
        return Step(_STEP, (target.by,))
    return Step(_NOT_DUE, (day,))


def late(target: Target) -> Step:
    return Step(_LATE, (target.by,))


def trend_result(trend: Trend, words: Text) -> Step:
    """The last step of growth without a target: the rule's word for it is no progress word."""
    told = Text(
        "there is no target; the rule's own word for the growth is “{}”",
        "il n'y a pas de cible; le mot de la règle pour la croissance est « {} »",
    )
    return result(Verdict(Progress.NOT_ASSESSED, trend=trend), Step(told, (words,)))


def _ends(told: Told) -> tuple[Decimal, ...]:
    target = told.target
    low = target.amount if told.amount is None else told.amount
    return (low, target.top) if target.kind == "range" else (low,)


def _reached(told: Told) -> Step:
    """The comparison of what is there with what is asked for."""
    bounds, kind = told.bounds, told.target.kind
    asked = asked_for(told.target, _ends(told)[0])
    if bounds is None or bounds.exact:
        return _tolerant(_REACHED[kind], (told.what, *asked), told.target)
    if kind == "at_most":
        return _tolerant(_NO_MORE, (told.what, bounds.high, *asked), told.target)
    if kind == "at_least":
        return _tolerant(_NO_LESS, (told.what, bounds.low, *asked), told.target)
    return _tolerant(_REACHED[kind], (told.what, *asked), told.target)


def _past(told: Told) -> Step:
    """A value beyond its target; of a range, beyond the end that it has passed."""
    ends = _ends(told)
    end = ends[0] if told.side == -1 else ends[-1]
    return _tolerant(_PAST, (told.what, end), told.target)


def _short(told: Told) -> Step:
    """Neither reached nor passed: the share between thresholds, or that nothing was covered."""
    if told.bounds is not None and not told.bounds.exact:
        return _allowed(told.what, told.bounds)
    if told.share is not None:
        return _banded(told.share, told.rule)
    if told.start is not None and told.start == told.amount:
        return Step(_STAY, (told.amount, told.what))
    if told.side == 1:
        return _tolerant(_ABOVE, (told.what, _ends(told)[-1]), told.target)
    return _tolerant(_SHORT, (told.what, _ends(told)[0]), told.target)


def _banded(share: Decimal, rule: ProgressRule) -> Step:
    on_track, watch = rule.thresholds
    here = printed(share, rule.thresholds)
    if share >= on_track:
        return Step(_FROM, (here, Share(on_track)))
    if share >= watch:
        return Step(_BETWEEN, (here, Share(watch), Share(on_track)))
    return Step(_BELOW, (here, Share(watch)))


def _allowed(what: Slot, bounds: Bounds) -> Step:
    if bounds.high == INFINITE:
        return Step(_ALL_ABOVE, (what, bounds.low))
    if bounds.low == -INFINITE:
        return Step(_ALL_BELOW, (what, bounds.high))
    return Step(_ALL_BETWEEN, (what, Lower(bounds.low), bounds.high))


def _tolerant(words: Text, slots: tuple[Slot, ...], target: Target) -> Step:
    if not target.slack:
        return Step(words, slots)
    with_it = Text(
        f"{words.en} with its tolerance of {{}}", f"{words.fr} avec sa tolérance de {{}}"
    )
    return Step(with_it, (*slots, Change(target.slack)))


_BY_REASON = {
    Reason.UNPROVEN: Text(
        "{} is not stated exactly, and the numbers that it allows do not lead to one word",
        "le nombre ({}) n'est pas donné exactement, et les nombres possibles ne mènent pas à un "
        "seul mot",
    ),
    Reason.NO_BASELINE: Text(
        "no baseline is declared from which {} could be measured",
        "aucune valeur de départ n'est déclarée à partir de laquelle mesurer {}",
    ),
    Reason.NO_RATE: Text(
        "growth to {} from zero or across it has no rate",
        "une croissance jusqu'à {} depuis zéro, ou qui le traverse, n'a pas de taux",
    ),
    Reason.ONLY_BASELINE: Text(
        "nothing has been published since the baseline, {}",
        "rien n'a été publié depuis la valeur de départ, {}",
    ),
}
_LATE = Text(
    "{} has passed, and no value covers it", "le {} est passé, et aucune valeur ne couvre ce jour"
)
_MISSED = Text(
    "{} has passed, and {} does not reach what was due",
    "le {} est passé, et avec {}, on n'atteint pas ce qui était attendu",
)
_STEP = Text("nothing is due before the end of {}", "rien n'est attendu avant la fin du {}")
_NOT_DUE = Text("nothing was due yet by {}", "rien n'était encore attendu au {}")
_STAY = Text(
    "{} is due, as much as the baseline, and there is {}",
    "on attend {}, autant que la valeur de départ, et il y a {}",
)
_SHORT = Text("{} does not reach {}", "avec {}, on n'atteint pas {}")
_ABOVE = Text("{} is above {}", "avec {}, on dépasse {}")
_PAST = Text("{} is beyond the target of {}", "avec {}, on est au-delà de la cible de {}")
_REACHED = {
    "exact": Text("{} is the target of {}", "avec {}, on est à la cible de {}"),
    "at_least": Text("{} reaches at least {}", "avec {}, on atteint au moins {}"),
    "at_most": Text("{} is at most {}", "avec {}, on ne dépasse pas {}"),
    "range": Text("{} lies between {} and {}", "avec {}, on se situe entre {} et {}"),
}
_NO_MORE = Text(
    "“{}” cannot be more than {}, and the target is at most {}",
    "« {} » ne peut dépasser {}, et la cible est d'au plus {}",
)
_NO_LESS = Text(
    "“{}” cannot be less than {}, and the target is at least {}",
    "« {} » ne peut être inférieur à {}, et la cible est d'au moins {}",
)
_FROM = Text("{} is not below {}", "{} n'est pas inférieur à {}")
_BETWEEN = Text("{} is at least {} and below {}", "{} est au moins {} et inférieur à {}")
_BELOW = Text("{} is below {}", "{} est inférieur à {}")
_ALL_ABOVE = Text(
    "every number that {} allows, at least {}, leads to it",
    "tous les nombres possibles ({}), au moins {}, y mènent",
)
_ALL_BELOW = Text(
    "every number that {} allows, at most {}, leads to it",
    "tous les nombres possibles ({}), au plus {}, y mènent",
)
_ALL_BETWEEN = Text(
    "every number that {} allows, from {} to {}, leads to it",
    "tous les nombres possibles ({}), de {} à {}, y mènent",
)
