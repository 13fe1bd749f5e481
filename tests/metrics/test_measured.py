"""What a value measures is said with each name once."""

from dataclasses import replace

import pytest

from metrics.dimensions import Dimension, Disaggregation, Member, Place
from metrics.languages import Text
from metrics.measured import measured, names_already
from tests.factories import catalogue, indicator, observation, series

CALLS, PLAIN = Text("Calls", "Appels"), Text("By operator", "Par exploitant")
CANADA = Text("Canada", "Canada")


def said(whole=CALLS, own=PLAIN, breakdown=""):
    held = catalogue(indicators=(indicator(title=whole),), held=(series(title=own),))
    nationals = {"canada": Member("canada", CANADA), "other": Member("other", Text("x", "x"))}
    held = replace(
        held,
        places={"CA": Place(code="CA", title=CANADA, kind="country")},
        dimensions={"nationals": Dimension("nationals", Text("of", "de"), nationals)},
    )
    one = observation()._replace(disaggregation=Disaggregation.parse(breakdown))
    return tuple(measured(one, held))


@pytest.mark.parametrize(
    ("names", "english", "french"),
    [
        ({}, "Calls; By operator; 2020; Canada", "Appels; Par exploitant; 2020; Canada"),
        ({"own": CALLS}, "Calls; 2020; Canada", "Appels; 2020; Canada"),
        ({"own": Text("Calls, rate", "Appels, taux")}, "Calls, rate; 2020; Canada",
         "Appels, taux; 2020; Canada"),
        ({"own": Text("Contacts, Canada", "Contacts au Canada")}, "Calls; Contacts, Canada; 2020",
         "Appels; Contacts au Canada; 2020"),
        ({"whole": Text("Calls in Canada", "Appels au Canada")},
         "Calls in Canada; By operator; 2020", "Appels au Canada; Par exploitant; 2020"),
        ({"breakdown": "nationals=canada"}, "Calls; By operator; 2020; Canada; of: Canada",
         "Appels; Par exploitant; 2020; Canada; de\u00a0: Canada"),
        ({"breakdown": "nationals=other"}, "Calls; By operator; 2020; Canada; x",
         "Appels; Par exploitant; 2020; Canada; x"),
    ],
)  # fmt: skip
def test_each_name_is_said_once(names, english, french):
    assert said(**names) == (english, french)


def test_a_name_is_a_whole_word():
    assert names_already("Calls in Canada", "canada")
    assert names_already("Ottawa police", "Ottawa (police service area)")
    assert not names_already("Calls of Canadians", "Canada")
