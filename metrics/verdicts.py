"""What can be said of progress: the words, the reasons, and the assessment that holds them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from metrics.languages import Text
from metrics.reasoning import Reasoning
from metrics.targets import Target


class Progress(StrEnum):
    MET = "met"
    ON_TRACK = "on_track"
    WATCH = "watch"
    OFF_TRACK = "off_track"
    NOT_YET_DUE = "not_yet_due"
    LATE = "late"
    NOT_ASSESSED = "not_assessed"
    NOT_COMPARABLE = "not_comparable"


class Reason(StrEnum):
    """Why a progress word was given, where the word alone does not say it."""

    NO_TARGET = "no_target"
    NO_DIRECTION = "no_direction"
    NOTHING_PUBLISHED = "nothing_published"
    WITHDRAWN = "withdrawn"  # by the organization to which the figure belongs
    NO_RECORD = "no_record"  # no series stands for the whole, related figures are held
    HIDDEN = "hidden"
    HIDDEN_BASELINE = "hidden_baseline"  # the value judged may stand open beside it
    IN_WORDS = "in_words"
    UNPROVEN = "unproven"  # a bound or an approximate value that allows more than one word
    COVERAGE = "coverage"  # a total of which partners are missing allows more than one word
    NO_TOTAL = "no_total"  # what partners report is not added
    NO_BASELINE = "no_baseline"
    ONLY_BASELINE = "only_baseline"
    BEFORE_BASELINE = "before_baseline"
    WRONG_SIDE = "wrong_side"
    NO_RATE = "no_rate"
    GAP = "gap"
    OTHER_PERIODS = "other_periods"
    MADE_OF_SHORTER = "made_of_shorter"  # progress is judged by the periods that it is made of
    BREAK = "break"
    OVERLAP = "overlap"
    OTHER_PARTNERS = "other_partners"  # totals of figures of other organizations
    OTHER_SERIES = "other_series"
    MISSED = "missed"
    PAST = "past"


HIDING = (Reason.HIDDEN, Reason.HIDDEN_BASELINE)  # of these nothing is reckoned in sight


class Trend(StrEnum):
    """The words of the compound-growth rule itself; none of them is a progress word."""

    TARGET_ACHIEVED = "target_achieved"
    SUBSTANTIAL = "substantial_progress"
    MODERATE = "moderate_progress"
    LIMITED = "limited_progress"
    DETERIORATION = "deterioration"


# With the words here, a rule can name its own result.
PROGRESS = {
    Progress.MET: Text("met", "atteint"),
    Progress.ON_TRACK: Text("on track", "en bonne voie"),
    Progress.WATCH: Text("watch", "à surveiller"),
    Progress.OFF_TRACK: Text("off track", "hors trajectoire"),
    Progress.NOT_YET_DUE: Text("not yet due", "pas encore attendu"),
    Progress.LATE: Text("late", "en retard"),
    Progress.NOT_ASSESSED: Text("not assessed", "non évalué"),
    Progress.NOT_COMPARABLE: Text("not comparable", "non comparable"),
}
TRENDS = {
    Trend.TARGET_ACHIEVED: Text("target achieved", "cible atteinte"),
    Trend.SUBSTANTIAL: Text("substantial progress", "progrès important"),
    Trend.MODERATE: Text(
        "progress made but acceleration needed", "progrès réalisé, mais accélération nécessaire"
    ),
    Trend.LIMITED: Text("limited progress", "progrès limité"),
    Trend.DETERIORATION: Text("deterioration", "détérioration"),
}
REASONS = {
    Reason.NO_TARGET: Text("no target", "aucune cible"),
    Reason.NO_DIRECTION: Text("no direction by design", "sans direction, à dessein"),
    Reason.NOTHING_PUBLISHED: Text("nothing published", "rien de publié"),
    Reason.WITHDRAWN: Text("withdrawn by its owner", "retiré par son propriétaire"),
    Reason.NO_RECORD: Text(
        "no series stands for the whole indicator", "aucune série ne vaut pour tout l'indicateur"
    ),
    Reason.HIDDEN: Text("hidden to protect people", "masqué pour protéger les personnes"),
    Reason.HIDDEN_BASELINE: Text(
        "the baseline is hidden to protect people",
        "la valeur de départ est masquée pour protéger les personnes",
    ),
    Reason.IN_WORDS: Text("published in words only", "publié en mots seulement"),
    Reason.UNPROVEN: Text(
        "the value is not stated exactly", "la valeur n'est pas donnée exactement"
    ),
    Reason.COVERAGE: Text(
        "not every partner has reported", "tous les partenaires n'ont pas fait rapport"
    ),
    Reason.NO_TOTAL: Text(
        "what partners report makes no total",
        "ce que les partenaires déclarent ne forme pas un total",
    ),
    Reason.NO_BASELINE: Text("no baseline to measure from", "aucune valeur de départ"),
    Reason.ONLY_BASELINE: Text(
        "nothing published since the baseline", "rien de publié depuis la valeur de départ"
    ),
    Reason.BEFORE_BASELINE: Text(
        "the newest value is older than the baseline",
        "la valeur la plus récente précède la valeur de départ",
    ),
    Reason.WRONG_SIDE: Text(
        "the target lies on the wrong side of the baseline",
        "la cible est du mauvais côté de la valeur de départ",
    ),
    Reason.NO_RATE: Text(
        "growth from zero or across it has no rate", "une croissance depuis zéro n'a pas de taux"
    ),
    Reason.GAP: Text("a period of the sum is missing", "une période de la somme manque"),
    Reason.OTHER_PERIODS: Text(
        "the target is set for other periods", "la cible est fixée pour d'autres périodes"
    ),
    Reason.MADE_OF_SHORTER: Text(
        "progress is judged by shorter periods", "le progrès est évalué par périodes plus courtes"
    ),
    Reason.BREAK: Text("a break lies between the values", "une rupture sépare les valeurs"),
    Reason.OVERLAP: Text("the periods overlap", "les périodes se chevauchent"),
    Reason.OTHER_PARTNERS: Text(
        "the totals are of other partners", "les totaux sont d'autres partenaires"
    ),
    Reason.OTHER_SERIES: Text(
        "the baseline is of another series", "la valeur de départ est d'une autre série"
    ),
    Reason.MISSED: Text("not reached by its date", "non atteint à la date prévue"),
    Reason.PAST: Text("beyond the target", "au-delà de la cible"),
}


class Verdict(NamedTuple):
    """A progress word with its reason, and the rule's own word where it has one."""

    progress: Progress
    reason: Reason | None = None
    trend: Trend | None = None


@dataclass(frozen=True)
class Assessment:
    """A verdict, the target that was in force, what was due, and how that was reckoned.

    `expected` is in the unit of the indicator: what the trajectory asked of the value judged, at
    the end of the day `expected_on`. `total` is the sum that a cumulative target judges, where it
    is known exactly.
    """

    progress: Progress
    reason: Reason | None = None
    trend: Trend | None = None
    target: Target | None = None
    expected: Decimal | None = None
    expected_on: date | None = None
    reasoning: Reasoning | None = None
    total: Decimal | None = None
