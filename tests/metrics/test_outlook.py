"""Needs and forecasts, against a published worked example and an independent calculation.

Figures without a publication beside them are made up.
"""

import dataclasses
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit

from metrics.definitions import Break, Unit
from metrics.errors import MetricsError
from metrics.explanation_words import step_words
from metrics.languages import Language, Text
from metrics.observations import HeldObservation, Observation, ObservationStatus, Qualifier
from metrics.outlook import (
    NEEDS,
    Forecast,
    Need,
    TooFew,
    at_this_pace,
    needed_per_period,
    no_forecast,
    no_need,
    periods_ahead,
)
from metrics.outlook import words as outlook_words
from metrics.outlook.straight_lines import fit_line
from metrics.periods import Period
from metrics.reasoning import Change, Lower, Plain, Share, Slot
from metrics.signals.process_behaviour import decimals_of, outward
from metrics.targets import Target
from tests.factories import indicator, observation, words
from tests.sweeps import examples

D = Decimal
RISING = [310, 332, 351, 360, 388, 395, 421]
Y2008 = Period.parse("2008")


BOTH = ("below_zero", "above_the_whole")


def unit(kind="count", reaches=()):
    names = {"one": words("call"), "many": words("calls")}
    return Unit(id="calls", **names, kind=kind, reaches=reaches)


def target(by="2027-03-31", from_=None, **changes):
    fields = {"kind": "at_least", "value": "400", "basis": "published", "source": "made-up/plan"}
    begins = {"from": date.fromisoformat(from_)} if from_ else {}
    return Target.model_validate({**fields, **begins, "by": date.fromisoformat(by), **changes})


def held(value, period="2020", **changes):
    return HeldObservation(observation(str(value), str(period), **changes), 1, "", 1, "")


def line(*values, start=2000):
    return [held(value, start + i) for i, value in enumerate(values)]


def pace(values, until=Y2008, *, meaning=None, kind="count", reaches=(), **more):
    return at_this_pace(values, meaning or indicator(), unit(kind, reaches), until, **more)


def decimals(values):
    return [D(str(value)) for value in values]


# A straight line and its prediction interval


def test_triola_powerball_prediction_interval():
    """Triola, Elementary Statistics (Pearson), section 10-3, example 1 with table 10-1, page 545:
    tickets (millions) by jackpot (millions of dollars). Line -10.9 + 0.174 x, standard error of
    estimate 4.437223; at 625, 97.9 (98.0 unrounded), 95 % prediction interval 73.7 to 122."""
    jackpots = decimals([334, 127, 300, 227, 202, 180, 164, 145, 255])
    tickets = decimals([54, 16, 41, 27, 23, 18, 18, 16, 26])
    assert (sum(jackpots), sum(x * x for x in jackpots)) == (1934, 455364)  # as on the page
    fitted = fit_line(jackpots, tickets)
    assert (round(fitted.intercept, 1), round(fitted.slope, 3)) == (D("-10.9"), D("0.174"))
    assert round(fitted.scatter, 6) == D("4.437223")
    assert round(fitted.quantile(D("0.95")), 3) == D("2.365")
    assert round(fitted.at(D(625)), 1) == D("98.0")
    low, high = fitted.interval(D(625), D("0.95"))
    assert (round(low, 1), round(high)) == (D("73.7"), 122)


@given(
    ys=st.lists(st.integers(0, 10**6), min_size=5, max_size=20),
    ahead=st.integers(1, 20),
    level=st.sampled_from(["0.5", "0.8", "0.95", "0.99"]),
)
@settings(max_examples=examples("prediction intervals", 60, 600), deadline=None)
def test_the_interval_is_that_of_the_matrix_formula(ys, ahead, level):
    """No publication: x0' (X'X)^-1 x0 worked out by numpy, which shares no code with the line."""
    n, y = len(ys), np.array(ys, dtype=float)
    design = np.column_stack([np.ones(n), np.arange(n)])
    inverse = np.linalg.inv(design.T @ design)
    weights = inverse @ design.T @ y
    residuals = y - design @ weights
    new = np.array([1.0, n - 1 + ahead])
    error = np.sqrt(residuals @ residuals / (n - 2) * (1 + new @ inverse @ new))
    reach = stdtrit(n - 2, 0.5 + float(level) / 2) * error
    fitted = fit_line([D(x) for x in range(n)], decimals(ys))
    expected = (new @ weights - reach, new @ weights + reach)
    found = tuple(map(float, fitted.interval(D(n - 1 + ahead), D(level))))
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-3)


