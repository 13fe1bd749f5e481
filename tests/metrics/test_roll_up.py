"""What a roll-up gives and refuses, by example. All numbers are made up."""

from datetime import date
from decimal import Decimal

import pytest

from metrics import Break, Frequency, HeldObservation, ObservationStatus, Period, Place, Qualifier
from metrics.languages import Language
from metrics.reasoning import Lower, Plain, Share
from metrics.roll_up import (
    Quantity,
    Refusal,
    Refused,
    RolledUp,
    roll_up_line,
    roll_up_place,
    roll_up_time,
    rollable_periods,
)
from metrics.roll_up.coverage import gaps, overlaps, wholes
from metrics.roll_up.quantities import greatest
from metrics.roll_up.refusals import WORDS
from tests.factories import indicator, observation, words

Q1, Q2, Q3, Q4 = QUARTERS = tuple(f"2024-Q{number}" for number in (1, 2, 3, 4))
YEAR = Period.parse("2024")
CONTACTS = indicator(count_basis="contacts")
SHARE = indicator(measure="ratio", unit="percent")
EAST, WEST, NORTH = (
    Place(code=code, title=words(code), kind="region") for code in ("east", "west", "north")
)
PROVINCE = Place(code="CA-ON", title=words("Ontario"), kind="province")


def quarters(*values, **changes):
    return [
        observation(value, code, **changes) for value, code in zip(values, QUARTERS, strict=False)
    ]


def share(numerator, denominator, period, value=None, **changes):
    if value is None and denominator:
        value = str(Decimal(100 * numerator) / denominator)
    ratio = {"numerator": numerator, "denominator": denominator}
    return observation(value, period, **ratio, **changes)


def ends(whole):
    assert isinstance(whole, RolledUp), whole
    return whole.low, whole.high


def refusal(answer):
    assert isinstance(answer, Refused), answer
    return answer.reason


def told(step, language=Language.EN):
    """The words of a step with their slots filled, numbers as they are."""
    return step.words.in_(language).format(*(slot_words(slot, language) for slot in step.slots))


def slot_words(slot, language):
    if isinstance(slot, Plain | Share | Lower):
        return str(slot[0])
    if isinstance(slot, Period):
        return slot.code
    return slot.in_(language) if hasattr(slot, "in_") else str(slot)


def test_four_quarters_make_their_year():
    whole = roll_up_time(CONTACTS, quarters("10", "12", "0", "8"), YEAR)
    assert ends(whole) == (30, 30)
    assert (whole.value, whole.period, whole.place) == (30, YEAR, "CA")
    assert [told(step) for step in whole.reasoning.steps] == [
        "2024-Q1: 10", "2024-Q2: 12", "2024-Q3: 0", "2024-Q4: 8", "10 + 12 + 0 + 8 = 30",
    ]  # fmt: skip
    assert (whole.reasoning.rule, whole.reasoning.version) == ("roll-up/sum", 1)
    assert whole.reasoning.caveats == ()


def test_a_fiscal_year_is_made_of_its_months():
    year = Period.parse("2023/24")
    months = [f"2023-{month:02}" for month in range(4, 13)] + ["2024-01", "2024-02", "2024-03"]
    whole = roll_up_time(CONTACTS, [observation("2", month) for month in months], year)
    assert ends(whole) == (24, 24)
    assert [one.period.code for one in whole.parts] == months


def test_under_five_and_twelve_are_twelve_to_sixteen():
    half = Period.parse("2024-S1")
    given = [observation("5", Q1, qualifier=Qualifier.LESS_THAN), observation("12", Q2)]
    whole = roll_up_time(CONTACTS, given, half)
    assert ends(whole) == (12, 16)
    assert whole.value is None
    assert [told(step) for step in whole.reasoning.steps] == [
        "2024-Q1: under 5, that is 0 to 4",
        "2024-Q2: 12",
        "At the lowest: 0 + 12 = 12",
        "At the highest: 4 + 12 = 16",
        "Together: 12 to 16",
    ]
    assert told(whole.reasoning.steps[0], Language.FR) == (
        "2024-Q1\u00a0: moins de 5, c'est-à-dire 0 à 4"
    )
    assert "range" in whole.reasoning.caveats[0].en


