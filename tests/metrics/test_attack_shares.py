"""What an attacker reads from a printed share: of which numbers it can be, and what that tells."""

from decimal import Decimal

import pytest

from metrics import Disaggregation, Known, Observation, ObservationStatus
from metrics.attack import Leak, attack_on
from metrics.attack.printed_shares import clues
from metrics.attack.published_rules import PublishedRules
from metrics.disclosure.tables import CellKey, Family, Shown
from metrics.hardening import hardened
from metrics.release_values import FrozenCell
from tests.metrics.disclosed import cell
from tests.metrics.released import houses, houses_with_a_share
from tests.metrics.test_attack import FIRST, Q2, SECOND, told

RARE = ObservationStatus.LOW_RELIABILITY


def share(percent: str, partner: str = "house-a", known: Known = FIRST, **more) -> Observation:
    one = told("paid", 1, partner=partner, known=known, status=RARE)
    return one._replace(**{"value": Decimal(percent), "note": None, **more})


def spans(percent: str, **more) -> tuple[list, list]:
    """Where its numerator and its denominator lie, below the province."""
    below, above = clues(PublishedRules(houses_with_a_share()), [(0, share(percent, **more))])
    return [(*map(_int, one),) for one in above.spans], [(*map(_int, one),) for one in below.spans]


def _int(end: Decimal | None) -> int | None:
    return None if end is None else int(end)


def test_a_share_of_few_events_is_of_few_numbers():
    assert spans("67") == ([(10, 14), (16, 19)], [(11, 19), (26, 34)])
    assert spans("80") == ([(16, 19)], [(21, 29)])


def test_a_share_of_many_can_be_of_any_that_are_large_enough():
    above, below = spans("50", status=ObservationStatus.NORMAL)
    assert (above[0][0], above[-1][1]) == (20, None)  # events
    assert (below[0], below[-1][1]) == ((36, 44), None)
    assert spans("66.7", status=ObservationStatus.NORMAL)[1][0][0] > 90  # tenths: 100 and more


def test_what_is_no_percentage_of_people_or_hidden_gives_no_clue():
    rules = PublishedRules(houses_with_a_share())
    assert not [*clues(rules, [(0, share("0")), (0, share("67", value=None))])]
    assert not [*clues(PublishedRules(houses()), [(0, share("67"))])]
    assert not [*clues(rules, [(0, share("1"))])]  # of 500 or more


# ---- beside hidden counts -----------------------------------------------------------------------


def row(known: Known = FIRST) -> list[Observation]:
    """Of 15 in all a and b are hidden, and c has none."""
    return [
        told("people", 15, known=known),
        told("people", None, partner="house-a", known=known),
        told("people", None, partner="house-b", known=known),
        told("people", 0, partner="house-c", known=known),
    ]


def leaks(*values: Observation) -> tuple[Leak, ...]:
    return attack_on(houses_with_a_share(), values).leaks


def found(*values: Observation) -> list[tuple[str, str, int, int]]:
    return [(one.cell.partner, one.cell.disaggregation, int(one.low), int(one.high))
            for one in leaks(*values)]  # fmt: skip


B_IS_TOLD = [("house-b", "", 1, 8)]


def test_two_hidden_in_a_row_leave_each_other_room_until_a_share_is_printed():
    assert not found(*row())
    assert found(*row(), share("67")) == B_IS_TOLD


@pytest.mark.parametrize(("counts", "shares"), [(FIRST, SECOND), (SECOND, FIRST)])
def test_it_is_told_whichever_came_out_first(counts, shares):
    assert found(*row(counts), share("67", known=shares)) == B_IS_TOLD


def test_the_share_is_named_by_which_it_is_told():
    (leak,) = leaks(*row(), share("67"))
    assert (leak.how[0].over, leak.how[0].whole.partner) == ("share", "house-a")
    assert (leak.how[0].parts[0].series, leak.how[0].parts[0].part) == (
        "hotline/paid", "denominator"
    )  # fmt: skip
    assert "partner" in {one.over for one in leak.how[1:]}


def test_a_share_of_another_partner_or_period_tells_nothing_of_it():
    assert not found(*row(), share("67", "house-d"))
    assert not found(*row(), share("67", period=Q2))
    assert not found(*row(), share("67", value=None, status=ObservationStatus.SUPPRESSED))


def by_sex(known: Known = FIRST) -> list[Observation]:
    """Of a the women and the men are hidden, and all of them are shown."""
    return [
        told("people", 15, partner="house-a", known=known),
        told("people", None, breakdown="sex=female", partner="house-a", known=known),
        told("people", None, breakdown="sex=male", partner="house-a", known=known),
    ]


def test_a_share_may_be_of_a_count_in_any_breakdown():
    assert ("house-a", "sex=male", 0, 8) in found(*by_sex(), share("67"))
    assert ("house-a", "sex=male", 0, 8) in found(*by_sex(), share("67", known=SECOND))


def test_an_older_share_is_taken_for_that_of_the_count_shown_in_its_own_breakdown():
    assert not found(*by_sex(SECOND), share("67"))


def test_what_was_released_is_hardened_by_hiding_the_share_and_no_count():
    values = [*row(), share("67")]
    cells = {one: _frozen(one) for one in values}

    def attacked(now: tuple[FrozenCell, ...]):
        hidden = {one.key for one in now if one.shown.is_hidden}
        return attack_on(houses_with_a_share(), [
            one._replace(value=None, note=None, status=ObservationStatus.SUPPRESSED)
            if cells[one].key in hidden else one for one in values
        ])  # fmt: skip

    family = Family({}, ())
    before = tuple(cells.values())
    family = Family({one.key: cell(one.number, one.key) for one in before}, ())
    after = hardened(before, attacked, family)
    gone = [one.key for one, two in zip(after, before, strict=True) if one != two]
    assert [one.indicator for one in gone] == ["paid"]


def _frozen(one: Observation) -> FrozenCell:
    members = dict(one.disaggregation.members)
    partner = members.pop("partner", "")
    code = Disaggregation.of(members).code
    key = CellKey(one.indicator, one.series, one.place, code, partner, one.period.code)
    number = None if one.value is None else str(one.value)
    return FrozenCell(key, Shown(one.value, one.status), frozenset(), exact=number)
