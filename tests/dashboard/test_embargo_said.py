"""An embargo ends at its minute, by the clock that is asked; a figure without one has none."""

from datetime import UTC, datetime, timedelta

from dashboard.embargo_said import comes_out_after, mark_at, marks_at, minute_words
from dashboard.text import Words
from metrics import HeldObservation, Language
from tests.factories import observation

OUT = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
HELD = HeldObservation(observation(), 1, "2026-01-01", 1, "a1" * 32)
LATER = HELD._replace(released_at=OUT.isoformat())
WORDS = Words(Language.EN)


def test_a_figure_comes_out_at_its_minute_and_not_before():
    assert comes_out_after(LATER, OUT - timedelta(seconds=1)) == OUT
    assert comes_out_after(LATER, OUT) is None
    assert mark_at(LATER, OUT, WORDS) == ""


def test_a_figure_without_a_minute_is_marked_by_nobody():
    assert comes_out_after(HELD, OUT) is None
    assert marks_at([HELD, HELD], OUT - timedelta(days=1), WORDS) == []


def test_one_minute_is_told_once():
    (mark,) = marks_at([LATER, HELD, LATER], OUT - timedelta(days=1), WORDS)
    assert mark.startswith("embargoed until 1 March 2026")


def test_an_hour_has_no_zero_before_it_in_french():
    at = datetime(2026, 11, 23, 7, 46).astimezone()
    assert ", 07:46 " in minute_words(at, WORDS)
    assert " à 7\xa0h\xa046 (" in minute_words(at, Words(Language.FR))