@given(
    ys=st.lists(st.integers(-1000, 1000), min_size=5, max_size=12),
    shift=st.integers(-1000, 1000),
    factor=st.integers(1, 50),
)
@settings(max_examples=examples("moved lines", 60, 600), deadline=None)
def test_shifting_and_scaling_the_values_moves_the_interval_with_them(ys, shift, factor):
    xs = [D(x) for x in range(len(ys))]
    plain = fit_line(xs, decimals(ys)).interval(D(15), D("0.8"))
    moved = fit_line(xs, decimals(y * factor + shift for y in ys)).interval(D(15), D("0.8"))
    for before, after in zip(plain, moved, strict=True):
        assert abs(before * factor + shift - after) < D("1e-15")


# At this pace


def test_a_forecast_is_drawn_through_the_last_run_and_rounded_outward():
    forecast = pace(line(*RISING))
    fitted = fit_line([D(x) for x in range(7)], decimals(RISING))
    low, high = fitted.interval(D(8), D("0.8"))
    assert (forecast.points, forecast.level) == (7, D("0.8"))
    assert (forecast.low, forecast.high) == (low.__floor__(), high.__ceil__())
    assert forecast.low < forecast.middle == round(fitted.at(D(8))) < forecast.high


@pytest.mark.parametrize(
    ("values", "english", "french"),
    [
        (RISING, "more in each", "de plus à chacune"),
        (RISING[::-1], "less in each", "de moins à chacune"),
    ],
)
def test_a_line_that_falls_is_said_to_be_less_in_each_period(values, english, french):
    fitted = pace(line(*values)).reasoning.steps[0]
    assert fitted.words.en.endswith(english)
    assert fitted.words.fr.endswith(french)
    assert fitted.slots[-1][0] > 0


def test_a_forecast_says_that_it_is_none_of_the_figures():
    forecast = pace(line(*RISING))
    sentence = forecast.sentence
    english = sentence.words.en.format("410", "520", "2008", "80%", "7")
    assert english == (
        "At this pace, between 410 and 520 for 2008 (80% prediction interval, straight line "
        "through 7 values): a forecast, not a figure."
    )
    low = Lower(forecast.low)
    assert sentence.slots == (low, forecast.high, Y2008, Share(D("0.8")), Plain(D(7)))
    assert "une prévision, non un chiffre constaté" in sentence.words.fr


def test_a_forecast_cannot_be_taken_for_an_observation():
    forecast = pace(line(*RISING))
    assert forecast.forecast is True
    assert not isinstance(forecast, Observation | HeldObservation | tuple)
    fields = {one.name: getattr(forecast, one.name) for one in dataclasses.fields(forecast)}
    assert not any(isinstance(one, HeldObservation) for one in fields.values())
    assert not {"value", "observation", "period"} & fields.keys()
    assert list(forecast.reasoning.inputs) == line(*RISING)
    with pytest.raises(TypeError):
        dataclasses.replace(forecast, value=D(1))


def test_a_higher_level_and_a_later_period_widen_the_interval():
    def width(**more):
        forecast = pace(line(*RISING), **more)
        return forecast.high - forecast.low

    assert width() < width(level=D("0.95"))
    assert width() < width(until=Period.parse("2012"))


@pytest.mark.parametrize("points", [0, 1, 4])
def test_fewer_than_five_values_draw_no_line(points):
    assert pace(line(*RISING[:points])) == TooFew(points, outlook_words.TOO_FEW)
    assert isinstance(pace(line(*RISING[:5])), Forecast)


