"""The arithmetic behind a progress word, as it is read; all numbers are made up."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from metrics import Language, Text, Unit, step_words
from metrics.labels import plain
from metrics.rules.steps import printed
from tests.judging import (
    BASED,
    CALLS,
    DOUBLED,
    DOWN,
    EACH,
    GROWTH,
    SUM,
    WATCH,
    held,
    judged,
    line,
    since,
)
from tests.sweeps import examples

PERCENT = Text("%", "%")


@pytest.mark.parametrize("language", list(Language))
def test_every_assessment_tells_its_arithmetic_in_both_languages(language):
    cases = [
        (BASED, since("130"), {}),
        (DOWN, since("80"), {"direction": "down"}),
        ({**BASED, "tolerance": "5", "kind": "range", "upper": "250"}, since("130"), {}),
        (SUM, line(y2021="30", y2022="40"), {}),
        ({**SUM, "kind": "at_most"}, line(y2021="60"), {"direction": "down"}),
        (EACH, line(y2021="30", y2022="190"), {}),
        (DOUBLED, since("105"), {"progress_rule": GROWTH}),
        (None, since("105"), {"progress_rule": {**GROWTH, "limit": "150"}}),
        (BASED, since("5", "less_than"), {}),
    ]
    for target, values, changes in cases:
        found = judged(target, values, **changes).reasoning
        told = [step_words(one, CALLS, language) for one in found.steps]
        assert all(told)
        assert "{" not in "".join(told)
        for one in values[-1:]:
            digits = str(one.observation.value)
            assert any(digits in step for step in told)
        assert found.inputs[-1] == values[-1]
        assert all(isinstance(one, Text) and one.en and one.fr for one in found.caveats)


def test_the_arithmetic_of_the_distance_can_be_read_line_by_line():
    found = judged(BASED, since("140"))
    assert [step_words(one, CALLS, Language.EN) for one in found.reasoning.steps] == [
        "Target: at least 200 calls by 31 December 2024.",
        "Baseline: 100 calls, of 2020.",
        "Value of 2022: 140 calls.",
        "The straight way leads from 100 calls at the end of 31 December 2020 "
        "to 200 calls at the end of 31 December 2024.",
        "730 of 1,461 days have passed on 31 December 2022: due is 149.966 calls.",
        "Covered: 140 calls − 100 calls = 40 calls.",
        "Due to be covered: 149.966 calls − 100 calls = 49.966 calls.",
        "40 calls ÷ 49.966 calls = 80.1% of the distance due.",
        "On track from 100%, watch from 80%, off track below that; here 80.1%, rounded to a tenth "
        "but never across a threshold.",
        "Result: watch, because 80.1% is at least 80% and below 100%.",
    ]
    assert found.progress is WATCH
    assert "80% is this product's default" in found.reasoning.caveats[-1].en
    french = [step_words(one, CALLS, Language.FR) for one in found.reasoning.steps]
    assert french[-2] == (
        "En bonne voie à partir de 100\u00a0%, à surveiller à partir de 80\u00a0%, hors "
        "trajectoire en dessous; ici 80,1\u00a0%, arrondi au dixième sans jamais franchir un seuil."
    )


def test_a_share_is_never_printed_as_more_than_it_is():
    target = {**BASED, "value": "10000", "baseline": {"period": "2021"}, "by": "2023-12-31"}
    found = judged(target, [held("0", "2021"), held("4999", "2022")])
    told = [step_words(one, CALLS, Language.EN) for one in found.reasoning.steps]
    assert found.progress is WATCH
    assert "99.9%, rounded" in told[-2]
    assert "100%" not in told[-3]
    assert told[-1].startswith("Result: watch, because 99.9% is")


def test_a_rule_of_the_offices_own_is_not_called_the_products_default():
    rule = {"name": "distance-covered", "watch": 70}
    found = judged(BASED, since("140"), progress_rule=rule)
    assert not any("default" in one.en for one in found.reasoning.caveats)


def test_the_default_is_named_only_where_a_word_rests_on_it():
    assert any("default" in one.en for one in judged(BASED, since("140")).reasoning.caveats)
    met = judged(BASED, since("210")).reasoning
    late = judged({**BASED, "by": "2022-12-31"}, since("140")).reasoning
    assert "31 December 2022 has passed" in told_last(late)
    for one in (met, late):
        assert not any("default" in caveat.en for caveat in one.caveats)


def told_last(reasoning):
    return step_words(reasoning.steps[-1], CALLS, Language.EN)


def told(found, unit=CALLS, language=Language.EN):
    return [step_words(one, unit, language) for one in found.reasoning.steps]


def test_a_value_beyond_its_target_is_told_without_a_share_of_the_distance():
    """ "1,200% of the distance due", and then off track, would contradict itself."""
    band = {**BASED, "kind": "range", "value": "190", "upper": "210"}
    said = told(judged(band, since("320"), direction="band"))
    assert said[-1].startswith("Result: off track, because 320 calls is beyond")
    assert not any("of the distance" in one or "On track from" in one for one in said)


def test_a_target_that_was_missed_is_told_without_thresholds_that_no_longer_decide():
    for target in (BASED, EACH, SUM):
        found = judged(target, [held("100", "2020"), *line(y2021="30", y2022="40", y2023="45"),
                                held("50", "2024")], "2026-01-31")  # fmt: skip
        assert found.reason.value == "missed"
        assert not any("On track from" in one for one in told(found))


def test_growth_is_told_with_the_digits_that_its_ratio_can_be_redone_from():
    found = judged(DOUBLED, since("105"), progress_rule=GROWTH)
    ratio = next(one for one in told(found) if "÷" in one and "towards the target" in one)
    assert ratio.endswith("2.4695% ÷ 7.1773% = 34.4%, rounded to a tenth but never across a "
                          "threshold.")  # fmt: skip


def test_percentages_differ_by_percentage_points():
    share = Unit(id="share", one=CALLS.one, many=CALLS.many, sign=PERCENT, kind="percent")
    found = judged({**BASED, "value": "200", "tolerance": "2"}, since("101"))
    english, french = told(found, share), told(found, share, Language.FR)
    assert "Tolerance: 2 percentage points." in english
    assert "Covered: 101% − 100% = 1 percentage point." in english
    assert "Tolérance\u00a0: 2 points de pourcentage." in french
    assert "Parcouru\u00a0: 101\u00a0% − 100\u00a0% = 1 point de pourcentage." in french


# Printed operands give the printed result

NUMBER = re.compile(r"−?\d[\d,]*(?:\.\d+)?")
WHOLE = st.integers(1, 2000)
TRIED = settings(deadline=None, max_examples=examples("printed arithmetic", 80, 2000))


def told_in(found):
    return [step_words(one, CALLS, Language.EN) for one in found.reasoning.steps]


def numbers_in(step):
    found = NUMBER.findall(step.partition(": ")[2] or step)
    return [Decimal(one.replace("−", "-").replace(",", "")) for one in found]


def to_places(value, printed):
    return value.quantize(Decimal(1).scaleb(printed.as_tuple().exponent))


@TRIED
@given(base=WHOLE, value=WHOLE, goal=WHOLE, year=st.sampled_from(["2021", "2022", "2023"]))
def test_the_distance_is_what_its_printed_lines_make_of_it(base, value, goal, year):
    kind = {"kind": "at_least" if goal > base else "at_most", "value": str(goal)}
    ways = {"direction": "up" if goal > base else "down"}
    found = judged({**BASED, **kind}, [held(str(base), "2020"), held(str(value), year)], **ways)
    told = told_in(found)
    for step in told:
        if " − " in step:
            first, second, left = numbers_in(step)
            assert first - second == left, step
        if "of the distance due" in step:
            covered, due, share = numbers_in(step)
            again = printed(covered / due, (Decimal(1), Decimal("0.8"))).part
            assert plain(again * 100) == share, step


@TRIED
@given(values=st.lists(WHOLE, min_size=1, max_size=3), goal=WHOLE)
def test_the_share_of_a_sum_is_that_of_the_printed_amounts(values, goal):
    given = {str(2021 + at): str(value) for at, value in enumerate(values)}
    target = {**SUM, "value": str(goal), "by": "2027-12-31"}
    found = judged(target, line(**{f"y{year}": value for year, value in given.items()}))
    for step in told_in(found):
        if " ÷ " in step:
            total, due, share = numbers_in(step)
            again = printed(total / due, (Decimal(1), Decimal("0.8"))).part
            assert plain(again * 100) == share, step


@TRIED
@given(base=WHOLE, value=WHOLE, goal=WHOLE, year=st.sampled_from(["2021", "2022-09", "2023-05"]))
def test_growth_is_what_its_printed_lines_make_of_it(base, value, goal, year):
    assume(goal != base)
    kind = {"kind": "at_least" if goal > base else "at_most", "value": str(goal)}
    ways = {"direction": "up" if goal > base else "down", "progress_rule": GROWTH}
    values = [held(str(base), "2020"), held(str(value), year)]
    found = judged({**DOUBLED, **kind}, values, "2023-06-30", **ways)
    for step in told_in(found):
        if " to the power of " in step:
            last, first, _, years, _, rate = numbers_in(step)
            again = ((last / first) ** (1 / years) - 1) * 100
            assert to_places(again, rate) == rate, step
        if "towards the target" in step:
            observed, required, share = numbers_in(step)
            better = 1 if goal > base else -1
            again = printed(better * observed / abs(required), (Decimal("0.95"), Decimal("0.6")))
            assert plain(again.part * 100) == share, step


def test_the_thresholds_near_a_natural_limit_are_printed_as_they_are_used():
    rule = {**GROWTH, "limit": "100"}
    found = judged(None, [held("30", "2020"), held("57", "2022")], progress_rule=rule)
    told = [step_words(one, CALLS, Language.EN) for one in found.reasoning.steps]
    assert told[-3:-1] == [
        "As the value has a natural limit of 100 calls, the thresholds 1.5% and 0.5% are "
        "multiplied by 1 less (30 calls ÷ 100 calls) to the power of 4.44 = 0.99523.",
        "Substantial progress from 1.4928% a year, moderate from 0.49762%, limited from 0%.",
    ]
    near = judged(None, [held("90", "2020"), held("91", "2022")], progress_rule=rule)
    told = [step_words(one, CALLS, Language.EN) for one in near.reasoning.steps]
    assert told[-3].startswith("Near its natural limit of 100 calls the thresholds 1.5% and 0.5%")
    french = [step_words(one, CALLS, Language.FR) for one in near.reasoning.steps]
    assert french[-3].startswith("Près de sa limite naturelle de 100 calls (fr), les seuils de 1,5")
    assert "par 1 moins (90 calls (fr) ÷ 100 calls (fr)) à la puissance 4,44 = 0," in french[-3]


@TRIED
@given(base=st.integers(1, 199))
def test_the_factor_near_a_natural_limit_is_what_its_printed_line_makes_of_it(base):
    """Also of a value beyond its limit, from which it is as far short of it as one below it."""
    rule = {**GROWTH, "limit": "100"}
    found = judged(None, [held(str(base), "2020"), held("57", "2022")], progress_rule=rule)
    told = [step_words(one, CALLS, Language.EN) for one in found.reasoning.steps]
    (line,) = [one for one in told if "multiplied by" in one] or [""]
    if line:
        *_, short, limit, power, factor = numbers_in(line)
        assert to_places(1 - (short / limit) ** power, factor) == factor, line
