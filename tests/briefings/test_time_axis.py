"""Under a chart each period stands by its own name, or a year over the days that it has."""

from decimal import Decimal

import pytest

from dashboard.briefings.document import Aim, Chart, Point
from dashboard.briefings.drawing.chart_frame import frame_of
from dashboard.briefings.drawing.time_axis import time_axis
from dashboard.briefings.labels import labels_of
from dashboard.briefings.xlsx.traces import plot_of
from metrics import Language

EN = Language.EN
GOAL = Aim((), (), (2030.1, Decimal(90), "Target 90"))


def quarters(count: int, aim: Aim | None = None) -> Chart:
    points = tuple(
        Point(f"Q{at % 4 + 1} {2026 + at // 4}", 2026 + (at + 0.5) / 4, Decimal(40 + at),
              str(40 + at), 0.25, is_labelled=True)
        for at in range(count)
    )  # fmt: skip
    return Chart("People", "", points, (tuple(range(count)),), "people", "alt", aim=aim)


def fiscal(*years: int) -> Chart:
    points = tuple(
        Point(f"US fiscal year {one}", one + 0.25, Decimal(9), "9", is_labelled=True)
        for one in years
    )
    return Chart("Cases", "", points, (tuple(range(len(years))),), "cases", "alt")


def told(chart: Chart):
    frame = frame_of(chart, EN, 640, 290, 0)
    return frame, time_axis(chart, frame)


def test_two_quarters_stand_by_their_names_and_beside_no_lone_year() -> None:
    frame, axis = told(quarters(2))
    assert axis.words == [(frame.x(2026.125), "Q1 2026"), (frame.x(2026.375), "Q2 2026")]


@pytest.mark.parametrize("chart", [quarters(30), quarters(2, GOAL)], ids=["many", "aimed"])
def test_quarters_without_room_stand_between_the_ticks_of_their_year(chart: Chart) -> None:
    frame, axis = told(chart)
    ticks = sorted(x for x, _ in axis.ticks)
    for at, said in axis.words:
        before = max((x for x in ticks if x < at), default=None)
        assert before is None or before == pytest.approx(frame.x(int(said)))
        after = min((x for x in ticks if x > at), default=None)
        assert after is None or after == pytest.approx(frame.x(int(said) + 1))
    assert {"2026", "2027"} <= {said for _, said in axis.words}


def test_years_of_another_beginning_stand_by_their_names_the_newest_among_them() -> None:
    frame, axis = told(fiscal(*range(2008, 2013)))
    assert axis.words[-1] == (frame.x(2012.25), "US fiscal year 2012")
    assert all(said.startswith("US fiscal year") for _, said in axis.words)
    assert len(axis.ticks) == 5


@pytest.mark.parametrize("chart", [quarters(2), fiscal(2023, 2024)])
def test_a_workbook_names_the_same_periods(chart: Chart) -> None:
    plot = plot_of(chart, labels_of(EN), 9)
    assert not plot.named_years
    (named,) = (one for one in plot.traces if one.kind == "year")
    assert [one.said for one in named.places] == [one.label for one in chart.points]


def test_a_workbook_of_many_quarters_has_years_at_their_beginnings() -> None:
    assert plot_of(quarters(30), labels_of(EN), 9).named_years
