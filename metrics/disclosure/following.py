"""Which figures a reader has who is shown some of them: those, and all that the sums make of them.

One rule for whoever asks it: a partner's places make its province, its quarters its year; of a sum
the part that is missing is what the others leave of the whole; and several sums together may tell
what none of them tells alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import TypeAlias, TypeVar

Figure = TypeVar("Figure")
Row: TypeAlias = dict[Figure, Fraction]


def following(
    shown: Iterable[Figure],
    sums: Iterable[tuple[Figure, tuple[Figure, ...]]],
    never: Collection[Figure] = (),
) -> frozenset[Figure]:
    """What is shown and what follows from it; `sums` are wholes with their parts.

    What is in `never` is taken to be kept from following: that is for others to see to.
    """
    rows, kept = [(whole, *parts) for whole, parts in sums], {*never}
    known = _one_by_one({*shown}, rows, kept)
    together = _together((row for row in rows if not known.issuperset(row)), known)
    return frozenset(known | (together - kept))


def _one_by_one(
    known: set[Figure], rows: list[tuple[Figure, ...]], never: set[Figure]
) -> set[Figure]:
    """Whatever is the only one of its sum that is not known yet, however often."""
    holding: dict[Figure, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for one in row:
            holding[one].append(at)
    waiting = [*range(len(rows))]
    while waiting:
        left = {one for one in rows[waiting.pop()] if one not in known}
        if len(left) == 1 and not left & never:
            known |= left
            waiting += (at for one in left for at in holding[one])
    return known


def _together(rows: Iterable[tuple[Figure, ...]], known: Collection[Figure]) -> set[Figure]:
    """What sums with several unknown figures tell: those for which they can be solved."""
    solved: dict[Figure, Row[Figure]] = {}
    for whole, *parts in rows:
        row = _reduced(_row(whole, parts, known), solved)
        if row:
            at = next(iter(row))
            row = {one: times / row[at] for one, times in row.items()}
            for other in solved.values():
                _take(other, row, other.get(at, Fraction(0)))
            solved[at] = row
    return {at for at, row in solved.items() if len(row) == 1}


def _row(whole: Figure, parts: Iterable[Figure], known: Collection[Figure]) -> Row[Figure]:
    found: Row[Figure] = defaultdict(Fraction)
    for one, times in ((whole, 1), *((part, -1) for part in parts)):
        if one not in known:
            found[one] += times
    return {one: times for one, times in found.items() if times}


def _reduced(row: Row[Figure], solved: dict[Figure, Row[Figure]]) -> Row[Figure]:
    for at in [one for one in row if one in solved]:
        _take(row, solved[at], row.get(at, Fraction(0)))
    return row


def _take(row: Row[Figure], other: Row[Figure], times: Fraction) -> None:
    """Take another row from a row, so many times."""
    for one, number in other.items() if times else ():
        left = row.get(one, Fraction(0)) - times * number
        if left:
            row[one] = left
        else:
            row.pop(one, None)
