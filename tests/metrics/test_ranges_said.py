"""A range is said with its unit once, behind its upper end: "20 to 30 people per worker"."""

from decimal import Decimal

import pytest

from metrics import Catalogue, Language, Step, Text, Unit, step_words, target_step
from metrics.observations import Qualifier
from metrics.reasoning import Lower
from metrics.roll_up.arithmetic import part_step, result_step
from metrics.roll_up.quantities import Quantity
from metrics.signals.words import of_a_test, of_an_interval
from tests.judging import BASED, held, judged
from tests.loaded import EXAMPLE

EN, FR = Language
NBSP = "\u00a0"
CALLS = Unit(id="calls", one=Text("call", "appel"), many=Text("calls", "appels"), kind="count")
DOLLARS = CALLS.model_copy(update={"kind": "money", "sign": Text("$", "$"), "currency": "CAD"})
SHARE = CALLS.model_copy(update={"kind": "percent", "sign": Text("%", "%")})


@pytest.mark.parametrize(
    ("unit", "english", "french"),
    [
        (CALLS, "20 to 1,030 calls", f"de 20 à 1{NBSP}030 appels"),
        (DOLLARS, "$20 to $1,030", f"de 20{NBSP}$ à 1{NBSP}030{NBSP}$"),
        (SHARE, "20% to 1,030%", f"de 20{NBSP}% à 1{NBSP}030{NBSP}%"),
    ],
)
def test_a_unit_stands_once_and_a_sign_at_both_ends(unit, english, french):
    step = Step(Text("{} to {}", "de {} à {}"), (Lower(Decimal(20)), Decimal(1030)))
    assert step_words(step, unit, EN) == english
    assert step_words(step, unit, FR) == french


def test_a_target_that_is_a_range_says_its_unit_once():
    declared = Catalogue.read(EXAMPLE)
    aim = declared.indicators["example-people-per-liaison-worker"]
    unit = declared.units[aim.unit]
    said = [step_words(target_step(aim.target), unit, language) for language in Language]
    assert said[0] == "Target: 20 to 30 people per worker by 31 December 2030."
    assert "de 20 à 30 personnes par" in said[1]


def test_a_value_within_its_range_lies_between_numbers_of_one_unit():
    aim = {**BASED, "kind": "range", "value": "20", "upper": "30"}
    found = judged(aim, [held("40", "2020"), held("25", "2022")], direction="band")
    told = [step_words(one, CALLS, EN) for one in found.reasoning.steps]
    assert told[0].startswith("Target: 20 to 30 calls")
    assert "25 calls lies between 20 and 30 calls" in told[-1]


def test_made_counted_and_usual_ranges_say_their_unit_once():
    four, sixteen = Decimal(4), Decimal(16)
    made = result_step(Text("= ", "= "), Quantity(four, sixteen))
    part = part_step(Text("Q1", "T1"), Quantity(Decimal(0), four), Qualifier.LESS_THAN, Decimal(5))
    usual = of_a_test(4, 16, 0.02)
    may_be = of_an_interval(held("9", "2020"), four, sixteen)
    said = [step_words(one, CALLS, EN) for one in (made, part, usual, may_be)]
    assert said[0] == "= 4 to 16 calls"
    assert said[1] == "Q1: under 5 calls, that is 0 to 4 calls"
    assert "counts from 4 to 16 calls are usual" in said[2]
    assert ": 4 to 16 calls (" in said[3]