def test_money_under_five_is_not_known_to_the_dollar():
    money = indicator(measure="money")
    given = [observation("5", Q1, qualifier=Qualifier.LESS_THAN), observation("12", Q2)]
    whole = roll_up_time(money, given, Period.parse("2024-S1"))
    assert ends(whole) == (12, 17)
    assert whole.quantity.high_open
    assert not whole.quantity.low_open
    assert told(whole.reasoning.steps[-1]) == "Together: 12 or more, under 17"


def test_money_over_five_is_said_once():
    money = indicator(measure="money")
    given = [observation("5", Q1, qualifier=Qualifier.MORE_THAN), observation("12.50", Q2)]
    whole = roll_up_time(money, given, Period.parse("2024-S1"))
    assert [told(step) for step in whole.reasoning.steps] == [
        "2024-Q1: more than 5",
        "2024-Q2: 12.50",
        "At the lowest: 5 + 12.50 = 17.50",
        "Together: more than 17.50",
    ]


@pytest.mark.parametrize(
    ("qualifier", "expected", "said"),
    [
        (Qualifier.AT_LEAST, (15, None), "15 or more"),
        (Qualifier.MORE_THAN, (16, None), "16 or more"),
        (Qualifier.UP_TO, (10, 15), "10 to 15"),
        (Qualifier.APPROXIMATE, (15, 15), "about 15"),
    ],
)
def test_how_exactly_a_part_is_stated_stays_with_the_whole(qualifier, expected, said):
    given = [observation("5", Q1, qualifier=qualifier), observation("10", Q2)]
    whole = roll_up_time(CONTACTS, given, Period.parse("2024-S1"))
    assert ends(whole) == expected
    assert told(whole.reasoning.steps[-1]).endswith(said)
    assert whole.approximate is (qualifier is Qualifier.APPROXIMATE)


def test_a_whole_can_be_a_range_and_approximate_at_once():
    given = [
        observation("5", Q1, qualifier=Qualifier.LESS_THAN),
        observation("12", Q2, qualifier=Qualifier.APPROXIMATE),
    ]
    whole = roll_up_time(CONTACTS, given, Period.parse("2024-S1"))
    assert ends(whole) == (12, 16)
    assert whole.approximate
    assert told(whole.reasoning.steps[-1]) == "Together: about 12 to 16"


def test_a_share_is_rolled_up_by_numerator_and_denominator():
    """Averaged, 10 %, 50 % and 5 % would be 21.7 %."""
    given = [share(1, 10, "2024-01"), share(5, 10, "2024-02"), share(4, 80, "2024-03")]
    whole = roll_up_time(SHARE, given, Period.parse(Q1))
    assert (whole.value, whole.numerator, whole.denominator) == (10, 10, 100)
    assert told(whole.reasoning.steps[-1]) == "(1 + 5 + 4) ÷ (10 + 10 + 80) = 10 ÷ 100 = 10"
    assert told(whole.reasoning.steps[2]) == "2024-03: 4 ÷ 80"
    assert whole.reasoning.rule == "roll-up/ratio"


def test_a_share_is_told_as_finely_as_its_parts_and_kept_exactly_as_what_it_is_made_of():
    given = [share(1, 3, "2024-01", "33.3"), share(1, 3, "2024-02", "33.3")]
    given.append(share(0, 0, "2024-03"))
    whole = roll_up_time(SHARE, given, Period.parse(Q1))
    assert (whole.value, whole.numerator, whole.denominator) == (Decimal("33.3"), 2, 6)
    assert told(whole.reasoning.steps[-1]).endswith("2 ÷ 6 ≈ 33.3")


def test_a_rate_says_on_which_scale_it_is():
    rate = indicator(measure="rate")
    given = [share(2, 100_000, Q1, "2.0"), share(4, 200_000, Q2, "2.0")]
    whole = roll_up_time(rate, given, Period.parse("2024-S1"))
    assert whole.value == 2
    assert told(whole.reasoning.steps[-1]).endswith("6 ÷ 300000 × 100000 = 2.0")


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (observation("50", "2024-03"), Refusal.AVERAGE),
        (share(5, 10, "2024-03", "50", qualifier=Qualifier.UP_TO), Refusal.AVERAGE),
        (share(5, 0, "2024-03", "50"), Refusal.AVERAGE),
        (share(5, 10, "2024-03", "40"), Refusal.RATIO_DISAGREES),
        (share(5, 10, "2024-03", status=ObservationStatus.SUPPRESSED), Refusal.UNKNOWN_PART),
    ],
    ids=str,
)
def test_a_share_of_unknown_make_is_refused_not_averaged(part, expected):
    given = [share(1, 10, "2024-01"), share(2, 10, "2024-02"), part]
    answer = roll_up_time(SHARE, given, Period.parse(Q1))
    assert refusal(answer) is expected
    assert answer.about == (Period.parse("2024-03"),)


