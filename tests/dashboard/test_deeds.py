"""Actions in words."""

import pytest

from dashboard.deeds import OPEN, period_of, state_words, when
from dashboard.text import Words
from metrics import Language, Period
from tests.factories import action

EN, FR = Words(Language.EN), Words(Language.FR)


@pytest.mark.parametrize(
    ("on", "english", "french", "period"),
    [
        ("2016-06-30", "30 June 2016", "30 juin 2016", "2016-06-30"),
        ("2016-12", "December 2016", "décembre 2016", "2016-12"),
        ("2016", "2016", "2016", "2016"),
    ],
)
def test_a_date_is_as_precise_as_it_was_published(on, english, french, period):
    one = action(on=on)
    assert (when(one, EN), when(one, FR)) == (english, french)
    assert period_of(one) == Period.parse(period)


def test_without_a_date_there_is_none():
    assert when(action(on=""), EN) == ""
    assert period_of(action(on="")) is None


def test_every_state_of_the_projects_actions_has_words(whole):
    states = {one.action.state for one in whole.server.extensions["services"].store.actions()}
    assert states >= OPEN - {"introduced"}
    for state in states:
        assert state_words(state, EN)
        assert state_words(state, FR) != state.replace("_", " ")


def test_an_unknown_state_is_shown_as_written():
    assert state_words("under_review", FR) == "under review"


def test_a_year_alone_stands_after_the_months_of_that_year(whole):
    actions = whole.server.extensions["services"].store.actions()
    ends = [Period.dated(one.action.on).end for one in actions if one.action.on]
    assert ends == sorted(ends)
    assert any(len(one.action.on or "") == 4 for one in actions)
