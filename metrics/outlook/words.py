"""What is said of an outlook, English and French: needs, forecasts, and what to mind."""

from decimal import Decimal

from metrics.languages import Text
from metrics.outlook.straight_lines import Line
from metrics.periods import Period
from metrics.reasoning import Change, Plain, Share, Step, places_that_do
from metrics.signals.process_behaviour import decimals_of, outward
from metrics.signals.words import rounded

TO_ADD = Text(
    "Needed to meet the target: {} in each period{}; {} in all. Periods left: {}",
    "Nécessaire pour atteindre la cible : {} par période{}; {} en tout. Périodes restantes : {}",
)
TO_RISE = Text(
    "Needed to meet the target: on average, a rise of {} from each period to the next{}; {} in "
    "all. Periods left: {}",
    "Nécessaire pour atteindre la cible : en moyenne, une hausse de {} d'une période à l'autre{}; "
    "{} en tout. Périodes restantes : {}",
)
TO_FALL = Text(
    "Needed to meet the target: on average, a fall of {} from each period to the next{}; {} in "
    "all. Periods left: {}",
    "Nécessaire pour atteindre la cible : en moyenne, une baisse de {} d'une période à l'autre{}; "
    "{} en tout. Périodes restantes : {}",
)
UNROUNDED = Text("", "")
TO_A_WHOLE = Text(
    ", rounded up to a whole number so that it suffices",
    ", en arrondissant à l'entier supérieur pour que cela suffise",
)
SUFFICES = Text(", rounded so that it suffices", ", en arrondissant de façon que cela suffise")
NEAREST = Text(", rounded to the nearest", ", en arrondissant au plus près")
EACH_ITS_OWN = Text(
    "Each period is judged by itself: none can make up for another, so nothing is reckoned per "
    "period left.",
    "Chaque période est jugée pour elle-même : aucune n'en compense une autre, donc rien n'est "
    "calculé par période restante.",
)
A_RANGE = Text(
    "The target is a range, which is kept and not worked up to: nothing is reckoned per period "
    "left.",
    "La cible est une fourchette, où l'on se maintient : rien n'est calculé par période restante.",
)
DIVIDED = Text("{} ÷ {} = {}", "{} ÷ {} = {}")

TOO_FEW = Text(
    "Fewer than five comparable values draw no line.",
    "Moins de cinq valeurs comparables ne tracent pas de droite.",
)
NO_PACE = Text(
    "A place on a scale or a milestone has no pace.",
    "Un rang sur une échelle ou un jalon n'a pas de rythme.",
)
NO_NUMBER = Text(
    "The newest value is not one number that may be compared: no line leads on from it.",
    "La valeur la plus récente n'est pas un nombre comparable : aucune droite n'en part.",
)
NO_SCATTER = Text(
    "The values lie on one line without any scatter: how far chance moves them cannot be seen.",
    "Les valeurs sont sur une droite, sans aucun écart : on ne voit pas ce que le hasard y change.",
)
AT_THIS_PACE = Text(
    "At this pace, between {} and {} for {} ({} prediction interval, straight line through {} "
    "values): a forecast, not a figure.",
    "À ce rythme, entre {} et {} pour la période {} (intervalle de prévision à {}, droite ajustée "
    "à {} valeurs) : une prévision, non un chiffre constaté.",
)
SAME_COURSE = Text(
    "The interval holds only if nothing changes the course of the line and each value scatters "
    "about it on its own.",
    "L'intervalle ne vaut que si rien n'infléchit la droite et si chaque valeur s'en écarte "
    "indépendamment des autres.",
)
LEFT_OUT = Text(
    "Left out of the line, as still provisional: ",
    "Exclues de la droite, car encore provisoires : ",
)
FAR = Text(
    "The forecast reaches further ahead than the values reach back.",
    "La prévision va plus loin dans l'avenir que les valeurs dans le passé.",
)
CUT = Text(
    "The interval is cut where this figure can go no further.",
    "L'intervalle est coupé là où ce chiffre ne peut aller plus loin.",
)
BELOW_ZERO = Text(
    "A straight line leads below zero by then, where this figure cannot be: no interval can be "
    "given.",
    "Une droite passe d'ici là sous zéro, où ce chiffre ne peut être : aucun intervalle ne peut "
    "être donné.",
)
ABOVE_THE_WHOLE = Text(
    "A straight line leads above 100% by then, where this figure cannot be: no interval can be "
    "given.",
    "Une droite passe d'ici là au-dessus de 100 %, où ce chiffre ne peut être : aucun "
    "intervalle ne peut être donné.",
)
A_SUM = Text(
    "The target is of the sum of all periods, and a line through single periods does not lead to "
    "it: no forecast is made.",
    "La cible porte sur la somme de toutes les périodes, et une droite tracée à travers des "
    "périodes isolées n'y mène pas : aucune prévision n'est faite.",
)
SEASONAL = Text(
    "The target allows for seasons, and a straight line through them would not: no forecast is "
    "made.",
    "La cible tient compte des saisons, ce que ne ferait pas une droite : aucune prévision n'est "
    "faite.",
)


