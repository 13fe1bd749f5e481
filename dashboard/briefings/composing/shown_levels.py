"""The levels that an exhibit shows, "Tier 2", as values that a sentence may state.

They are told apart by their rank from the lowest, below zero: no number of a sentence is.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from dashboard.briefings.composing.numbers_in import Hedge, Stated
from dashboard.briefings.composing.periods_named import period_of
from dashboard.briefings.composing.shown_values import Shown
from dashboard.briefings.document import Exhibit
from metrics import Language


def levels_in(text: str, exhibit: Exhibit) -> list[Stated]:
    """The levels that a text names, "Tier 2 Watch List" before "Tier 2"."""
    found: list[Stated] = []
    for level in sorted(_levels(exhibit), key=len, reverse=True):
        for one in re.finditer(rf"\b{re.escape(level)}\b", text, re.IGNORECASE):
            start, end = one.span()
            if not any(other.start < end and start < other.end for other in found):
                found.append(Stated(_rank(level, exhibit), Hedge.NONE, one[0], start, end))
    return sorted(found, key=lambda one: one.start)


def shown_levels(exhibit: Exhibit, language: Language) -> Iterator[Shown]:
    newest = exhibit.when.partition(",")[0]
    for point in exhibit.chart.points if exhibit.chart else ():
        if point.said in _levels(exhibit):
            span, is_newest = period_of(point.label, language), point.label == newest
            number = _rank(point.said, exhibit)
            yield Shown(number, Hedge.NONE, point.said, True, point.label, span, is_newest)


def _levels(exhibit: Exhibit) -> tuple[str, ...]:
    return exhibit.chart.levels if exhibit.chart else ()


def _rank(level: str, exhibit: Exhibit) -> Decimal:
    return Decimal(-1 - _levels(exhibit).index(level))
