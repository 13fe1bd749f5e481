"""A wrong letter in a search leads to what may have been meant."""

import re
from html import unescape

import pytest

from dashboard.spelling import folded, known_words, meant

KNOWN = known_words(["Human trafficking hotlines", "Lits d'hébergement d'urgence", "Victims"])


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("traficking", ["trafficking"]),
        ("human traficking", ["human trafficking", "human", "trafficking"]),
        ("hebergment", ["hébergement"]),
        ("human victims", ["human", "victims"]),
        ("human zzzz", ["human"]),
        ("zzzz", []),
        ("", []),
    ],
)
def test_unknown_words_are_put_right_one_by_one(asked, near):
    assert meant(asked, KNOWN) == near


def test_words_are_compared_without_accents_and_capitals():
    assert folded("Éléments DÉJÀ") == "elements deja"


@pytest.mark.parametrize(
    ("asked", "link"),
    [
        ("q=traficking", '"/search?q=trafficking"'),
        ("q=hebergment&lang=fr", '"/search?lang=fr&q=h%C3%A9bergement"'),
    ],
)
def test_a_search_that_finds_nothing_offers_the_nearest(whole, asked, link):
    page = unescape(whole.server.test_client().get(f"/search?{asked}").get_data(as_text=True))
    assert link in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/international?countries=XX,FR", "Unknown country 'XX'."),
        ("/international?countries=XX&lang=fr", "Pays inconnu : « XX »."),
        ("/indicator/tip-tier?place=Andore", "Nearest known: Andorra"),
        ("/indicator/tip-tier?place=Andore&lang=fr", "Noms voisins : Andorre"),
    ],
)
def test_a_country_that_is_not_held_is_told_in_the_readers_language(whole, address, said):
    page = unescape(whole.server.test_client().get(address).get_data(as_text=True))
    assert said in re.sub("\u00a0", " ", page)