def test_a_share_of_nothing_at_all_is_refused():
    given = [share(0, 0, month) for month in ("2024-01", "2024-02", "2024-03")]
    answer = roll_up_time(SHARE, given, Period.parse(Q1))
    assert refusal(answer) is Refusal.NOTHING_TO_SHARE


def test_last_is_the_value_that_ends_the_whole_and_needs_no_other():
    beds = indicator(count_basis="things", roll_up_time="last")
    assert ends(roll_up_time(beds, quarters("10", "12", None, "8"), YEAR)) == (8, 8)
    only_the_last = [observation("8", Q4, qualifier=Qualifier.AT_LEAST)]
    assert ends(roll_up_time(beds, only_the_last, YEAR)) == (8, None)
    answer = roll_up_time(beds, quarters("10", "12", "9"), YEAR)
    assert refusal(answer) is Refusal.NOT_COVERED
    assert answer.about == (Period.parse(Q4),)


def test_last_keeps_what_a_share_is_made_of():
    stock = SHARE.model_copy(update={"roll_up_time": "last"})
    whole = roll_up_time(stock, [share(1, 10, Q3), share(3, 10, Q4)], YEAR)
    assert (whole.value, whole.numerator, whole.denominator) == (30, 3, 10)


def test_max_is_the_highest_that_the_parts_allow():
    peak = indicator(count_basis="things", roll_up_time="max")
    assert ends(roll_up_time(peak, quarters("10", "12", "3", "8"), YEAR)) == (12, 12)
    given = [*quarters("10", "12", "3"), observation("15", Q4, qualifier=Qualifier.LESS_THAN)]
    assert ends(roll_up_time(peak, given, YEAR)) == (12, 14)
    given[3] = observation("3", Q4, qualifier=Qualifier.MORE_THAN)
    assert ends(roll_up_time(peak, given, YEAR)) == (12, None)
    assert refusal(roll_up_time(peak, quarters("10", "12", "3"), YEAR)) is Refusal.NOT_COVERED


def test_the_end_of_a_maximum_is_open_only_where_no_part_reaches_it():
    closed, open_above, open_below = (
        Quantity(Decimal(5), Decimal(9)),
        Quantity(Decimal(5), Decimal(9), high_open=True),
        Quantity(Decimal(5), Decimal(9), low_open=True),
    )
    assert greatest([closed, open_above]) == closed
    assert greatest([open_above, open_above]) == open_above
    assert greatest([closed, open_below]) == open_below


def test_only_an_addition_needs_to_know_what_is_counted():
    stock = indicator(roll_up_time="last")
    assert ends(roll_up_time(stock, quarters("1", "2", "3", "4"), YEAR)) == (4, 4)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"count_basis": "people_in_period"}, Refusal.UNIQUE_PEOPLE),
        ({"count_basis": "people_in_period", "roll_up_time": "none"}, Refusal.UNIQUE_PEOPLE),
        ({"count_basis": "cases", "roll_up_time": "none"}, Refusal.NOT_OVER_TIME),
        ({"measure": "level", "roll_up_time": "last"}, Refusal.NOT_A_QUANTITY),
        ({"measure": "milestone", "roll_up_time": "max"}, Refusal.NOT_A_QUANTITY),
        ({"count_basis": None}, Refusal.BASIS_NOT_DECLARED),
    ],
)
def test_what_the_declaration_does_not_allow_is_refused_whatever_the_numbers(changes, expected):
    answer = roll_up_time(indicator(**changes), quarters("1", "2", "3", "4"), YEAR)
    assert refusal(answer) is expected
    assert answer.instead is not None


