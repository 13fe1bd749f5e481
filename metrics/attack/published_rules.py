"""The published rules, as a reader applies them to what is printed.

People: 1 to 9 are not shown below the province, 1 to 4 nowhere (P-03), other counts are rounded to
a multiple of 5, up or down, by less than 5 (P-04); a steward's floor is higher. Zero is shown as it
is. Amounts of money are exact; how far a hidden one must stay uncertain is not published: a tenth
of what it can be at most, which is what the p% rule with p = 10 asks of the estimate of another's
contribution (Handbook on Statistical Disclosure Control, section 4.2).
"""

import re
from decimal import Decimal

from metrics.attack.cells import JOINED, Cell, Published, Unknown
from metrics.catalogue import Catalogue
from metrics.definitions import Indicator, Measure
from metrics.observations import Observation, ObservationStatus, Qualifier

FLOOR_BELOW_PROVINCE, FLOOR, BASE = Decimal(10), Decimal(5), Decimal(5)
MONEY_SHARE, CONTRIBUTORS = Decimal("0.1"), 3
NOT_BELOW = ("country", "province", "territory")
REVISED, ROUNDED = "Revised since by too little", "Rounded to a multiple of"
COVERED = re.compile(r"(\d+) of (\d+) partners")
MADE = (Measure.RATIO, Measure.RATE)  # of two numbers, as what is stated in these units is
PERCENT = "percent"
MADE_UNITS = (PERCENT, "rate", "days")
PARTNER = "partner"  # the dimension by which a release tells figures of partners
ZERO, ONE = Decimal(0), Decimal(1)
NOT_SAID = frozenset({ObservationStatus.NOT_COLLECTED, ObservationStatus.NOT_YET})
NO_NUMBER = NOT_SAID | {ObservationStatus.MISSING}
HIDDEN = frozenset({ObservationStatus.SUPPRESSED, ObservationStatus.ERASED})


