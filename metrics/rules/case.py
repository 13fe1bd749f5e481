"""One case to judge: an indicator's target in force, its line of record, and the day of asking."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from metrics.comparability import comparable, of_other_partners
from metrics.definitions import Break, Direction, Indicator
from metrics.languages import Text
from metrics.observations import HeldObservation, ObservationStatus, Qualifier
from metrics.reasoning import Reasoning, Step
from metrics.rules import refusals
from metrics.rules.because import Told, because, late, result
from metrics.rules.bounds import absence
from metrics.rules.steps import target_step as target_step
from metrics.targets import GROWTH, ProgressRule, Target
from metrics.trajectories import Way, due_on, way_from
from metrics.verdicts import HIDING, Assessment, Progress, Reason, Verdict

BREAK = ObservationStatus.BREAK
SHARED = {Progress.ON_TRACK, Progress.WATCH, Progress.OFF_TRACK}
COMPARED = {Reason.BREAK, Reason.OVERLAP, Reason.OTHER_PARTNERS, Reason.OTHER_SERIES}
CAVEATS = {
    ObservationStatus.PROVISIONAL: Text(
        "A value is provisional: its publisher may still change it.",
        "Une valeur est provisoire : la source peut encore la changer.",
    ),
    ObservationStatus.ESTIMATED: Text(
        "A value is an estimate of its publisher.", "Une valeur est une estimation de la source."
    ),
    ObservationStatus.LOW_RELIABILITY: Text(
        "Its publisher calls a value unreliable.", "La source dit qu'une valeur est peu fiable."
    ),
}
LATER = Text(
    "There are later values: the target is judged by the first that covers its day.",
    "Il y a des valeurs plus récentes : la cible est jugée sur la première qui couvre sa date.",
)
OWN_DEFAULT = Text(
    "Watch from 80% is this product's default; the office may set another share.",
    "« À surveiller » à partir de 80 % est la valeur par défaut de ce produit; le bureau peut en "
    "fixer une autre.",
)
PUBLISHED_RULE = Text(
    "The rule and its thresholds (95%, 60%, 0%; without a target 1.5%, 0.5%, 0% a year) are "
    "Statistics Canada's, published with Open SDG as its progress methodology. It compares the "
    "two ends only and supposes steady growth.",
    "La règle et ses seuils (95 %, 60 %, 0 %; sans cible 1,5 %, 0,5 %, 0 % par an) sont ceux de "
    "Statistique Canada, publiés avec Open SDG comme méthode de mesure du progrès. Elle compare "
    "seulement les deux bouts et suppose une croissance régulière.",
)


class Opened(NamedTuple):
    """The value that is judged, and the baseline that it is measured from, if one is declared."""

    judged: HeldObservation
    start: HeldObservation | None

    @property
    def inputs(self) -> tuple[HeldObservation, ...]:
        return tuple(dict.fromkeys(one for one in (self.start, self.judged) if one))


@dataclass(frozen=True)
class Case:
    """What a rule is given; `values` are those of the line of record, oldest first."""

    indicator: Indicator
    target: Target
    values: tuple[HeldObservation, ...]
    breaks: tuple[Break, ...]
    rule: ProgressRule
    as_of: date

    @property
    def overdue(self) -> bool:
        """The target's day has passed."""
        return self.as_of > self.target.by

    def open(self) -> Opened | Assessment:
        """What a value at the end is judged by, or the assessment that nothing can be judged."""
        judged = self.judged
        if judged is None:
            return self.without(Reason.NOTHING_PUBLISHED)
        start = absence(judged.observation) or self.start(judged)
        return self.refused(judged, start) if isinstance(start, Reason) else Opened(judged, start)

    def refused(self, judged: HeldObservation, reason: Reason) -> Assessment:
        """Why a value cannot be judged; late, whatever else, without a value for the day.

        What its owner has withdrawn is not late: it was there.
        """
        told = (*HIDING, Reason.WITHDRAWN)
        if self.overdue and not covers(judged, self.target) and reason not in told:
            return self.without(Reason.NOTHING_PUBLISHED)
        return self.without(reason, self._refusal(judged, reason))

    def _refusal(self, judged: HeldObservation, reason: Reason) -> Step:
        """The clause that names what a value cannot be measured from."""
        declared, record, base = self.target.baseline, self.indicator.record, self._base
        if reason is Reason.OTHER_SERIES and declared and record:
            return refusals.other_series(declared, record)
        if reason in COMPARED and base:
            return refusals.apart(reason, base, judged, self.breaks)
        return refusals.unbased(reason, self.target, base, judged)

    @property
    def _base(self) -> HeldObservation | None:
        """The value of the period that the target declares as its baseline."""
        base = self.target.baseline
        found = (one for one in self.values if base and one.observation.period == base.period)
        return next(found, None)

    def settle(self, verdict: Verdict, opened: Opened, way: Way | None) -> Verdict:
        """Late where the target's day has passed without a value for it; what one value allows."""
        if verdict.progress is Progress.MET:
            return verdict
        if self.overdue and not covers(opened.judged, self.target):
            return Verdict(Progress.LATE)
        if opened.start == opened.judged and way:
            due = due_on(way, self.as_of) is not None and self.target.trajectory != "step"
            word = Progress.NOT_ASSESSED if due else Progress.NOT_YET_DUE
            return Verdict(word, Reason.ONLY_BASELINE)
        return verdict

    def way(self, start: HeldObservation | None) -> Way | None:
        """The way from the baseline to the nearer end of the target."""
        if start is None or start.observation.value is None:
            return None
        base = start.observation.value
        goal = {1: self.target.amount, -1: self.target.top, 0: base}[self.approach(base)]
        return way_from(self.target, (start.observation.period, base), goal)

    def beside(self, value: Decimal, way: Way | None) -> Verdict | None:
        """The word where a value at the end has reached the target, passed it or missed its day."""
        side = self.target.side(value)
        if side == 0:
            return Verdict(Progress.MET)
        if side == self.approach(way.start if way else None):
            return Verdict(Progress.OFF_TRACK, Reason.PAST)
        covered = self.judged is not None and covers(self.judged, self.target)
        return Verdict(Progress.OFF_TRACK, Reason.MISSED) if self.overdue and covered else None

    @property
    def judged(self) -> HeldObservation | None:
        """The first value that covers the target's day, before that the newest there is."""
        covering = (one for one in self.values if covers(one, self.target))
        return next(covering, self.values[-1] if self.values else None)

    def conclude(
        self,
        verdict: Verdict,
        why: Step | Told,
        steps: tuple[Step, ...] = (),
        inputs: tuple[HeldObservation, ...] = (),
        expected: Decimal | None = None,
    ) -> Assessment:
        """The assessment with its reasoning: rule, version, inputs, steps and caveats.

        The last step always says the word and why: a clause, or what it is told from.
        """
        told = caveats(self.rule, inputs, verdict)
        if inputs and self.values[-1] not in inputs:
            told = (LATER, *told)
        clause = because(verdict, why) if isinstance(why, Told) else why
        led = (*steps, result(verdict, clause))
        reasoning = Reasoning(self.rule.name, self.rule.version, inputs, led, told)
        on = None
        if inputs and expected is not None:
            on = min(inputs[-1].observation.period.end, self.target.by)
        return Assessment(*verdict, self.target, expected, on, reasoning)

    def without(self, reason: Reason, why: Step | None = None) -> Assessment:
        """Nothing can be said, and why; late where a value was due and is not there."""
        told = (target_step(self.target),)
        if self.overdue and reason is Reason.NOTHING_PUBLISHED:
            return self.conclude(Verdict(Progress.LATE), late(self.target), told)
        word = Progress.NOT_COMPARABLE if reason in COMPARED else Progress.NOT_ASSESSED
        found = Verdict(word, reason)
        if reason in HIDING:  # no arithmetic beside what disclosure has hidden
            return self.conclude(found, refusals.absent(reason))
        return self.conclude(found, why or refusals.absent(reason), told)

    def start(self, judged: HeldObservation) -> HeldObservation | Reason | None:
        """The baseline that a value is measured from, or why there is none; None undeclared."""
        base, record = self.target.baseline, self.indicator.record
        if base is None:
            return None
        if record and not {base.series, base.place} <= {None, record.series, record.place}:
            return Reason.OTHER_SERIES
        if self._base is None:
            before = judged.observation.period.end < base.period.start
            return Reason.BEFORE_BASELINE if before else Reason.NO_BASELINE
        return self._usable(self._base, judged)

    def _usable(self, base: HeldObservation, judged: HeldObservation) -> HeldObservation | Reason:
        one = base.observation
        if reason := absence(one):
            hidden = reason is Reason.HIDDEN
            return Reason.HIDDEN_BASELINE if hidden else Reason.NO_BASELINE
        if one.qualifier is not Qualifier.EXACT:
            return Reason.UNPROVEN
        if base != judged and (reason := unjoined(base, judged, self.breaks, self.values)):
            return reason
        return Reason.WRONG_SIDE if self._beyond(one.value or Decimal(0)) else base

    def _beyond(self, base: Decimal) -> bool:
        """Whether a baseline lies past the target, seen in the direction that is better."""
        if self.indicator.direction is Direction.UP:
            return base > self.target.top
        return self.indicator.direction is Direction.DOWN and base < self.target.amount

    def approach(self, base: Decimal | None) -> int:
        """1 where the target is neared from below, -1 from above, 0 where nothing is to cover."""
        if base is None:
            return {Direction.UP: 1, Direction.DOWN: -1}.get(self.indicator.direction, 0)
        return (base < self.target.amount) - (base > self.target.top)


