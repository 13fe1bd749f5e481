"""What is protected together: cells, the sums between them, and what is shown of them.

A family holds every cell from which another of it could be worked out: the figure of each partner,
of each place and breakdown, of all partners, of each period.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from metrics.observations import ObservationStatus


class DisclosureClass(StrEnum):
    """What a figure counts; whatever is not known is taken for people."""

    PEOPLE = "people"
    ACTIVITY = "activity"
    MONEY = "money"


class CellKey(NamedTuple):
    """Which figure; `partner` is empty for all partners, `disaggregation` for the total."""

    indicator: str
    series: str
    place: str
    disaggregation: str
    partner: str
    period: str  # its code


class Cell(NamedTuple):
    """One figure as it is known to the office.

    `value` is None where there is no number: `status` says which kind of nothing that is.
    `contributions` are what each partner adds to it, largest first: who adds most of it could be
    told from it; to a share, of how many. `numerator` and `denominator` are those of a share. A
    cell that is not `published` is never shown, and is there because others are sums of it.
    """

    key: CellKey
    value: Decimal | None
    kind: DisclosureClass = DisclosureClass.PEOPLE
    status: ObservationStatus = ObservationStatus.NORMAL
    below_province: bool = True
    is_whole: bool = False  # the whole province, without a breakdown or a partner
    contributions: tuple[Decimal, ...] = ()
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    published: bool = True
    granted_publicly: bool = False  # an amount that stands in a public list of grants
    floor: int | None = None  # that a steward has set for its figures
    others: int = 0  # how many other partners must stand in a total with a governed one's figure
    small_area: bool = False  # of a place in which too few live for any figure of people
    share: bool = False  # no number of things or dollars: it adds up to nothing


class Sum(NamedTuple):
    """A cell that is the sum of others; `over` is what it is summed over."""

    whole: CellKey
    parts: tuple[CellKey, ...]
    over: str  # "partner", "place", "period", "rule", "at-most", or the id of a dimension


class Family(NamedTuple):
    cells: Mapping[CellKey, Cell]
    sums: tuple[Sum, ...]


class Shown(NamedTuple):
    """What is shown of a cell: a number, or that it is hidden, or which kind of nothing it is.

    `rounded` is the base to which the number was rounded, 0 where it is exact. `revised` says that
    the exact number has moved since, by less than may be shown.
    """

    value: Decimal | None
    status: ObservationStatus
    rounded: int = 0
    revised: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.status is ObservationStatus.SUPPRESSED


class Loss(NamedTuple):
    """What protecting has cost: cells and value hidden, beside what a plain threshold hides.

    `optimum` is the least number of cells that a proven best pattern hides, None where it was not
    solved.
    """

    cells: int
    hidden: int
    value: Decimal
    value_hidden: Decimal
    plain_hidden: int
    plain_value_hidden: Decimal
    optimum: int | None = None


def outwardly(loss: Loss, *, counts: bool) -> Loss:
    """The same without sums of what is hidden.

    Without `counts` also without how many figures are hidden for their own sake.
    """
    told = loss._replace(value=Decimal(0), value_hidden=Decimal(0), plain_value_hidden=Decimal(0))
    return told if counts else told._replace(plain_hidden=loss.hidden, optimum=None)


class Protected(NamedTuple):
    """What is shown of every published cell.

    `unproven` are hidden cells that could be placed too narrowly although all that may be hidden
    around them is hidden: an earlier release has already told too much. None in a first release.
    """

    cells: Mapping[CellKey, Shown]
    loss: Loss
    unproven: frozenset[CellKey] = frozenset()
