"""The bundled fonts: what they draw, what they do not, and that their licences lie beside them."""

import pytest

from dashboard.briefings.pdf.font_cover import covering, drawable, drawn
from dashboard.briefings.pdf.typesetting import FONTS, fonts
from metrics import Language
from tests.briefings.sample import hostile

FAMILIES = {
    "Source Sans 3", "Source Serif 4", "Noto Sans Canadian Aboriginal", "Noto Sans Arabic",
    "Noto Sans Hebrew", "Noto Emoji",
}  # fmt: skip
MOST = 4_000_000  # bytes


@pytest.mark.parametrize(
    "text",
    [
        "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆàâäçéèêëîïôöùûüÿœæ «\u00a0»\u202f“”‘’–—−…≥≤≈<>±×÷%$€¢°²³½†‡§¶•→",
        "ᐃᓄᒃᑎᑐᑦ ᓀᐦᐃᔭᐍᐏᐣ ᐊᓂᔑᓈᐯᒧᐎᓐ",
        "n\u0313 x\u030c k\u0331 \u0294 \u02bc \u0259 \u019b ł Ł ą̀ ǫ",
        "العربية فارسی עברית",
        "🙂☎⚠️👩‍👧🇨🇦👍🏽",
    ],
)
def test_the_scripts_of_documents_are_covered(text):
    assert covering(text) == ()


@pytest.mark.parametrize("language", Language)
def test_the_words_of_a_hostile_document_are_covered(language):
    assert covering(str(hostile(language))) == ()


def test_what_no_font_draws_is_named_once():
    (first, second) = covering("中文 中 text")
    assert first == ("中", "U+4E2D", "CJK UNIFIED IDEOGRAPH-4E2D")
    assert second.code == "U+6587"


def test_controls_become_spaces_and_what_is_not_drawn_is_written_as_its_code():
    assert drawable("a\n\tb\x00c\u2028d") == "a b c d"
    assert drawable("中\ud800") == "[U+4E2D][U+D800]"
    assert drawable("é ≥ 5\u00a0%") == "é ≥ 5\u00a0%"


def test_the_families_are_those_that_the_layout_names_and_none_of_the_machine():
    assert set(fonts().families()) == FAMILIES
    assert len(drawn()) > 5000


def test_the_fonts_stay_small_and_each_family_has_its_licence():
    assert sum(one.stat().st_size for one in FONTS.glob("*.ttf")) < MOST
    for family in FAMILIES:
        name = family.lower().replace(" ", "-")
        licence = (FONTS / f"{name}-LICENSE.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
