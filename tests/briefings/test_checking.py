"""What an official words is checked number by number; what is wrong is told, nothing corrected."""

from decimal import Decimal

import pytest

from dashboard.briefings.composing.checking import faults_of_line
from dashboard.briefings.composing.numbers_in import Hedge, stated
from dashboard.briefings.outline import Line
from tests.briefings.made import EN, FR, exhibit, lines_of, outline

FRAMEWORK = "ontario-2025"


@pytest.fixture(scope="module")
def shown(whole):
    """The exhibits of an indicator of the data, in both languages."""
    return lambda name: {
        one: exhibit(whole.store, whole.catalogue, name, one, framework=FRAMEWORK)
        for one in (EN, FR)
    }


INCIDENTS, TRAINED = "criminal-code-trafficking-incidents", "people-trained"
FUNDS, ALL_ACTS = "strategy-funding-committed", "police-reported-trafficking-incidents"
CONVICTED, TIER, RATE = "people-convicted", "tip-tier", "police-reported-trafficking-rate"


def test_a_value_that_is_near_is_named_once(shown):
    (fault,) = faults(shown, FUNDS, "More than $346 million was announced.")
    near = fault.said.en.partition("nearest are: ")[2].rstrip(".").split("; ")
    assert len(near) == len(set(near)) > 0


def faults(shown, name, en, fr=None):
    exhibits = shown(name)
    if fr is None:
        exhibits = {EN: exhibits[EN]}
    line = Line(indicator=name, en=en, fr=fr or "", edited=True)
    return faults_of_line(line, exhibits)


@pytest.mark.parametrize(
    ("name", "en"),
    [
        (
            INCIDENTS,
            "Police recorded 503 incidents in 2024, 19 fewer than the 522 of 2023, a usual change.",
        ),
        (INCIDENTS, "Incidents fell from 522 in 2023 to 503 in 2024, by 4%: a usual change."),
        (INCIDENTS, "Between 2018 and 2024 incidents rose from 238 to 503, 2.1 times as many."),
        (RATE, "2.3 per 100,000 people in 2024 (provisional)."),
        (INCIDENTS, "From 3 in 2006 to 503 in 2024 (CTX-03)."),
        (INCIDENTS, "In its 1st year, 2006, the series held three incidents."),
        (INCIDENTS, "five hundred and three incidents stand for 2024."),
        (FUNDS, "Up to $72 million for 30 June 2016 to 30 June 2020, announced on 30 June 2016."),
        (FUNDS, "More than $345 million for April 2025 to March 2030, $307M for 2020 to 2025."),
        (FUNDS, "Up to $72,000,000 over four years, 2016 to 2020."),
        (ALL_ACTS, "Police reported 608 incidents in 2024; the figure is provisional."),
        (CONVICTED, "Fewer than 5 people were convicted in 2009 and 2011, 28 in 2019."),
        (TIER, "Canada stood at Tier 1 in 2022-23."),
    ],
)
def test_a_line_whose_numbers_are_shown_is_without_fault(shown, name, en):
    assert [one.said.en for one in faults(shown, name, en)] == []


@pytest.mark.parametrize(
    ("name", "en", "told"),
    [
        (INCIDENTS, "There were 504 incidents in 2024.", "“504” is none of the figures shown"),
        (INCIDENTS, "There were 5,030 incidents.", "“5,030” is none"),
        (INCIDENTS, "It rose by 40% to 503.", "“40” is none"),
        (INCIDENTS, "503 incidents in 1999.", "“1999” is none"),
        (INCIDENTS, "There were 2024 incidents in 2024.", "“2024” is none"),
        (INCIDENTS, "There were ٥٠٤ incidents.", "“504” is none"),
        (INCIDENTS, "There were ５０４ incidents.", "“504” is none"),
        (INCIDENTS, "Twelve hundred incidents in 2024.", "“Twelve hundred” is none"),
        (INCIDENTS, "Incidents fell by a half to 503.", "“half” compares without a figure"),
        (INCIDENTS, "½ of 503.", "“½” compares without a figure"),
        (INCIDENTS, "50³ incidents.", "“50” is none"),
        (INCIDENTS, "1,0503 incidents and 503.", "“1” is none"),
        (INCIDENTS, "503 people were trafficked.", "“503 people” is another unit"),
        (INCIDENTS, "Incidents rose.", "The line states no number"),
        (INCIDENTS, "Incidents rose in 2024.", "The line states no number"),
        (INCIDENTS, "  ", "The line is empty"),
        (INCIDENTS, "More than 503 incidents.", "“503” is shown as “503”. Say it with the same"),
        (TRAINED, "1,000 people were trained.", "“1,000” is shown as “more than 1,000”"),
        (TRAINED, "About 1,000 people were trained.", "“1,000” is shown as “more than 1,000”"),
        (
            FUNDS,
            "$72 million was announced in 2016.",
            "“72 million” is shown as “up to $72,000,000”",
        ),
        (FUNDS, "More than $345 billion was announced.", "“345 billion” is none"),
        (CONVICTED, "5 people were convicted.", "“5” is shown as “under 5”"),
        (CONVICTED, "Five people were convicted.", "“Five” is shown as “under 5”"),
        (ALL_ACTS, "Police reported 608 incidents in 2024.", "“608” is provisional or an estimate"),
        (TIER, "Canada stood at Tier 3 in 2022-23.", "“Tier 3” is none of the levels shown"),
        (
            INCIDENTS,
            "There were 503 incidents in 2023.",
            "“503” is the figure for 2024, not for 2023",
        ),
        (INCIDENTS, "503" + " incidents" * 90, "The line is too long"),
    ],
)
def test_a_line_is_told_what_is_wrong_with_the_number_at_fault(shown, name, en, told):
    said = [one.said.en for one in faults(shown, name, en)]
    assert any(one.startswith(told) for one in said), said


