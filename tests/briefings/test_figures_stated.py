"""A title says no figure, however it is spelled; years, periods and codes pass."""

import pytest

from dashboard.briefings.composing.figures_stated import figures_of
from metrics import Language

EN, FR = Language.EN, Language.FR
FIGURES = {
    EN: [
        "One woman in shelter", "A single survivor", "Half of women left", "A third of partners",
        "Two thirds of calls", "A quarter of women", "½ of women", "Calls doubled",
        "A couple of women", "A dozen women", "3rd woman", "37th woman", "Served 2014 women",
        "2014 abused women", "2016 people served in 2017", "Women: 2014 of 2015", "37 years old",
        "The 37-year-old", "A woman aged 37", "Open for 37 months", "Women: ³⁷", "Women³⁷",
        "Ⅻ women", "XII women", "① woman", "３７ women", "WOMEN-37", "MEN-37", "women37", "AB-37",
        "Wo\u200bmen37", "37% of women", "Twenty-seven", "Women (37)", "n=37", "T-37",
        "2,014 women", "thirtyseven women", "Women: XXXVII", "3️⃣7️⃣ women",
    ],
    FR: [
        "Une femme hébergée", "Une seule survivante", "La moitié des femmes",
        "Un tiers des appels", "Un quart des femmes", "2014 femmes servies", "37 ans",
        "Femme âgée de 37 ans", "37e femme", "FEMMES-37", "Femmes³⁷", "XII femmes", "2 014 femmes",
        "Une poignée de femmes", "quatre-vingt-onze femmes",
        "trentesept femmes",
    ],
}  # fmt: skip
NONE = {
    EN: [
        "Results to 2024", "Third quarter, Q3 2026 (2025-26)", "Two years on", "One year on",
        "One voice, one plan", "Phase II", "First half of 2025", "Half-year report",
        "Women's shelters 2014", "2025 women's shelters", "Women 2024", "Women in 2014 and 2015",
        "People served in 2025", "2016-2020 strategy", "31 March 2026", "As of 2026-03-31",
        "PCS-26, second look", "Briefing B-2026-001", "COVID-19 and calls", "2025 report on women",
        "Girls under 18 years old", "Quarter of 2025", "Part of it",
    ],
    FR: [
        "Bilan au 30 juin 2026, T2", "Troisième trimestre de 2025", "Une nouvelle année",
        "Femmes et filles en 2025", "Stratégie de 5 ans", "Une stratégie pour tous",
        "Un service pour les femmes", "Bilan de l'année 2014", "Filles de moins de 18 ans",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("title", "language"), [(one, lang) for lang, several in FIGURES.items() for one in several]
)
def test_a_figure_is_found_however_it_is_spelled(title, language):
    assert figures_of(title, language)
    assert figures_of(title.upper() if title.isascii() else title, language)


@pytest.mark.parametrize(
    ("title", "language"), [(one, lang) for lang, several in NONE.items() for one in several]
)
def test_a_year_a_period_and_a_code_are_none(title, language):
    assert figures_of(title, language) == []
