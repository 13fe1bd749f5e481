"""A key line that an official has worded: does it say what its indicator's figures say?

Every number must be a value that is shown, with its hedge, beside its own period; or a difference
or ratio of two values of the same line that may be compared. What the words claim besides, a
direction, an extreme, a cause, progress, a place, must be borne too. Nothing is corrected: what is
wrong is told, with the words at fault.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from dashboard.briefings.composing.claims import Told, faults_of_claims, without_known
from dashboard.briefings.composing.differences import differences, is_led
from dashboard.briefings.composing.directions import faults_of_directions
from dashboard.briefings.composing.known import Known
from dashboard.briefings.composing.numbers_in import SHARES, Hedge, Stated, stated
from dashboard.briefings.composing.periods_in import (
    is_duration,
    units_of,
    without_dates,
    without_names,
    without_years,
    years_of,
)
from dashboard.briefings.composing.periods_named import periods_named
from dashboard.briefings.composing.periods_stated import Placed, placed
from dashboard.briefings.composing.readings import faults_of_readings
from dashboard.briefings.composing.shown_levels import levels_in, shown_levels
from dashboard.briefings.composing.shown_values import FIRM, Shown, shown_numbers
from dashboard.briefings.composing.units_said import faults_of_units, is_percent
from dashboard.briefings.document import Exhibit
from dashboard.briefings.outline import Line
from dashboard.briefings.outline_faults import Fault
from dashboard.text import Words, both
from ingest import is_private
from metrics import Language, Text, writable

NEXT = 3  # signs between a number and a word right after it
NEAR = 3  # values that are named where a number is none of them
NOTHING = Known()
LONGEST = 600  # signs of a line
QUOTED = {Language.EN: "”, “", Language.FR: "\u00a0», «\u00a0"}  # between two that are quoted
LOOSER = (Hedge.NONE, Hedge.ABOUT)  # what may be said of a value that is stated exactly
DENIED = {  # before a word for what is not final: "no longer provisional"
    Language.EN: r"(?:\bnot|\bno longer|\bnon-?|n['’]t)\W+(?:\w+\W+){0,1}$",
    Language.FR: r"(?:\bnon|\bpas|\bplus|\bni)\W+(?:\w+\W+){0,1}$",
}


def faults_of_line(
    line: Line,
    exhibits: Mapping[Language, Exhibit],
    known: Known = NOTHING,
) -> tuple[Fault, ...]:
    """What is wrong with a line in the languages of these exhibits of its indicator.

    Of the contacts that are `known` a line may name any; of the places its own alone.
    """
    texts = {one: line.fr if one is Language.FR else line.en for one in exhibits}
    faults = [
        fault for language, exhibit in exhibits.items()
        for fault in _of_text(texts[language], exhibit, language, known)
    ]  # fmt: skip
    if not faults and len(texts) > 1:
        faults += _apart(texts, exhibits)
    return tuple(dict.fromkeys(faults))


def _of_text(text: str, exhibit: Exhibit, language: Language, known: Known) -> Iterator[Fault]:
    field = f"lines.{language.value}"
    if is_private(writable(text), known.contacts):
        yield Fault(field, both("review.private"))
    elif len(text) > LONGEST:
        yield Fault(field, both("briefing_words.fault_long", most=LONGEST))
    else:
        found = _of_words(text, exhibit, language, known)
        yield from (Fault(field, one) for one in found)


def _of_words(text: str, exhibit: Exhibit, language: Language, known: Known) -> Iterator[Text]:
    told = told_of(text, exhibit, language, known)
    bare, numbers = told.text, told.numbers
    if share := SHARES[language].search(bare):
        yield both("briefing_words.fault_share", said=share[0])
    if not numbers:
        yield both(f"briefing_words.fault_{'bare' if text.strip() else 'empty'}")
    unknown = [one for one in numbers if _is_unknown(one, text, told)]
    if unknown:
        yield from _no_values(unknown, shown_numbers(exhibit, language), bare, language)
    for one in numbers:
        if one.stated.number < 0:
            yield from _of_level(one, exhibit)
        elif one not in unknown:
            yield from _of_number(one, text, told)
    yield from faults_of_units(bare, numbers, exhibit, language, known.counted, unknown)
    yield from faults_of_claims(told)
    plain = [one.stated for one in numbers]
    yield from faults_of_readings(bare, plain, exhibit, language, known.provinces)
    implied = [value for one in told.differences for value in one.values]
    values = sorted([*numbers, *implied], key=lambda value: value.stated.start)
    yield from faults_of_directions(without_known(bare, language), values, exhibit, language)


def told_of(text: str, exhibit: Exhibit, language: Language, known: Known) -> Told:
    """A line without the names in it, with its numbers, each with what it may be, and periods.

    A level is told as a number below zero, which no number of a sentence is.
    """
    bare, levels = without_names(text, exhibit), levels_in(text, exhibit)
    said = [one for one in numbers_of(text, exhibit, language)
            if not any(level.start <= one.start < level.end for level in levels)]  # fmt: skip
    named = periods_named(bare, language)
    held = [*shown_numbers(exhibit, language), *shown_levels(exhibit, language)]
    numbers = placed(bare, sorted([*said, *levels], key=_start), held, named)
    apart = differences(bare, numbers, named, exhibit, language, held)
    return Told(bare, numbers, named, exhibit, language, known.places, apart)


def _is_unknown(one: Placed, text: str, told: Told) -> bool:
    """Whether a number is none of the figures, and nothing that two of them come to."""
    return one.stated.number >= 0 and not one.held and not _is_worked_out(one, text, told)


def _is_worked_out(one: Placed, text: str, told: Told) -> bool:
    said = [other.stated for other in told.numbers if other.stated.number >= 0]
    in_percent = is_percent(text, one.stated, told.language)
    return not one.right and (
        one.stated in [each.stated for each in told.differences]
        or _is_derived(one.stated, said, told.exhibit, in_percent)
    )


def _of_number(one: Placed, text: str, told: Told) -> Iterator[Text]:
    if _is_worked_out(one, text, told):
        return
    right = _fitting(one)
    if not right:
        yield _other_period(one)
    yield from _hedged(one.stated, text, right or one.held, told.language)


def _fitting(one: Placed) -> tuple[Shown, ...]:
    """What the number is told as; a target that is the same number, with its own hedge alone."""
    if any(value.when for value in one.right) or not any(value.when for value in one.held):
        return one.right
    return tuple(value for value in one.right if _fits(one.stated.hedge, value.hedge))


def _start(one: Stated) -> int:
    return one.start


def _other_period(one: Placed) -> Text:
    """A value beside a period of which it is not the value, or without its own."""
    held = [*dict.fromkeys(value.when for value in one.held)]
    shown, written = ", ".join(held[:NEAR]), one.stated.written.strip()
    if one.named is None:
        return both("briefing_words.fault_newest", number=written, shown=shown)
    year = one.named.written
    return both("briefing_words.fault_year", number=written, year=year, shown=shown)


def _of_level(one: Placed, exhibit: Exhibit) -> Iterator[Text]:
    """A fault where a level is none that is shown, or stands beside another period than its own."""
    if one.held and not one.right:
        yield _other_period(one)
    elif not one.held:
        points = exhibit.chart.points if exhibit.chart else ()
        shown = "; ".join(dict.fromkeys(point.said for point in points))
        yield both("briefing_words.fault_level", number=one.stated.written, shown=shown)


def numbers_of(text: str, exhibit: Exhibit, language: Language) -> list[Stated]:
    """The figures of a text: numbers that are neither times nor parts of names."""
    bare = without_dates(without_names(text, exhibit), language)
    bare = without_years(bare, years_of(exhibit), units_of(exhibit))
    return [one for one in stated(bare, language) if not is_duration(bare[one.end :], exhibit)]


def _hedged(one: Stated, text: str, held: Sequence[Shown], language: Language) -> Iterator[Text]:
    """A fault where the hedge of a value was dropped or changed, or that it is not final."""
    fitting = [value for value in held if _fits(one.hedge, value.hedge)]
    if not fitting:
        yield _told("hedge", one, held[0].written)
    elif not any(value.is_firm for value in fitting) and not _is_called_open(text, language):
        yield _told("firm", one, held[0].written)


def _is_called_open(text: str, language: Language) -> bool:
    """Whether a line says that a value is provisional or an estimate, and does not deny it."""
    said = re.compile("|".join(FIRM[language]), re.IGNORECASE)
    denied = re.compile(DENIED[language], re.IGNORECASE)
    return any(not denied.search(text[: one.start()]) for one in said.finditer(text))


def _fits(said: Hedge, held: Hedge) -> bool:
    return said is held or (held is Hedge.NONE and said in LOOSER)


def _is_derived(one: Stated, said: Sequence[Stated], exhibit: Exhibit, in_percent: bool) -> bool:
    """Whether it is the difference, change in percent or ratio of two others of the same line.

    Both must be values of the chart that are joined: those that may be compared. A change in
    percent of what is no percentage itself is told with its sign, and nothing else is.
    """
    is_share = exhibit.figure is not None and "%" in exhibit.figure.text
    told = None if is_share else in_percent
    for run in _joined(exhibit):
        values = {other.number for other in said if other != one and other.number in run}
        for first, second in permutations(values, 2):
            if one.number in _derived(first, second, one.number, told):
                return True
    return False


def _joined(exhibit: Exhibit) -> list[set[Decimal]]:
    chart = exhibit.chart
    if chart is None or chart.is_levels:
        return []
    points = chart.points
    return [{number for at in run if (number := points[at].number) is not None}
            for run in chart.runs if len(run) > 1]  # fmt: skip


def _derived(
    first: Decimal, second: Decimal, asked: Decimal, in_percent: bool | None
) -> set[Decimal]:
    """What two values come to, rounded as the number that is asked about is written."""
    exponent = asked.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    change = {abs(round((second - first) * 100 / first, places))} if first else set()
    others = {abs(second - first)} | ({round(second / first, places)} if first else set())
    return change | others if in_percent is None else change if in_percent else others


def _no_values(
    unknown: Sequence[Placed], shown: Sequence[Shown], text: str, language: Language
) -> Iterator[Text]:
    """The nearest values are named, once for all numbers: one of them may have been meant.

    Of a number that compares it is said how a difference is told.
    """
    every = {one.stated.number: one.stated for one in unknown}
    apart = [one for one in every.values() if is_led(text, one, one.end + NEXT, language)]
    yield from (both("briefing_words.fault_difference", number=one.written.strip())
                for one in apart)  # fmt: skip
    numbers = {number: one for number, one in every.items() if one not in apart}
    near = dict.fromkeys(one for number in numbers for one in _near(number, shown))
    if len(numbers) <= 1 or not near:
        key, said = "value" if near else "no_value", "; ".join(near)
        yield from (_told(key, one, said) for one in numbers.values())
        return
    written = [one.written.strip() for one in numbers.values()]
    yield Text(*(
        Words(language)("briefing_words.fault_values", numbers=QUOTED[language].join(written),
                        shown="; ".join(near))
        for language in Language
    ))  # fmt: skip


def _near(number: Decimal, shown: Sequence[Shown]) -> list[str]:
    near = sorted({held.number: held for held in shown}.values(),
                  key=lambda held: abs(held.number - number))[:NEAR]  # fmt: skip
    return [held.written for held in near]


def _told(key: str, one: Stated, shown: str) -> Text:
    return both(f"briefing_words.fault_{key}", number=one.written.strip(), shown=shown)


def _apart(texts: Mapping[Language, str], exhibits: Mapping[Language, Exhibit]) -> Iterator[Fault]:
    """A fault where the languages do not hold the same numbers."""
    held = {
        language: sorted(one.number for one in numbers_of(text, exhibits[language], language))
        for language, text in texts.items()
    }
    if held[Language.EN] != held[Language.FR]:
        said = {
            language.value: ", ".join(Words(language).number(one) for one in numbers)
            for language, numbers in held.items()
        }
        yield Fault("lines", both("briefing_words.fault_apart", **said))