def test_new_people_each_counted_once_ever_may_be_added():
    new = indicator(count_basis="people_ever")
    assert ends(roll_up_time(new, quarters("1", "2", "3", "4"), YEAR)) == (10, 10)


def test_adding_unique_people_is_refused_in_words():
    people = indicator(count_basis="people_in_period")
    answer = roll_up_time(people, quarters("1", "2", "3", "4"), YEAR)
    assert "One person may be counted in several periods" in told(answer.why)
    assert "different people over the whole period" in answer.instead.en


def test_a_half_covered_year_is_refused_and_what_is_missing_is_named():
    answer = roll_up_time(CONTACTS, [observation("3", Q1), observation("4", Q3)], YEAR)
    assert refusal(answer) is Refusal.NOT_COVERED
    assert answer.about == (Period.parse(Q2), Period.parse(Q4))
    assert told(answer.why) == (
        "2024 is not fully covered. Nothing is held for 2024-Q2 and 2024-Q4."
    )
    assert "2024-Q2 et 2024-Q4" in told(answer.why, Language.FR)


def test_many_missing_months_are_counted_after_the_first():
    answer = roll_up_time(CONTACTS, [observation("3", "2024-01")], YEAR)
    assert told(answer.why).endswith("2024-02, 2024-03, 2024-04, 2024-05 and 7 more.")
    assert told(answer.why, Language.FR).endswith("2024-05 et 7 de plus.")
    assert len(answer.about) == 11

    held = [observation("3", f"2024-{month:02}") for month in range(1, 8)]
    answer = roll_up_time(CONTACTS, held, YEAR)
    assert told(answer.why).endswith("2024-08, 2024-09, 2024-10, 2024-11 and 1 more.")


def test_a_gap_that_is_not_made_of_months_is_named_by_its_days():
    term = Period.parse("2024-01-15/2024-12-31")
    answer = roll_up_time(CONTACTS, quarters("1", "2", "3", "4")[1:], term)
    assert answer.about == (Period.parse("2024-01-15/2024-03-31"),)


def test_a_term_of_years_is_made_of_its_years():
    term = Period.parse("2017-04-01/2019-03-31")
    given = [observation("3", "2017/18"), observation("4", "2018/19")]
    assert ends(roll_up_time(CONTACTS, given, term)) == (7, 7)


@pytest.mark.parametrize(
    "twice",
    [
        [*quarters("1", "2", "3", "4"), observation("2", Q2, row=9)],
        [*quarters("1", "2", "3", "4"), observation("1", "2024-05")],
        [observation("9", "2024"), observation("1", "2024-05")],
    ],
    ids=["the same quarter twice", "a month of a quarter", "a month of the year"],
)
def test_days_that_would_be_counted_twice_are_refused(twice):
    answer = roll_up_time(CONTACTS, twice, YEAR)
    assert refusal(answer) is Refusal.OVERLAP
    assert all(one.start <= date(2024, 5, 1) <= one.end for one in answer.about)


def test_periods_that_share_one_day_overlap_and_a_year_overlaps_all_its_months():
    on_the_last_day = [Period.parse(Q1), Period.parse("2024-03-31/2024-06-30")]
    assert overlaps(on_the_last_day) == on_the_last_day
    within = [YEAR, Period.parse("2024-02"), Period.parse("2024-05")]
    assert overlaps(within) == within
    assert overlaps([Period.parse(code) for code in QUARTERS]) == []


def test_what_lies_outside_the_whole_is_refused():
    given = [*quarters("1", "2", "3", "4"), observation("9", "2025-Q1")]
    answer = roll_up_time(CONTACTS, given, YEAR)
    assert refusal(answer) is Refusal.OUTSIDE
    assert answer.about == (Period.parse("2025-Q1"),)
    assert told(answer.why) == "Not a part of 2024: 2025-Q1."


def test_nothing_given_is_no_zero():
    assert refusal(roll_up_time(CONTACTS, [], YEAR)) is Refusal.NOTHING_GIVEN
    assert refusal(roll_up_place(CONTACTS, [], PROVINCE, [])) is Refusal.NOTHING_GIVEN