def test_values_before_a_break_or_a_gap_change_nothing():
    alone = pace(line(*RISING))
    new = Break(on=date(2000, 1, 1), note=words("Counted anew."))
    before = line(900, 5, 700, 12, start=1996)
    after_break = pace([*before, *line(*RISING)], breaks=[new])
    after_gap = pace([*before[:-1], *line(*RISING)])
    assert alone == after_break == after_gap
    assert pace([*before, *line(*RISING)]) != alone


def test_provisional_values_are_left_out_but_keep_their_place():
    values = [*line(*RISING), held(5, 2007, status=ObservationStatus.PROVISIONAL)]
    forecast = pace(values)
    assert (forecast.low, forecast.high) == (pace(line(*RISING)).low, pace(line(*RISING)).high)
    named = forecast.reasoning.steps[0]
    assert named.words.en == f"{outlook_words.LEFT_OUT.en}{{}}"
    assert named.slots == (Period.parse("2007"),)
    assert "provisional" not in pace(line(*RISING)).reasoning.steps[0].words.en


def test_a_newest_value_that_is_no_plain_number_draws_no_line():
    values = [*line(*RISING), held(5, 2007, qualifier=Qualifier.LESS_THAN)]
    assert pace(values).why == outlook_words.NO_NUMBER


def test_scales_and_milestones_have_no_pace():
    assert pace(line(*RISING), kind="level").why == outlook_words.NO_PACE
    assert pace(line(*RISING), meaning=indicator(measure="milestone")).why == outlook_words.NO_PACE


@pytest.mark.parametrize(
    "values", [[16] * 7, [1, 2, 3, 4, 5, 6], ["0.1", "0.2", "0.3", "0.4", "0.5"]]
)
def test_values_without_scatter_give_no_interval_of_no_width(values):
    assert pace(line(*values)).why == outlook_words.NO_SCATTER


def test_a_range_is_cut_where_the_figure_can_go_no_further_and_says_so():
    near = Period.parse("2006")
    fallen = pace(line(90, 70, 62, 39, 40, 16), near)
    assert fallen.low == 0 < fallen.middle < fallen.high
    assert outlook_words.CUT in fallen.reasoning.caveats
    share = pace(line(84, 86, 84, 92, 90, 95), near, kind="percent")
    assert share.low < share.middle < share.high == 100
    assert outlook_words.CUT not in pace(line(*RISING)).reasoning.caveats


@pytest.mark.parametrize(
    ("values", "kind", "why"),
    [
        ((8, 6, 5, 3, 2, 1), "count", outlook_words.BELOW_ZERO),
        ((90, 70, 62, 39, 30, 8), "days", outlook_words.BELOW_ZERO),
        ((61, 67, 70, 78, 83, 88), "percent", outlook_words.ABOVE_THE_WHOLE),
    ],
)
def test_a_line_that_leads_where_the_figure_cannot_be_gives_no_interval(values, kind, why):
    assert pace(line(*values), kind=kind).why == why


def test_a_change_in_percent_has_no_ends():
    change = indicator(measure="rate", unit="percent-change")
    found = pace(line(90, 70, 62, 39, 30, 8), meaning=change, kind="percent", reaches=BOTH)
    assert found.low < 0
    assert outlook_words.CUT not in found.reasoning.caveats


def test_no_forecast_is_made_of_one_period_where_the_target_is_of_their_sum():
    assert no_forecast(target(due="cumulative", from_="2024-04-01")).why == outlook_words.A_SUM
    seasons = {"trajectory": "seasonal", "shares": ("0.2", "0.3", "0.2", "0.3")}
    summed = target(due="cumulative", from_="2024-04-01", by="2028-03-31", **seasons)
    assert no_forecast(summed).why == outlook_words.SEASONAL
    assert no_forecast(target()) is None


def test_why_nothing_is_needed_per_period():
    each = target(due="each_period", from_="2024-04-01")
    assert no_need(each).why == outlook_words.EACH_ITS_OWN
    assert no_need(target(kind="range", upper="420")).why == outlook_words.A_RANGE
    assert no_need(target()) is None


