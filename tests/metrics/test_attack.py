"""What an attacker finds in published figures: traps, each of which gives a number away."""

from datetime import date
from decimal import Decimal

import pytest

from metrics import Disaggregation, Known, Observation, ObservationStatus, Period, Text
from metrics.attack import Attacked, Cell, Published, Sum, assembled, attack, attack_on
from metrics.attack.published_rules import COVERED, REVISED, ROUNDED
from metrics.release_notes import COVERED as COVERED_NOTE
from metrics.release_notes import REVISED as REVISED_NOTE
from metrics.release_notes import ROUNDED as ROUNDED_NOTE
from tests.metrics.released import PARTNERS, Q1, houses, value

HIDDEN, ERASED = ObservationStatus.SUPPRESSED, ObservationStatus.ERASED
FIRST, SECOND = Known(date(2025, 8, 20)), Known(date(2025, 11, 20))
HALF, Q2 = Period.parse("2025-S1"), Period.parse("2025-Q2")
NOTE = ROUNDED_NOTE.en.format(5)


def told(
    name: str, number: int | None, place: str = "ON", breakdown: str = "", *,
    partner: str = "", period: Period = Q1, known: Known = FIRST, note: str = "",
    status: ObservationStatus | None = None,
) -> Observation:  # fmt: skip
    """A released figure; without a number it is hidden. People are rounded."""
    said = f"{NOTE if name != 'paid' and number else ''} {note}".strip()
    members = [*Disaggregation.parse(breakdown).members]
    members += [("partner", partner)] if partner else []
    one = value(name, None if number is None else str(number), place, "", period)
    return one._replace(
        disaggregation=Disaggregation.of(members),
        status=status or (HIDDEN if number is None else ObservationStatus.NORMAL),
        known=known,
        note=Text(said, said) if said else None,
    )


def attacked(*values: Observation) -> Attacked:
    return attack_on(houses(), values)


def leaking(*values: Observation) -> list[tuple[str, str, str, int, int]]:
    found = attacked(*values)
    assert not found.contradicted
    return [
        (one.cell.place, one.cell.disaggregation, one.cell.partner, int(one.low), int(one.high))
        for one in found.leaks
    ]


def test_one_hidden_in_a_row_is_what_the_others_leave_of_the_total() -> None:
    row = told("visits", 30), told("visits", 30, "R1"), told("visits", None, "R2")
    assert leaking(*row) == [("R2", "", "", 1, 8)]
    (leak,) = attacked(*row).leaks
    (used,) = leak.how
    assert (used.over, used.whole.place) == ("place", "ON")
    assert [part.place for part in used.parts] == ["R1", "R2"]
    assert leak.need == 10


def test_two_hidden_in_a_row_leave_each_other_room() -> None:
    assert leaking(told("visits", 30), told("visits", None, "R1"), told("visits", None, "R2")) == []


def test_rounding_alone_may_leave_room_enough() -> None:
    """20 and 30 lie 2 to 18 apart: as wide as the rule asks."""
    assert leaking(told("visits", 30), told("visits", 20, "R1"), told("visits", None, "R2")) == []


def test_a_hidden_part_of_a_shown_zero_is_zero() -> None:
    row = told("visits", 0), told("visits", None, "R1"), told("visits", None, "R2")
    assert leaking(*row) == [("R1", "", "", 0, 0), ("R2", "", "", 0, 0)]


def test_a_total_minus_a_part_gives_the_other_part() -> None:
    """A filter: all, and those that are women; men are hidden, and are all but nobody."""
    by_sex = [
        told("people", 10, breakdown="sex=female", partner="house-a"),
        told("people", None, breakdown="sex=male", partner="house-a"),
        told("people", 10, partner="house-a"),
    ]
    assert leaking(*by_sex) == [("ON", "sex=male", "house-a", 0, 4)]


def test_this_year_to_date_minus_that_of_the_quarter_before() -> None:
    so_far = [
        told("visits", 30, "R1", period=Q1),
        told("visits", 30, "R1", period=HALF),
        told("visits", None, "R1", period=Q2),
    ]
    assert leaking(*so_far) == [("R1", "", "", 1, 8)]
    assert attacked(*so_far).leaks[0].how[0].over == "period"


