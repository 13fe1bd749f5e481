"""A difference of which a line names both periods, and not both values: "19 fewer than in 2023".

What it comes from is in the exhibit. It is taken only where nothing else can be meant: a word for a
direction or a difference beside it, the earlier period right after it, and the later value stated
right before it or its period named with the other. Which way it went is checked as of two values.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from dashboard.briefings.composing.directions import At, at_of, ways_in
from dashboard.briefings.composing.numbers_in import SPACES, Hedge, Stated
from dashboard.briefings.composing.periods_named import Named, Span, period_of
from dashboard.briefings.composing.periods_stated import STOP, Placed
from dashboard.briefings.composing.plain_words import COMPARING, DERIVED, LINKING
from dashboard.briefings.composing.shown_values import Shown
from dashboard.briefings.composing.units_said import is_percent
from dashboard.briefings.document import Exhibit
from metrics import Language

WORD = re.compile(r"[^\W\d_]+")
SIGNS = re.compile(rf"[\s{SPACES}%'’]")
LEADING = re.compile(rf"[\s{SPACES}]+(?:(?:by|of|de|d)\b['’]?[\s{SPACES}]*)?$", re.IGNORECASE)
Pair = tuple[At, At]


class Difference(NamedTuple):
    """A number, the period with which it compares, and those of its two values not stated."""

    stated: Stated
    named: Named
    values: tuple[Placed, ...]


def differences(
    text: str, numbers: Sequence[Placed], named: Sequence[Named], exhibit: Exhibit,
    language: Language, shown: Sequence[Shown],
) -> tuple[Difference, ...]:  # fmt: skip
    """The differences in a line that are told by the periods of their values."""
    line = _Line(text, numbers, named, exhibit, language, shown)
    found = (line.difference(at) for at in range(len(numbers)))
    return tuple(one for one in found if one)


def is_led(text: str, one: Stated, until: int, language: Language) -> bool:
    """Whether a word for a direction or a difference leads to a number, or follows before there."""
    nouns = "|".join(sorted(DERIVED[language]))
    ways = [(way.start, way.end) for way in ways_in(text, language)]
    ways += [found.span() for found in re.finditer(rf"\b(?:{nouns})\b", text, re.IGNORECASE)]
    return any(
        one.end <= start < until or (end <= one.start and LEADING.fullmatch(text[end : one.start]))
        for start, end in ways
    )


class _Line:
    """A line with what it is checked against."""

    def __init__(
        self, text: str, numbers: Sequence[Placed], named: Sequence[Named], exhibit: Exhibit,
        language: Language, shown: Sequence[Shown],
    ) -> None:  # fmt: skip
        self.text, self.numbers, self.named = text, numbers, named
        self.exhibit, self.language, self.shown = exhibit, language, shown
        self.is_share = exhibit.figure is not None and "%" in exhibit.figure.text

    def difference(self, at: int) -> Difference | None:
        """The number at this place, where it is the difference of two values that are known."""
        one = self.numbers[at]
        after = self._compared_with(one.stated)
        if (
            one.right
            or after is None
            or self.is_share
            or not is_led(self.text, one.stated, after.start, self.language)
        ):
            return None
        ends = self._both_named(after) if len(after.spans) > 1 else self._with_stated(at, after)
        if ends is None or not self._comes_to(one.stated, *ends):
            return None
        values = (end.number for end in ends if end.number not in self.numbers)
        return Difference(one.stated, after, tuple(values))

    def _compared_with(self, one: Stated) -> Named | None:
        """The period right after it, with nothing but words that compare between."""
        after = next((n for n in self.named if n.start >= one.end), None)
        between = self.text[one.end : after.start].casefold() if after else "."
        words = {*WORD.findall(between)}
        is_plain = not SIGNS.sub("", WORD.sub("", between)) and words <= self._fine()
        return after if is_plain and words & LINKING[self.language] else None

    def _fine(self) -> frozenset[str]:
        unit = {*WORD.findall(self.exhibit.unit.casefold())}
        return COMPARING[self.language] | LINKING[self.language] | unit

    def _both_named(self, after: Named) -> Pair | None:
        first, second = after.spans
        return self._pair(self._at(first, after, after.start), self._at(second, after, after.end))

    def _with_stated(self, at: int, after: Named) -> Pair | None:
        """The value stated right before the difference, in its sentence, is the later one."""
        before = self.numbers[at - 1] if at else None
        if before is None or STOP.search(
            self.text, before.stated.end, self.numbers[at].stated.start
        ):
            return None
        later = next(at_of(before, self.exhibit, self.language), None)
        return self._pair(self._at(after.spans[0], after, after.start), later)

    def _pair(self, first: At | None, second: At | None) -> Pair | None:
        if first is None or second is None or first.run != second.run:
            return None
        return (first, second) if first.span < second.span else None

    def _at(self, span: Span, named: Named, place: int) -> At | None:
        """The one firm, exact value of a period among those that the chart joins."""
        chart = self.exhibit.chart
        for run in chart.runs if chart and not chart.is_levels else ():
            for point in (chart.points[at] for at in run) if chart else ():
                is_it = period_of(point.label, self.language) == span
                if is_it and not point.hollow and not point.side and point.number is not None:
                    told = self._told(point.number, span, named, place)
                    return next(at_of(told, self.exhibit, self.language), None)
        return None

    def _told(self, number: Decimal, span: Span, named: Named, place: int) -> Placed:
        held = tuple(one for one in self.shown if one.number == number and one.span == span)
        stated = Stated(number, Hedge.NONE, held[0].written if held else str(number), place, place)
        return Placed(stated, held, named, held)

    def _comes_to(self, one: Stated, first: At, second: At) -> bool:
        """The difference as it is; a change in percent of the earlier one, as it is rounded."""
        before, after = first.number.stated.number, second.number.stated.number
        if not is_percent(self.text, one, self.language):
            return one.hedge is Hedge.NONE and one.number == abs(after - before)
        exponent = one.number.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        change = abs(round((after - before) * 100 / before, places)) if before else None
        return one.hedge in (Hedge.NONE, Hedge.ABOUT) and one.number == change
