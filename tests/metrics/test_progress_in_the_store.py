"""Scorecard and series judge the line of record; all numbers are made up."""

from datetime import date

import pytest

from metrics import Disaggregation, MetricsStore, Moment, Reason, Settings
from tests.factories import catalogue, indicator, observation, submission
from tests.judging import BASED, LATE, MET, WATCH

TARGETED = {**BASED, "source": "hotline/first"}


@pytest.fixture
def targeted(database_url):
    """A store whose calls have a target and whose texts have none, on 30 June 2023."""
    held_in = catalogue(indicators=(indicator("calls", target=TARGETED), indicator("texts")))
    opened = MetricsStore.open(Settings(database_url=database_url, framework="plan"), held_in)
    opened.today = lambda: date(2023, 6, 30)
    rows = [
        observation(value, period, row=row)
        for row, (period, value) in enumerate(
            (("2020", "100"), ("2021", "110"), ("2022", "140")), 2
        )
    ]
    opened.record(submission(), [*rows, observation("7", "2022", indicator="texts", row=9)])
    yield opened
    opened.close()


def test_scorecard_and_series_judge_the_whole_line_of_record(targeted):
    calls, texts = targeted.scorecard("plan").pillars[0].rows
    assert calls.assessment.progress is WATCH
    assert calls.assessment == targeted.series("calls").assessment
    assert texts.assessment.reason is Reason.NO_TARGET


def test_progress_is_judged_as_of_a_day(targeted):
    later = targeted.at(Moment(as_of=date(2025, 1, 1)))
    assert later.series("calls").assessment.progress is LATE
    (row, _) = later.scorecard("plan").pillars[0].rows
    assert row.assessment.progress is LATE
    assert targeted.scorecard("plan").pillars[0].rows[0].assessment.progress is WATCH
    targeted.today = lambda: date(2025, 1, 1)
    assert targeted.scorecard("plan").pillars[0].rows[0].assessment.progress is LATE


def test_the_scorecard_reads_a_whole_line_only_where_a_target_is_judged(targeted, monkeypatch):
    asked = []
    lines = targeted._repository.lines
    monkeypatch.setattr(
        targeted._repository,
        "lines",
        lambda pairs, *rest: asked.append(pairs) or lines(pairs, *rest),
    )
    targeted.scorecard("plan")
    assert asked == [[("calls", "hotline/calls")]]


def test_a_breakdown_of_record_has_its_own_line_judged(database_url):
    record = {"series": "hotline/calls", "place": "CA", "disaggregation": "sex=female"}
    one = indicator("calls", target=TARGETED, record=record)
    opened = MetricsStore.open(
        Settings(database_url=database_url, framework="plan"), catalogue(indicators=(one,))
    )
    women = Disaggregation.parse("sex=female")
    opened.record(
        submission(),
        [
            observation("100", "2020", row=2, disaggregation=women),
            observation("200", "2022", row=3, disaggregation=women),
            observation("1", "2022", row=4),
        ],
    )
    assert opened.scorecard("plan").pillars[0].rows[0].assessment.progress is MET
    opened.close()
