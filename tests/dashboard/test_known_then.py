"""What was known by a day: documents, events, and strategies beside the one that is shown."""

from datetime import date
from types import SimpleNamespace

import pytest

from dashboard.addresses import Address
from dashboard.known_then import event_known, known_by, strategies_known
from metrics import Language, Moment, NotedEvent, Period
from tests.factories import document, words
from tests.loaded import small_catalogue

NOTED = NotedEvent(id="noted-1", on=date(2018, 5, 1), title=words("A campaign"), source="",
                   period=Period.parse("2018-05"), noted_on=date(2018, 6, 1))  # fmt: skip


@pytest.fixture
def held():
    """The small catalogue; its documents were out at the end of 2017."""
    found = small_catalogue()
    own = found.sources["hotlines"]
    first = document("first").model_copy(update={"published_on": "2017"})
    found.sources["hotlines"] = own.model_copy(update={"documents": {"first": first}})
    return SimpleNamespace(catalogue=found)


def address(day: date | None) -> Address:
    return Address("/", Language.EN, "plan", "plan", moment=Moment(known_at=day))


@pytest.mark.parametrize(("on", "known"), [("2018-06", True), ("2018", False), (None, False)])
def test_of_a_month_or_a_year_the_last_day_counts(on, known):
    one = document("first").model_copy(update={"published_on": on})
    assert known_by(one, date(2018, 7, 15)) is known
    assert known_by(one, None)


def test_an_event_is_known_from_its_document_and_a_note_from_its_day(held):
    (event,) = held.catalogue.frameworks["plan"].events
    days = (date(2017, 12, 30), date(2017, 12, 31), date(2018, 6, 1), None)
    assert [event_known(event, held, day) for day in days] == [False, True, True, True]
    assert [event_known(NOTED, held, day) for day in days] == [False, False, True, True]


def test_the_strategy_that_is_shown_stays_and_others_wait_for_their_announcement(held):
    early, later = date(2017, 12, 30), date(2017, 12, 31)
    assert [one.id for one in strategies_known(held, address(early))] == ["plan"]
    assert [one.id for one in strategies_known(held, address(later))] == ["plan", "later"]
    assert [one.id for one in strategies_known(held, address(None))] == ["plan", "later"]