@pytest.mark.parametrize(
    ("name", "fr", "told"),
    [
        (INCIDENTS, "La police a consigné 503 affaires en 2024.", None),
        (TRAINED, "Plus de 1\u00a0000 personnes ont été formées.", None),
        (TRAINED, "Plus de 1 000 personnes ont été formées.", None),
        (TRAINED, "1 000 personnes ont été formées.", "«\u00a01 000\u00a0» est présenté comme"),
        (FUNDS, "Jusqu'à 72 millions de dollars pour 2016 à 2020.", None),
        (FUNDS, "Jusqu’à 72\u00a0M$ pour 2016 à 2020.", None),
        (FUNDS, "72 millions de dollars.", "«\u00a072 millions\u00a0» est présenté comme"),
        (CONVICTED, "Moins de 5 personnes en 2011.", None),
        (CONVICTED, "Moins de cinq personnes en 2009 et 2011, 28 en 2019.", None),
        (CONVICTED, "Vingt-huit personnes en 2019.", None),
        (
            CONVICTED,
            "Quatre-vingt-dix-sept personnes.",
            "«\u00a0Quatre-vingt-dix-sept\u00a0» n'est",
        ),
        (RATE, "2,3 pour 100 000 personnes en 2024 (provisoire).", None),
        (INCIDENTS, "Le nombre a doublé pour atteindre 503.", "«\u00a0doublé\u00a0» compare"),
        (ALL_ACTS, "608 affaires en 2024, chiffre provisoire.", None),
    ],
)
def test_french_lines_are_checked_by_the_signs_of_french(shown, name, fr, told):
    line = Line(indicator=name, fr=fr, edited=True)
    said = [one.said.fr for one in faults_of_line(line, {FR: shown(name)[FR]})]
    assert said == [] if told is None else any(one.startswith(told) for one in said), said


def test_a_difference_of_values_that_may_not_be_compared_is_no_figure(shown):
    said = faults(shown, FUNDS, "From $307 million to more than $345 million, 38 million more.")
    assert any(one.said.en.startswith("“38 million” is none of the figures") for one in said)


def test_the_two_languages_state_the_same_numbers(shown):
    (only,) = faults(shown, INCIDENTS, "503 incidents in 2024.", "522 affaires en 2023.")
    assert only.field == "lines"
    assert only.said.en == (
        "The two languages do not state the same numbers: 503 in English, 522 in French."
    )
    assert faults(shown, INCIDENTS, "503 incidents in 2024.", "503 affaires en 2024.") == ()


def test_the_minute_of_an_embargo_is_no_figure(house):
    house.scheduled()
    held = house.services
    (line,) = lines_of(held.store, held.catalogue, outline("people"), house.at)
    shown = {
        one: exhibit(held.store, held.catalogue, "people", one, now=house.at) for one in (EN, FR)
    }
    assert "embargoed until" in line.en
    assert faults_of_line(line, shown) == ()


def test_a_line_that_tells_of_a_person_is_refused(shown):
    said = faults(shown, INCIDENTS, "503 incidents; call Jane Doe at 416-555-0199.")
    assert len(said) == 1
    assert "416" not in said[0].said.en


def test_an_indicator_without_figures_bears_no_number(shown):
    (only,) = faults(shown, "survivors-served", "We served 12 survivors.")
    assert only.said.en == "“12” is none of the figures shown for this indicator, which has none."


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("1,522 and 1.5", EN, ["1522", "1.5"]),
        ("1\u00a0522 et 1,5 %", FR, ["1522", "1.5"]),
        ("$1.5 million", EN, ["1500000.0"]),
        ("1,5 M$", FR, ["1500000.0"]),
        ("the 2nd, 3rd and 21st", EN, []),
        ("la 2e, le 1er", FR, []),
        ("two hundred and fifty people and one place", EN, ["250"]),
        ("soixante-dix et un lieu", FR, ["70"]),
        ("une quarantaine de lieux, deux centaines", FR, ["40", "200"]),
        ("COVID19", EN, []),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(text, language, numbers):
    assert [one.number for one in stated(text, language)] == [Decimal(one) for one in numbers]


@pytest.mark.parametrize(
    ("text", "language", "hedge"),
    [
        ("no more than 5", EN, Hedge.UP_TO),
        ("more than 5", EN, Hedge.MORE_THAN),
        ("fewer than 5", EN, Hedge.UNDER),
        ("some $5", EN, Hedge.ABOUT),
        ("au moins 5", FR, Hedge.AT_LEAST),
        ("pas plus de 5", FR, Hedge.UP_TO),
        ("5", EN, Hedge.NONE),
    ],
)
def test_the_hedge_is_the_one_that_stands_before_the_number(text, language, hedge):
    assert stated(text, language)[0].hedge is hedge


def test_numbers_that_are_no_figures_are_told_together_and_of_none_its_unit_besides(shown):
    said = [one.said.en for one in faults(shown, FUNDS, "504 people, 504 visits and 505 in 2025.")]
    assert said == [
        "“504”, “505” are none of the figures shown for this indicator. The nearest are: "
        "up to $72M; $307M; more than $345M."
    ]
