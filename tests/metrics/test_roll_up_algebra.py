"""The algebra of roll-up: order, grouping and inexact values. All numbers are made up."""

from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import pairwise

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from metrics import ObservationStatus, Period, Place, Qualifier, months
from metrics.roll_up import Quantity, Ratio, RolledUp, roll_up_place, roll_up_time
from metrics.roll_up.coverage import DAY, gaps, overlaps, wholes
from metrics.roll_up.quantities import ZERO, added, greatest, stated
from tests.factories import indicator, observation, words
from tests.sweeps import examples

SOME = settings(deadline=None, max_examples=examples("algebra of roll-up", 60, 2_000))
YEAR = Period.parse("2024")
HALVES = [(Period.parse(f"2024-S{half}"), half * 2 - 2) for half in (1, 2)]
PROVINCE = Place(code="CA-ON", title=words("Ontario"), kind="province")
REGIONS = [Place(code=code, title=words(code), kind="region") for code in ("east", "west")]
STATED = [one for one in Qualifier if one is not Qualifier.IN_WORDS]
# A break or another definition cuts a line: that is shown by example.
STATUSES = [ObservationStatus(code) for code in "APEU"]
COUNTS = st.integers(0, 60).map(Decimal)
AMOUNTS = st.decimals(0, 10**15, places=2)

DECLARED = {
    "sum": indicator(count_basis="contacts"),
    "money": indicator(measure="money"),
    "last": indicator(count_basis="things", roll_up_time="last"),
    "max": indicator(count_basis="things", roll_up_time="max"),
    "ratio": indicator(measure="ratio", unit="percent"),
}


@st.composite
def values(draw, kind, period, **changes):
    """A value of a period, stated in any way in which a number is known."""
    status = draw(st.sampled_from(STATUSES))
    if kind == "ratio":
        denominator = draw(st.integers(1, 500))
        numerator = draw(st.integers(0, denominator))
        value = str(Decimal(100 * numerator) / denominator)
        made_of = {"numerator": numerator, "denominator": denominator}
        return observation(value, period, status=status, **made_of, **changes)
    qualifier = draw(st.sampled_from(STATED))
    value = draw(AMOUNTS if kind == "money" else COUNTS)
    value += qualifier is Qualifier.LESS_THAN  # nothing is under zero
    return observation(str(value), period, status=status, qualifier=qualifier, **changes)


@st.composite
def years(draw, **changes):
    """A declaration and four quarters of values for it."""
    kind = draw(st.sampled_from(list(DECLARED)))
    quarters = [draw(values(kind, f"2024-Q{number}", **changes)) for number in (1, 2, 3, 4)]
    return DECLARED[kind], quarters


def essence(whole):
    """All of a whole but how it was reached."""
    assert isinstance(whole, RolledUp), whole
    return (
        whole.line, whole.place, whole.period, whole.quantity, whole.value, whole.statuses,
        whole.ratio, whole.parts,
    )  # fmt: skip


@given(years(), st.permutations(range(4)))
@SOME
def test_the_order_of_parts_does_not_matter(year, order):
    declared, quarters = year
    shuffled = [quarters[place] for place in order]
    assert roll_up_time(declared, shuffled, YEAR) == roll_up_time(declared, quarters, YEAR)


@given(years())
@SOME
def test_quarters_make_the_same_year_as_their_halves_do(year):
    declared, quarters = year
    halves = [roll_up_time(declared, quarters[first : first + 2], half) for half, first in HALVES]
    at_once = roll_up_time(declared, quarters, YEAR)
    assert essence(roll_up_time(declared, halves, YEAR)) == essence(at_once)
    mixed = roll_up_time(declared, [halves[0], *quarters[2:]], YEAR)
    assert essence(mixed) == essence(at_once)


