"""What an attacker works with: cells, what is known of each, how they add up, what came of it."""

from decimal import Decimal
from typing import NamedTuple

NUMERATOR, DENOMINATOR = "numerator", "denominator"
JOINED = "joined"  # the part that is the figures of those who have joined a total, or left it
SHARE = "share"  # what a sum is over that says of which printed share a count may be a part
RULE = "rule"  # what a sum is over where a form's own rule says that it holds


class Cell(NamedTuple):
    """Which figure; `partner` is empty for all partners, `disaggregation` for the total.

    `part` is empty for the figure itself, else which part of a share is meant, or of a total.
    """

    indicator: str
    series: str
    place: str
    disaggregation: str
    partner: str
    period: str  # its code
    part: str = ""


class Published(NamedTuple):
    """What a publication tells of a cell: from where to where its exact number lies.

    `high` is None where there is no upper end. `need` is how wide the range of the cell must stay
    while it is hidden, in its unit; `share` says the same as a part of the range's upper end, as
    for money. `when` puts publications in order: cells told together have the same. `number` is
    what was printed. `floor` is what an exact number must have moved by before another is printed,
    0 where every movement shows. `revised` says that it moved by less.
    """

    cell: Cell
    low: Decimal
    high: Decimal | None
    hidden: bool
    need: Decimal
    share: Decimal = Decimal(0)
    when: int = 0
    number: Decimal | None = None
    floor: Decimal = Decimal(0)
    revised: bool = False
    counts: bool = True  # a number of things: whole
    erased: bool = False  # no longer printed anywhere, nor ever to be known
    missing: int = 0  # how many of the partners who were asked have not said theirs
    covered: int | None = None  # how many have, where that is told


class Sum(NamedTuple):
    """A cell that is the sum of others; `over` is what it is summed over.

    "partner", "place", "period", the id of a dimension, or "rule" where the form demands it:
    a rule is believed only while it contradicts nothing that is published. Where a sum is `open`
    the whole is told to hold more than its parts.
    """

    whole: Cell
    parts: tuple[Cell, ...]
    over: str
    open: bool = False


class AtMost(NamedTuple):
    """A cell that is never above another, as a rule of the form demands or a share is made."""

    smaller: Cell
    larger: Cell


class Unknown(NamedTuple):
    """One exact number that nobody outside has seen; `when` is since which publication it stands.

    A number that was corrected is two of them. One that is not `published` is not known to exist
    by any word about it, only because others are sums of it; with a `share` it must stay uncertain
    by that part of its upper end, unless it is zero.
    """

    cell: Cell
    when: int
    low: Decimal = Decimal(0)
    high: Decimal | None = None
    hidden: bool = False
    published: bool = False
    need: Decimal = Decimal(0)
    share: Decimal = Decimal(0)
    counts: bool = True

    @property
    def is_target(self) -> bool:
        """Whether its range must stay wide."""
        return self.hidden or (not self.published and (self.need > 0 or self.share > 0))


class Row(NamedTuple):
    """What must hold between exact numbers: from `low` to `high` lies the sum of the terms."""

    terms: tuple[tuple[int, int], ...]  # which unknown, how many times
    low: Decimal = Decimal(0)
    high: Decimal | None = Decimal(0)
    said: Sum | None = None  # None: one number against its own correction, or an order
    by_rule: bool = False


class Clue(NamedTuple):
    """What a printed share tells of its numerator or denominator: it lies in one of the spans.

    Which count that is, nobody is told; it may be any of the same place, partner and period. Where
    a shown count of its own breakdown fits, it is `explained` by that. `when` it was published.
    One that is `exact` is of a rate beside a shown number, of which it is made as it is printed.
    """

    cell: Cell  # with the part
    spans: tuple[tuple[Decimal, Decimal | None], ...]  # in rising order
    when: int = 0
    explained: bool = False
    exact: bool = False  # then the count itself is told by it, and not only what hangs on that

    def fits(self, low: Decimal, high: Decimal | None) -> list[tuple[Decimal, Decimal | None]]:
        """The spans in which a number of this range can lie."""
        return [
            (least, most) for least, most in self.spans
            if (most is None or low <= most) and (high is None or least <= high)
        ]  # fmt: skip

    def may_be_of(self, count: Cell) -> bool:
        """Whether a count is one that the share could be made of."""
        own = self.cell
        where = own.place, own.partner, own.period, own.series.partition("/")[0]
        told = count.place, count.partner, count.period, count.series.partition("/")[0]
        return where == told and not count.part


class System(NamedTuple):
    """All that is known, as unknown numbers and what must hold between them; and clues to them."""

    unknowns: tuple[Unknown, ...]
    rows: tuple[Row, ...]
    clues: tuple[Clue, ...] = ()


class Range(NamedTuple):
    """From where to where a number can lie; no upper end where `high` is None."""

    low: Decimal
    high: Decimal | None

    @property
    def width(self) -> Decimal | None:
        return None if self.high is None else self.high - self.low


class Leak(NamedTuple):
    """A hidden cell of which more can be told than may be: its range, and by which sums.

    No sum at all: what was published of the cell itself says it.
    """

    cell: Cell
    low: Decimal
    high: Decimal
    need: Decimal
    how: tuple[Sum, ...] = ()


class Attacked(NamedTuple):
    """What an attack found; `cells` are those published, `hidden` those of them hidden.

    `contradicted` are sums that do not hold between published numbers: they were not believed.
    """

    cells: int
    hidden: int
    leaks: tuple[Leak, ...]
    contradicted: tuple[Sum, ...] = ()
