"""What is said of an outlook, English and French: needs, forecasts, and what to mind."""

from decimal import Decimal

from metrics.languages import Text
from metrics.outlook.straight_lines import Line
from metrics.periods import Period
from metrics.reasoning import Plain, Share, Step
from metrics.signals.words import rounded

TO_ADD = Text(
    "Needed to meet the target: {} in each period, rounded so that it suffices; {} in all. "
    "Periods left: {}",
    "Nécessaire pour atteindre la cible\u00a0: {} par période, arrondi pour suffire; {} en tout. "
    "Périodes restantes\u00a0: {}",
)
TO_CHANGE = Text(
    "Change needed to meet the target: {} from each period to the next, rounded so that "
    "it suffices; {} in all. "
    "Periods left: {}",
    "Variation nécessaire pour atteindre la cible\u00a0: {} d'une période à l'autre, arrondie pour "
    "suffire; {} en tout. Périodes restantes\u00a0: {}",
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
    "Provisional values are left out: they may still be revised.",
    "Les valeurs provisoires sont exclues : elles peuvent encore être révisées.",
)
FAR = Text(
    "The forecast reaches further ahead than the values reach back.",
    "La prévision va plus loin dans l'avenir que les valeurs dans le passé.",
)
BELOW_ZERO = Text(
    "The line runs below zero, where this figure cannot be: it does not hold that far.",
    "La droite passe sous zéro, où ce chiffre ne peut être : elle ne vaut pas si loin.",
)


def arithmetic(
    line: Line, x: Decimal, until: Period, level: Decimal, places: int
) -> tuple[Step, ...]:
    finer = places + 1
    t, error = rounded(line.quantile(level), 3), rounded(line.error(x), finer)
    return (
        Step(
            Text(
                "Least squares through {} values: {} in the first period and {} more in each",
                "Moindres carrés sur {} valeurs : {} à la première période et {} de plus à chacune",
            ),
            (
                Plain(Decimal(line.points)),
                rounded(line.intercept, finer),
                rounded(line.slope, finer),
            ),
        ),
        Step(
            Text(
                "Scatter of the values about the line (residual standard deviation): {}",
                "Dispersion des valeurs autour de la droite (écart type résiduel) : {}",
            ),
            (rounded(line.scatter, finer),),
        ),
        Step(
            Text(
                "On the line for {}, {} periods after the first: {}",
                "Sur la droite pour {}, {} périodes après la première : {}",
            ),
            (until, Plain(x), rounded(line.at(x), finer)),
        ),
        Step(
            Text(
                "Either side of it: Student's t for {}, {} × standard error of one new value, {}",
                "De part et d'autre : t de Student à {}, {} × erreur type d'une nouvelle "
                "valeur, {}",
            ),
            (Share(level), Plain(t), error),
        ),
    )
