"""The arithmetic of an indicator's page, asked again of the store, with what went into it.

A sentence counts only where the page leads to the trail of every value that went in.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from dashboard.text import Words
from metrics import (
    Change,
    Explanation,
    Frequency,
    HeldObservation,
    IndicatorSeries,
    Language,
    Refused,
    RolledUp,
    SeriesLine,
    Step,
    Target,
    Text,
    due_in,
    labels,
    roll_up_line,
    step_words,
    target_step,
)
from tests.numbers.held import Held, key_in, key_of
from tests.numbers.printed import Page

AMOUNT = Text("{}", "{}")


class Sentence(NamedTuple):
    """What is said, and the values that it was reckoned from."""

    words: str
    inputs: tuple[HeldObservation, ...] = ()


def reckoned(page: Page, held: Held) -> set[str]:
    """The sentences of arithmetic that a page may print."""
    if page.path[0] != "indicator":
        return set()
    linked = {key_in(one) for one in page.trails}
    found = held.store.series(page.path[1])
    every = _sentences(found, page.language)
    return {one.words for one in every if {key_of(held) for held in one.inputs} <= linked}


def _sentences(found: IndicatorSeries, language: Language) -> Iterator[Sentence]:
    yield from _of_the_target(found.explanation, language)
    yield from _explained(found.explanation, language)
    for line in found.lines:
        yield from _by_year(found, line, language)
        yield from _shares(line, Words(language))


def _shares(line: SeriesLine, words: Words) -> Iterator[Sentence]:
    """Numerator and denominator of a share, beside it."""
    for one in line.values:
        part, whole = one.observation.numerator, one.observation.denominator
        if part is not None and whole is not None:
            yield Sentence(f"({words('told.of', part=part, whole=whole)})", (one,))


def _explained(found: Explanation, language: Language) -> Iterator[Sentence]:
    """Each part of an explanation: its rule, its steps, and what comes out."""
    words = Words(language)
    parts = (found.assessment, found.signal, found.needed, found.forecast)
    for part in parts:
        if reasoning := getattr(part, "reasoning", None):
            steps = [*reasoning.steps, *_outcome(part)]
            said = [step_words(one, found.unit, language) for one in steps]
            rule = words("told.rule", name=reasoning.rule, version=reasoning.version)
            said += [rule, rule.partition(reasoning.rule)[2]]  # its name stands apart, in code
            said.append(words("explain.inputs", count=len(reasoning.inputs)))
            said += [one.in_(language) for one in reasoning.caveats]
            yield from (Sentence(one, reasoning.inputs) for one in said)


def _outcome(part: object) -> list[Step]:
    sentence = getattr(part, "sentence", None)
    return [sentence] if sentence else []


def _of_the_target(found: Explanation, language: Language) -> Iterator[Sentence]:
    """The target as it was declared, what is due of it, and its tolerance."""
    said, words, target = found.assessment, Words(language), found.assessment.target
    if target is None:
        return
    whole = step_words(target_step(target), found.unit, language)
    yield Sentence(whole.partition(":")[2].strip())
    amounts = dict.fromkeys((target.amount, target.top))
    written = " – ".join(labels.number(one, found.unit, language) for one in amounts)
    yield Sentence(words("indicator.target_note", amount=written))
    yield from _marked(found, words)
    for value in _due_and_tolerated(found):
        amount = step_words(Step(AMOUNT, (value,)), found.unit, language)
        for one in (amount, words("explain.about_so_much", amount=amount)):
            yield Sentence(one)
            yield Sentence(words("indicator.due_period", amount=one))
            if said.expected_on:
                day = words.day(said.expected_on)
                yield Sentence(words("indicator.due_on", day=day, amount=one))
    if said.expected_on:
        yield Sentence(words("explain.due_on", day=words.day(said.expected_on)))


def _due_and_tolerated(found: Explanation) -> Iterator[Decimal | Change]:
    """What was due, as exactly as it is worth saying; by how much it may be missed."""
    said, target = found.assessment, found.assessment.target
    if said.expected is not None:
        yield from (said.expected, labels.roughly(said.expected, found.unit))
    if target is not None:
        yield from (target.slack, Change(target.slack))


def _marked(found: Explanation, words: Words) -> Iterator[Sentence]:
    """How the target is named in a chart, but for its period; of a season with the whole year."""
    target = found.assessment.target
    if target is None:
        return
    ends = target.amount, target.top
    whole, top = (labels.number(one, found.unit, words.language) for one in ends)
    for value in (target.amount, *_seasons(found, target)):
        low = labels.number(value, found.unit, words.language)
        for one in (low, words("explain.mark_part", part=low, year=whole)):
            mark = words(f"explain.mark_{target.kind}", low=one, high=top, period="|")
            named = mark.partition("|")[0].rstrip(", ")
            yield from (Sentence(named), Sentence(named[:1].upper() + named[1:]))
        ends = (value, target.top) if target.kind == "range" else (value,)
        brief = [labels.number(one, found.unit, words.language, short=True) for one in ends]
        yield Sentence(words("explain.mark_brief", amount=" – ".join(brief)))


def _seasons(found: Explanation, target: Target) -> list[Decimal]:
    """The parts of a year's target, as it divides them."""
    values = found.line.values if found.line and target.trajectory == "seasonal" else ()
    parts = (due_in(target, one.observation.period, None) for one in values)
    return [one for one in parts if one is not None]


def _by_year(found: IndicatorSeries, line: SeriesLine, language: Language) -> Iterator[Sentence]:
    """The years that shorter periods make, or why they make none."""
    for fiscal in (False, True):
        whole = roll_up_line(
            found.indicator, line.values, line.series.breaks, Frequency.ANNUAL, fiscal=fiscal
        )
        yield from _wholes(whole, line, language)


def _wholes(
    whole: Iterable[RolledUp | Refused], line: SeriesLine, language: Language
) -> Iterator[Sentence]:
    for one in whole:
        if isinstance(one, Refused):
            yield Sentence(step_words(one.why, line.unit, language))
            continue
        inputs = one.reasoning.inputs
        steps = (one.sentence, *one.reasoning.steps)
        yield from (Sentence(step_words(step, line.unit, language), inputs) for step in steps)
        ends = [labels.number(end, line.unit, language) for end in _numbers(one.sentence)]
        yield Sentence(one.sentence.words.in_(language).format(*ends), inputs)


def _numbers(sentence: Step) -> list[Decimal]:
    return [one for one in sentence.slots if isinstance(one, Decimal)]
