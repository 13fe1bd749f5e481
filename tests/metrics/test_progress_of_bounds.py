"""What "under 5", "up to" and "at least" prove of a target; all numbers are made up."""

import pytest

from metrics import Progress, Reason
from tests.judging import BASED, DOWN, MET, NOT_ASSESSED, OFF, TARGET, held, since, word


@pytest.mark.parametrize(
    ("target", "value", "qualifier", "expected"),
    [
        (BASED, "200", "at_least", MET),
        (BASED, "199", "more_than", MET),  # a count above 199 is 200 at least
        (BASED, "199", "at_least", None),
        (BASED, "500", "up_to", None),
        (BASED, "201", "less_than", None),
        (BASED, "120", "up_to", OFF),
        (BASED, "130", "less_than", OFF),
        (BASED, "450", "approximate", None),
        (DOWN, "50", "up_to", MET),
        (DOWN, "51", "less_than", MET),  # a count under 51 is 50 at most
        (DOWN, "5", "less_than", MET),
        (DOWN, "60", "up_to", None),
        (DOWN, "10", "at_least", None),
        (DOWN, "90", "more_than", OFF),
        ({**BASED, "kind": "exact"}, "300", "up_to", None),
        ({**BASED, "kind": "range", "upper": "250"}, "200", "at_least", None),
    ],
)
def test_a_qualified_value_proves_only_what_every_number_it_allows_leads_to(
    target, value, qualifier, expected
):
    direction = "down" if target is DOWN else "up"
    found = word(target, since(value, qualifier), direction=direction)
    assert found == (expected or (NOT_ASSESSED, Reason.UNPROVEN))


def test_a_bound_below_proves_nothing_of_what_may_be_negative():
    assert word(BASED, since("120", "up_to"), measure="money") is OFF
    band = {**TARGET, "kind": "range", "value": "-10", "upper": "8"}
    values, changes = [held("5", "2022", "up_to")], {"direction": "band"}
    assert word(band, values, measure="money", **changes) == (NOT_ASSESSED, Reason.UNPROVEN)
    assert word(band, values, measure="count", **changes) is MET


def test_a_bound_on_both_sides_of_a_range_proves_nothing():
    step = {**TARGET, "kind": "range", "upper": "250", "trajectory": "step"}
    for value, expected in (
        ("300", (NOT_ASSESSED, Reason.UNPROVEN)),
        ("150", Progress.NOT_YET_DUE),
    ):
        assert word(step, [held(value, "2022", "up_to")], direction="band") == expected