def test_the_total_of_partners_minus_those_that_are_shown() -> None:
    shown = [told("paid", 1000, partner=one) for one in PARTNERS[1:]]
    row = [*shown, told("paid", None, partner=PARTNERS[0]), told("paid", 5700)]
    assert leaking(*row) == [("ON", "", "house-a", 700, 700)]


def test_money_must_stay_uncertain_by_a_tenth_of_what_it_can_be() -> None:
    shown = [told("paid", 1000, partner=one) for one in PARTNERS[2:]]
    two = [told("paid", None, partner=one) for one in PARTNERS[:2]]
    assert leaking(*shown, *two, told("paid", 5700)) == []


def test_a_figure_that_was_hidden_and_is_shown_later_gives_itself_away() -> None:
    first = [told("visits", 60), told("visits", None, "R1"), told("visits", None, "R2")]
    later = [told("visits", 35, "R2", known=SECOND)]
    assert ("R2", "", "", 31, 39) in leaking(*first, *later)


def test_two_releases_of_which_each_hides_enough_give_both_away_together() -> None:
    """The first hides R1 and R2, the second R1 alone with the total that had been hidden."""
    first = [told("visits", None), told("visits", None, "R1"), told("visits", 30, "R2")]
    later = [told("visits", 30, known=SECOND), told("visits", None, "R1", known=SECOND)]
    assert ("R1", "", "", 1, 8) in leaking(*first, *later)


def test_a_correction_cuts_the_two_releases_apart() -> None:
    """R2 was corrected: the old total says nothing of the new numbers, nor the other way round."""
    first = [told("visits", 60), told("visits", None, "R1"), told("visits", None, "R2")]
    later = [told("visits", 90, known=SECOND), told("visits", None, "R1", known=SECOND)]
    assert leaking(*first, *later) == []


def test_a_small_revision_ties_the_old_number_to_the_new_one() -> None:
    """The total has moved by less than 5, and all of it in the part that is hidden now."""
    first = [told("visits", 30), told("visits", 30, "R1"), told("visits", 0, "R2")]
    later = [
        told("visits", 30, known=SECOND, note=REVISED_NOTE.en),
        told("visits", 30, "R1", known=SECOND),
        told("visits", None, "R2", known=SECOND),
    ]
    assert leaking(*first, *later) == [("R2", "", "", 1, 4)]


def test_a_withdrawn_figure_is_not_told_by_what_is_left() -> None:
    shown = [told("paid", 1000, partner=one) for one in PARTNERS[1:]]
    gone = told("paid", None, partner=PARTNERS[0], status=ERASED)
    assert leaking(*shown, gone, told("paid", 5700)) == [("ON", "", "house-a", 700, 700)]
    assert leaking(*shown, gone, told("paid", None, status=ERASED)) == []


def test_a_hidden_figure_with_its_number_beside_it() -> None:
    beside = told("visits", 4, "R1")._replace(status=HIDDEN, note=None)
    assert leaking(beside) == [("R1", "", "", 4, 4)]
    assert attacked(beside).leaks[0].how == ()


def test_a_part_that_lacks_a_partner_makes_no_sum() -> None:
    """Of 6 partners 5 have stated their women: the others are not what is left of the total."""
    row = [
        told("people", 100, note=COVERED_NOTE.en.format(6, 6)),
        told("people", 95, breakdown="sex=female", note=COVERED_NOTE.en.format(5, 6)),
        told("people", None, breakdown="sex=male"),
    ]
    assert leaking(*row) == []


def test_what_the_form_demands_is_used_and_dropped_where_it_contradicts() -> None:
    """A rule that one figure is never above another tells of a hidden one; not a broken rule."""
    rule = {
        "id": "few", "kind": "at-most", "table": "people", "left": "people", "right": "visits",
    }  # fmt: skip
    tables = [
        {"id": "people", "sheet": {"en": "A", "fr": "A"}, "title": {"en": "A", "fr": "A"},
         "measures": [{"series": "people"}, {"series": "visits"}]},
    ]  # fmt: skip
    held = houses(tables=tables, rules=[rule])
    unseen = told("people", None, partner="house-a")
    zero = attack_on(held, [unseen, told("visits", 0, partner="house-a")])
    assert [(one.low, one.high) for one in zero.leaks] == [(0, 0)]
    small = attack_on(held, [unseen, told("visits", 4, partner="house-a")._replace(note=None)])
    assert [(one.cell.series, one.low, one.high) for one in small.leaks] == [
        ("hotline/people", 1, 4)
    ]


