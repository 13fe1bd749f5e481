"""Why nothing can be judged: each reason in a clause that names what is concerned."""

from datetime import timedelta

from metrics.definitions import Break, Record
from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.periods import Period
from metrics.reasoning import Slot, Step
from metrics.targets import Baseline, Target
from metrics.trajectories import windows
from metrics.verdicts import HIDING, Reason

ONE_DAY = timedelta(days=1)


def apart(
    reason: Reason, earlier: HeldObservation, later: HeldObservation, breaks: tuple[Break, ...]
) -> Step:
    """Why two values are not comparable: periods that overlap, other partners, or which break."""
    first, last = earlier.observation.period, later.observation.period
    if reason is Reason.OVERLAP:
        return Step(_OVERLAP, (first, last))
    if reason is Reason.OTHER_PARTNERS:
        return Step(_PARTNERS, (first, last))
    for one in breaks:
        if not (last.end < one.on or first.start >= one.on):
            return Step(_BREAK, (one.on, first, last, _bare(one.note)))
    return Step(_MARKED, (first, last))


def unbased(
    reason: Reason, target: Target, base: HeldObservation | None, judged: HeldObservation
) -> Step:
    """Why a value cannot be measured from the baseline of its target."""
    period = judged.observation.period
    of: tuple[Slot, ...] = (target.baseline.period,) if target.baseline else ()
    if reason is Reason.WRONG_SIDE and base:
        above = (base.observation.value or 0) > target.top
        return Step(_ABOVE if above else _BENEATH, (base, target.top if above else target.amount))
    if reason is Reason.UNPROVEN and base:
        return Step(_INEXACT, (base,))
    if reason is Reason.BEFORE_BASELINE:
        return Step(_BEFORE, (period, *of))
    if reason is Reason.NO_BASELINE:
        return Step(_NONE, of)
    return absent(reason, period)


def other_series(base: Baseline, record: Record) -> Step:
    """Which series or place the baseline is of, and which is judged."""
    by_series = base.series not in (None, record.series)
    pair = (base.series, record.series) if by_series else (base.place, record.place)
    names = tuple(Text(str(one), str(one)) for one in pair)
    return Step(_SERIES if by_series else _PLACE, (base.period, *names))


def absent(reason: Reason, period: Period | None = None) -> Step:
    """Why there is no number; of a hidden one nothing more is told."""
    if reason is Reason.WITHDRAWN:
        return Step(_WITHDRAWN)
    if reason in HIDING:
        return Step(_HIDDEN if reason is Reason.HIDDEN else _BASE_HIDDEN)
    if reason is Reason.IN_WORDS and period:
        return Step(_IN_WORDS, (period,))
    return Step(_NOTHING_OF, (period,)) if period else Step(_NOTHING)


def missing(summed: tuple[HeldObservation, ...], first: Period) -> Step:
    """The first period of a sum that has no value; `first` ends the day before the sum begins."""
    ends = first
    for one in summed:
        period = one.observation.period
        if period.start - ends.end > ONE_DAY:
            return Step(_GAP, (Period(ends.end + ONE_DAY, period.start - ONE_DAY),))
        if one.observation.value is None:
            return Step(_GAP, (period,))
        ends = period
    return Step(_GAP, (first,))


def other_periods(target: Target, period: Period) -> Step:
    """Which period does not fit, and the nearest one that the target is set for."""
    held = windows(target)
    near = min(held, key=lambda one: abs((one.end - period.end).days))
    return Step(_OTHER, (period, near))


def _bare(note: Text) -> Text:
    """A note that becomes the end of a sentence."""
    return Text(note.en.rstrip("."), note.fr.rstrip("."))


_OVERLAP = Text(
    "{} and {} overlap: they share some of the same days",
    "{} et {} se chevauchent : ces périodes ont des jours en commun",
)
_PARTNERS = Text(
    "the totals of {} and {} are made of figures of other partners",
    "les totaux de {} et de {} sont faits des chiffres d'autres partenaires",
)
_BREAK = Text(
    "a break on {} lies between {} and {}: {}", "une rupture, le {}, sépare {} et {} : {}"
)
_MARKED = Text(
    "its publisher marks a break or another definition between {} and {}",
    "la source signale une rupture ou une autre définition entre {} et {}",
)
_ABOVE = Text(
    "the baseline, {}, already lies above {}, and more is better: the target asks for less than "
    "there was",
    "la valeur de départ, {}, est déjà au-dessus de {}, et plus vaut mieux : la cible demande "
    "moins que ce qu'il y avait",
)
_BENEATH = Text(
    "the baseline, {}, already lies below {}, and less is better: the target asks for more than "
    "there was",
    "la valeur de départ, {}, est déjà au-dessous de {}, et moins vaut mieux : la cible demande "
    "plus que ce qu'il y avait",
)
_INEXACT = Text(
    "the baseline, {}, is not stated exactly",
    "la valeur de départ, {}, n'est pas donnée exactement",
)
_BEFORE = Text(
    "the newest value, of {}, is older than the baseline, of {}",
    "la valeur la plus récente, de {}, précède la valeur de départ, de {}",
)
_NONE = Text(
    "no number is held for {}, the period of the baseline",
    "il n'y a aucun nombre pour {}, la période de départ",
)
_SERIES = Text(
    "the baseline, of {}, is of the series {}, and what is judged is of the series {}",
    "la valeur de départ, de {}, est de la série {}, et la valeur jugée est de la série {}",
)
_PLACE = Text(
    "the baseline, of {}, is of the place {}, and what is judged is of the place {}",
    "la valeur de départ, de {}, est du lieu {}, et la valeur jugée est du lieu {}",
)
_HIDDEN = Text(
    "a value is hidden to protect people", "une valeur est masquée pour protéger les personnes"
)
_BASE_HIDDEN = Text(
    "the baseline is hidden to protect people",
    "la valeur de départ est masquée pour protéger les personnes",
)
_IN_WORDS = Text(
    "the value of {} is published in words only", "la valeur de {} est publiée en mots seulement"
)
_NOTHING_OF = Text("nothing is published for {}", "rien n'est publié pour {}")
_NOTHING = Text("nothing is published", "rien n'est publié")
_WITHDRAWN = Text(
    "the value is withdrawn by its owner", "la valeur est retirée par son propriétaire"
)
_GAP = Text(
    "the sum has no value for {}: what is missing could change the word",
    "la somme n'a aucune valeur pour {} : ce qui manque pourrait changer le mot",
)
_OTHER = Text(
    "{} is not a period for which the target is set; the nearest is {}",
    "{} n'est pas une période pour laquelle la cible est fixée; la plus proche est {}",
)
