"""Most notes get a quick look and no more: it passes over nothing that the search finds."""

from random import Random

import pytest

from ingest.personal_data import notes
from ingest.personal_data.normal import normal
from tests.ingest.personal_data_cases import PASSING_NOTES, REFUSED_NOTES

MIXED = 3_000


@pytest.mark.parametrize("words", REFUSED_NOTES)
def test_what_is_found_is_looked_at(words: str) -> None:
    assert notes.may_tell(normal(words))


def test_the_quick_look_passes_over_nothing_in_words_mixed_anew() -> None:
    random = Random(7)
    parts = [part for words in (*REFUSED_NOTES, *PASSING_NOTES) for part in words.split()]
    for _ in range(MIXED):
        text = normal(" ".join(random.choices(parts, k=random.randint(2, 7))))
        assert notes.may_tell(text) or not notes._tells(text, frozenset()), text


def test_an_ordinary_note_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "_tells", lambda *_: pytest.fail("it was searched"))
    assert not notes.tells_of_person("Counted at 12 places this quarter")


def test_notes_that_differ_by_their_numbers_are_looked_at_once() -> None:
    random, alike = Random(5), notes._Alike()
    parts = [part for words in (*REFUSED_NOTES, *PASSING_NOTES) for part in words.split()]
    for _ in range(MIXED):
        text = normal(" ".join(random.choices(parts, k=random.randint(2, 7))))
        assert alike.may_tell(text) == notes.may_tell(text), text
    assert len({notes._NUMBER.sub("0", f"Counted at {at} places") for at in range(99)}) == 1
