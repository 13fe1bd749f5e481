"""Beneath words of an official stands what the figures say: nothing that they drop is lost."""

import pytest

from dashboard.briefings.composing.beside import figures_beside
from dashboard.briefings.outline import Line
from dashboard.briefings.pptx.text import Para, Run, paged
from dashboard.briefings.snapshot import content_hash, frozen, text_of
from dashboard.text import Words
from metrics import Language
from tests.briefings.made import AT, EN, FR, document, lines_of, outline

INCIDENTS, NOTHING = "criminal-code-trafficking-incidents", "survivors-served"
FRAMEWORK = "ontario-2025"


def worded(name: str, key: str = "", en: str = "In short.", fr: str = "En bref.") -> Line:
    return Line(indicator=name, key=key, en=en, fr=fr, edited=True)


def composed(whole, line: Line, language=EN):
    chosen = outline(line.indicator, framework=FRAMEWORK, lines=(line,))
    return document(whole.store, whole.catalogue, chosen, language)


@pytest.mark.parametrize("key", ["change", "newest", "own-1"])
@pytest.mark.parametrize("language", Language)
def test_the_fullest_sentence_of_the_figures_stands_beneath(whole, key, language):
    (line,) = composed(whole, worded(INCIDENTS, key), language).lines
    offered = lines_of(whole.store, whole.catalogue, outline(INCIDENTS, framework=FRAMEWORK))
    led = {EN: "The figures: ", FR: "Les chiffres\u00a0: "}[language]
    assert line.figures == led + offered[0].text(language)
    assert offered[0].key == "change"


def test_beneath_words_on_progress_stands_that_of_progress():
    keys = ("progress", "change")
    offered = [Line(indicator="calls", key=key, en=f"{key}.", fr="") for key in keys]
    for key, said in (("progress", "progress."), ("own-1", "change.")):
        found = figures_beside(worded("calls", key), offered, "calls", Words(EN))
        assert found == f"The figures: {said}"


def test_where_no_figure_stands_it_says_so(whole):
    (line,) = composed(whole, worded(NOTHING)).lines
    assert line.figures.startswith("The figures: ")
    assert line.figures.endswith("nothing is published.")


def test_words_that_are_those_proposed_need_nothing_beneath(whole):
    offered = lines_of(whole.store, whole.catalogue, outline(INCIDENTS, framework=FRAMEWORK))
    for one in offered:
        line = one.model_copy(update={"edited": True})
        found = composed(whole, line)
        assert [line.figures for line in found.lines] == [""]
        assert found.exhibits[0].beside == ()


def test_it_is_frozen_and_hashed_with_the_rest(whole):
    """A briefing whose lines are all proposed keeps the hash that it had without this."""
    texts = {}
    for edited in (True, False):
        line = worded(INCIDENTS, "newest").model_copy(update={"edited": edited})
        chosen = outline(INCIDENTS, framework=FRAMEWORK, lines=(line,))
        texts[edited] = text_of(frozen(whole.store, chosen, AT))
    assert "The figures: " in texts[True]
    assert '"figures":"' not in texts[False]
    assert '"beside"' not in texts[False]
    assert content_hash(texts[True]) != content_hash(texts[True].replace("The figures: ", ""))


def test_every_line_of_an_exhibit_keeps_its_own(whole):
    offered = lines_of(whole.store, whole.catalogue, outline(INCIDENTS, framework=FRAMEWORK))
    lines = (offered[0], worded(INCIDENTS, "own-1", "Own.", "Propre."))
    chosen = outline(INCIDENTS, framework=FRAMEWORK, lines=lines)
    (shown,) = document(whole.store, whole.catalogue, chosen, FR).exhibits
    (first, nothing), (second, figures) = shown.lines_told
    assert (first, nothing, second) == (offered[0].fr, "", "Propre.")
    assert figures == f"Les chiffres\u00a0: {offered[0].fr}"


def test_on_slides_it_is_never_parted_from_its_line():
    every = [
        Para((Run(said, size),), bullet=not under, under=under)
        for _ in range(10) for said, size, under in (("Line", 40, False), ("Figures", 20, True))
    ]  # fmt: skip
    pages = paged(every, 400, 250)
    assert len(pages) > 2
    assert not any(page[0].under for page in pages)