RISING = Text(
    "Least squares through {} values: {} in the first period and {} more in each",
    "Moindres carrés sur {} valeurs : {} à la première période et {} de plus à chacune",
)
FALLING = Text(
    "Least squares through {} values: {} in the first period and {} less in each",
    "Moindres carrés sur {} valeurs : {} à la première période et {} de moins à chacune",
)
SCATTER = Text(
    "Scatter of the values about the line (residual standard deviation): {}",
    "Dispersion des valeurs autour de la droite (écart type résiduel) : {}",
)
ON_THE_LINE = Text(
    "On the line for {}, {} periods after the first: {}",
    "Sur la droite pour {}, {} périodes après la première : {}",
)
EITHER_SIDE = Text(
    "Either side of it: Student's t for {}, {} × standard error of one new value, {}",
    "De part et d'autre : t de Student à {}, {} × erreur type d'une nouvelle valeur, {}",
)


def arithmetic(
    line: Line, x: Decimal, until: Period, level: Decimal, places: int
) -> tuple[Step, ...]:
    """How the line was fitted, and how the interval about it was reckoned.

    Each number has the decimals from which what follows can be redone.
    """
    middle, t, error = _either_side(line, x, level, places)
    scatter = Change(rounded(line.scatter, places + 1))
    return (
        _fitted(line, x, middle),
        Step(SCATTER, (scatter,)),
        Step(ON_THE_LINE, (until, Plain(x), middle)),
        Step(EITHER_SIDE, (Share(level), Plain(t), Change(error))),
    )


def _either_side(
    line: Line, x: Decimal, level: Decimal, places: int
) -> tuple[Decimal, Decimal, Decimal]:
    """The middle of the interval, Student's t, and the standard error of one new value."""

    def numbers(finer: int) -> tuple[Decimal, Decimal, Decimal]:
        t = rounded(line.quantile(level), finer - places + 2)
        return rounded(line.at(x), finer), t, rounded(line.error(x), finer)

    def ends(middle: Decimal, t: Decimal, error: Decimal) -> tuple[Decimal, Decimal]:
        return outward(middle - t * error, middle + t * error, places)

    exact = outward(*line.interval(x, level), places)
    return numbers(places_that_do(lambda one: ends(*numbers(one)) == exact, places + 1))


def _fitted(line: Line, x: Decimal, middle: Decimal) -> Step:
    """Where the line begins and how it goes on: by so much more, or less, in each period."""
    known = decimals_of([middle])

    def redone(finer: int) -> bool:
        at = rounded(line.intercept, finer) + x * rounded(line.slope, finer)
        return rounded(at, known) == middle

    finer = places_that_do(redone, known)
    slope = rounded(line.slope, finer)
    start = Plain(Decimal(line.points)), rounded(line.intercept, finer)
    return Step(FALLING if slope < 0 else RISING, (*start, Change(abs(slope))))
