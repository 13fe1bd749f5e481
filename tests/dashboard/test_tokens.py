"""One palette: code, stylesheet and document template have the same colours, and they can be read.

Contrast by WCAG 2.2: 4.5 for text (1.4.3), 3 for marks and the borders of controls (1.4.11).
"""

import re

import pytest

from dashboard.tokens import TOKENS
from metrics.settings import PROJECT

FOLDER = PROJECT / "dashboard"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
TEXT = ("ink", "ink-2", "ink-3", "data", "data-2", "good", "watch", "off", "quiet")
MARKS = ("edge", "context", "data", "data-2", "good", "watch", "off")
GROUNDS = {"good": "good-bg", "watch": "watch-bg", "off": "off-bg", "quiet": "quiet-bg"}


def light(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, bright = sorted((light(TOKENS[one]), light(TOKENS[other])))
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_wcag_does():
    assert round(contrast("ink", "paper"), 1) == 16.5
    assert contrast("paper", "paper") == 1


def test_the_stylesheet_has_the_same_colours():
    sheet = (FOLDER / "assets" / "design.css").read_text(encoding="utf-8")
    root = sheet[sheet.index(":root{") : sheet.index("/* type */")]
    said = dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{6})", root))
    assert {name: said[name] for name in TOKENS} == TOKENS
    assert set(said.values()) <= set(TOKENS.values())


def test_the_template_of_documents_has_them_too():
    template = (FOLDER / "briefings" / "pdf" / "template" / "ink.typ").read_text(encoding="utf-8")
    said = dict(re.findall(r'#let ([a-z0-9-]+) = rgb\("(#[0-9a-f]{6})"\)', template))
    assert said
    assert said == {name: TOKENS["rule-soft" if name == "soft" else name] for name in said}


def test_no_code_has_a_colour_of_its_own():
    own = {
        f"{path.name}: {found}"
        for path in FOLDER.rglob("*.py") if path.name not in ("tokens.py", "theme.py")
        for found in COLOUR.findall(path.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert own == set()


@pytest.mark.parametrize("name", TEXT)
def test_words_can_be_read_on_every_ground(name):
    grounds = ["paper", "tint", *filter(None, [GROUNDS.get(name)])]
    assert all(contrast(name, one) >= 4.5 for one in grounds)


@pytest.mark.parametrize("name", MARKS)
def test_marks_stand_out(name):
    assert all(contrast(name, one) >= 3 for one in ("paper", "tint"))
