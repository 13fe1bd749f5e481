"""The page of the rules: the numbers of the rules in force, in both languages, linked to."""

import re

import pytest

from dashboard.pages import protection
from metrics import DISCLOSURE_RULES
from tests.releases.release_desk import page


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", ("hidden to protect people", "1 to 9 below the province", "a multiple of 5",
             "Silence is not approval", "OCAP", "withdrawn by its owner", "not applicable")),
     ("fr", ("masqué pour protéger les personnes", "De 1 à 9 sous la province",
             "un multiple de 5", "Le silence n&#x27;est pas un accord", "PCAP",
             "retiré par son propriétaire", "sans objet"))],
)  # fmt: skip
def test_the_rules_are_told_in_both_languages(house, lang, said):
    drawn = page(house.client(), f"/protection?lang={lang}").replace("'", "&#x27;")
    for one in said:
        assert one in drawn, one
    assert "{" not in re.sub(r"<script.*?</script>", "", drawn.partition("<main")[2], flags=re.S)


def test_its_numbers_are_those_of_the_rules_in_force(house, monkeypatch):
    strict = DISCLOSURE_RULES._replace(floor=7, floor_below_province=20, base=10, contributors=4)
    monkeypatch.setattr(protection, "DISCLOSURE_RULES", strict)
    drawn = page(house.client(), "/protection")
    for said in ("1 to 19 below the province", "1 to 6 anywhere", "a multiple of 10",
                 "Fewer than 4 organizations"):  # fmt: skip
        assert said in drawn


def test_every_part_that_is_named_at_the_top_is_there(house):
    drawn = page(house.client(), "/protection")
    for name in protection.SECTIONS:
        assert f'href="#{name}"' in drawn
        assert f'id="{name}"' in drawn


@pytest.mark.parametrize("path", ["/", "/methods", "/releases"])
def test_it_is_linked_to(house, path):
    assert 'href="/protection"' in page(house.client(), path)