@pytest.mark.parametrize(
    "changes",
    [
        {"value": None},
        {"value": None, "status": ObservationStatus.SUPPRESSED},
        {"value": "0", "status": ObservationStatus.MISSING},
        {"value": "0", "status": ObservationStatus.NOT_COLLECTED},
        {"value": "7", "status": ObservationStatus.WITHDRAWN},
        {"value": None, "qualifier": Qualifier.IN_WORDS, "words": words("hundreds")},
    ],
    ids=str,
)
def test_an_unknown_part_makes_an_unknown_whole(changes):
    given = [*quarters("1", "2", "3"), observation(period=Q4, **changes)]
    answer = roll_up_time(CONTACTS, given, YEAR)
    assert refusal(answer) is Refusal.UNKNOWN_PART
    assert answer.about == (Period.parse(Q4),)
    assert told(answer.why).startswith("The whole of 2024 is unknown, because no number is known")


def test_parts_across_a_declared_break_are_refused():
    inside, at_the_start = (
        Break(on=day, note=words("Counted anew.")) for day in (date(2024, 7, 1), date(2024, 1, 1))
    )
    given = quarters("1", "2", "3", "4")
    answer = roll_up_time(CONTACTS, given, YEAR, [at_the_start, inside])
    assert refusal(answer) is Refusal.BREAK
    assert answer.about == (date(2024, 7, 1),)
    assert ends(roll_up_time(CONTACTS, given, YEAR, [at_the_start])) == (10, 10)


@pytest.mark.parametrize("status", [ObservationStatus.BREAK, ObservationStatus.DEFINITION_DIFFERS])
def test_parts_across_a_marked_break_are_refused(status):
    given = [*quarters("1", "2"), observation("3", Q3, status=status), observation("4", Q4)]
    answer = roll_up_time(CONTACTS, given, YEAR)
    assert refusal(answer) is Refusal.BREAK
    assert answer.about[0] == Period.parse(Q3)


def test_a_break_before_the_first_part_stays_with_the_whole():
    given = [
        observation("1", Q1, status=ObservationStatus.BREAK),
        *quarters("1", "2", "3", "4")[1:],
    ]
    whole = roll_up_time(CONTACTS, given, YEAR)
    assert ObservationStatus.BREAK in whole.statuses
    assert "do not compare" in whole.reasoning.caveats[0].en


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [("AAA", "A"), ("APA", "P"), ("APE", "E"), ("EUP", "U"), ("DDD", "D"), ("BAP", "P")],
)
def test_a_whole_is_no_firmer_than_its_least_firm_part(statuses, expected):
    months = [f"2024-0{number}" for number in (1, 2, 3)]
    given = [
        observation("1", month, status=ObservationStatus(status))
        for month, status in zip(months, statuses, strict=True)
    ]
    whole = roll_up_time(CONTACTS, given, Period.parse(Q1))
    assert whole.status == expected
    assert whole.statuses == set(statuses)
    assert len(whole.reasoning.caveats) == len(set(statuses) - {"A"})


@pytest.mark.parametrize(
    ("changes", "differing"),
    [
        ({"series": "other/calls"}, "series"),
        ({"place": "US"}, "place"),
        ({"organization": "a-partner"}, "organization"),
        ({"breakdown": "sex=female"}, "breakdown"),
        ({"indicator": "texts", "series": "hotline/calls"}, "indicator"),
    ],
)
def test_values_of_different_lines_are_no_parts_of_one_whole(changes, differing):
    series = changes.pop("series", None)
    other = observation("4", Q4, **changes)
    other = other._replace(series=series or "hotline/calls")
    answer = roll_up_time(CONTACTS, [*quarters("1", "2", "3"), other], YEAR)
    assert refusal(answer) is Refusal.DIFFERENT_LINES
    assert f"they differ in {differing}." in told(answer.why)


def test_values_of_another_indicator_are_refused():
    given = quarters("1", "2", "3", "4", indicator="texts")
    assert refusal(roll_up_time(CONTACTS, given, YEAR)) is Refusal.DIFFERENT_LINES


def regions(*values, **changes):
    places = (EAST, WEST, NORTH)
    return [
        observation(value, Q1, place=place.code, **changes)
        for value, place in zip(values, places, strict=False)
    ]


