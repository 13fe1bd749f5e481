"""What is said of a signal, English and French: why not judged, each step, and what to mind."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal

from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.periods import Period
from metrics.reasoning import Chance, Change, Lower, Plain, Share, Step, places_that_do
from metrics.signals.process_behaviour import (
    LIMIT_FACTOR,
    RANGE_FACTOR,
    Chart,
    DetectionRule,
    outward,
)
from metrics.signals.runs import Run, amounts

NO_VALUES = Text("There is no value to judge.", "Il n'y a aucune valeur à évaluer.")
A_LEVEL = Text(
    "A place on a scale or a milestone is not a number that chance moves.",
    "Un rang sur une échelle ou un jalon n'est pas un nombre que le hasard fait varier.",
)
RUNNING_TOTAL = Text(
    "A running total only rises: its height is not judged.",
    "Un total cumulé ne fait qu'augmenter : sa hauteur n'est pas évaluée.",
)
NO_PLAIN_NUMBER = Text(
    "The newest value is not one number that may be compared: it is missing, hidden, a bound, in "
    "words, of low reliability or of another definition.",
    "La valeur la plus récente n'est pas un nombre comparable : elle est absente, masquée, "
    "une borne, en mots, peu fiable ou d'une autre définition.",
)
FEW = Text(
    "Fewer than five comparable values cannot show what is usual.",
    "Moins de cinq valeurs comparables ne montrent pas ce qui est habituel.",
)
NOT_COUNTED = Text(
    "A figure that does not count separate events needs twelve comparable values to show what "
    "is usual.",
    "Un chiffre qui ne dénombre pas des événements distincts demande douze valeurs comparables "
    "pour montrer ce qui est habituel.",
)
FLAT = Text(
    "The earlier values do not vary: how far chance moves them cannot be seen.",
    "Les valeurs antérieures ne varient pas : on ne voit pas ce que le hasard y change.",
)
CLUSTERED = Text(
    "The earlier counts vary more than separate events would, and fewer than twelve values "
    "cannot show how much of that is usual.",
    "Les dénombrements antérieurs varient plus que ne le feraient des événements distincts, et "
    "moins de douze valeurs ne montrent pas quelle part en est habituelle.",
)

# Caveats
PROVISIONAL = Text(
    "The newest value is provisional: it may be revised, and this word with it.",
    "La valeur la plus récente est provisoire : elle peut être révisée, et ce constat avec elle.",
)
UNSETTLED = Text(
    "Earlier provisional values are not used for the usual range.",
    "Les valeurs antérieures provisoires ne servent pas à établir la fourchette habituelle.",
)
EVENTS_CLUSTER = Text(
    "The test takes events to happen one by one. Cases cluster, as when one investigation brings "
    "several, and then chance alone reaches further than the range says.",
    "Le test suppose que les événements surviennent un à un. Or les dossiers se regroupent, comme "
    "lorsqu'une enquête en apporte plusieurs, et le hasard seul va alors plus loin que la "
    "fourchette ne le dit.",
)
ONLY_JUST = Text(
    "The newest value is only just beyond the usual range: read it with care.",
    "La valeur la plus récente dépasse à peine la fourchette habituelle : à lire avec prudence.",
)
UNSTEADY = Text(
    "Earlier values already changed by more than chance would explain: their mean describes none "
    "of them, and the newest value is judged by its change from the last settled one alone.",
    "Des valeurs antérieures ont déjà changé plus que le hasard ne l'expliquerait : leur "
    "moyenne n'en décrit aucune, et la valeur la plus récente n'est jugée que par sa variation "
    "depuis la dernière valeur non provisoire.",
)
BY_CHANGE = Text(
    "Earlier values were not steady, so only the change is judged. {}: {}",
    "Les valeurs antérieures n'étaient pas stables, donc seule la variation est jugée. {} : {}",
)
SHORT_CHART = Text(
    "The limits rest on few values: of a hundred newest values that chance alone made, about "
    "three would be called higher or lower.",
    "Les limites reposent sur peu de valeurs : sur cent valeurs récentes dues au seul hasard, "
    "environ trois seraient dites plus hautes ou plus basses.",
)

RULES = {
    DetectionRule.BEYOND_A_LIMIT: Text(
        "One value beyond a limit: {}", "Une valeur au-delà d'une limite : {}"
    ),
    DetectionRule.EIGHT_ON_ONE_SIDE: Text(
        "Eight values in a row on one side of the mean, the last of them {}",
        "Huit valeurs de suite du même côté de la moyenne, dont la dernière est {}",
    ),
    DetectionRule.TWO_OF_THREE: Text(
        "Two of three values more than two standard deviations from the mean on one side, the last "
        "of them {}",
        "Deux valeurs sur trois à plus de deux écarts types de la moyenne, du même côté, dont la "
        "dernière est {}",
    ),
    DetectionRule.FOUR_OF_FIVE: Text(
        "Four of five values more than one standard deviation from the mean on one side, the last "
        "of them {}",
        "Quatre valeurs sur cinq à plus d'un écart type de la moyenne, du même côté, dont la "
        "dernière est {}",
    ),
}
NO_RULE = Text(
    "None of the four rules fires at the newest value, which is {}.",
    "Aucune des quatre règles ne se déclenche à la valeur la plus récente, soit {}.",
)
THE_MEAN = Text(
    "Mean of the {} values used before the newest (first: {}, last: {}): {}",
    "Moyenne des {} valeurs retenues avant la plus récente (première : {}, dernière : {}) : {}",
)
THE_RANGE = Text(
    "Mean moving range, the mean change from one of them to the next: {}",
    "Étendue mobile moyenne, la variation moyenne de l'une à la suivante : {}",
)
HIGHER_END = Text(
    "Upper limit: {} + {} × {}, rounded outward: {}",
    "Limite supérieure : {} + {} × {}, arrondie vers l'extérieur : {}",
)
LOWER_END = Text(
    "Lower limit: {} − {} × {}, rounded outward: {}",
    "Limite inférieure : {} − {} × {}, arrondie vers l'extérieur : {}",
)
HIGHER_END_CUT = Text(
    "Upper limit: {} + {} × {} is beyond what this figure can be, and is cut there: {}",
    "Limite supérieure : {} + {} × {} dépasse ce que ce chiffre peut être, et est ramenée à : {}",
)
LOWER_END_CUT = Text(
    "Lower limit: {} − {} × {} is below what this figure can be, and is cut there: {}",
    "Limite inférieure : {} − {} × {} est sous ce que ce chiffre peut être, et est ramenée à : {}",
)
LEFT_OUT = Text(
    "Left out of what is usual, as still provisional: ",
    "Exclues de ce qui est habituel, car encore provisoires : ",
)


def the_run(run: Run) -> tuple[Step, ...]:
    """Which values may be judged together, and by name those on which nothing rests."""
    words = Text(
        "Comparable values in a row: {} (first: {}, last: {})",
        "Valeurs comparables à la suite : {} (première : {}, dernière : {})",
    )
    told = Step(words, (Plain(Decimal(len(run.values))), *_ends(run.values)))
    return (told, left_out(run.left_out, LEFT_OUT)) if run.left_out else (told,)


def left_out(values: Sequence[HeldObservation], why: Text) -> Step:
    """The periods whose values are not used, one by one."""
    names = ", ".join(["{}"] * len(values))
    words = Text(f"{why.en}{names}", f"{why.fr}{names}")
    return Step(words, tuple(one.observation.period for one in values))


def of_a_chart(drawn: Chart, settled: Sequence[HeldObservation], places: int) -> tuple[Step, ...]:
    """Mean, mean moving range and both limits of a chart with rounded limits."""
    finer = _finer(drawn, places)
    mean, spread = rounded(drawn.mean, finer), Change(rounded(drawn.mean_range, finer))
    reach = LIMIT_FACTOR * drawn.mean_range
    low, high = drawn.mean - reach < drawn.low, drawn.mean + reach > drawn.high
    numbers = mean, Plain(LIMIT_FACTOR), spread
    return (
        Step(THE_MEAN, (Plain(Decimal(len(settled))), *_ends(settled), mean)),
        Step(THE_RANGE, (spread,)),
        Step(HIGHER_END_CUT if high else HIGHER_END, (*numbers, drawn.high)),
        Step(LOWER_END_CUT if low else LOWER_END, (*numbers, drawn.low)),
    )


def _finer(drawn: Chart, places: int) -> int:
    """The decimals of mean and mean moving range from which the printed limits can be redone."""

    def limits(mean: Decimal, spread: Decimal) -> tuple[Decimal, ...]:
        reach = LIMIT_FACTOR * spread
        moved = drawn._replace(mean_range=spread)
        return *outward(mean - reach, mean + reach, places), usual_change(moved, places)

    exact = limits(drawn.mean, drawn.mean_range)
    return places_that_do(
        lambda one: limits(rounded(drawn.mean, one), rounded(drawn.mean_range, one)) == exact,
        places + 1,
    )


def _ends(values: Sequence[HeldObservation]) -> tuple[Period, Period]:
    return values[0].observation.period, values[-1].observation.period


def of_the_change(
    before: HeldObservation, newest: HeldObservation, drawn: Chart, places: int
) -> Step:
    """The newest change beside the upper limit of the moving ranges, and since which value."""
    words = Text(
        "Change since {} ({}), the last value before it that is not provisional: {}. Changes up to "
        "{} × {}, rounded outward, are usual: {}",
        "Variation depuis {} ({}), la dernière valeur non provisoire avant elle : {}. Une "
        "variation allant jusqu'à {} × {}, arrondie vers l'extérieur, est habituelle : {}",
    )
    first, last = amounts([before, newest])
    spread = rounded(drawn.mean_range, _finer(drawn, places))
    usual = Change(spread), Change(usual_change(drawn, places))
    when = before.observation.period
    return Step(words, (when, before, Change(last - first), Plain(RANGE_FACTOR), *usual))


def usual_change(drawn: Chart, places: int) -> Decimal:
    """How far a value usually lies at most from the one before it, rounded outward."""
    return drawn.range_limit.quantize(Decimal(1).scaleb(-places), ROUND_CEILING)


def of_a_pace(earlier: int, earlier_days: int, days: int, expected: Decimal) -> Step:
    words = Text(
        "Earlier counts together: {} in {} days. At that pace, {} in the {} days of the newest.",
        "Dénombrements antérieurs réunis : {} en {} jours. À ce rythme, {} dans les {} jours du "
        "plus récent.",
    )
    total, long, short = Decimal(earlier), Plain(Decimal(earlier_days)), Plain(Decimal(days))
    return Step(words, (total, long, expected, short))


def of_dispersion(ratio: float, chance: float) -> Step:
    words = Text(
        "Variance of the earlier counts over their mean: {}. Separate events alone reach this or "
        "more in {} of such series; below {} the test is not made.",
        "Variance des dénombrements antérieurs sur leur moyenne : {}. Des événements distincts "
        "atteignent ce rapport ou plus dans {} de telles séries; sous {}, le test n'est "
        "pas fait.",
    )
    over = Plain(rounded(Decimal(ratio), 2))
    return Step(words, (over, Chance(Decimal(chance)), Share(Decimal("0.25"))))


def of_a_test(low: int, high: int, chance: float) -> Step:
    words = Text(
        "Exact ratio test, two-sided, at {}: counts from {} to {} are usual. Chance alone brings a "
        "count as far out as the newest {} of the time.",
        "Test exact du rapport, bilatéral, au seuil de {} : les dénombrements de {} à {} sont "
        "habituels. Le hasard seul amène un dénombrement aussi éloigné que le plus récent {} du "
        "temps.",
    )
    usual = Share(Decimal("0.01")), Lower(Decimal(low)), Decimal(high)
    return Step(words, (*usual, Chance(Decimal(chance))))


def of_an_interval(newest: HeldObservation, low: Decimal, high: Decimal) -> Step:
    words = Text(
        "What {} may stand for, if events happen one by one: {} to {} (exact {} interval)",
        "Ce que {} peut représenter, si les événements surviennent un à un : de {} à {} "
        "(intervalle exact à {})",
    )
    return Step(words, (newest, Lower(low), high, Share(Decimal("0.99"))))


def by_chance(judged: int, expected: Decimal) -> Text:
    """The sentence for a page that judges several newest values at once."""
    number = int(expected.to_integral_value(ROUND_HALF_EVEN))
    if number < 1:
        en = "value" if judged == 1 else "values"
        fr = "valeur confrontée" if judged == 1 else "valeurs confrontées"
        return Text(
            f"Of {judged} {en} compared by chance, fewer than one would be called higher or "
            "lower by chance alone.",
            f"Sur {judged} {fr} au hasard, moins d'une serait dite plus haute ou plus "
            "basse par le seul hasard.",
        )
    french = "serait dite plus haute" if number == 1 else "seraient dites plus hautes"
    return Text(
        f"Of {judged} values compared by chance, about {number} would be called higher or lower by "
        "chance alone.",
        f"Sur {judged} valeurs confrontées au hasard, environ {number} {french} ou plus "
        f"{'basse' if number == 1 else 'basses'} par le seul hasard.",
    )


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
