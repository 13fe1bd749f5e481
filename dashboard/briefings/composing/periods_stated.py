"""Which period a sentence gives to each value that it states, and whether that is the value's own.

A value belongs to the period named next after it, in the same sentence and before the next number;
where none is, to the one named last before it; where none is named at all, it is the newest.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dashboard.briefings.composing.numbers_in import Stated
from dashboard.briefings.composing.periods_named import Named, same_span
from dashboard.briefings.composing.shown_values import Shown

STOP = re.compile(r"[.;!?](?:\s|$)")


class Placed(NamedTuple):
    """A stated number, the values of the exhibit that are this number, and those it is told as.

    `right` are the values whose period is the one that the sentence gives.
    """

    stated: Stated
    held: tuple[Shown, ...]
    named: Named | None
    right: tuple[Shown, ...]


def placed(
    text: str, said: Sequence[Stated], shown: Sequence[Shown], named: Sequence[Named]
) -> list[Placed]:
    """Each number of a sentence with the values that it may be."""
    free = [one for one in named if not any(_overlap(one, number) for number in said)]
    of = {one: _period_of(one, text, said, free) for one in said}
    held = {one: tuple(s for s in shown if s.number == one.number) for one in said}
    return [
        Placed(one, held[one], of[one], _right(held[one], of[one], _turn(one, of, held)))
        for one in said
    ]


def _overlap(one: Named, number: Stated) -> bool:
    return one.start < number.end and number.start < one.end


def _period_of(
    one: Stated, text: str, said: Sequence[Stated], named: Sequence[Named]
) -> Named | None:
    until = min((other.start for other in said if other.start >= one.end), default=len(text))
    stop = STOP.search(text, one.end, until)
    until = stop.start() if stop else until
    after = [other for other in named if one.end <= other.start < until]
    before = [other for other in named if other.end <= one.start]
    return after[0] if after else before[-1] if before else None


def _turn(
    one: Stated, of: dict[Stated, Named | None], held: dict[Stated, tuple[Shown, ...]]
) -> int | None:
    """Which end of a period with two ends it is: of two values that share one, first or second."""
    sharing = [
        other for other, named in of.items()
        if named is not None and named is of[one] and any(value.when for value in held[other])
    ]  # fmt: skip
    return sharing.index(one) if len(sharing) == 2 and one in sharing else None


def _right(held: tuple[Shown, ...], named: Named | None, turn: int | None) -> tuple[Shown, ...]:
    """The values of this number that the period names; what has no period fits any."""
    if named is None:
        return tuple(one for one in held if one.is_newest or not one.when)
    spans = named.spans
    if len(spans) == 2 and named.whole is None and turn is None:
        is_each = all(any(one.span == span for one in held) for span in spans)
        return tuple(one for one in held if (is_each and one.span in spans) or not one.when)
    return tuple(one for one in held if not one.when or _is_named(one, named, turn))


def _is_named(one: Shown, named: Named, turn: int | None) -> bool:
    if one.span is None:
        return False
    if len(named.spans) == 1:
        return one.span == named.spans[0]
    if named.whole is not None and same_span(one.span, named.whole):
        return True
    return turn is not None and one.span == named.spans[turn]