def test_regions_make_their_province():
    whole = roll_up_place(CONTACTS, regions("1", "2", "3"), PROVINCE, [EAST, WEST, NORTH])
    assert ends(whole) == (6, 6)
    assert (whole.place, whole.period) == ("CA-ON", Period.parse(Q1))
    assert told(whole.reasoning.steps[0]) == "east: 1"


def test_a_share_over_places_is_by_numerator_and_denominator():
    given = [share(1, 10, Q1, place="east"), share(4, 90, Q1, "4.4", place="west")]
    whole = roll_up_place(SHARE, given, PROVINCE, [EAST, WEST])
    assert (whole.value, whole.numerator, whole.denominator) == (Decimal("5.0"), 5, 100)


@pytest.mark.parametrize(
    ("given", "expected", "about"),
    [
        (regions("1", "2"), Refusal.NOT_COVERED, "north"),
        (regions("1", "2", None), Refusal.UNKNOWN_PART, "north"),
        ([*regions("1", "2", "3"), *regions("1")], Refusal.OVERLAP, "east"),
        ([*regions("1", "2", "3"), observation("1", Q1)], Refusal.OUTSIDE, "CA"),
    ],
)
def test_a_place_is_refused_unless_each_of_its_places_is_known_once(given, expected, about):
    answer = roll_up_place(CONTACTS, given, PROVINCE, [EAST, WEST, NORTH])
    assert refusal(answer) is expected
    assert [title.en for title in answer.about] == [about]
    assert about in told(answer.why)


def test_places_of_different_periods_or_definitions_are_no_parts_of_one_whole():
    east, west = regions("1", "2")
    later = west._replace(period=Period.parse(Q2))
    answer = roll_up_place(CONTACTS, [east, later], PROVINCE, [EAST, WEST])
    assert "they differ in period." in told(answer.why)
    differs = west._replace(status=ObservationStatus.DEFINITION_DIFFERS)
    answer = roll_up_place(CONTACTS, [east, differs], PROVINCE, [EAST, WEST])
    assert "they differ in definition." in told(answer.why)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"roll_up_place": "none"}, Refusal.NOT_OVER_PLACE),
        ({"measure": "level"}, Refusal.NOT_A_QUANTITY),
        ({"count_basis": None}, Refusal.BASIS_NOT_DECLARED),
    ],
)
def test_places_that_the_declaration_does_not_add_are_refused(changes, expected):
    declared = indicator(**{"count_basis": "contacts", **changes})
    answer = roll_up_place(declared, regions("1", "2"), PROVINCE, [EAST, WEST])
    assert refusal(answer) is expected


def test_people_of_several_places_are_added_with_a_warning():
    people = indicator(count_basis="people_in_period")
    whole = roll_up_place(people, regions("1", "2"), PROVINCE, [EAST, WEST])
    assert "counted twice" in whole.reasoning.caveats[-1].en
    new = indicator(count_basis="people_ever")
    quarter = roll_up_place(new, regions("1", "2"), PROVINCE, [EAST, WEST])
    then = roll_up_time(new, [quarter], Period.parse(Q1))
    assert then.reasoning.caveats == quarter.reasoning.caveats == whole.reasoning.caveats


def test_the_peaks_of_several_places_are_not_added():
    peak = indicator(count_basis="things", roll_up_time="max")
    half = Period.parse("2024-S1")
    given = [
        roll_up_time(peak, [observation("1", code, place=place) for code in (Q1, Q2)], half)
        for place in ("east", "west")
    ]
    assert refusal(roll_up_place(peak, given, PROVINCE, [EAST, WEST])) is Refusal.PEAKS


def test_held_values_are_told_as_inputs_oldest_first():
    held = [HeldObservation(one, 1, "", 1, "") for one in quarters("1", "2", "3", "4")]
    whole = roll_up_time(CONTACTS, reversed(held), YEAR)
    assert whole.reasoning.inputs == whole.parts == tuple(held)


def test_the_periods_that_can_be_offered_are_those_wholly_covered():
    months = [f"2023-{month:02}" for month in range(4, 13)] + ["2024-01", "2024-02", "2024-03"]
    given = [observation("1", month) for month in months]
    codes = [period.code for period in rollable_periods(given)]
    assert codes == ["2023-Q2", "2023/24", "2023-Q3", "2023-Q4", "2024-Q1"]
    assert [one.code for one in rollable_periods(given[:-1])] == ["2023-Q2", "2023-Q3", "2023-Q4"]
    unknown = given[5]._replace(value=None)
    assert "2023/24" not in [
        one.code for one in rollable_periods([*given[:5], unknown, *given[6:]])
    ]
    assert rollable_periods([*given, given[0]])[0].code == "2023-Q3"
    assert rollable_periods([observation("1", "2023"), observation("1", "2024")]) == ()