def covers(one: HeldObservation, target: Target) -> bool:
    return one.observation.period.end >= target.by


def unjoined(
    earlier: HeldObservation,
    later: HeldObservation,
    breaks: tuple[Break, ...],
    values: tuple[HeldObservation, ...] = (),
) -> Reason | None:
    """Why two values of a line may not be compared; a break may be marked on one between them."""
    first, last = earlier.observation.period, later.observation.period
    if first.end >= last.start:
        return Reason.OVERLAP
    between = (one.observation for one in values if first.end < one.observation.period.start)
    marked = any(one.status is BREAK and one.period.end <= last.end for one in between)
    if not marked and of_other_partners(earlier, later):
        return Reason.OTHER_PARTNERS
    return Reason.BREAK if marked or not comparable(earlier, later, breaks) else None


def caveats(
    rule: ProgressRule, inputs: tuple[HeldObservation, ...], verdict: Verdict | None = None
) -> tuple[Text, ...]:
    """What to bear in mind: how firm the values are, and whose thresholds were used, if any."""
    firm = {one.observation.status: None for one in inputs}
    said = [CAVEATS[status] for status in firm if status in CAVEATS]
    if rule.name == GROWTH:
        said.append(PUBLISHED_RULE)
    elif rule.watch is None and inputs and by_thresholds(verdict):
        said.append(OWN_DEFAULT)
    return tuple(said)


def by_thresholds(verdict: Verdict | None) -> bool:
    """Whether a word rests on a share of what was due, and not on a day or on the target."""
    return verdict is None or (verdict.progress in SHARED and verdict.reason is None)
