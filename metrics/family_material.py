"""What a family of figures is made from, and what comes of it."""

from collections.abc import Mapping
from typing import NamedTuple

from metrics.catalogue import Catalogue
from metrics.disclosure.shares import NOWHERE, Elsewhere
from metrics.disclosure.tables import CellKey, Family
from metrics.observations import HeldObservation, Qualifier
from metrics.partner_totals import Asked
from metrics.periods import Period
from metrics.release_notes import Coverage
from metrics.release_values import FrozenCell
from metrics.return_forms import ReturnForm


class Owner(NamedTuple):
    """What a partner that governs its own data asks for."""

    alone: bool = True  # its figures may be shown by its name
    floor: int | None = None
    others: int = 0


class Choice(NamedTuple):
    """What a release is to show: "<source>/<series>" and periods of the form."""

    series: tuple[str, ...]
    periods: tuple[Period, ...]
    by_partner: bool = False


class Material(NamedTuple):
    """What a family is made from.

    `told` are the cells that were released before, `erased` those in which a withdrawn figure
    stood, or one that is no longer consented to: of these nothing is released again, and of the
    indicators and periods in `shut`, in which they lie, nothing that was not released before.
    `before` is how a cell was released last, `older` how totals of other partners were before that.
    The totals in `kept` stay as they were then, and what is `closed` is not released beside them.
    `elsewhere` are the numbers that other releases of the form hide or tell by a share.
    """

    form: ReturnForm
    catalogue: Catalogue
    values: tuple[HeldObservation, ...]
    asked: Asked
    owners: Mapping[str, Owner]
    told: frozenset[CellKey] = frozenset()
    erased: frozenset[CellKey] = frozenset()
    before: Mapping[CellKey, FrozenCell] = {}
    kept: frozenset[CellKey] = frozenset()
    closed: frozenset[CellKey] = frozenset()
    shut: Mapping[str, tuple[Period, ...]] = {}
    older: Mapping[CellKey, tuple[FrozenCell, ...]] = {}
    elsewhere: Elsewhere = NOWHERE

    def is_open(self, indicator: str, period: Period) -> bool:
        """Whether figures of a period may be released that never were."""
        shut = self.shut.get(indicator, ())
        return not any(one.start <= period.end and period.start <= one.end for one in shut)


class Built(NamedTuple):
    """A family, and of its cells whose figures they are made of and of how many partners.

    `qualifiers` are of those that are not exact: parts are missing, or were not stated exactly.
    """

    family: Family
    parts: Mapping[CellKey, frozenset[str]]
    coverage: Mapping[CellKey, Coverage]
    qualifiers: Mapping[CellKey, Qualifier]
