"""Where in a document something stands: our words in both languages, a publisher's as printed."""

import csv
import re
from pathlib import Path

import pytest

from metrics.languages import Language
from metrics.locators import locator_words

SOURCES = Path(__file__).parents[2] / "data" / "sources"
DECLARED = re.compile(r'^in_document = "([^"]+)"', re.MULTILINE)
# headings and tables as their publishers print them
OWN = {"Prevention", "Protection", "Total number of calls per year"}


@pytest.mark.parametrize(
    ("kept", "french"),
    [
        ("executive summary", "résumé"),
        ("Protection, paragraph 2", "Protection, paragraphe 2"),
        ("article on Mexico, section on cases", "article sur le Mexique, section sur les cas"),
        ("table 2, page 43", "tableau 2, page 43"),
        ("list of awards", "liste des subventions"),
        ("paragraphs 1 and 2", "paragraphes 1 et 2"),
        (
            "paragraph 2, and list under Support survivors",
            "paragraphe 2, et liste sous Support survivors",
        ),
        ("Total number of calls per year", "Total number of calls per year"),
        ("", ""),
    ],
)
def test_what_is_ours_is_said_in_french(kept, french):
    assert locator_words(kept, Language.FR) == french
    assert locator_words(kept, Language.EN) == kept


def test_every_place_that_the_sources_name_has_its_french_or_is_the_publishers_own():
    found = {one for path in SOURCES.glob("*/source.toml")
             for one in DECLARED.findall(path.read_text("utf-8"))}  # fmt: skip
    for path in SOURCES.glob("*/*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found |= {row.get("in_document") or "" for row in csv.DictReader(file)}
    assert len(found) > 30
    same = {one for one in found - {""} if locator_words(one, Language.FR) == one}
    assert same - OWN <= {"description", "introduction"}


def test_the_french_of_a_place_holds_no_word_of_ours_in_english():
    said = locator_words("article on health care, paragraph 3, table 4", Language.FR)
    assert not re.search(r"\b(paragraph|table|article on|section on)\b", said)
