"""The family of a release: every figure from which another of it could be worked out.

From the approved values of a return form come each partner's figures, also where these are not
shown, the totals over partners as the office sees them, and the sums between all of them: over
partners, over the members of a breakdown, over places within places, over periods, and what the
form's own rules add up. What cannot be added makes no sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from metrics.definitions import Measure
from metrics.disclosure.areas import is_below_province, is_small_area
from metrics.disclosure.tables import Cell, CellKey, DisclosureClass, Family, Sum
from metrics.family_material import Built, Choice, Material, Owner
from metrics.family_sums import (
    NONE,
    Figure,
    at_most,
    by_rule,
    over_periods,
    ratio_of,
    rolled_up,
    status_of,
    summed,
)
from metrics.form_cells import Adding, FormCell, additions, by_table, is_added, stated_cells
from metrics.observations import HeldObservation, ObservationStatus, Qualifier
from metrics.partner_totals import Totals, Whole
from metrics.periods import Period
from metrics.release_notes import Coverage
from metrics.release_values import FrozenCell
from metrics.roll_up.partners import never_over_partners
from metrics.roll_up.rules import never_over_place, never_over_time
from metrics.roll_up.wholes import known

__all__ = ["Built", "Choice", "Material", "Owner", "build"]

ALL = ""  # all partners
EXACT = Qualifier.EXACT
MADE, MADE_UNITS = (Measure.RATIO, Measure.RATE), ("percent", "rate", "days")  # of two numbers
Said: TypeAlias = Mapping[FormCell, HeldObservation]  # what one partner states of one period


def build(material: Material, choice: Choice) -> Built:
    """Every cell of the chosen series and periods, and how they add up."""
    figures: dict[CellKey, Figure] = {}
    sums: list[Sum] = []
    for series in choice.series:
        measured = Measured(material, choice, series)
        figures |= measured.figures
        sums += measured.sums(figures)
        sums += over_periods(measured.figures if measured.adds_up_over_time else (), figures)
    named = {
        one.partition("/")[2]: (material.catalogue.series_of(one).indicator, one)
        for one in choice.series
    }
    for rule in material.form.rules:
        sums += [*by_rule(rule, named, figures), *at_most(rule, named, figures)]
    cells = {key: one.cell for key, one in figures.items()}
    return Built(
        Family(cells, tuple(dict.fromkeys(sums))),
        {key: one.parts for key, one in figures.items()},
        {key: one.coverage for key, one in figures.items() if one.coverage},
        {key: one.qualifier for key, one in figures.items() if one.qualifier != EXACT},
    )


class Measured:
    """The figures of one series, and their sums over partners, members and places."""

    def __init__(self, material: Material, choice: Choice, series: str) -> None:
        self.material, self.choice, self.series = material, choice, series
        catalogue, name = material.catalogue, series.partition("/")[2]
        self.indicator = catalogue.indicators[catalogue.series_of(series).indicator]
        self.name = name
        self.adds = is_added(catalogue, series)
        self.additions = self._additions()
        self.said = self._said()
        self.figures: dict[CellKey, Figure] = {}
        for period, by_partner in self.said.items():
            self._add(period, by_partner)

    def sums(self, figures: dict[CellKey, Figure]) -> Iterator[Sum]:
        """What holds between the cells; what a whole has beside its parts becomes a cell too."""
        if not self.adds:
            return
        for period, by_partner in self.said.items():
            for partner in (ALL, *by_partner):
                for adding in self.additions:
                    parts = [self._key(one, partner, period) for one in adding.parts]
                    whole = self._key(adding.whole, partner, period)
                    yield from summed(whole, parts, adding.over, figures)
            for cell in self._cells():
                parts = [self._key(cell, partner, period) for partner in by_partner]
                yield from summed(self._key(cell, ALL, period), parts, "partner", figures)

    @property
    def adds_up_over_time(self) -> bool:
        """Whether the figures of shorter periods make that of a longer one."""
        return (
            self.adds
            and self.indicator.roll_up_time == "sum"
            and not never_over_time(self.indicator)
        )

    def _additions(self) -> tuple[Adding, ...]:
        over_places = never_over_place(self.indicator) is None
        form, catalogue = self.material.form, self.material.catalogue
        return additions(form, self.name, catalogue, over_places=over_places and self.adds)

    def _said(self) -> dict[Period, dict[str, dict[FormCell, HeldObservation]]]:
        """What is stated, by period and partner."""
        mine = [one for one in self.material.values if one.observation.series == self.series]
        chosen = [one for one in mine if one.observation.period in self.choice.periods]
        found: dict[Period, dict[str, dict[FormCell, HeldObservation]]] = defaultdict(dict)
        cells = stated_cells(self.material.form, self.name)
        for held in sorted(chosen, key=lambda held: held.observation.organization):
            one = held.observation
            if (cell := (one.place, one.disaggregation.code)) in cells:
                found[one.period].setdefault(one.organization, {})[cell] = held
        return dict(sorted(found.items()))

    def _cells(self) -> tuple[FormCell, ...]:
        """The cells that partners state, and the wholes that are made of them."""
        stated = sorted(stated_cells(self.material.form, self.name))
        return tuple(dict.fromkeys((*stated, *(one.whole for one in self.additions))))

    def _add(self, period: Period, by_partner: Mapping[str, Said]) -> None:
        numbers: dict[str, dict[FormCell, Decimal]] = {}
        for partner, said in by_partner.items():
            numbers[partner] = self._numbers(said)
            for cell in self._cells():
                number = numbers[partner].get(cell)
                if figure := self._own(cell, partner, period, said.get(cell), number):
                    self.figures[figure.cell.key] = figure
        for cell in self._cells():
            if figure := self._total(cell, period, by_partner, numbers):
                self.figures[figure.cell.key] = figure

    def _numbers(self, said: Said) -> dict[FormCell, Decimal]:
        """What one partner states as numbers, and the wholes that come of them."""
        found = {
            cell: one.observation.value
            for cell, one in said.items()
            if known(one.observation) and one.observation.value is not None
        }
        for adding in self.additions:
            parts = [found[one] for one in adding.parts if one in found]
            if adding.whole not in said and adding.whole not in found and parts:
                found[adding.whole] = sum(parts, NONE)
        return found

    def _own(
        self,
        cell: FormCell,
        partner: str,
        period: Period,
        held: HeldObservation | None,
        number: Decimal | None,
    ) -> Figure | None:
        """A partner's own figure; it is shown only where the release is by partner."""
        if number is None and held is None:
            return None
        key = self._key(cell, partner, period)
        owner = self.material.owners.get(partner, Owner())
        erased = held is not None and held.observation.status is ObservationStatus.ERASED
        shown = held is not None and not erased and self._may_show(key, [partner])
        made = Cell(
            key, number, self._kind(partner), status_of(held), True, False,
            () if number is None else (number,), *ratio_of(held),
            published=self._is_published(key, shown=shown),
            granted_publicly=self._granted, floor=owner.floor, others=owner.others,
            small_area=self._is_small(cell[0]), share=not self.adds,
        )  # fmt: skip
        qualifier = held.observation.qualifier if held else EXACT
        return Figure(made, frozenset({partner}), None, qualifier)

    def _total(
        self,
        cell: FormCell,
        period: Period,
        by_partner: Mapping[str, Said],
        numbers: Mapping[str, Mapping[FormCell, Decimal]],
    ) -> Figure | None:
        """The figure of all partners, as the office sees it; None where there is no total."""
        key = self._key(cell, ALL, period)
        if never_over_partners(self.indicator) or key in self.material.erased:
            return None
        whole = self._whole(cell)
        wanted = frozenset[FormCell]().union(*whole.cells.values())
        parts = [one for said in by_partner.values() for at, one in said.items() if at in wanted]
        if any(one.observation.status is ObservationStatus.ERASED for one in parts):
            return None
        made = self._made(whole, parts)
        if made is None or made.total is None or made.total.why or made.observation.value is None:
            return None
        adding = {one: said[cell] for one, said in numbers.items() if cell in said and self.adds}
        adding = adding or rolled_up(parts)
        if key in self.material.kept:
            return self._as_before(self.material.before[key], made, adding)
        exact = all(one.observation.qualifier is EXACT for one in parts)
        if self.adds and exact and sum(adding.values(), NONE) != made.observation.value:
            return None  # the office reads another number: neither is proven
        coverage = Coverage(made.total.covered, made.total.asked)
        qualifier = made.observation.qualifier if exact else Qualifier.APPROXIMATE
        return Figure(self._whole_cell(key, made, adding), frozenset(adding), coverage, qualifier)

    def _as_before(
        self, before: FrozenCell, made: HeldObservation, adding: Mapping[str, Decimal]
    ) -> Figure:
        """A total as it was released last, of those who stood in it then."""
        then = {one: number for one, number in adding.items() if one in before.organizations}
        cell = self._whole_cell(before.key, made, then)._replace(value=before.number)
        if before.made_of:
            cell = cell._replace(numerator=before.made_of[0], denominator=before.made_of[1])
        return Figure(cell, before.organizations, before.coverage, before.qualifier, kept=True)

    def _whole_cell(
        self, key: CellKey, made: HeldObservation, adding: Mapping[str, Decimal]
    ) -> Cell:
        """The cell of all partners; `adding` is what each adds: one alone is as below."""
        asked, below = self._asked_by(adding), self._is_below(key.place) or len(adding) < 2
        value = sum(adding.values(), NONE) if self.adds else made.observation.value
        return Cell(
            key, value, self._kind(), made.observation.status, below,
            key.disaggregation == "" and not below,
            tuple(sorted(map(abs, adding.values()), reverse=True)), *ratio_of(made),
            published=self._is_published(key, shown=self._may_show(key, adding)),
            granted_publicly=self._granted, floor=asked.floor, others=asked.others,
            small_area=self._is_small(key.place), share=not self.adds,
        )  # fmt: skip

    def _made(self, whole: Whole, parts: list[HeldObservation]) -> HeldObservation | None:
        totals = Totals(whole, self.material.catalogue, self.material.asked)
        return totals.total(parts, 1) if parts else None

    def _whole(self, cell: FormCell) -> Whole:
        form, catalogue = self.material.form, self.material.catalogue
        return Whole(
            self.indicator, form, self.series, *cell, by_table(form, self.name, cell, catalogue)
        )

    def _asked_by(self, partners: Iterable[str]) -> Owner:
        """The most that the owners of a total's parts ask for."""
        owners = [self.material.owners.get(one, Owner()) for one in partners]
        floors = [one.floor for one in owners if one.floor is not None]
        return Owner(True, max(floors, default=None), max((o.others for o in owners), default=0))

    def _is_published(self, key: CellKey, *, shown: bool) -> bool:
        material = self.material
        if key in material.closed or key in material.erased:
            return False
        is_open = material.is_open(key.indicator, Period.parse(key.period))
        return key in material.told or (shown and is_open)

    def _may_show(self, key: CellKey, partners: Iterable[str]) -> bool:
        """Whether a figure of these partners is one to show.

        That of one partner only where the release is by partner and the partner lets it be shown;
        where one partner alone stands in a total, the total is that partner's figure (P-10).
        """
        whose = [*partners]
        is_own = key.partner != ALL or len(whose) < 2
        owner = self.material.owners.get(whose[0], Owner()) if is_own and whose else Owner()
        if is_own and not (self.choice.by_partner and owner.alone):
            return False
        return not self._is_small(key.place)

    def _is_small(self, place: str) -> bool:
        is_people = self._kind() is DisclosureClass.PEOPLE
        return is_people and is_small_area(self.material.catalogue.places[place])

    def _is_below(self, place: str) -> bool:
        return is_below_province(self.material.catalogue.places[place])

    def _key(self, cell: FormCell, partner: str, period: Period) -> CellKey:
        return CellKey(self.indicator.id, self.series, *cell, partner, period.code)

    def _kind(self, partner: str = ALL) -> DisclosureClass:
        """Of what; a share, rate or mean is of people unless declared otherwise.

        That of one partner always is: beside what else is shown of it, it tells what is hidden.
        """
        kind = self.material.catalogue.unit_of(self.series).kind
        is_made = self.indicator.measure in MADE or kind in MADE_UNITS
        if is_made and (partner or not self.indicator.parts_without_people):
            return DisclosureClass.PEOPLE
        return DisclosureClass(self.indicator.disclosure_class)

    @property
    def _granted(self) -> bool:
        measures = (table.measure(self.name) for table in self.material.form.tables)
        found = next(filter(None, measures), None)
        return found is not None and found.granted_publicly
