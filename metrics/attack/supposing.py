"""What a printed share tells of hidden counts: supposed to be made of one, what follows for others.

Of which counts a share, a rate or a mean is made is not printed. A reader may know by its title; so
each hidden count of the same place, partner and period is taken for its numerator, and for its
denominator, one at a time, and whatever can be told besides then is told. By a share that was made
from rounded numbers the count itself is known no better than one that is shown; by a rate beside a
shown amount it is.

A share cannot be taken back. One that was printed before the count is taken for that of a count of
its own breakdown, and where one that is shown fits, for that of no other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from metrics.attack.cells import SHARE, Cell, Clue, Leak, Range, Sum, Unknown
from metrics.attack.components import Component
from metrics.attack.programmes import Bounded, Programme

FEW = 40  # targets of a component that are all looked at, also those in no sum with the count
Exact = Callable[[int], Bounded]
Narrow = Callable[[int, Range], bool]
Span = tuple[Decimal, Decimal | None]


class Supposing:
    """On one component; `exact` bounds one of its unknowns, `narrow` says whether that is told."""

    def __init__(
        self, component: Component, programme: Programme, exact: Exact, narrow: Narrow
    ) -> None:
        self.unknowns, self.rows = component.unknowns, component.rows
        self.programme, self.exact, self.narrow = programme, exact, narrow
        self.targets = [at for at, one in enumerate(self.unknowns) if one.is_target]
        self.own: dict[int, Range] = {}
        self.tried: set[tuple[int, Range]] = set()

    def leaks(self, clues: Iterable[Clue], told: Iterable[Leak]) -> Iterator[Leak]:
        """What nobody can tell without the shares; `told` is known without them."""
        known = {one.cell for one in told}
        for clue in clues:
            for at in self.targets:
                if _is_news(clue, self.unknowns[at]):
                    yield from self._supposed(clue, at, known)

    def _supposed(self, clue: Clue, at: int, known: set[Cell]) -> Iterator[Leak]:
        found = self._narrowed(clue, at)
        if found is None or (at, found) in self.tried:
            return
        self.tried.add((at, found))
        said = Sum(self.unknowns[at].cell, (clue.cell,), SHARE)
        if clue.exact and self.unknowns[at].cell not in known and self.narrow(at, found):
            known.add(self.unknowns[at].cell)
            yield self._leak(at, found, (said,))
        with self.programme.supposing(at, found):
            for other in self._beside(at):
                one, got = self.unknowns[other], self.exact(other)
                if one.cell not in known and self.narrow(other, got.range):
                    how = (row.said for row in (self.rows[row] for row in sorted(got.used)))
                    known.add(one.cell)
                    yield self._leak(other, got.range, (said, *filter(None, how)))

    def _leak(self, at: int, found: Range, how: tuple[Sum, ...]) -> Leak:
        one = self.unknowns[at]
        return Leak(one.cell, found.low, found.high or Decimal(0), one.need, how)

    def _narrowed(self, clue: Clue, at: int) -> Range | None:
        """Where a count lies if it is of the share; None where it cannot be, or that is no news."""
        if at not in self.own:
            self.own[at] = self.programme.linear_range(at).range
        low, high = self.own[at]
        spans = clue.fits(low, high)
        if clue.exact and self.unknowns[at].counts:
            spans = [*filter(None, map(_whole, spans))]
        if not spans:
            return None
        ends = [one for one in (high, spans[-1][1]) if one is not None]
        found = Range(max(low, spans[0][0]), min(ends) if ends else None)
        return None if found == self.own[at] else found

    def _beside(self, at: int) -> list[int]:
        """The other targets; of many, those in a sum with the count."""
        if len(self.targets) <= FEW:
            return [one for one in self.targets if one != at]
        near = {place for row in self.rows if any(place == at for place, _ in row.terms)
                for place, _ in row.terms}  # fmt: skip
        return [one for one in self.targets if one != at and one in near]


def explained(clues: Iterable[Clue], unknowns: Iterable[Unknown]) -> Iterator[Clue]:
    """The clues, with whether a shown count of the share's own breakdown fits."""
    shown: dict[tuple[str, ...], list[Unknown]] = defaultdict(list)
    for one in unknowns:
        if one.published and not one.hidden and not one.cell.part and one.counts:
            shown[_where(one.cell)].append(one)
    for clue in clues:
        beside = shown.get(_where(clue.cell), [])
        fits = any(clue.may_be_of(one.cell) and clue.fits(one.low, one.high) for one in beside)
        yield clue._replace(explained=fits)


def _whole(span: Span) -> Span | None:
    """The whole numbers of a span, where there are any."""
    low, high = span[0].to_integral_value(ROUND_CEILING), span[1]
    last = None if high is None else high.to_integral_value(ROUND_FLOOR)
    return (low, last) if last is None or low <= last else None


def _where(cell: Cell) -> tuple[str, ...]:
    return cell.place, cell.disaggregation, cell.partner, cell.period


def _is_news(clue: Clue, one: Unknown) -> bool:
    """Whether a hidden count is to be taken for a part of the share."""
    is_other = clue.explained or one.cell.disaggregation != clue.cell.disaggregation
    is_older = is_other and clue.when < one.when
    return one.hidden and clue.may_be_of(one.cell) and not is_older
