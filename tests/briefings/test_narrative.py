"""Proposed key lines: every number is one that is shown, hedged, and the same in both languages."""

from itertools import islice

import pytest

from dashboard.briefings.composing.checking import faults_of_line, numbers_of
from dashboard.briefings.composing.material import gathered
from dashboard.briefings.composing.narrative import first_of_each, standing_lines
from dashboard.briefings.outline import Line
from metrics import Language
from tests.briefings.lines_told import known_to
from tests.briefings.made import EN, FR, asked, by_indicator, document, lines_of, outline

MOST = 60


def every(services, framework):
    names = iter(services.catalogue.indicators)
    while batch := tuple(islice(names, MOST)):
        made = outline(*batch, framework=framework)
        lines = lines_of(services.store, services.catalogue, made)
        shown = {
            one: by_indicator(document(services.store, services.catalogue, made, one).exhibits)
            for one in Language
        }
        for line in lines:
            yield line, {one: shown[one][line.indicator] for one in Language}


@pytest.mark.parametrize("data", ["whole", "example"])
def test_every_number_of_every_proposed_line_is_one_of_its_exhibit(data, request):
    services = request.getfixturevalue(data)
    framework = "ontario-2025" if data == "whole" else services.settings.framework
    found = [*every(services, framework)]
    assert len(found) > 50
    known = known_to(services)
    assert {line.indicator: faults_of_line(line, shown, known) for line, shown in found} == {
        line.indicator: () for line, _ in found
    }


@pytest.mark.parametrize("data", ["whole", "example"])
def test_no_line_is_proposed_without_a_figure_behind_it(data, request):
    services = request.getfixturevalue(data)
    framework = "ontario-2025" if data == "whole" else services.settings.framework
    for line, exhibits in every(services, framework):
        assert exhibits[EN].figure is not None
        assert line.en.endswith(".")
        assert line.fr.endswith(".")


def proposed(services, *names, framework="ontario-2025"):
    return lines_of(services.store, services.catalogue, outline(*names, framework=framework))


def test_a_bound_keeps_its_words(whole):
    (line,) = proposed(whole, "people-trained")
    en = "Front-line workers trained by the strategy since 2020"
    fr = "Personnel de première ligne formé par la stratégie depuis 2020"
    assert line.en == f"{en}: more than 1,000 from April 2020 to March 2025 (period assumed)."
    assert line.fr == (
        f"{fr}\u00a0: plus de 1\u00a0000 d'avril 2020 à mars 2025 (période présumée)."
    )


def test_a_provisional_value_is_called_so_and_few_values_are_said_to_be_few(whole):
    line = proposed(whole, "police-reported-trafficking-incidents")[0]
    assert "608 in 2024 (provisional), after 570 in 2023" in line.en
    assert "There are too few values to say" in line.en
    assert "608 en 2024 (provisoire), après 570 en 2023" in line.fr


def test_what_is_detected_is_not_said_to_be_all_that_happens(whole):
    line = proposed(whole, "criminal-code-trafficking-incidents")[0]
    assert line.en.endswith("It counts what is detected or recorded, not all that happens.")


def test_values_on_two_sides_of_a_break_are_not_set_beside_each_other(whole):
    keys = [one.key for one in proposed(whole, "uk-reasonable-grounds-decisions")]
    assert keys == ["newest"]


def test_more_than_chance_is_said_where_a_signal_says_it(example):
    framework = example.settings.framework
    line = proposed(example, "example-charges-laid", framework=framework)[0]
    assert "71 in 2025, after 40 in 2024. This is higher than chance would explain." in line.en


def test_progress_is_told_with_what_was_due(example):
    framework = example.settings.framework
    line = proposed(example, "example-outreach-visits", framework=framework)[0]
    assert line.en.endswith("Progress: watch (due for the period: 1,200 visits).")


def test_what_is_due_of_a_sum_is_said_to_be_of_the_sum(example):
    framework = example.settings.framework
    line = proposed(example, "example-training-places", framework=framework)[0]
    assert "(sum of April 2024 to September 2026: 5,145 places; due by 30 September" in line.en
    assert "(somme, avril 2024 à septembre 2026\u00a0: 5\u00a0145 places; attendu" in line.fr


def test_of_a_hidden_value_nothing_is_proposed(example):
    framework = example.settings.framework
    assert proposed(example, "example-people-served-in-remote-places", framework=framework) == ()


def test_of_words_and_of_nothing_there_is_no_line(whole):
    assert proposed(whole, "partners-engaged", "survivors-served") == ()


def test_the_best_line_of_each_indicator_comes_first(whole):
    lines = proposed(whole, "criminal-code-trafficking-incidents", "people-trained")
    assert [(one.indicator, one.key) for one in first_of_each(lines)] == [
        ("criminal-code-trafficking-incidents", "change"), ("people-trained", "newest"),
    ]  # fmt: skip


def test_a_proposed_line_is_said_again_of_the_figures_of_now_and_an_edited_one_stays(small):
    lines = (
        Line(indicator="calls", key="newest", en="calls: 1 in 1990.", fr="calls: 1 en 1990."),
        Line(indicator="calls", en="We answered 608 calls.", fr="Nous avons répondu.", edited=True),
        Line(indicator="calls", key="progress", en="calls: 5.", fr="calls: 5."),
    )
    made = outline("calls", lines=lines)
    question = asked(small.store, small.catalogue, made)
    first, second = standing_lines(question, gathered(question))
    assert first.en == "Series of calls, CA: 608 in 2021 (provisional)."
    assert second == lines[1]


def test_a_document_carries_its_lines_in_its_language(small):
    lines = (Line(indicator="calls", en="608 calls.", fr="608 appels.", edited=True),)
    found = document(small.store, small.catalogue, outline("calls", lines=lines), FR)
    assert [(one.text, one.is_edited) for one in found.lines] == [("608 appels.", True)]
    assert found.exhibits[0].lines == ("608 appels.",)


def test_both_languages_of_a_line_hold_the_same_numbers(whole):
    for line, exhibits in every(whole, "ontario-2025"):
        said = {
            one: sorted(
                number.number
                for number in numbers_of(line.en if one is EN else line.fr, exhibits[one], one)
            )
            for one in Language
        }
        assert said[EN] == said[FR], line
