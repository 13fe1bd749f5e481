"""The last step of every reasoning says the word and why; all numbers are made up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import Break, Language, ObservationStatus, Target, labels, step_words, target_step
from metrics.rules.steps import printed
from tests.factories import words
from tests.judging import (
    BASED,
    CALLS,
    DOWN,
    EACH,
    GROWTH,
    SUM,
    TARGET,
    held,
    judged,
    line,
    since,
)
from tests.loaded import example_services
from tests.metrics.test_progress_laws import TRIED

HALVES = st.decimals(0, 2, places=6)
CUTS = (Decimal("0.95"), Decimal("0.6"))
HIDDEN = {"status": ObservationStatus.SUPPRESSED}
OLD = [Break(on=date(2021, 6, 1), note=words("Counted anew."))]
SEASONS = {"trajectory": "seasonal", "shares": ["0.1", "0.2", "0.3", "0.4"]}


@pytest.fixture(scope="module")
def judged_examples(tmp_path_factory):
    """Every example indicator that has a target or a trend, with its assessment and unit."""
    folder = tmp_path_factory.mktemp("example")
    with example_services(folder, date(2026, 11, 22)) as services:
        found = [services.store.explain(one) for one in services.catalogue.indicators]
        yield [one for one in found if one.assessment.reasoning]


@pytest.mark.parametrize("language", list(Language))
def test_the_last_step_of_every_example_names_its_progress_word(judged_examples, language):
    assert len(judged_examples) > 25
    for found in judged_examples:
        last = step_words(found.assessment.reasoning.steps[-1], found.unit, language)
        word = labels.PROGRESS[found.assessment.progress].in_(language)
        opening = {"en": "Result: {}, because ", "fr": "Résultat\u00a0: {}, car "}[language.value]
        assert last.startswith(opening.format(word)), last
        assert last.endswith(".")
        assert not last.endswith("..")
        assert "{" not in last


def said(target, values, as_of="2023-06-30", breaks=(), **changes):
    found = judged(target, values, as_of, breaks, **changes).reasoning
    return step_words(found.steps[-1], CALLS, Language.EN)


@pytest.mark.parametrize(
    ("target", "values", "changes", "expected"),
    [
        ({**BASED, "kind": "exact", "tolerance": "1"}, since("215"), {},
         "off track, because 215 calls is beyond the target of 200 calls with its tolerance of "
         "1 call"),
        (BASED, since("190"), {"as_of": "2025-01-01"},
         "late, because 31 December 2024 has passed, and no value covers it"),
        (BASED, line(y2020="100", y2024="199"), {"as_of": "2025-01-01"},
         "off track, because 31 December 2024 has passed, and 199 calls does not reach what was "
         "due"),
        (BASED, since("250"), {"breaks": OLD},
         "not comparable, because a break on 1 June 2021 lies between 2020 and 2022: Counted "
         "anew"),
        (BASED, [held("100", "2020"), held("180", "2020-07-01/2021-06-30")], {},
         "not comparable, because 2020 and July 2020 to June 2021 overlap: they share some of the "
         "same days"),
        (BASED, [held("300", "2020"), held("150", "2022")], {},
         "not assessed, because the baseline, 300 calls, already lies above 200 calls, and more "
         "is better: the target asks for less than there was"),
        (SUM, line(y2021="50", y2023="60"), {},
         "not assessed, because the sum has no value for 2022: what is missing could change the "
         "word"),
        (SUM, line(y2022="60"), {},
         "not assessed, because the sum has no value for 2021: what is missing could change the "
         "word"),
        (EACH, line(y2021="30", y2022="200"), {},
         "on track, because 200 calls reaches at least 200 calls"),
        (DOWN, [held("50", "2020"), held("60", "2022")], {"direction": "down"},
         "off track, because 50 calls is due, as much as the baseline, and there is 60 calls"),
        (DOWN, [held("50", "2020"), held("60", "2022")],
         {"direction": "down", "progress_rule": GROWTH},
         "off track, because 60 calls is above 50 calls"),
        (BASED, since("250", status=ObservationStatus.DEFINITION_DIFFERS), {},
         "not comparable, because its publisher marks a break or another definition between 2020 "
         "and 2022"),
        ({**SUM, "kind": "at_most"}, line(y2021="60"), {"direction": "down"},
         "watch, because 83.3% is at least 80% and below 100%"),
        ({**EACH, **SEASONS}, [held("200", "2022")], {"frequency": "Q"},
         "not assessed, because 2022 is not a period for which the target is set; the nearest is "
         "Q4 2022"),
        ({**DOWN, "value": "4"}, since("5", "less_than"), {"direction": "down"},
         "met, because “under 5 calls” cannot be more than 4 calls, and the target is at most 4 "
         "calls"),
        (TARGET, [held("250", "2022", "at_least")], {},
         "met, because “at least 250 calls” cannot be less than 250 calls, and the target is at "
         "least 200 calls"),
        ({**BASED, "trajectory": "step"}, since("90"), {},
         "not yet due, because nothing is due before the end of 31 December 2024"),
        (None, since("105"), {"progress_rule": GROWTH},
         "not assessed, because there is no target; the rule's own word for the growth is "
         "“substantial progress”"),
    ],
)  # fmt: skip
def test_the_last_step_says_why_in_the_numbers_that_led_to_it(target, values, changes, expected):
    assert said(target, values, **changes) == f"Result: {expected}."


def test_of_a_hidden_value_the_last_step_is_the_only_one_and_names_no_number():
    (only,) = judged(BASED, since(None, **HIDDEN)).reasoning.steps
    told = step_words(only, CALLS, Language.EN)
    assert told == "Result: not assessed, because a value is hidden to protect people."


def test_a_target_of_each_period_is_not_read_as_a_total():
    def told(target, language=Language.EN):
        return step_words(target_step(Target.model_validate(target)), CALLS, language)

    whole = {**EACH, **SEASONS}
    assert told(whole) == "Target: at least 200 calls in each year, until 31 December 2024."
    assert "chaque année, jusqu'au 31 décembre 2024" in told(whole, Language.FR)
    assert told(EACH) == "Target: at least 200 calls in each period, until 31 December 2024."
    assert told(SUM) == "Target: at least 200 calls in all by 31 December 2024."
    rising = told({**EACH, "baseline": {"period": "2020"}})
    assert rising.endswith("by 31 December 2024, with a part due in each period.")


@TRIED
@given(HALVES)
def test_a_printed_share_is_near_and_on_its_own_side_of_every_threshold(share):
    shown = printed(share, CUTS).part
    assert abs(shown - share) < Decimal("0.001")
    assert [shown >= one for one in (*CUTS, 1)] == [share >= one for one in (*CUTS, 1)]


def test_a_share_is_rounded_to_the_nearest_tenth_away_from_thresholds():
    assert printed(Decimal("0.8417"), CUTS).part == Decimal("0.842")
    assert printed(Decimal("0.6987"), CUTS).part == Decimal("0.699")
    assert printed(Decimal("0.9996"), CUTS).part == Decimal("0.999")
    assert printed(Decimal("-0.0004"), CUTS).part == Decimal("-0.001")