@st.composite
def grids(draw):
    """A declaration that is summed, and a value for each quarter of each of two regions."""
    kind = draw(st.sampled_from(["sum", "money", "ratio"]))
    rows = [
        [draw(values(kind, f"2024-Q{number}", place=region.code)) for number in (1, 2, 3, 4)]
        for region in REGIONS
    ]
    return DECLARED[kind], rows


@given(grids())
@SOME
def test_time_before_place_is_place_before_time(grid):
    declared, rows = grid
    time_first = [roll_up_time(declared, row, YEAR) for row in rows]
    place_first = [
        roll_up_place(declared, column, PROVINCE, REGIONS) for column in zip(*rows, strict=True)
    ]
    assert essence(roll_up_place(declared, time_first, PROVINCE, REGIONS)) == essence(
        roll_up_time(declared, place_first, YEAR)
    )


@given(st.lists(st.decimals(-(10**18), 10**18, places=4), min_size=4, max_size=4))
@example([Decimal("0.000000000000000001"), Decimal(10**18), Decimal("1.50"), Decimal("-2")])
@SOME
def test_exact_parts_make_an_exact_whole_to_the_last_digit(numbers):
    quarters = [
        observation(str(number), f"2024-Q{place}") for place, number in enumerate(numbers, 1)
    ]
    whole = roll_up_time(DECLARED["money"], quarters, YEAR)
    assert whole.low == whole.high == whole.value
    assert not whole.approximate
    scale = 10**18
    assert _units(whole.low, scale) == sum(_units(number, scale) for number in numbers)
    assert whole.low.as_tuple().exponent == min(one.as_tuple().exponent for one in numbers)


def _units(number, scale):
    """The number in whole units of 1/scale, by integer arithmetic alone."""
    sign, digits, exponent = number.as_tuple()
    magnitude = int("".join(map(str, digits))) * scale
    return (-1 if sign else 1) * magnitude // 10 ** (-exponent)


@given(st.lists(AMOUNTS.filter(lambda amount: amount < 10**12), min_size=4, max_size=4))
@SOME
def test_the_digits_are_those_of_decimal_addition(numbers):
    quarters = [
        observation(str(number), f"2024-Q{place}") for place, number in enumerate(numbers, 1)
    ]
    whole = roll_up_time(DECLARED["money"], quarters, YEAR)
    assert str(whole.value) == str(reduce(lambda one, other: one + other, numbers))


@st.composite
def quantities(draw):
    """What a stated value proves, of a count or of an amount."""
    qualifier = draw(st.sampled_from(STATED))
    number = draw(COUNTS | st.decimals(0, 100, places=1))
    return stated(number, qualifier, whole=draw(st.booleans()))


@st.composite
def known(draw):
    """Some quantities, and for each a true value that it allows."""
    held = draw(st.lists(quantities().filter(_not_empty), min_size=1, max_size=6))
    return held, [draw(_allowed(one)) for one in held]


def _not_empty(one):
    """An exact fraction of a count is no number; a bound that leaves nothing is none either."""
    return one.low is None or one.high is None or one.low <= one.high


def _allowed(one):
    low = one.low if one.low is not None else (one.high or ZERO) - 100
    high = one.high if one.high is not None else low + 100
    ends = st.sampled_from([low, high, (low + high) / 2])
    return (ends | st.decimals(low, high, places=6)).filter(one.holds)


@given(known())
@SOME
def test_whatever_the_parts_truly_are_their_sum_lies_within_the_whole(drawn):
    held, true = drawn
    assert added(held).holds(sum(true))
    assert greatest(held).holds(max(true))


@given(st.lists(quantities().filter(_not_empty), min_size=1, max_size=6))
@SOME
def test_a_whole_is_no_wider_than_its_parts_allow(held):
    """Its ends are reached, or come as near as one likes where they are open."""
    hair = Decimal("1e-12")
    for combined, whole in ((sum, added(held)), (max, greatest(held))):
        if whole.low is not None:
            lowest = [_inside(one, one.low, hair) for one in held if one.low is not None]
            _reaches(combined(lowest), whole.low, is_open=whole.low_open, within=hair * len(held))
        if whole.high is not None:
            highest = [_inside(one, one.high, -hair) for one in held]
            _reaches(
                combined(highest), whole.high, is_open=whole.high_open, within=hair * len(held)
            )


