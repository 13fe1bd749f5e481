from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from metrics.catalogue import Catalogue
from metrics.dimensions import Dimension, Disaggregation, Member
from metrics.labels import (
    day_words,
    difference_words,
    disaggregation_words,
    instant_words,
    known_words,
    period_words,
    progress_words,
    short_value,
    value_words,
)
from metrics.languages import Language, Text
from metrics.observations import Known, Location, Observation, ObservationStatus, Qualifier
from metrics.periods import Period
from metrics.progress import Assessment, Progress, Reason

EN, FR = Language.EN, Language.FR


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.read(Path(__file__).parents[2] / "data")


def published(value, qualifier=Qualifier.EXACT, **other):
    return Observation(
        "indicator",
        "source/series",
        "CA",
        Period.parse("2024"),
        None if value is None else Decimal(value),
        Known(date(2024, 6, 1)),
        "document",
        Location("figures.csv", "", 2, 3),
        qualifier=qualifier,
        **other,
    )


@pytest.mark.parametrize(
    ("value", "qualifier", "unit", "english", "french"),
    [
        ("72000000", Qualifier.UP_TO, "cad", "up to $72,000,000", "jusqu'à 72 000 000 $"),
        ("450", Qualifier.APPROXIMATE, "people", "about 450 people", "environ 450 personnes"),
        ("5", Qualifier.LESS_THAN, "people", "under 5 people", "moins de 5 personnes"),
        (
            "1.20",
            Qualifier.EXACT,
            "per-100000",
            "1.20 per 100,000 people",
            "1,20 pour 100 000 personnes",
        ),
        ("0", Qualifier.EXACT, "cases", "0 cases", "0 dossier"),
        ("1", Qualifier.EXACT, "people", "1 person", "1 personne"),
        ("-12.5", Qualifier.EXACT, "percent-change", "−12.5%", "−12,5 %"),
        ("22", Qualifier.APPROXIMATE, "percent-change", "about +22%", "environ +22 %"),
        ("0", Qualifier.EXACT, "percent-change", "0%", "0 %"),
        ("3", Qualifier.EXACT, "tier", "2WL", "2WL"),
        ("360000000", Qualifier.EXACT, "usd", "US$360,000,000", "360 000 000 $ US"),
    ],
)
def test_a_value_keeps_its_qualifier_and_every_digit(
    catalogue, value, qualifier, unit, english, french
):
    held, unit = published(value, qualifier), catalogue.units[unit]
    assert value_words(held, unit, EN, with_unit=True) == english
    assert value_words(held, unit, FR, with_unit=True).replace("\u00a0", " ") == french


@pytest.mark.parametrize(
    ("value", "english"),
    [
        ("18600000", "$18.6M"),
        ("1340000", "$1.34M"),
        ("1234567", "$1,234,567"),
        ("2000000000", "$2B"),
        ("1500.50", "$1,500.50"),
        ("52832", "$52,832"),
    ],
)
def test_a_short_value_is_shortened_only_where_no_digit_is_lost(catalogue, value, english):
    assert short_value(published(value), catalogue.units["cad"], EN) == english


@pytest.mark.parametrize(
    ("amount", "unit", "english", "french"),
    [
        ("5", "percent", "5 percentage points", "5\u00a0points de pourcentage"),
        ("1", "percent", "1 percentage point", "1\u00a0point de pourcentage"),
        ("1.5", "percent", "1.5 percentage points", "1,5\u00a0point de pourcentage"),
        ("5000", "cad", "$5,000", "5\u00a0000\u00a0$"),
    ],
)
def test_a_difference_of_percentages_is_in_points(catalogue, amount, unit, english, french):
    said = [difference_words(Decimal(amount), catalogue.units[unit], one) for one in (EN, FR)]
    assert [one.replace("\u00a0", " ") for one in said] == [english, french.replace("\u00a0", " ")]


def test_a_value_published_in_words_is_shown_in_those_words(catalogue):
    held = published(None, Qualifier.IN_WORDS, words=Text("hundreds of partners", "des centaines"))
    assert value_words(held, catalogue.units["partners"], EN) == "hundreds of partners"


def test_hidden_missing_and_zero_are_three_different_words(catalogue):
    people = catalogue.units["people"]
    hidden = published(None, status=ObservationStatus.SUPPRESSED)
    words = {value_words(one, people, EN) for one in (hidden, published(None), published("0"))}
    assert words == {"hidden to protect people", "none published", "0"}


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("2024", "2024", "2024"),
        ("2023-24", "2023-24", "2023-2024"),
        ("2024-Q3", "Q3 2024", "T3 2024"),
        ("2024-05", "May 2024", "mai 2024"),
        ("FY2017", "US fiscal year 2017", "exercice américain 2017"),
        ("2013-01-01/2023-12-31", "2013 to 2023", "2013 à 2023"),
        ("2021-12-01/2023-02-28", "December 2021 to February 2023", "décembre 2021 à février 2023"),
        (
            "2016-06-30/2020-06-30",
            "30 June 2016 to 30 June 2020",
            "du 30 juin 2016 au 30 juin 2020",
        ),
    ],
)
def test_a_period_is_worded_as_each_language_writes_it(code, english, french):
    assert period_words(Period.parse(code), EN) == english
    assert period_words(Period.parse(code), FR) == french


def test_the_first_of_a_month_is_premier_in_french():
    assert day_words(date(2017, 6, 1), FR) == "1er juin 2017"
    assert day_words(date(2017, 6, 11), FR) == "11 juin 2017"


def test_a_date_is_worded_as_precisely_as_it_is_known():
    assert [known_words(on, EN) for on in ("2018", "2018-06", "2018-06-28")] == [
        "2018",
        "June 2018",
        "28 June 2018",
    ]


def test_an_instant_is_worded_to_the_minute_in_utc():
    at = datetime(2026, 11, 22, 18, 8, 43, tzinfo=timezone(timedelta(hours=-5)))
    assert instant_words(at, EN) == "22 November 2026, 23:08 UTC"
    assert instant_words(at, FR) == "22 novembre 2026, 23\u00a0h\u00a008 UTC"


def test_progress_says_its_reason():
    words = Assessment(Progress.NOT_ASSESSED, Reason.NO_TARGET)
    assert progress_words(words, EN) == "not assessed, no target"
    assert progress_words(words, FR) == "non évalué, aucune cible"


def test_a_breakdown_is_worded_by_its_members(catalogue):
    words = disaggregation_words(
        Disaggregation.of({"sex": "female", "age": "under-18"}), catalogue.dimensions, EN
    )
    assert words == "under 18, female"


def test_a_country_that_is_a_citizenship_is_not_said_as_a_place():
    nations = {"china": Member("china", Text("China", "Chine"))}
    title = Text("Citizenship", "Citoyenneté")
    breakdown = Disaggregation.of({"citizenship": "china"})
    named = {"citizenship": Dimension("citizenship", title, nations, is_named=True)}
    assert disaggregation_words(breakdown, named, EN) == "citizenship: China"
    assert disaggregation_words(breakdown, named, FR) == "citoyenneté\u00a0: Chine"
    alone = {"citizenship": Dimension("citizenship", title, nations)}
    assert disaggregation_words(breakdown, alone, EN) == "China"
