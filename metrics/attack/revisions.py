"""From what was published, release after release, to one system of exact numbers.

Of a cell several publications speak. Whatever shows no sign of a correction is taken for the same
exact number in all of them: this is the strongest reading, and what a hidden number must withstand.
A correction shows itself by another printed number, by the word "revised", or by a number that is
now hidden; the numbers that are not printed and that hang together with it may then have moved too.

Where a total says that it is of more partners than before, or of fewer, its two numbers differ by
the figures of those: a number that nobody has printed, and that must not be told. So it is with a
total of one partner. By name they may be shown. From every total that was ever told those who are
shown by name are taken, were it years later: what is left must not be the figure of one who governs
its data and is never named, nor of it and very few others.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from decimal import Decimal

from metrics.attack.cells import JOINED, RULE, AtMost, Cell, Published, Row, Sum, System, Unknown

ONE = Decimal(1)
OTHERS = 2  # beside a figure whose owner lets it be shown in totals alone
Together = Callable[[Cell, int], Unknown | None]


def assembled(
    published: Iterable[Published],
    sums: Iterable[Sum] = (),
    orders: Iterable[AtMost] = (),
    unpublished: Iterable[Unknown] = (),
    together: Together = lambda _cell, _number: None,
) -> System:
    """A system of what was published and of the sums between cells.

    `unpublished` are cells of which no word is published and whose range must stay wide
    nonetheless (their `need`); every other cell that only the sums name is free from 0 upwards.
    `together` says what must stay unknown of the figures of so many partners of a total.
    """
    told: dict[int, list[Published]] = defaultdict(list)
    first: dict[Cell, int] = {}
    for one in published:
        told[one.when].append(one)
        if one.cell.partner and (one.hidden or one.number is not None):
            first[one.cell] = min(one.when, first.get(one.cell, one.when))
    made = _Assembling(tuple(sums), tuple(orders), unpublished, first, together)
    for when in sorted(told):
        made.tell(when, told[when])
    if not told:
        made.tell(0, [])
    made.take_named()
    return System(tuple(made.unknowns), tuple(made.rows))


class _Assembling:
    """What is known so far: the number that stands for each cell now, and all before it."""

    def __init__(
        self, sums: tuple[Sum, ...], orders: tuple[AtMost, ...], unpublished: Iterable[Unknown],
        first: Mapping[Cell, int], together: Together,
    ) -> None:  # fmt: skip
        self.sums, self.orders = sums, orders
        self.first, self.together = first, together
        self.since: dict[Cell, Published] = {}  # of a total: since when it is of so many partners
        self.ever: dict[Cell, dict[int, int]] = defaultdict(dict)  # by how many: which number
        self.unpublished = {one.cell: one for one in unpublished}
        self.unknowns: list[Unknown] = []
        self.rows: list[Row] = []
        self.now: dict[Cell, int] = {}
        self.last: dict[Cell, Published] = {}
        self.of_cell: dict[Cell, list[int]] = defaultdict(list)
        for at, one in enumerate(sums):
            for cell in (one.whole, *one.parts):
                self.of_cell[cell].append(at)

    def tell(self, when: int, told: list[Published]) -> None:
        """Take in what is published together."""
        corrected = {one.cell: self.last[one.cell] for one in told if self._is_corrected(one)}
        shown = {cell for cell, one in self.last.items() if not one.hidden}
        shown |= {one.cell for one in told if not one.hidden}
        moved = self._moved_with(corrected, shown) | corrected.keys()
        before = dict(self.since)
        self.since |= {one.cell: one for one in told if self._is_news(one, corrected)}
        self._begin(when, moved, told)
        for one in told:
            self._join(before.get(one.cell), one)
            self._learn(one)
            if one.number is not None and one.covered is not None:
                self.ever[one.cell][one.covered] = self.now[one.cell]
            if one.cell in corrected and (link := self._link(corrected[one.cell], one)):
                self.rows.append(link)
            self.last[one.cell] = one

    def take_named(self) -> None:
        """From each total ever told those by name; where an owner of its data is never named."""
        for one in self.sums:
            never = [part for part in one.parts if part not in self.last]
            if one.over == "partner" and any(self._must_stay(part) for part in never):
                named = [part for part in one.parts if self._is_shown(part)]
                for covered, at in self.ever[one.whole].items() if named else ():
                    if 0 < covered - len(named) <= OTHERS:
                        self._take(one, at, named)

    def _must_stay(self, cell: Cell) -> bool:
        return cell in self.unpublished and self.unpublished[cell].share > 0

    def _is_shown(self, cell: Cell) -> bool:
        return cell in self.last and self.last[cell].number is not None

    def _take(self, one: Sum, at: int, named: list[Cell]) -> None:
        """What is left of a total; believed only where those by name can have stood in it."""
        governed = next(part for part in one.parts if self._must_stay(part))
        left = self.unpublished[governed]._replace(cell=one.whole._replace(part=JOINED))
        self.unknowns.append(left)
        rest = (len(self.unknowns) - 1, -1)
        terms = ((at, 1), *((self.now[part], -1) for part in named), rest)
        said = Sum(one.whole, tuple(named), JOINED)
        self.rows.append(Row(terms, said=said, by_rule=True))

    def _is_news(self, one: Published, corrected: Container[Cell]) -> bool:
        """Whether a total with a number says something of how many partners it is."""
        since = self.since.get(one.cell)
        has_both = one.number is not None and one.covered is not None
        is_new = since is None or one.cell in corrected or since.covered != one.covered
        return has_both and is_new

    def _join(self, before: Published | None, one: Published) -> None:
        """The figures of those who have joined a total or left it, as a number of its own."""
        if one.number is None or one.covered is None or before is self.since.get(one.cell):
            return
        had = before.covered if before is not None and before.covered is not None else 0
        more, named = one.covered - had, self._newly_named(one)
        is_told = before is not None or one.covered == 1
        own = self.together(one.cell, abs(more)) if more and is_told and named < abs(more) else None
        if own is None or (before is not None and self.before.get(one.cell) is None):
            return
        now, old = self.now[one.cell], self.before.get(one.cell)
        terms = [(now, 1)] if before is None or old is None else [(now, 1), (old, -1)]
        sign = 1 if more > 0 else -1
        self.unknowns.append(own._replace(when=one.when))
        rest = (len(self.unknowns) - 1, -1)
        said = Sum(one.cell, (own.cell,), JOINED)
        self.rows.append(Row((*((at, sign * times) for at, times in terms), rest), said=said))

    def _newly_named(self, one: Published) -> int:
        """How many are shown by name since this publication: they may be those who have joined."""
        since: dict[str, int] = {}
        for cell, first in self.first.items():
            if (cell.series, cell.period) == (one.cell.series, one.cell.period):
                since[cell.partner] = min(first, since.get(cell.partner, first))
        return sum(first == one.when for first in since.values())

    def _is_stale(self, one: Sum) -> bool:
        """Whether a total was told when fewer partners had answered than have by now."""
        since = self.since.get(one.whole)
        if one.over != "partner" or since is None or since.covered is None:
            return False
        answered = [self.first[part] for part in one.parts if part in self.first]
        return len(answered) > since.covered and max(answered) > since.when

    def _is_corrected(self, one: Published) -> bool:
        before = self.last.get(one.cell)
        if before is None or before.hidden or one.erased:
            return False
        return one.revised or one.hidden or one.number != before.number

    def _moved_with(self, corrected: Iterable[Cell], shown: set[Cell]) -> set[Cell]:
        """The cells without a printed number that hang together with what was corrected."""
        waiting, moved = list(corrected), set[Cell]()
        while waiting:
            for at in self.of_cell[waiting.pop()]:
                one = self.sums[at]
                new = {one.whole, *one.parts} - shown - moved
                moved |= new
                waiting += new
        return moved

    def _begin(self, when: int, moved: set[Cell], told: list[Published]) -> None:
        """New numbers for new cells and for those that moved; what must hold between them."""
        self.before = {cell: self.now.get(cell) for cell in moved}
        first = not self.now
        named = [one.cell for one in told]
        if first:
            named += [cell for one in self.sums for cell in (one.whole, *one.parts)]
            named += [cell for order in self.orders for cell in order]
            named += self.unpublished
        new = [cell for cell in dict.fromkeys(named) if cell not in self.now or cell in moved]
        for cell in dict.fromkeys([*new, *sorted(moved)]):
            self.now[cell] = len(self.unknowns)
            one = self.unpublished.get(cell, Unknown(cell, when))
            self.unknowns.append(one._replace(when=when))
        self.rows += self._rows(None if first else moved)

    def _rows(self, moved: set[Cell] | None) -> Iterator[Row]:
        """The sums and orders, at first all of them, later those of which a number has moved."""
        for one in self.sums:
            if moved is None or not moved.isdisjoint((one.whole, *one.parts)):
                times = -1 if self._is_stale(one) else 1  # then it is of some of them: less
                terms = ((self.now[one.whole], times),
                         *((self.now[part], -times) for part in one.parts))  # fmt: skip
                high = None if one.open or times < 0 else Decimal(0)
                yield Row(terms, high=high, said=one, by_rule=one.over == RULE)
        for order in self.orders:
            if moved is None or not moved.isdisjoint(order):
                terms = ((self.now[order.larger], 1), (self.now[order.smaller], -1))
                yield Row(terms, high=None, by_rule=True)

    def _learn(self, one: Published) -> None:
        """What a publication tells of the number that stands now, beside what was known of it."""
        at = self.now[one.cell]
        held = self.unknowns[at]
        ends = [end for end in (held.high, one.high) if end is not None]
        self.unknowns[at] = held._replace(
            low=max(held.low, one.low),
            high=min(ends) if ends else None,
            hidden=held.hidden or one.hidden,
            published=True,
            need=max(held.need, one.need) if held.hidden else one.need,
            share=max(held.share, one.share),
            counts=one.counts,
        )

    def _link(self, before: Published, one: Published) -> Row | None:
        """By how much a corrected number has moved, as far as the rules tell."""
        old, new = self.before[one.cell], self.now[one.cell]
        if old is None or not one.floor:
            return None
        terms = ((new, 1), (old, -1))
        if one.revised:
            return Row(terms, ONE - one.floor, one.floor - ONE)
        if one.number is None or before.number is None:
            return None
        up = one.number > before.number
        return Row(terms, one.floor, None) if up else Row(((old, 1), (new, -1)), one.floor, None)