class PublishedRules:
    """What the rules say of any cell of the forms that a catalogue declares."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def cell_of(self, one: Observation, part: str = "") -> Cell:
        """The cell of a value; which partner's it is stands among its breakdowns."""
        members = one.disaggregation.members
        partner = next((member for dimension, member in members if dimension == PARTNER), "")
        rest = tuple(pair for pair in members if pair[0] != PARTNER)
        code = type(one.disaggregation)(rest).code
        return Cell(one.indicator, one.series, one.place, code, partner, one.period.code, part)

    def is_made(self, cell: Cell) -> bool:
        """Whether a figure is made of two numbers: a share, a rate or a mean."""
        kind = self.catalogue.unit_of(cell.series).kind
        return self._indicator(cell).measure in MADE or kind in MADE_UNITS

    def kind_of(self, cell: Cell) -> str:
        """Of what a figure is; what is made of two numbers is of people unless data/ denies it."""
        indicator = self._indicator(cell)
        if self.is_made(cell) and not indicator.parts_without_people:
            return "people"
        return indicator.disclosure_class

    def is_rounded(self, one: Observation) -> bool:
        return ROUNDED in _note(one)

    def is_rounded_share(self, one: Observation) -> bool:
        """Whether a value is a share in percent that was reckoned from rounded numbers."""
        of_people = self.catalogue.indicators[one.indicator].disclosure_class == "people"
        in_percent = self.catalogue.unit_of(one.series).kind == PERCENT
        return in_percent and (of_people or self.is_rounded(one))

    def floor_of(self, cell: Cell) -> Decimal:
        """The least count of people that is shown in a cell."""
        floor = FLOOR_BELOW_PROVINCE if self.is_below(cell) else FLOOR
        return max(floor, self.steward_floor(cell.partner))

    def is_below(self, cell: Cell) -> bool:
        """Whether a figure is of less than the whole province: a place in it, or one partner."""
        place = self.catalogue.places.get(cell.place)
        return cell.partner != "" or place is None or place.kind not in NOT_BELOW

    def steward_floor(self, partner: str) -> Decimal:
        """The floor that the steward of a partner has set for its figures; 0 for none."""
        held = self.catalogue.partners.get(partner)
        governance = getattr(held, "governance", None)
        return Decimal(governance.floor) if governance else ZERO

    def told(self, one: Observation, when: int, raised: Decimal = ZERO) -> Published | None:
        """What a printed value tells; None where it tells nothing of the number itself."""
        return self._told(one, self.cell_of(one), one.value, when, raised)

    def told_of_part(self, one: Observation, part: str, when: int) -> Published | None:
        """What is told of the numerator or denominator of a share."""
        value: int | None = getattr(one, part)
        if value is None and one.status not in HIDDEN:
            return None
        number = None if value is None else Decimal(value)
        return self._told(one, self.cell_of(one, part), number, when, ZERO)

    def unpublished(self, cell: Cell, *, by_name: bool = False) -> Unknown:
        """A cell of which no word is published: what is hidden anywhere must not come out of it.

        Whether it would be shown by itself does not matter: nobody is shown it. Of a partner that
        governs its data nothing must, unless others of the figures are told by its name.
        """
        kind, floor = self.kind_of(cell), self.steward_floor(cell.partner)
        need = max(FLOOR, floor) - 1 if kind == "people" else ZERO
        share = MONEY_SHARE if floor and not by_name else ZERO
        return Unknown(cell, 0, need=need, share=share, counts=kind != "money")

    def added_up(self, cell: Cell) -> Unknown:
        """A total of which no word is published and that a form's rule adds up with others.

        It may be of one, or of a partner that governs its data: nobody has judged it.
        """
        kind = self.kind_of(cell)
        governed = any(one.governance for one in self.catalogue.partners.values())
        share = MONEY_SHARE if kind == "money" or governed else ZERO
        return self.unpublished(cell)._replace(share=share)

    def together(self, cell: Cell, number: int) -> Unknown | None:
        """What is asked of the figures of so many partners, where a total tells them by themselves.

        Those of one as of one that is hidden; more are hidden where they are few people, or an
        amount of fewer than may be shown.
        """
        kind = self.kind_of(cell)
        own = Unknown(cell._replace(part=JOINED), 0, counts=kind != "money")
        if kind == "money":
            return own._replace(hidden=True, share=MONEY_SHARE) if number < CONTRIBUTORS else None
        if number == 1:
            return own._replace(hidden=True, need=FLOOR_BELOW_PROVINCE)
        return own._replace(need=self.floor_of(cell) - 1) if kind == "people" else None

    def _told(
        self, one: Observation, cell: Cell, number: Decimal | None, when: int, raised: Decimal
    ) -> Published | None:
        is_money, is_people = (self.kind_of(cell) == kind for kind in ("money", "people"))
        floor = max(self.floor_of(cell), raised)
        hidden = one.status in HIDDEN
        known = self._ends(one, cell, number, is_people=is_people)
        least = ONE if is_people and self._is_above_zero(one, cell) else ZERO
        ends = (least, None) if known is None and hidden else known
        if ends is None:
            return None
        return Published(
            cell, *ends, hidden, ZERO if is_money else floor,
            share=MONEY_SHARE if is_money else ZERO, when=when, number=number,
            floor=floor if is_people else ZERO, counts=not is_money,
            revised=REVISED in _note(one), missing=_missing(one, cell),
            covered=_covered(one, cell), erased=one.status is ObservationStatus.ERASED,
        )  # fmt: skip

    def _is_above_zero(self, one: Observation, cell: Cell) -> bool:
        """Zero is shown: it is hidden only in a breakdown, where it would tell of a whole group."""
        in_a_group = cell.disaggregation != "" and self.is_below(cell)
        return one.status is ObservationStatus.SUPPRESSED and not in_a_group

    def _ends(
        self, one: Observation, cell: Cell, number: Decimal | None, *, is_people: bool
    ) -> tuple[Decimal, Decimal | None] | None:
        """From where to where the exact number lies; None where nothing is told of it."""
        if number is None:
            added_nothing = cell.partner and one.status in NO_NUMBER
            return (ZERO, ZERO) if added_nothing else None
        low, high = number, number
        if is_people and number > 0 and ROUNDED in _note(one):
            low, high = max(number - BASE + 1, min(self.floor_of(cell), number)), number + BASE - 1
        if REVISED in _note(one):  # the number is the old one's: the new may lie that much further
            moved = self.floor_of(cell) - 1
            low, high = max(low - moved, ONE), high + moved  # it is not zero: that would be told
        match one.qualifier:
            case Qualifier.EXACT | Qualifier.APPROXIMATE | Qualifier.AT_LEAST:
                return low, high  # at least: it is exactly that of the partners who have answered
            case Qualifier.UP_TO:
                return ZERO, high
            case Qualifier.LESS_THAN:
                return ZERO, number - 1
            case Qualifier.MORE_THAN:
                return low, None
        return None

    def _indicator(self, cell: Cell) -> Indicator:
        return self.catalogue.indicators[cell.indicator]


def _note(one: Observation) -> str:
    return one.note.en if one.note else ""


def _covered(one: Observation, cell: Cell) -> int | None:
    """Of how many partners a total is, as the note beside it tells."""
    found = None if cell.partner or cell.part else COVERED.search(_note(one))
    return int(found[1]) if found else None


def _missing(one: Observation, cell: Cell) -> int:
    """How many partners have not said theirs, as the note beside a figure tells."""
    if cell.partner:
        return int(one.status in NOT_SAID)
    found = COVERED.search(_note(one))
    return int(found[2]) - int(found[1]) if found else 0
