"""What counts what was found says so: it measures detection, not prevalence."""

import re

import pytest

from metrics import Catalogue, Settings
from metrics.definitions import DETECTION, Direction

# Units of what authorities and services find, record or decide.
FOUND = {
    "calls", "cases", "charges", "convictions", "court-cases", "decisions", "hotline-cases", "hubs",
    "incidents", "investigations", "offences", "prosecutions", "reports", "tips",
}  # fmt: skip
# People, shares and rates say it in their titles only.
TITLED = re.compile(
    r"police-reported|incidents?|detected|identified|registered|prosecut|convict|charged|"
    r"suspected|investigations|hotline|NRM|National Referral Mechanism|referrals to the",
    re.IGNORECASE,
)
MEASURES = {"count", "ratio", "rate"}
# What the words above meet and is no count of what was found, and the reverse.
NOT = {"hotline-reach", "prosecutions-with-support-worker", "specialized-prosecutors"}
ALSO = {
    "counter-trafficking-data-collaborative", "guilty-decisions",
    "people-in-police-reported-trafficking", "survivors-assisted-by-joint-forces-strategy",
    "tip-ratios", "tip-yearly-changes", "uk-positive-decision-share", "uk-referrals",
    "uk-yearly-changes", "unodc-persons-suspected", "us-federal-trafficking-cases",
}  # fmt: skip


@pytest.fixture(scope="module")
def indicators():
    return Catalogue.read(Settings().data).indicators


def counts_what_was_found(one):
    titled = one.unit in FOUND or TITLED.search(one.title.en)
    return one.measure in MEASURES and bool(titled)


def test_every_count_of_what_was_found_is_declared_as_such(indicators):
    measured = {name for name, one in indicators.items() if counts_what_was_found(one)}
    declared = {name for name, one in indicators.items() if one.detection}
    assert declared == (measured | ALSO) - NOT


def test_the_sentence_comes_first_in_both_languages(indicators):
    assert DETECTION.en.startswith("It measures detection, not prevalence")
    assert DETECTION.fr.startswith("L'indicateur mesure la détection, non la prévalence")
    for one in indicators.values():
        assert (one.does_not_tell[0] == DETECTION) == one.detection


def test_what_was_found_is_never_good_or_bad(indicators):
    assert {one.direction for one in indicators.values() if one.detection} == {Direction.NONE}