def test_a_forecast_further_ahead_than_the_values_reach_back_says_so():
    near, far = Period.parse("2013"), Period.parse("2014")
    assert outlook_words.FAR not in pace(line(*RISING), near).reasoning.caveats
    assert outlook_words.FAR in pace(line(*RISING), far).reasoning.caveats
    assert outlook_words.SAME_COURSE in pace(line(*RISING)).reasoning.caveats


@pytest.mark.parametrize(
    ("newest", "until", "ahead"),
    [
        ("2020", "2025", 5),
        ("2020-Q4", "2021-Q2", 2),
        ("2020/21", "2021/22", 1),
        ("2023-02", "2026-02", 36),
        ("2024-02-28", "2024-03-01", 2),
        ("2019-06-30/2020-06-29", "2024-06-30/2025-06-29", 5),
    ],
)
def test_periods_ahead_are_counted_in_periods_of_the_same_length(newest, until, ahead):
    assert periods_ahead(Period.parse(newest), Period.parse(until)) == ahead


@pytest.mark.parametrize(
    ("newest", "until"),
    [
        ("2020", "2020"),
        ("2020", "2019"),
        ("2020", "2021-Q1"),
        ("2020", "2021/22"),
        ("2019-06-30/2020-06-29", "2020-06-30/2022-06-29"),
    ],
)
def test_a_period_that_is_no_later_one_of_the_same_length_is_refused(newest, until):
    with pytest.raises(MetricsError, match="no later period"):
        periods_ahead(Period.parse(newest), Period.parse(until))
    assert Period.parse(until).code


# Needed per period


def needed(current, target, periods, **more):
    return needed_per_period(D(str(current)), D(str(target)), periods, **more)


@pytest.mark.parametrize(
    ("current", "target", "periods", "more", "need", "amount"),
    [
        (310, 450, 4, {"cumulative": True}, Need.NEEDED, 35),
        (310, 450, 3, {"cumulative": True}, Need.NEEDED, 47),  # 46.67: 46 would fall short
        ("61.5", "70", 4, {}, Need.NEEDED, "2.125"),
        (30, 10, 4, {"kind": "at_most"}, Need.NEEDED, -5),
        (30, 10, 3, {"kind": "at_most"}, Need.NEEDED, "-6.67"),
        (100, 110, 3, {"kind": "exact"}, Need.NEEDED, "3.33"),
        (120, 110, 2, {"kind": "exact"}, Need.NEEDED, -5),
        (0, 450, 9, {}, Need.NEEDED, 50),
        (450, 450, 3, {}, Need.REACHED, 0),
        (470, 450, 3, {}, Need.REACHED, 0),
        (470, 450, 0, {}, Need.REACHED, 0),
        (8, 10, 3, {"kind": "at_most"}, Need.REACHED, 0),
        (110, 110, 3, {"kind": "exact"}, Need.REACHED, 0),
        (0, 0, 3, {}, Need.REACHED, 0),
        (310, 450, 0, {}, Need.NO_PERIODS_LEFT, None),
        (310, 450, -2, {"cumulative": True}, Need.NO_PERIODS_LEFT, None),
        (30, 10, 4, {"kind": "at_most", "cumulative": True}, Need.OUT_OF_REACH, None),
        (120, 110, 2, {"kind": "exact", "cumulative": True}, Need.OUT_OF_REACH, None),
    ],
)
def test_every_case_has_a_defined_answer(current, target, periods, more, need, amount):
    answer = needed(current, target, periods, **more)
    assert answer.need is need
    assert answer.amount == (None if amount is None else D(str(amount)))
    assert answer.periods == periods


@settings(max_examples=examples("printed lines", 60, 600), deadline=None)
@given(st.lists(st.integers(0, 5000), min_size=5, max_size=40))
def test_the_printed_line_leads_to_what_is_printed(values):
    """First value and slope, redone by hand, give the middle; with t and error, the interval."""
    until = Period.parse(str(2000 + len(values) + 3))
    found = pace(line(*values), until)
    if isinstance(found, TooFew):
        return
    first, _, on, either = (step for step in found.reasoning.steps[:4])
    falls = -1 if first.words == outlook_words.FALLING else 1
    start, slope, x, middle = first.slots[1], falls * first.slots[2].amount, *on.slots[1:]
    again = start + x.number * slope
    assert again.quantize(Decimal(1).scaleb(middle.as_tuple().exponent)) == middle
    t, error = either.slots[1].number, either.slots[2].amount
    ends = outward(middle - t * error, middle + t * error, decimals_of([found.high]))
    assert found.high == ends[1]
    assert found.low == max(ends[0], 0)


