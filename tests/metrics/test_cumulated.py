"""Of two figures of the year so far the difference is a period: they are not released."""

from dataclasses import replace

import pytest

from metrics import Language, MetricsError
from metrics.meanings import contradictions
from metrics.release_choosing import refuse_cumulated
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
