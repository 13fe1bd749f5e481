"""Pictures and files kept in memory for a moment: for one account, of one state of the store."""

from dashboard.briefings.document import Format
from dashboard.issuing.at_hand import Files, Which
from dashboard.issuing.making import File
from dashboard.issuing.picturing import Owned, Pictures, Whole
from dashboard.limits import LARGEST_BODY, LARGEST_OUTLINE
from metrics import Language
from tests.access.house import HERE

WHOLE = Whole("one", "B-1", "all")
FIRST, SECOND = Owned("one", "B-1", "a"), Owned("one", "B-1", "b")


def test_pictures_are_known_again_as_long_as_nothing_changes():
    kept = Pictures()
    assert kept.keep(1, WHOLE, [(FIRST, b"1"), (SECOND, b"2")]) == ["a", "b"]
    assert kept.known(1, WHOLE) == ["a", "b"]
    assert kept.find(1, FIRST) == b"1"
    assert kept.find(1, Owned("two", "B-1", "a")) is None


def test_all_pictures_are_let_go_as_soon_as_the_store_has_changed():
    kept = Pictures()
    kept.keep(1, WHOLE, [(FIRST, b"1")])
    assert kept.find(2, FIRST) is None
    assert kept.known(2, WHOLE) == []


def test_pictures_take_no_more_room_than_they_are_given():
    kept = Pictures(budget=3)
    kept.keep(1, WHOLE, [(FIRST, b"12"), (SECOND, b"34")])
    assert kept.find(1, FIRST) is None
    assert kept.find(1, SECOND) == b"34"
    assert kept.known(1, WHOLE) == []  # drawn anew, rather than with a page that is gone


def test_files_take_no_more_room_than_they_are_given():
    kept = Files(budget=3)
    first, second = (Which("B-1", "0", Language.EN, one) for one in (Format.PDF, Format.DOCX))
    for which in (first, second):
        kept.keep(which, File("x", which.format, Language.EN, b"12"))
    assert kept.find(first) is None
    assert kept.find(second) is not None


def test_an_outline_may_be_larger_than_other_forms_and_not_without_end(house):
    client = house.client("official")

    def answered(path: str, size: int) -> int:
        return client.post(path, data={"x": "a" * size}, headers=HERE).status_code

    assert answered("/briefings/none", LARGEST_BODY * 2) != 413
    assert answered("/briefings/none", LARGEST_OUTLINE + 1000) == 413
    assert answered("/releases/new", LARGEST_BODY * 2) == 413
