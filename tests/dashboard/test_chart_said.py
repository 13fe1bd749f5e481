"""The words beside a chart: made from what is drawn, and comparing nothing across a break."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.chart_said import chart_said, comparable_parts
from dashboard.services import Services
from dashboard.text import Words
from metrics import (
    Break,
    HeldObservation,
    Language,
    ObservationStatus,
    Period,
    Qualifier,
    SeriesLine,
)
from metrics.comparability import segments as segments_of
from tests.factories import words as in_both

EN, FR = Words(Language.EN), Words(Language.FR)
QUALIFIED = {"<": Qualifier.LESS_THAN, ">": Qualifier.MORE_THAN, "~": Qualifier.APPROXIMATE}


@pytest.fixture
def calls(small: Services) -> SeriesLine:
    return next(one for one in small.store.lines(["hotlines/calls"]) if one.frequency == "A")


def line_of(like: SeriesLine, *values: tuple[int, str | None], breaks=()) -> SeriesLine:
    """A line of years and values, also "<5", ">196" and "~450"; one without a value is hidden."""
    held = tuple(_held(like.values[0], year, value) for year, value in values)
    series = like.series.model_copy(update={"breaks": tuple(breaks)})
    return replace(like, series=series, values=held, segments=segments_of(held, breaks), earlier={})


def _held(like: HeldObservation, year: int, value: str | None) -> HeldObservation:
    status = ObservationStatus.SUPPRESSED if value is None else ObservationStatus.NORMAL
    number = Decimal(value.lstrip("<>~")) if value else None
    own = like.observation._replace(
        period=Period.parse(str(year)), value=number,
        status=status, qualifier=QUALIFIED.get((value or "")[:1], Qualifier.EXACT),
    )  # fmt: skip
    return like._replace(observation=own)


def test_first_last_highest_and_lowest_are_told_with_their_periods(calls):
    line = line_of(calls, (2019, "14"), (2020, "20"), (2021, "9"), (2022, "12"))
    assert chart_said(line, EN) == [
        "First 14 in 2019, last 12 in 2022; highest 20 in 2020, lowest 9 in 2021."
    ]
    assert chart_said(line, Words(Language.FR)) == [
        "Première valeur\u00a0: 14 en 2019; dernière\u00a0: 12 en 2022; "
        "la plus haute\u00a0: 20 en 2020; la plus basse\u00a0: 9 en 2021."
    ]


def test_every_period_of_a_tie_is_named_and_of_many_their_number(calls):
    line = line_of(calls, (2018, "5"), (2019, "20"), (2020, "20"), (2021, "6"))
    assert "highest 20 in 2019 and in 2020" in chart_said(line, EN)[0]
    line = line_of(calls, *((year, "5") for year in range(2010, 2014)), (2014, "6"))
    assert "lowest 5 in 4 periods" in chart_said(line, EN)[0]


def test_a_lowest_is_not_claimed_beside_a_value_that_is_under_it(calls):
    """Under 5 lies below 6: no number of the line may then be called its lowest."""
    line = line_of(calls, (2009, "<5"), (2010, "6"), (2011, "20"), (2012, "<5"))
    said = "First under 5 in 2009, last under 5 in 2012; highest 20 in 2011; "
    assert chart_said(line, EN)[0] == f"{said}of the values given exactly, lowest 6 in 2010."
    assert chart_said(line, FR)[0] == (
        "Première valeur\u00a0: moins de 5 en 2009; dernière\u00a0: moins de 5 en 2012; "
        "la plus haute\u00a0: 20 en 2011; "
        "parmi les valeurs données exactement, la plus basse\u00a0: 6 en 2010."
    )


def test_one_bound_that_every_number_leaves_at_the_end_is_the_end(calls):
    """The only value under 5 is the lowest, whichever number it stands for."""
    line = line_of(calls, (2009, "<5"), (2010, "6"), (2011, "20"))
    assert chart_said(line, EN)[0].endswith("highest 20 in 2011, lowest under 5 in 2009.")
    line = line_of(calls, (2009, "245"), (2010, "60"), (2011, ">300"))
    assert chart_said(line, EN)[0].endswith("highest more than 300 in 2011, lowest 60 in 2010.")


def test_a_highest_is_not_claimed_beside_a_floor_that_may_exceed_it(calls):
    line = line_of(calls, (2018, "10500"), (2019, "11494"), (2020, ">10500"))
    assert chart_said(line, EN)[0] == (
        "First 10,500 in 2018, last more than 10,500 in 2020; lowest 10,500 in 2018; "
        "of the values given exactly, highest 11,494 in 2019."
    )


def test_a_floor_is_no_lowest_beside_numbers_that_it_may_exceed(calls):
    line = line_of(calls, (2019, "245"), (2020, "300"), (2021, ">196"))
    said = "of the values given exactly, highest 300 in 2020 and lowest 245 in 2019."
    assert chart_said(line, EN)[0].endswith(said)


def test_the_newest_that_is_hidden_is_the_last_and_may_be_any_number(calls):
    line = line_of(calls, (2023, "14"), (2024, "12"), (2025, None))
    assert chart_said(line, EN)[0] == (
        "First 14 in 2023, last no number (hidden to protect people) in 2025; "
        "of the values given exactly, highest 14 in 2023 and lowest 12 in 2024."
    )
    assert (
        "dernière\u00a0: aucun nombre (masqué pour protéger les personnes) en 2025; "
        in (chart_said(line, FR)[0])
    )


def test_values_that_are_about_a_number_have_no_highest_nor_lowest(calls):
    line = line_of(calls, (2023, "~450"), (2024, "~500"))
    assert chart_said(line, EN)[0] == "First about 450 in 2023, last about 500 in 2024."


def test_all_are_said_to_be_equal_only_where_all_are_exact(calls):
    line = line_of(calls, (2022, "6"), (2023, None), (2024, "6"))
    assert chart_said(line, EN)[0] == (
        "First 6 in 2022, last 6 in 2024; all values given exactly are 6."
    )
    line = line_of(calls, (2022, "6"), (2023, "6"), (2024, "6"))
    assert chart_said(line, EN)[0].endswith("all values between are equal to them.")


def test_a_hidden_value_beyond_a_break_is_no_end_of_the_part_before_it(calls):
    cut = Break(on=date(2021, 1, 1), note=in_both("Counted otherwise."))
    line = line_of(calls, (2019, "9"), (2020, "8"), (2021, None), (2022, "12"), breaks=[cut])
    first, last = comparable_parts(line)
    assert [one.observation.value for one in first] == [9, 8]
    assert [one.observation.value for one in last] == [None, 12]


def test_nothing_is_compared_across_a_break(calls):
    """The highest before a break is not the highest of what stands after it."""
    cut = Break(on=date(2021, 1, 1), note=in_both("Counted otherwise."))
    line = line_of(calls, (2019, "900"), (2020, "800"), (2021, "12"), (2022, "14"), breaks=[cut])
    assert [len(one) for one in comparable_parts(line)] == [2, 2]
    said = chart_said(line, EN)
    assert said[0].startswith("2 parts that are not compared")
    assert said[1] == "First 12 in 2021, last 14 in 2022; highest 14 in 2022, lowest 12 in 2021."
    assert "900" not in said[1]
    assert said[-1] == "Break on 1 January 2021: nothing is compared across it."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "Hidden to protect people: 2 values (2020, 2022)."),
        (Language.FR, "Masqué pour protéger les personnes\u00a0: 2 valeurs (2020, 2022)."),
    ],
)
def test_it_says_how_many_values_are_hidden_and_of_which_periods(calls, language, said):
    line = line_of(calls, (2019, "14"), (2020, None), (2021, "15"), (2022, None))
    assert said in chart_said(line, Words(language))


def test_time_of_which_nothing_is_held_is_told_and_is_no_break(calls):
    line = line_of(calls, (2015, "14"), (2016, "15"), (2020, "16"))
    said = chart_said(line, EN)
    assert said[0].startswith("First 14 in 2015, last 16 in 2020")
    assert said[1] == "This line has no value from 1 January 2017 to 31 December 2019."


def test_a_value_that_stands_where_another_was_published_first_is_named(calls):
    (restated,) = [one for one in chart_said(calls, EN) if "restated" in one.lower()]
    assert "2019" in restated


@pytest.mark.parametrize("language", list(Language))
def test_the_page_has_it_beside_the_chart_and_changes_it_with_the_choice(client, language):
    page = client.get(f"/indicator/calls?lang={language}").get_data(as_text=True)
    assert page.count(Words(language)("indicator.said_title")) == 1


def test_of_two_equal_values_nothing_is_said_of_what_lies_between(calls):
    assert chart_said(line_of(calls, (2021, "14"), (2022, "14")), EN) == [
        "First 14 in 2021, last 14 in 2022."
    ]


def test_it_says_how_many_values_are_estimates_of_their_publisher(calls):
    line = line_of(calls, (2020, "14"), (2021, "15"), (2022, "16"))
    first, *rest = line.values
    own = first.observation._replace(status=ObservationStatus.ESTIMATED)
    said = chart_said(replace(line, values=(first._replace(observation=own), *rest)), EN)
    assert said[-1] == "Estimated by its publisher: 1 value (2020)."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "2 gaps, in which this line has no value; the newest: from 1 January 2016 to "
                      "31 December 2017; from 1 January 2019 to 31 December 2020."),
        (Language.FR, "2 vides, où cette ligne n'a aucune valeur; les plus récents\u00a0: du 1er "
                      "janvier 2016 au 31 décembre 2017; du 1er janvier 2019 au 31 décembre 2020."),
    ],
)  # fmt: skip
def test_gaps_are_told_by_their_days(calls, language, said):
    line = line_of(calls, (2015, "14"), (2018, "15"), (2021, "16"))
    assert said in [one.replace("\u202f", " ") for one in chart_said(line, Words(language))]
