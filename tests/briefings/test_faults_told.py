"""A fault is told once, in whole words: with the day of what was due, and of which field it is."""

import pytest

from dashboard.briefings.composing.checking import faults_of_line
from dashboard.briefings.document import Chip, Shape
from dashboard.briefings.outline import Line
from dashboard.issuing.looked import look_at
from dashboard.issuing.written import written_of
from tests.briefings.made import EN, FR, exhibit, outline

REASONS = {
    EN: "behind what was due; due by 30 June 2016: about 16 days",
    FR: "en deçà du prévu; à atteindre le 30 juin 2016\u00a0: environ 16 jours",
}
PHONE = "Call 416-967-1111"


def shown_with_what_was_due(small) -> dict:
    found = {one: exhibit(small.store, small.catalogue, "calls", one) for one in (EN, FR)}
    return {
        language: one._replace(progress=Chip(Shape.OFF_TRACK, "", REASONS[language]))
        for language, one in found.items()
    }


@pytest.mark.parametrize("language", [EN, FR])
def test_a_value_that_is_named_keeps_the_day_of_what_was_due(small, language):
    line = Line(indicator="calls", en="17 days passed.", fr="17 jours ont passé.", edited=True)
    faults = faults_of_line(line, {language: shown_with_what_was_due(small)[language]})
    told = [one.said.fr if language is FR else one.said.en for one in faults]
    assert any(REASONS[language] in one for one in told), told


def test_the_same_fault_of_a_line_is_told_once(small):
    line = Line(indicator="calls", en="=1+1", fr="=1+1", edited=True)
    said = [one.said for one in faults_of_line(line, shown_with_what_was_due(small))]
    assert said
    assert len(said) == len({(one.en, one.fr) for one in said})


def test_a_fault_of_both_titles_says_of_which_language_each_is(small):
    chosen = outline("calls", title_en=PHONE, title_fr=PHONE)
    found = look_at(written_of(chosen), small.store, frozenset()).faults
    assert found["title_en"].en.startswith("In English: ")
    assert found["title_fr"].fr.startswith("En français\u00a0: ")
