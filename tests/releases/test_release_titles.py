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


@pytest.mark.parametrize(
    ("en", "fr"),
    [
        ("Visits, House K: 2047", "Visites, maison K\u00a0: 2047"),
        ("The 47th visit", "La 47e visite"),
        ("K47 women", "K47 femmes"),
        ("Women47", "47femmes"),
        ("The sole survivor", "La seule survivante"),
        ("Visits quarante-sept", "Visites forty-seven"),
    ],
)
def test_nor_is_one_said_by_its_place_in_a_row_beside_a_letter_or_in_the_other_language(en, fr):
    assert set(faults_of_title(Text(en, fr))) == {"title_en", "title_fr"}


@pytest.mark.parametrize(
    ("en", "fr"),
    [
        ("Q1 2025", "T1 2025"),
        ("2nd quarter 2025-26", "2e trimestre 2025-2026"),
        ("On 1 May 2025", "Le 1er mai 2025"),
        ("A UN report", "Un rapport de l'ONU"),
    ],
)
def test_a_period_a_day_and_an_article_are_none(en, fr):
    assert faults_of_title(Text(en, fr)) == {}