def _inside(one: Quantity, end: Decimal, hair: Decimal) -> Decimal:
    return end if one.holds(end) else end + hair


def _reaches(near: Decimal, end: Decimal, *, is_open: bool, within: Decimal) -> None:
    assert (near != end) is is_open
    assert abs(near - end) <= within


@given(st.lists(quantities().filter(_not_empty), min_size=1, max_size=6), quantities())
@SOME
def test_no_information_appears_from_nothing(held, another):
    """A sum is never known better than any of its parts, nor an open end ever closed."""
    whole = added([*held, another])
    for part in (*held, another):
        assert part.high is not None or whole.high is None
        assert part.low is not None or whole.low is None
        if whole.low is not None and whole.high is not None:
            assert whole.high - whole.low >= part.high - part.low
        assert whole.approximate >= part.approximate
    assert greatest([*held, another]).approximate == whole.approximate


@given(st.lists(quantities().filter(_not_empty), min_size=1, max_size=6))
@SOME
def test_a_part_never_exceeds_the_whole(held):
    assume(all(part.low is not None for part in held))  # "under 0" has no floor
    whole, peak = added(held), greatest(held)
    for part in held:
        assert whole.low >= part.low >= 0
        assert whole.high is None or whole.high >= part.high
        assert peak.low >= part.low
        assert peak.high is None or peak.high >= part.high
    assert whole.low >= peak.low


@given(st.lists(quantities(), min_size=2, max_size=6), st.integers(1, 5))
@SOME
def test_sums_and_maxima_may_be_grouped(held, at):
    left, right = held[:at], held[at:]
    for combine in (added, greatest):
        grouped = [combine(one) for one in (left, right) if one]
        assert combine(grouped) == combine(held) == combine(held[::-1])


@given(st.data())
@SOME
def test_the_share_of_a_whole_lies_between_those_of_its_parts(data):
    quarters = [data.draw(values("ratio", f"2024-Q{number}")) for number in (1, 2, 3, 4)]
    whole = roll_up_time(DECLARED["ratio"], quarters, YEAR)
    shares = [Ratio(one.numerator, one.denominator).times(100) for one in quarters]
    assert min(shares) <= whole.low <= max(shares)
    assert abs(Fraction(whole.low) - 100 * Fraction(*whole.ratio)) < Fraction(1, 10**50)
    assert (whole.numerator, whole.denominator) == (
        sum(one.numerator for one in quarters), sum(one.denominator for one in quarters)
    )  # fmt: skip


@given(st.lists(st.integers(0, 17), max_size=6), st.sampled_from([1, 3]))
@SOME
def test_what_is_covered_and_what_is_missing_make_the_whole(starts, length):
    whole = months(2023, 1, 18)
    first = [divmod(start - start % length, 12) for start in starts]
    held = sorted({months(2023 + year, month + 1, length) for year, month in first})
    pieces = sorted([*held, *gaps(held, whole)])
    assert (pieces[0].start, pieces[-1].end) == whole
    assert all(later.follows(earlier) for earlier, later in pairwise(pieces))
    assert overlaps(pieces) == []


@given(
    st.dates(Period.parse("1990").start, YEAR.end),
    st.sampled_from(["A", "S", "Q", "M"]),
    st.booleans(),
)
@SOME
def test_every_day_lies_in_one_year_half_quarter_and_month(day, frequency, fiscal):
    frequency = type(YEAR.frequency)(frequency)
    (whole,) = wholes([Period(day, day)], frequency, fiscal=fiscal)
    assert whole.start <= day <= whole.end
    assert whole.frequency is frequency
    (following,) = wholes([Period(whole.end + DAY, whole.end + DAY)], frequency, fiscal=fiscal)
    assert following.follows(whole)
