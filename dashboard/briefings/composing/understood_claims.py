"""Where a line says what was checked: a direction, an extreme, progress, chance, a province.

To be asked of lines without a fault: what is said there is what the figures bear.
"""

import re
from collections.abc import Iterator

from dashboard.briefings.composing.claims import (
    AIM,
    CHANCE,
    CLAUSE,
    DONE,
    NOT,
    PROGRESS,
    USUAL,
    Told,
    without_known,
)
from dashboard.briefings.composing.directions import ways_in
from dashboard.briefings.composing.extremes import EXTREMES
from dashboard.briefings.composing.known import Known
from dashboard.briefings.composing.plain_words import (
    BY_CHANCE,
    BY_USE,
    NEEDS_OTHER,
    NOT_YET,
    OPEN,
    OTHER,
    SEASONS,
    THAN,
)
from dashboard.briefings.composing.readings import PROVINCE, is_province
from dashboard.briefings.composing.shown_values import FIRM
from metrics import Language

PART = re.compile(r"[^;!?]*?(?:[;!?]|\.(?!\d)|$)")
Spans = Iterator[tuple[int, int]]
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def claims_understood(told: Told, known: Known) -> Spans:
    """Where the words of every claim stand that `claims`, `directions` and `extremes` check."""
    yield from _of_directions(told)
    for one in EXTREMES[told.language].finditer(told.text):
        yield one.span()
    yield from _of_progress(told)
    yield from _of_chance(told)
    yield from _of_openness(told)
    if told.exhibit.place and is_province(told.exhibit.place, known.provinces):
        yield from (one.span() for one in PROVINCE[told.language].finditer(told.text))


def _of_directions(told: Told) -> Spans:
    """Words of directions, whole; without what they compare with, or of the future, they are not.

    In French a pattern may end within a word: what goes on is not understood.
    """
    for one in ways_in(without_known(told.text, told.language), told.language):
        word = WORD.search(told.text, one.start)
        first = word[0].casefold() if word else ""
        if first.endswith(NOT_YET[told.language]) or _is_season(told, first, one.end):
            continue
        if first not in NEEDS_OTHER[told.language] or _compares(told, one.start):
            yield one.start, one.end
            yield from _than(told, one.end)


def _is_season(told: Told, word: str, end: int) -> bool:
    """Whether it is a time of the year: "fall 2024", "the fall of 2024"."""
    after = re.compile(r"\s+(?:of\s+)?").match(told.text, end)
    stands = after is not None and any(one.start == after.end() for one in told.named)
    return word in SEASONS[told.language] and stands


def _compares(told: Told, start: int) -> bool:
    """Whether a comparative is followed by what it compares with: "more than", "up from"."""
    words = [*WORD.finditer(told.text, start)][1:3]
    numbers = [one.stated.start for one in told.numbers if one.stated.start > start]
    until = min([*numbers, len(told.text)])
    is_led = any(one[0].casefold() in OTHER[told.language] for one in words if one.end() <= until)
    return is_led or (bool(numbers) and not WORD.search(told.text, start, until))


def _than(told: Told, end: int) -> Spans:
    """The "que" after "plus", of which the pattern of a direction takes a part alone."""
    found = re.compile(r"['’]?\w*\s*(?:que|qu)?(?=\W|$)").match(told.text, end)
    if told.language is Language.FR and found and found[0].strip() in ("e", "'", "’", "que", "qu"):
        yield found.span()


def _of_progress(told: Told) -> Spans:
    """A word that judges, with its "not": that of the exhibit itself, or one of a target."""
    aims = re.compile(rf"(?<!\w)(?:{AIM[told.language]})(?!\w)", re.IGNORECASE)
    for words, _ in PROGRESS[told.language]:
        for one in words.finditer(told.text):
            clause = next(c for c in PART.finditer(told.text) if c.end() >= one.end())
            is_own = one[0].strip().casefold() == told.exhibit.progress.word.casefold()
            if is_own or aims.search(clause[0]):
                yield from _judging(told, one)


def _judging(told: Told, one: re.Match[str]) -> Spans:
    """Of a target and what became of it both words alone, not what stands between them."""
    ends = re.compile(rf"(?:{AIM[told.language]}|{DONE[told.language]})(?!\w)", re.IGNORECASE)
    both = [*ends.finditer(told.text, one.start(), one.end())]
    yield from ([each.span() for each in both] if len(both) > 1 else [one.span()])
    if found := NOT[told.language].search(told.text[: one.start()]):
        yield from _denial(told, found.start())


def _denial(told: Told, start: int) -> Spans:
    """The "not" itself, and in French the "ne" before its verb."""
    word = WORD.search(told.text, start)
    if word:
        yield word.span()
    ne = re.compile(r"\b(?:ne|n)(?=[\s'’]+\w+\W+$)", re.IGNORECASE)
    if told.language is Language.FR and (led := ne.search(told.text[:start])):
        yield led.span()


def _of_chance(told: Told) -> Spans:
    """The words for chance, and for what is usual, in a clause that speaks of it."""
    language = told.language
    for clause in CLAUSE.finditer(told.text):
        speaks = CHANCE[language].search(clause[0])
        fine = BY_CHANCE if speaks else BY_USE if USUAL[language].search(clause[0]) else None
        before = ""
        for word in WORD.finditer(told.text, *clause.span()) if fine else ():
            said = word[0].casefold()
            is_beyond = before in THAN[language] and USUAL[language].match(said)
            if fine and said in fine[language] and not is_beyond:
                yield word.span()
            before = said


def _of_openness(told: Told) -> Spans:
    """That a value is provisional or estimated, where one that is stated is marked so."""
    values = [value for one in told.numbers for value in one.right]
    table = told.exhibit.table
    marks = [row[2].text for row in table.rows if len(row) > 2] if table else []
    marked = " ".join([told.exhibit.when, *marks]).casefold()
    stems = [stem for stem in FIRM[told.language] if stem in marked]
    if stems and not all(value.is_firm for value in values):
        for word in WORD.finditer(told.text):
            said = word[0].casefold()
            if said in OPEN[told.language] and said.startswith(tuple(stems)):
                yield word.span()
