"""Of two figures of the year so far the difference is a period: they are not released."""

from dataclasses import replace

import pytest

from metrics import Language, MetricsError
from metrics.meanings import contradictions
from metrics.release_choosing import refuse_cumulated
from metrics.return_faults import Declarations, return_faults
from tests.metrics.released import MONEY, PEOPLE, houses


def with_paid(**changes):
    held = houses()
    paid = held.indicators["paid"].model_copy(update=changes)
    return replace(held, indicators={**held.indicators, "paid": paid})


@pytest.mark.parametrize(
    "changes",
    [
        {"year_to_date": True, "roll_up_time": "last"},
        {"count_basis": "people_ever", "roll_up_time": "last"},
        {"count_basis": "people_ever", "roll_up_time": "max"},
    ],
)
def test_what_holds_the_periods_before_it_is_refused_by_name(changes):
    with pytest.raises(MetricsError) as caught:
        refuse_cumulated((PEOPLE, MONEY), with_paid(**changes))
    assert "one less the other tells" in caught.value.in_(Language.EN)
    assert "moins l'autre" in caught.value.in_(Language.FR)
    assert caught.value.in_(Language.EN).count(",") == 1  # people are not named


@pytest.mark.parametrize("changes", [{}, {"roll_up_time": "last"}, {"count_basis": "things"}])
def test_what_is_of_each_period_is_released(changes):
    assert refuse_cumulated((PEOPLE, MONEY), with_paid(**changes)) is None


@pytest.mark.parametrize(
    ("changes", "is_asked"),
    [
        ({"roll_up_time": "last"}, True),
        ({"roll_up_time": "max"}, True),
        ({"roll_up_time": "last", "year_to_date": False}, False),
        ({"roll_up_time": "last", "year_to_date": True}, False),
        ({"roll_up_time": "last", "count_basis": "people_ever"}, False),
        ({}, False),
    ],
)
def test_a_form_asks_for_no_such_figure_before_it_is_said_which_it_is(changes, is_asked):
    held = with_paid(**changes)
    declared = Declarations(held.dimensions, held.places, held.units, held.indicators)
    faults = return_faults(held.returns, held.partners, held.sources, declared)
    found = [one for one in faults if "year_to_date" in one]
    assert [one.partition(": ")[2].split()[0] for one in found] == ["paid"] * is_asked


@pytest.mark.parametrize(("rolled", "fits"), [("last", True), ("max", True), ("sum", False)])
def test_a_figure_of_the_year_so_far_is_not_added_up(rolled, fits):
    one = (
        houses()
        .indicators["paid"]
        .model_copy(update={"year_to_date": True, "roll_up_time": rolled})
    )
    found = [fault for fault in contradictions(one, houses().units["dollars"])
             if "year_to_date" in fault]  # fmt: skip
    assert (not found) == fits
