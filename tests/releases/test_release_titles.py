"""What a title of a release may not say, whatever it is written in."""

import pytest

from dashboard.releases.titles import faults_of_title, refuse_figures
from metrics import MetricsError, Text

PLAIN = Text("Training and funding", "Formation et financement")


@pytest.mark.parametrize(
    "said",
    ["Nobody was served", "None served in the north", "No survivors in the north", "People: 1947",
     "XLVII in the north", "Forty people", "12 people"],
)  # fmt: skip
def test_a_figure_is_refused_in_digits_in_words_and_as_nobody(said):
    assert set(faults_of_title(Text(said, PLAIN.fr))) == {"title_en"}
    with pytest.raises(MetricsError):
        refuse_figures(Text(said, PLAIN.fr))


@pytest.mark.parametrize(
    "said", ["Personne n'a été servi", "Aucune personne servie", "Personnes : 1947", "Zéro au nord"]
)
def test_so_it_is_in_french(said):
    assert set(faults_of_title(Text(PLAIN.en, said))) == {"title_fr"}


@pytest.mark.parametrize("said", ["\u0420\u0435ople served", "S\u0435rvices"])
def test_a_word_of_letters_that_only_look_alike_is_refused(said):
    (told,) = faults_of_title(Text(said, PLAIN.fr)).values()
    assert "mixes letters of several scripts" in told.en


@pytest.mark.parametrize(
    "said",
    ["Services in 2024-25, Part II", "Second quarter of 2025: training", "CARE Units, Phase IV",
     "Services in \u14c4\u14c7\u1557\u1466", "The MIX program", "Liaison with the OPP and RCMP"],
)  # fmt: skip
def test_years_parts_and_names_are_no_figures(said):
    assert faults_of_title(Text(said, PLAIN.fr)) == {}
