"""What counts something has words for one and for many, in both languages."""

import re

import pytest

from dashboard.returns.calendar import coverage_words, every
from dashboard.text import Words, messages
from metrics import Language, labels
from metrics.obligations import Coverage as OfPartners
from metrics.observations import HeldObservation
from metrics.release_notes import Coverage

BRIEFINGS = "briefing"  # their files have tests of their own
# one of them never stands alone: a limit, a year, or more than a few by what is asked
NEVER_ONE = {
    "briefing_file.exhibit", "explain.inputs", "returns.too_many_open", "returns.too_many_kept",
}  # fmt: skip
OF_IT = {  # what follows the count and does not change with it
    Language.EN: (
        "without",
        "elsewhere",
        "of them",
        "more",
        "to",
        "MB",
        "kB",
        "nothing",
        "what",
        "this",
    ),
    Language.FR: ("sans", "ailleurs", "d'entre", "de plus", "à", "Mo", "ko", "rien"),
}
MANY = {
    Language.EN: re.compile(r"\{(?:count|number|rows|days)\} (?:[a-z]+ )?[a-z]+s\b"),
    Language.FR: re.compile(r"\{(?:count|number|rows|days)\} [a-zéèêàç']+[sx]\b"),
}


@pytest.mark.parametrize("language", list(Language))
def test_no_message_of_a_count_has_the_plural_alone(language):
    for key, said in messages(language).items():
        found = MANY[language].search(said)
        if (
            found is None
            or key.endswith(("_one", "_many"))
            or key in NEVER_ONE
            or key.startswith(BRIEFINGS)
        ):
            continue
        after = found[0].partition("} ")[2]
        assert after.startswith(OF_IT[language]), (key, said)


@pytest.mark.parametrize("language", list(Language))
def test_of_one_there_is_no_plural(language):
    words = Words(language)
    for key in (one.removesuffix("_one") for one in messages(language) if one.endswith("_one")):
        if f"{key}_many" in messages(language):
            said = messages(language)[f"{key}_one"]
            assert not re.search(r"\{count\} (actions|awards|indicators|values|indicateurs)", said)
    assert words.counted("overview.indicators", 1) in ("1 indicator", "1 indicateur")
    assert words.counted("overview.indicators", 2) in ("2 indicators", "2 indicateurs")


def test_of_one_partner_french_says_one_and_english_of_one(monkeypatch):
    def said(covered, asked, language):
        monkeypatch.setattr(HeldObservation, "coverage", Coverage(covered, asked))
        return labels.coverage_words(HeldObservation(None, 1, "", 1, ""), language)

    assert said(1, 12, Language.FR) == "1 partenaire sur 12"
    assert said(1, 12, Language.EN) == "1 of 12 partners"
    assert said(1, 1, Language.EN) == "1 of 1 partner"
    assert said(2, 12, Language.FR) == "2 partenaires sur 12"


@pytest.mark.parametrize(
    ("received", "approved", "said"),
    [(0, 0, "0 partenaire sur 12, 0 approuvé"), (1, 1, "1 partenaire sur 12, 1 approuvé"),
     (9, 2, "9 partenaires sur 12, 2 approuvés")],
)  # fmt: skip
def test_of_no_partner_french_says_one(received, approved, said):
    held = OfPartners("form", None, received, approved, 12)
    assert coverage_words(held, Words(Language.FR)) == said


def test_a_filter_that_leaves_nothing_out_agrees_with_what_it_chooses():
    named = {one: every(one, Words(Language.FR)) for one in ("partner", "form", "period", "state")}
    assert named == {"partner": "tous", "form": "tous", "period": "toutes", "state": "tous"}
