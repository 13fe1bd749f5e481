"""What is called after somebody names nobody, also in any cell and in the name of a file."""

import pytest

from ingest.personal_data.sentences import full_name_in, tells_in_sentence

NOBODY = (
    "Terry Fox Run in September", "Maison d'Hébergement Marie-Curie", "École Marie Curie",
    "Rosa Parks Award given in May", "Centre Marie Tremblay", "Maison Jeanne Sauvé",
    "John A. Macdonald School",
)  # fmt: skip


@pytest.mark.parametrize("words", NOBODY)
def test_a_cell_or_a_file_called_after_somebody_names_nobody(words):
    assert not tells_in_sentence(words, frozenset())
    assert not full_name_in(words, frozenset())


@pytest.mark.parametrize(
    "words",
    ["Terry Fox called the office", "Marie Tremblay a quitté le Centre", "Rosa Parks was housed",
     "one survivor, 15, from Nigeria, pregnant", "Cliente, 16, nigériane, enceinte"],
)  # fmt: skip
def test_a_cell_that_tells_of_somebody_does_so_still(words):
    assert tells_in_sentence(words, frozenset())
