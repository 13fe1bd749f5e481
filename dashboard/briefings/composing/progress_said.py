"""Progress and signal of an exhibit in words, with the mark that goes before a word of progress."""

from dashboard.absent import Absence, assessment_said
from dashboard.briefings.composing.material import Lack, Material
from dashboard.briefings.document import Chip, Shape
from dashboard.findings import applies_to
from dashboard.signals_said import JUDGED
from dashboard.targets_said import amount_said, due_note
from dashboard.text import Words
from metrics import Catalogue, Period, Progress, SignalWord, labels, step_words

SHAPES = {
    Progress.MET: Shape.MET,
    Progress.ON_TRACK: Shape.ON_TRACK,
    Progress.WATCH: Shape.WATCH,
    Progress.OFF_TRACK: Shape.OFF_TRACK,
    Progress.NOT_YET_DUE: Shape.NOT_YET_DUE,
    Progress.LATE: Shape.LATE,
    Progress.NOT_ASSESSED: Shape.NOT_ASSESSED,
    Progress.NOT_COMPARABLE: Shape.NOT_COMPARABLE,
}
ABSENCES = {
    Lack.NO_RECORD: Absence.NO_RECORD,
    Lack.NOT_KNOWN: Absence.NOT_KNOWN,
    Lack.NOT_HELD: Absence.NOT_HELD,
}
WITHIN_OUTLINE = (Lack.ELSEWHERE, Lack.LATER)


def chip_of(one: Material, catalogue: Catalogue, words: Words) -> Chip:
    """The word, and its reason with what was due; of a line that is not judged whose word it is."""
    shape = SHAPES[one.found.assessment.progress]
    if one.lack in WITHIN_OUTLINE:
        word = words("indicator.unassessed")
        return Chip(Shape.NOT_ASSESSED, word, words(f"briefing_words.chip_{one.lack}"))
    absence = ABSENCES.get(one.lack) if one.lack else None
    said = assessment_said(one.found.assessment, absence, words)
    word, _, reason = said.partition(", ")
    if one.line is not None and not one.is_record:
        return Chip(Shape.NOT_ASSESSED, words("indicator.unassessed"), _elsewhere(one, said,
                    catalogue, words))  # fmt: skip
    due = due_of(one, words) if one.line else ""
    return Chip(shape, _capital(word), "; ".join(filter(None, [reason, due])))


def due_of(one: Material, words: Words) -> str:
    """What was due, or the target; of one for a sum that it is so: it is no height of one value.

    The sum that is judged is named with its period, beside a value that is a part of it alone.
    """
    said = one.found.assessment
    due, target = due_note(said, one.found.unit, words), said.target
    if due is None or target is None or target.due != "cumulative" or target.from_ is None:
        return due or ""
    if said.total is None or said.reasoning is None:
        return words("briefing_words.due_of_sum", day=words.day(target.from_), due=due)
    until = said.reasoning.inputs[-1].observation.period.end
    period = labels.period_words(Period(target.from_, until), words.language)
    amount = amount_said(said.total, one.found.unit, words)
    return words("briefing_words.due_of_total", period=period, total=amount, due=due)


def _elsewhere(one: Material, said: str, catalogue: Catalogue, words: Words) -> str:
    record = one.found.record
    if record is None:
        return ""
    where = ", ".join(applies_to(record.values[-1].observation, catalogue, words))
    return words("indicator.judged_for", where=where, word=said)


def signal_of(one: Material, words: Words) -> str:
    """Whether the newest value is more than chance would make, with what it was compared with."""
    signal = one.found.explanation.signal
    if one.line is None or not one.is_record:
        return ""
    if signal.word is SignalWord.TOO_FEW:
        return _capital(words.text(signal.words)) + "."
    if signal.word not in JUDGED:
        return ""
    return _capital(step_words(signal.sentence, one.unit, words.language)) + "."


def caveats_of(one: Material, words: Words) -> list[str]:
    """What to mind about a signal that was judged."""
    signal = one.found.explanation.signal
    if one.line is None or not one.is_record or signal.word not in JUDGED:
        return []
    return [words.text(said) for said in signal.caveats]


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