def test_values_of_partners_and_of_other_sources_are_not_read() -> None:
    own = told("visits", 4, "R1")._replace(organization="house-a")
    assert attacked(own) == Attacked(0, 0, ())


def test_a_sum_of_published_numbers_that_does_not_hold_is_told_and_not_believed() -> None:
    found = attacked(told("visits", 100), told("visits", 10, "R1"), told("visits", 10, "R2"),
                     told("visits", None, "R2", period=Q2))  # fmt: skip
    assert not found.leaks


def test_the_words_beside_a_figure_are_those_that_releases_write() -> None:
    assert REVISED in REVISED_NOTE.en
    assert ROUNDED in ROUNDED_NOTE.en
    assert COVERED.search(COVERED_NOTE.en.format(11, 12))


def at(name: str) -> Cell:
    return Cell("paid", "hotline/paid", name, "", "", "2025")


def exact(name: str, number: int) -> Published:
    return Published(at(name), Decimal(number), Decimal(number), False, Decimal(0))


def hidden(name: str) -> Published:
    return Published(at(name), Decimal(0), None, True, Decimal(10))


def test_two_hidden_on_the_diagonal_of_a_square() -> None:
    """Each stands alone in its row: both are known."""
    square = [
        hidden("a"), exact("b", 7), exact("c", 8), hidden("d"),
        exact("row 1", 10), exact("row 2", 12), exact("column 1", 11), exact("column 2", 11),
    ]  # fmt: skip
    sums = [
        Sum(at("row 1"), (at("a"), at("b")), "x"), Sum(at("row 2"), (at("c"), at("d")), "x"),
        Sum(at("column 1"), (at("a"), at("c")), "y"), Sum(at("column 2"), (at("b"), at("d")), "y"),
    ]  # fmt: skip
    found = attack(assembled(square, sums))
    assert [(one.cell.place, one.low, one.high) for one in found.leaks] == [
        ("a", 3, 3), ("d", 4, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(("corner", "leaks"), [(3, 4), (40, 0)])
def test_four_hidden_in_a_square_swing_by_the_least_of_them(corner: int, leaks: int) -> None:
    """A square of hidden cells holds only as far as the smallest can be taken away."""
    margins = [
        exact("row 1", corner + 2), exact("row 2", 50 + corner),
        exact("column 1", corner + 50), exact("column 2", 2 + corner),
    ]  # fmt: skip
    square = [hidden(one) for one in "abcd"]
    sums = [
        Sum(at("row 1"), (at("a"), at("b")), "x"), Sum(at("row 2"), (at("c"), at("d")), "x"),
        Sum(at("column 1"), (at("a"), at("c")), "y"), Sum(at("column 2"), (at("b"), at("d")), "y"),
    ]  # fmt: skip
    assert len(attack(assembled([*square, *margins], sums)).leaks) == leaks


def test_a_hidden_place_with_a_hidden_place_within_it() -> None:
    """The region is what the others leave of the province, its town what the rest leaves of it."""
    row = [exact("ON", 100), exact("R1", 88), hidden("R2"), hidden("town"), exact("land", 9)]
    sums = [
        Sum(at("ON"), (at("R1"), at("R2")), "place"),
        Sum(at("R2"), (at("town"), at("land")), "place"),
    ]
    found = {one.cell.place: one for one in attack(assembled(row, sums)).leaks}
    assert (found["R2"].low, found["town"].low) == (12, 3)
    assert len(found["town"].how) == 2


def test_whole_numbers_tell_more_than_others() -> None:
    """Twice a number and another make 9: the one is at most 4, the other odd."""
    row = [hidden("a"), hidden("b"), exact("twice", 9)]
    sums = [Sum(at("twice"), (at("a"), at("a"), at("b")), "x")]
    found = attack(assembled(row, sums))
    assert {one.cell.place: (one.low, one.high) for one in found.leaks} == {
        "a": (0, 4), "b": (1, 9),
    }  # fmt: skip