@given(current=st.integers(0, 10**6), gap=st.integers(1, 10**6), periods=st.integers(1, 40))
@settings(max_examples=examples("needs", 60, 600), deadline=None)
def test_what_is_needed_suffices_and_no_less_would(current, gap, periods):
    amount = needed(current, current + gap, periods).amount
    assert current + amount * periods >= current + gap
    assert current + gap > current + (amount - D("0.01")) * periods
    assert needed(current + gap, current, periods, kind="at_most").amount == -amount


def test_the_sentence_says_whether_to_add_or_to_change():
    add, change = needed(310, 450, 4, cumulative=True), needed(310, 450, 4)
    assert add.sentence.words == outlook_words.TO_ADD
    assert change.sentence.words == outlook_words.TO_RISE
    fall = needed(30, 28, 4, kind="at_most").sentence
    assert fall.words == outlook_words.TO_FALL
    # no minus sign beside "fall", and nothing said of rounding where nothing was rounded
    assert fall.slots == (Change(D("0.50")), outlook_words.UNROUNDED, Change(D(2)), Plain(D(4)))
    assert add.sentence.slots == (D(35), outlook_words.UNROUNDED, D(140), Plain(D(4)))
    assert needed(450, 450, 3).sentence.words == NEEDS[Need.REACHED]


@pytest.mark.parametrize(
    ("cumulative", "kind", "en", "fr"),
    [
        (True, "at_least",
         "34 calls in each period, rounded up to a whole number so that it suffices; 100 calls in",
         "34 calls (fr) par période, en arrondissant à l'entier supérieur pour que cela suffise; "),
        (False, "at_least",
         "on average, a rise of 33.34 calls from each period to the next, rounded so that it "
         "suffices; 100 calls in all",
         "en moyenne, une hausse de 33,34 calls (fr) d'une période à l'autre, en arrondissant de "
         "façon que cela suffise; 100 calls (fr) en tout"),
        (False, "exact",
         "a rise of 33.33 calls from each period to the next, rounded to the nearest; 100",
         "une hausse de 33,33 calls (fr) d'une période à l'autre, en arrondissant au plus près; "),
    ],
)  # fmt: skip
def test_what_is_added_is_whole_and_a_mean_change_is_said_to_be_one(cumulative, kind, en, fr):
    said = needed(0, 100, 3, cumulative=cumulative, kind=kind).sentence
    assert en in step_words(said, unit(), Language.EN)
    assert fr in step_words(said, unit(), Language.FR)


# What is told


def reasonings():
    for answer in (needed(310, 450, 4), needed(450, 450, 4), needed(310, 450, 0)):
        yield answer.reasoning
    yield pace(line(*RISING)).reasoning
    yield pace(line(90, 70, 62, 44, 40, 25), Period.parse("2006")).reasoning


@pytest.mark.parametrize("reasoning", list(reasonings()), ids=lambda one: one.rule)
def test_every_step_has_a_slot_for_each_number_in_both_languages(reasoning):
    assert reasoning.version == 1
    for step in reasoning.steps:
        assert step.words.en.count("{}") == step.words.fr.count("{}") == len(step.slots)
        assert all(isinstance(slot, get_args(Slot)) for slot in step.slots)


def test_french_has_its_spaces():
    texts = [one for one in vars(outlook_words).values() if isinstance(one, Text)]
    texts += [*NEEDS.values(), *(step.words for one in reasonings() for step in one.steps)]
    assert len(texts) > 15
    for text in texts:
        assert text.en != text.fr or not any(map(str.isalpha, text.en))
        assert not any(a == " " and b in ":;%!?»" for a, b in pairwise(text.fr)), text.fr
