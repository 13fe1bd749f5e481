"""What a signal is: a word for the newest value of a line, with all that it rests on."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.reasoning import Plain, Reasoning, Step
from metrics.signals.process_behaviour import DetectionRule


class SignalWord(StrEnum):
    WITHIN = "within_the_usual_range"
    HIGHER = "higher_than_chance_would_explain"
    LOWER = "lower_than_chance_would_explain"
    LAST_CHANGE_USUAL = "last_change_usual"  # of a line that has changed over time
    TOO_FEW = "too_few_points_to_say"
    NOT_APPLICABLE = "not_applicable"


class Method(StrEnum):
    XMR = "xmr"
    POISSON = "poisson"
    NONE = "none"  # nothing was judged


AGAINST = Text(
    "{}: {}, against the mean of the {} values used (first: {}, last: {})",
    "{} : {}, par rapport à la moyenne des {} valeurs retenues (première : {}, dernière : {})",
)
CHANGED = Text(
    "{}: {} (the last settled value before it: {}, {})",
    "{} : {} (la dernière non provisoire avant elle : {}, {})",
)
WORDS = {
    SignalWord.WITHIN: Text("within the usual range", "dans la fourchette habituelle"),
    SignalWord.HIGHER: Text(
        "higher than chance would explain", "plus haut que ce que le hasard expliquerait"
    ),
    SignalWord.LOWER: Text(
        "lower than chance would explain", "plus bas que ce que le hasard expliquerait"
    ),
    SignalWord.LAST_CHANGE_USUAL: Text(
        "changed over time by more than chance would explain; the last change is usual",
        "a changé au fil du temps plus que le hasard ne l'expliquerait; la dernière variation "
        "est habituelle",
    ),
    SignalWord.TOO_FEW: Text("too few points to say", "trop peu de points pour se prononcer"),
    SignalWord.NOT_APPLICABLE: Text("not applicable", "sans objet"),
}


# Of a line that has changed over time: of the change from the last value used, not of the mean.
OF_CHANGE = {
    SignalWord.HIGHER: Text(
        "rose from the last settled value by more than chance would explain",
        "a augmenté depuis la dernière valeur non provisoire plus que le hasard ne l'expliquerait",
    ),
    SignalWord.LOWER: Text(
        "fell from the last settled value by more than chance would explain",
        "a diminué depuis la dernière valeur non provisoire plus que le hasard ne l'expliquerait",
    ),
}
# Where only a run of values fires, and the newest alone lies within the limits.
OF_RUN = {
    SignalWord.HIGHER: Text(
        "the last values together are higher than chance would explain; this one alone is usual",
        "les dernières valeurs ensemble sont plus hautes que ce que le hasard expliquerait; "
        "celle-ci, seule, est habituelle",
    ),
    SignalWord.LOWER: Text(
        "the last values together are lower than chance would explain; this one alone is usual",
        "les dernières valeurs ensemble sont plus basses que ce que le hasard expliquerait; "
        "celle-ci, seule, est habituelle",
    ),
}


class Fired(NamedTuple):
    """A detection rule that fires at a point, and whether upward or downward."""

    rule: DetectionRule
    point: HeldObservation
    word: SignalWord


@dataclass(frozen=True)
class Signal:
    """The word for the newest value; `low` to `high` is the usual range, both ends within it.

    `points` counts the values that were used, the newest included. The range is stated as it was
    judged: what is printed as a limit is the limit. `fired` has every rule at every point at
    which it fires, oldest first; a value within the range may still end a run. Not `steady`: the
    earlier values themselves changed by more than chance would explain, so that the word, and the
    range around the value before, tell of the change from that value alone.
    """

    word: SignalWord
    method: Method
    newest: HeldObservation | None
    points: int
    reasoning: Reasoning
    centre: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    fired: tuple[Fired, ...] = ()
    steady: bool = True

    @property
    def words(self) -> Text:
        """What the word is said of: the value, its change, or a run that it ends."""
        if not self.steady:
            return OF_CHANGE.get(self.word, WORDS[self.word])
        return (OF_RUN if self._within_limits else WORDS).get(self.word, WORDS[self.word])

    @property
    def _within_limits(self) -> bool:
        value = self.newest.observation.value if self.newest else None
        if value is None or self.low is None or self.high is None:
            return False
        return self.low <= value <= self.high

    @property
    def sentence(self) -> Step:
        """The word with the value that it is about, and what that was compared with."""
        if self.newest is None:
            return Step(self.words)
        if self.method is Method.NONE:
            return Step(Text("{}: {}", "{} : {}"), (self.newest, self.words))
        if not self.steady:
            before = self.reasoning.inputs[-2]
            return Step(CHANGED, (self.newest, self.words, before, before.observation.period))
        first, *_, last, _ = (one.observation.period for one in self.reasoning.inputs)
        used = Plain(Decimal(self.points - 1))
        return Step(AGAINST, (self.newest, self.words, used, first, last))

    @property
    def caveats(self) -> tuple[Text, ...]:
        return self.reasoning.caveats
