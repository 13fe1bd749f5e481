from datetime import date
from decimal import Decimal

import pytest

from ingest.findings import Problem
from ingest.numbers import Notation, Number, read_number
from metrics import ObservationStatus, Qualifier, Text, Unit


def unit(kind, **more):
    return Unit(id=kind, one=Text(kind, kind), many=Text(kind, kind), kind=kind, **more)


COUNT, RATE, PERCENT = unit("count"), unit("rate"), unit("percent")
DOLLARS = unit("money", currency="CAD")
TIER = unit("level", levels=[("1", Text("1", "1")), ("2", Text("2", "2")), ("2WL", Text("", ""))])
PLAIN = Notation()


@pytest.mark.parametrize(
    ("cell", "of", "value"),
    [
        ("1282", COUNT, "1282"),
        ("1,282", COUNT, "1282"),
        ("1 282", COUNT, "1282"),
        ("1\u202f282", COUNT, "1282"),
        ("12,345,678", COUNT, "12345678"),
        (142.0, COUNT, "142"),
        (0.86, RATE, "0.86"),
        (0.1 + 0.2, RATE, "0.3"),
        ("0.86", RATE, "0.86"),
        ("1.50", RATE, "1.50"),
        ("-67.02", PERCENT, "-67.02"),
        ("−67.02", PERCENT, "-67.02"),
        ("45%", PERCENT, "45"),
        ("45 %", PERCENT, "45"),
        ("$72,000,000", DOLLARS, "72000000"),
        ("$1,234.50", DOLLARS, "1234.50"),
        ("1 234 $", DOLLARS, "1234"),
        ("CA$ 5", DOLLARS, "5"),
        (" 7 [1]", COUNT, "7"),
        ("7¹", COUNT, "7"),
    ],
)
def test_numbers_are_read_exactly(cell, of, value):
    number = read_number(cell, of, PLAIN)
    assert number == Number(Decimal(value))
    assert str(number.value) == value


@pytest.mark.parametrize(
    ("cell", "qualifier"),
    [
        ("<5", Qualifier.LESS_THAN),
        ("< 5", Qualifier.LESS_THAN),
        (">5", Qualifier.MORE_THAN),
        ("≤5", Qualifier.UP_TO),
        (">=5", Qualifier.AT_LEAST),
        ("~5", Qualifier.APPROXIMATE),
    ],
)
def test_a_comparison_is_a_qualifier_of_the_number(cell, qualifier):
    assert read_number(cell, COUNT, PLAIN) == Number(Decimal(5), qualifier)


@pytest.mark.parametrize(
    ("cell", "of", "rule"),
    [
        ("about 450", COUNT, "number"),
        ("1,28", COUNT, "number"),
        ("1,282,00", COUNT, "number"),
        ("1,234 567", COUNT, "number"),
        ("3,4", COUNT, "number"),
        ("5-10", COUNT, "number"),
        ("1e5", COUNT, "number"),
        ("TRUE", COUNT, "number"),
        (float("nan"), COUNT, "number"),
        (float("inf"), COUNT, "number"),
        ("0.5", COUNT, "count"),
        (0.5, COUNT, "count"),
        (-1.0, COUNT, "count"),
        ("0.005", DOLLARS, "money"),
        ("45%", COUNT, "sign"),
        ("$5", COUNT, "sign"),
        ("£5", DOLLARS, "sign"),
        ("5p", COUNT, "mark"),
        ("17,471 (869)", COUNT, "brackets"),
        ("#REF!", COUNT, "error-value"),
        ("=A1+A2", COUNT, "formula"),
        (date(2020, 1, 5), COUNT, "date"),
        ("2W", TIER, "level"),
    ],
)
def test_what_is_no_such_number_is_refused_by_its_rule(cell, of, rule):
    problem = read_number(cell, of, PLAIN)
    assert isinstance(problem, Problem)
    assert problem.rule == rule
    assert problem.message.en != problem.message.fr


def test_a_message_says_what_was_seen_and_what_would_be_right():
    problem = read_number("about 450", COUNT, PLAIN)
    assert problem.message.en == (
        "'about 450' is not a number: write 1,282 or <5 or a word declared in `missing` or "
        "`statuses` (count)."
    )


def test_nothing_published_and_suppressed_are_not_the_same():
    notation = Notation(
        missing=frozenset({"..", "n/a"}), statuses={"x": ObservationStatus.SUPPRESSED}
    )
    assert read_number("", COUNT, notation) is None
    assert read_number(" N/A ", COUNT, notation) is None
    assert read_number("..", COUNT, notation) is None
    assert read_number("x", COUNT, notation) == Number(None, status=ObservationStatus.SUPPRESSED)


def test_a_declared_mark_gives_the_number_its_status():
    notation = Notation(marks={"p": ObservationStatus.PROVISIONAL, "*": ObservationStatus.NORMAL})
    assert read_number("38 p", COUNT, notation).status is ObservationStatus.PROVISIONAL
    assert read_number("38*", COUNT, notation) == Number(Decimal(38))


def test_a_number_in_brackets_is_another_number():
    number = read_number("17,471 (869)", COUNT, Notation(bracketed=True))
    assert (number.value, number.bracketed.value) == (17471, 869)
    assert read_number("17,471", COUNT, Notation(bracketed=True)).bracketed is None


def test_decimal_commas_are_read_where_the_table_says_so():
    notation = Notation(decimal=",")
    assert read_number("1 234,5", RATE, notation).value == Decimal("1234.5")
    assert read_number("1.234,5", RATE, notation).value == Decimal("1234.5")


def test_a_scale_multiplies_exactly():
    assert read_number("1.5", DOLLARS, Notation(scale=Decimal(1_000_000))).value == 1_500_000
    assert read_number(0.45, PERCENT, Notation(scale=Decimal(100))).value == 45


def test_a_level_is_counted_from_one_and_may_be_spelled_otherwise():
    notation = Notation(values={"2w": "2WL", "2 wl": "2WL"})
    cells = (1.0, "2", "2W", "2 WL", "2wl")
    assert [read_number(cell, TIER, notation).value for cell in cells] == [1, 2, 3, 3, 3]


@pytest.mark.parametrize("words", ["9" * 19, "9" * 5_000, "0." + "1" * 19, "1e308", "-" + "9" * 19])
def test_a_number_longer_than_the_store_keeps_is_refused_where_it_stands(words):
    read = read_number(words, RATE, PLAIN)
    assert isinstance(read, Problem)
    assert len(read.message.en) < 200


def test_a_number_as_long_as_the_store_keeps_is_read():
    assert read_number("9" * 18, COUNT, PLAIN).value == 10**18 - 1


def test_a_number_cell_too_large_to_keep_is_refused():
    assert isinstance(read_number(1e308, RATE, PLAIN), Problem)
    assert isinstance(read_number("5", RATE, Notation(scale=Decimal("1e999999"))), Problem)
