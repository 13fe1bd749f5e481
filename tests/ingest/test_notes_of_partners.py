"""How many honest notes are refused, and how many that point at a person are let through: none.

The notes were written before the rules were; docs/returns.md says what the two rates were.
"""

from pathlib import Path
from random import Random

from ingest import is_private, public_contacts
from ingest.personal_data import notes
from ingest.personal_data.hot import hot_among, is_hot
from ingest.personal_data.normal import normal
from tests.ingest.notes_of_partners import OF_FIGURES, OF_PEOPLE, UNTOLD

ALLOWED = public_contacts(Path(__file__).parents[2] / "data")
MIXED = 3_000


def test_a_note_about_figures_and_offices_passes() -> None:
    assert [one for one in OF_FIGURES if is_private(one, ALLOWED)] == []


def test_a_note_that_points_at_a_person_is_refused() -> None:
    assert [one for one in OF_PEOPLE if not is_private(one, ALLOWED)] == []


def test_what_may_as_well_be_a_count_or_a_cell_passes() -> None:
    assert [one for one in UNTOLD if is_private(one, ALLOWED)] == []


def test_the_quick_look_passes_over_none_of_them() -> None:
    random = Random(11)
    parts = [part for words in (*OF_PEOPLE, *OF_FIGURES) for part in words.split()]
    for _ in range(MIXED):
        text = normal(" ".join(random.choices(parts, k=random.randint(2, 7))))
        assert notes.may_tell(text) or not notes._tells(text, frozenset()), text


def test_many_notes_are_searched_as_one_is() -> None:
    assert {*hot_among(OF_PEOPLE)} == {one for one in OF_PEOPLE if is_hot(one)}