def test_a_line_is_rolled_up_year_by_year():
    given = [*quarters("1", "2", "3", "4"), observation("5", "2025-Q1"), observation("9", "2025")]
    made, refused = roll_up_line(CONTACTS, given, [], Frequency.ANNUAL)
    assert ends(made) == (10, 10)
    assert refusal(refused) is Refusal.NOT_COVERED
    assert refused.whole == Period.parse("2025")
    fiscal = roll_up_line(CONTACTS, given, [], Frequency.ANNUAL, fiscal=True)
    assert refusal(fiscal[0]) is Refusal.NOT_COVERED
    assert (fiscal[1].period.code, fiscal[1].value) == ("2024/25", 14)


def test_a_line_takes_the_longest_parts_that_cover_a_whole():
    months = [observation("1", f"2024-{month:02}") for month in range(1, 13)]
    (made,) = roll_up_line(CONTACTS, [*months, *quarters("9", "9", "9", "9")], [], Frequency.ANNUAL)
    assert made.value == 36
    (made,) = roll_up_line(CONTACTS, [*months, *quarters("9", "9")], [], Frequency.ANNUAL)
    assert made.value == 12


def test_a_line_says_why_the_longest_parts_do_not_make_a_whole():
    given = [*quarters("9", "9"), observation("1", "2024-01")]
    (answer,) = roll_up_line(CONTACTS, given, [], Frequency.ANNUAL)
    assert answer.about == (Period.parse(Q3), Period.parse(Q4))


def test_a_line_that_is_never_rolled_up_says_so_once():
    people = indicator(count_basis="people_in_period")
    given = [*quarters("1", "2", "3", "4"), observation("1", "2025-Q1")]
    (answer,) = roll_up_line(people, given, [], Frequency.ANNUAL)
    assert refusal(answer) is Refusal.UNIQUE_PEOPLE
    assert roll_up_line(people, [], [], Frequency.ANNUAL) == ()


def test_a_break_cuts_a_line_that_is_rolled_up():
    given = [observation("1", f"{year}-Q{n}") for year in (2023, 2024) for n in (1, 2, 3, 4)]
    anew = Break(on=date(2023, 7, 1), note=words("Counted anew."))
    broken, made = roll_up_line(CONTACTS, given, [anew], Frequency.ANNUAL)
    assert (refusal(broken), made.value) == (Refusal.BREAK, 4)


def test_years_and_halves_begin_in_january_or_april():
    def of(code, frequency, *, fiscal):
        return [one.code for one in wholes([Period.parse(code)], frequency, fiscal=fiscal)]

    assert of("2024-03", Frequency.ANNUAL, fiscal=True) == ["2023/24"]
    assert of("2024-04", Frequency.ANNUAL, fiscal=True) == ["2024/25"]
    assert of("2024-03", Frequency.ANNUAL, fiscal=False) == ["2024"]
    assert of("2024-03", Frequency.HALF_YEARLY, fiscal=True) == ["2023-10-01/2024-03-31"]
    assert of("2024-12", Frequency.QUARTERLY, fiscal=False) == ["2024-Q4"]


def test_a_leap_day_that_is_missing_is_missed():
    february = Period.parse("2024-02")
    covered = [Period.parse("2024-02-01/2024-02-28")]
    assert gaps(covered, february) == [Period.parse("2024-02-29")]


@pytest.mark.parametrize("reason", Refusal)
def test_every_refusal_has_words_in_both_languages(reason):
    why, _ = WORDS[reason]
    assert why.en.count("{}") == why.fr.count("{}") <= 1
    assert why.en.count("[]") == why.fr.count("[]") <= 1
    if "[]" in why.fr and "{}" in why.fr:
        assert why.en.index("{}") < why.en.index("[]")
        assert why.fr.index("{}") < why.fr.index("[]")
    assert " :" not in why.fr
