"""What the check of a key line does not understand is named, and never passed."""

import pytest

from dashboard.briefings.composing.checking import faults_of_line
from dashboard.briefings.composing.understood import not_understood, words_not_understood
from dashboard.briefings.outline import Line
from tests.briefings.lines_misread import HONEST, INCIDENTS, MISLEADING
from tests.briefings.lines_told import WHOLE, exhibit_of, known_to
from tests.briefings.made import EN, FR

LEAST = 62  # honest lines, of the 71, that nobody else has to read


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
