"""What the check of a key line does not understand is named, and never passed."""

import pytest

from dashboard.briefings.composing.checking import faults_of_line
from dashboard.briefings.composing.understood import not_understood, words_not_understood
from dashboard.briefings.outline import Line
from tests.briefings.lines_compared import COMPARED_RIGHTLY, COMPARED_WRONGLY, OF_STRANGERS
from tests.briefings.lines_misread import HONEST, INCIDENTS, MISLEADING
from tests.briefings.lines_told import WHOLE, exhibit_of, known_to
from tests.briefings.made import EN, FR

LEAST = 63  # honest lines, of the 71, that nobody else has to read


@pytest.fixture(scope="module")
def looked(whole, example):
    """What is wrong with a line, and what of it is not understood."""

    def look(name, text, language=EN):
        services = example if name.startswith("example-") else whole
        framework = services.settings.framework if services is example else WHOLE
        shown = exhibit_of(services, framework, name, language)
        known, line = known_to(services), Line(indicator=name, en=text, fr=text, edited=True)
        faults = faults_of_line(line, {language: shown}, known)
        return faults, not_understood(text, shown, language, known)

    return look


def test_no_line_that_misleads_passes_as_understood(looked):
    assert len(MISLEADING) > 100
    passed = [one for one in MISLEADING if not any(looked(*one))]
    assert passed == []


def test_most_plain_honest_lines_need_nobody_else(looked):
    assert len(HONEST) >= 70
    found = [(one, looked(*one)) for one in HONEST]
    assert [(one, faults) for one, (faults, _) in found if faults] == []
    named = [(one[1], words) for one, (_, words) in found if words]
    assert len(HONEST) - len(named) >= LEAST, named


def test_of_strangers_lines_most_need_nobody_and_none_that_is_true_is_refused(looked):
    found = [(one, looked(*one)) for one in OF_STRANGERS]
    assert {text for (_, text, _), (faults, _) in found if faults} == {
        "The number of incidents more than doubled between 2018 and 2023.",  # no figure
        "In 2019, 142 people were prosecuted and 28 were convicted.",  # of another indicator
    }
    passed = [one for one, said in found if not any(said)]
    assert (len(passed), len(found)) == (25, 35)


def test_a_difference_passes_with_one_value_where_both_periods_are_named_and_as_it_went(looked):
    assert [one for one in COMPARED_RIGHTLY if any(looked(*one))] == []
    assert len(COMPARED_WRONGLY) > 50
    assert [one for one in COMPARED_WRONGLY if not any(looked(*one))] == []


def test_the_refusal_of_a_difference_says_how_one_is_told(looked):
    faults, _ = looked(INCIDENTS, "503 incidents in 2024, 20 fewer than in 2023, a usual change.")
    assert faults[0].said.en.startswith("“20” is none of the figures shown for this indicator, nor")


def test_every_proposed_line_is_understood_also_as_an_officials_own(borne):
    found = {line.indicator: words_not_understood(line, shown, known)
             for line, shown, known in borne}  # fmt: skip
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("503 incidents slid in 2024.", EN, ("slid",)),
        ("503 or more incidents in 2024.", EN, ("or", "more")),
        ("503 incidents this week, slid 503+ slid.", EN, ("week", "slid", "503+")),
        ("503 affaires cette semaine.", FR, ("semaine",)),
        ("503 affaires d'aujourd'hui.", FR, ("aujourd", "hui")),
        ("503 incidents (2024).", EN, ()),
    ],
)
def test_the_words_are_named_once_and_as_they_are_written(looked, text, language, named):
    assert looked(INCIDENTS, text, language)[1] == named


@pytest.mark.parametrize("word", ["sharply", "finally", "today", "ago", "moins"])
def test_a_word_that_nobody_has_listed_is_not_understood_wherever_it_is_put(borne, word):
    for line, shown, known in borne[::20]:
        first, _, rest = line.en.partition(" ")
        text = f"{first} {word} {rest}"
        assert word in not_understood(text, shown[EN], EN, known), text
