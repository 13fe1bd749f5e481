"""Which issued briefings hold figures that a return would change: told before it is sent."""

from datetime import timedelta
from decimal import Decimal

import pytest

from metrics import OFFICE, Purpose, UnknownError, of_partner
from tests.metrics.briefed import (
    NAMED,
    OWNER,
    STEWARD,
    come_out,
    drafted,
    figure,
    give,
    issued,
    owned_houses,
)
from tests.metrics.released import (
    APPROVER,
    FORM,
    MONEY,
    PROPOSER,
    Q1,
    Q2,
    Clock,
    filled,
    official,
    opened,
    proposal,
    report,
    value,
)
from tests.metrics.released import office as releasing
from tests.metrics.returned import sent

WHOSE = "house-a"


@pytest.fixture
def store(tmp_path):
    found = opened(f"sqlite:///{tmp_path / 'store.sqlite'}", owned_houses())
    yield found
    found.close()


@pytest.fixture
def briefed(store):
    """The code of an issued briefing in which the money of the first quarter stands."""
    clock = Clock(store)
    come_out(store, clock)
    draft = drafted(store, "One.")
    issued(store, draft, figures=(figure(MONEY),))
    return draft.code


def previewed(store, values, period=Q1, organization=WHOSE):
    asked = sent(values, organization, period, key="previewed")._replace(form=FORM)
    return store.seen_by(of_partner(organization)).returns.preview(asked, values).briefings


def held_money(store):
    """What the partner has reported, as it sent it."""
    returns = store.seen_by(of_partner(WHOSE)).returns
    (found,) = returns.held(organization=WHOSE, period=Q1)
    return [one.observation for one in returns.values(found.receipt.code)]


def restated(store):
    """The same with another amount."""
    return [
        one._replace(value=one.value + Decimal(1)) if one.series == MONEY else one
        for one in held_money(store)
    ]


def test_a_changed_value_names_the_briefing_in_which_it_stands(store, briefed):
    (told,) = previewed(store, restated(store))
    assert (told.code, told.title) == (briefed, NAMED)
    assert told.issued_at == store.now()


def test_what_stays_as_it_is_names_none(store, briefed):
    assert previewed(store, held_money(store)) == ()


def test_another_series_period_or_organization_names_none(store, briefed):
    others = [
        one._replace(value=one.value + Decimal(1)) if one.series != MONEY else one
        for one in held_money(store)
    ]
    assert previewed(store, others) == ()
    assert previewed(store, [value("paid", "1", period=Q2)], Q2) == ()


def test_a_draft_that_was_not_issued_is_not_named(store):
    come_out(store, Clock(store))
    drafted(store, "One.", figures=(figure(MONEY),))
    assert previewed(store, restated(store)) == ()


def test_the_office_is_told_of_a_return_that_waits(store, briefed):
    code = report(store, WHOSE, restated(store), approve=False)
    (told,) = store.seen_by(OFFICE).returns.in_briefings(code)
    assert told.code == briefed
    with pytest.raises(UnknownError):
        store.seen_by(of_partner("house-b")).returns.in_briefings(code)


def approved_for_later(store):
    """A release of the first quarter that is approved and not out; with its code and minute."""
    give(store, Purpose.INTERNAL, Purpose.PUBLIC, Purpose.BRIEFING)
    filled(store, Q1)
    found = releasing(store).propose(proposal(), PROPOSER)
    store.seen_by(of_partner(OWNER)).releases.steward_approve(found.code, OWNER, STEWARD)
    official(store).approve(found.code, APPROVER)
    return found


def issued_with_money(store) -> str:
    draft = drafted(store, "One.")
    issued(store, draft, figures=(figure(MONEY),))
    return draft.code


def told_of(store, scope, waiting) -> list[str]:
    return [one.code for one in store.seen_by(scope).returns.in_briefings(waiting)]


def test_a_briefing_with_figures_that_are_not_out_is_not_told_to_a_partner(store):
    """That one holds the figure would tell that a release of it is to come."""
    clock = Clock(store)
    coming = approved_for_later(store)
    code = issued_with_money(store)
    assert previewed(store, restated(store)) == ()
    waiting = report(store, WHOSE, restated(store), approve=False)
    assert told_of(store, of_partner(WHOSE), waiting) == []
    assert told_of(store, OFFICE, waiting) == [code]
    clock.move(coming.lifts_at)
    assert told_of(store, of_partner(WHOSE), waiting) == [code]


def test_a_release_to_come_takes_no_briefing_away_that_was_told_before(store, briefed):
    """That a briefing is no longer told would tell of it as well."""
    clock = Clock(store, store.now())
    corrected = releasing(store).propose(proposal(lifts_at=clock.at + timedelta(days=2)), PROPOSER)
    store.seen_by(of_partner(OWNER)).releases.steward_approve(corrected.code, OWNER, STEWARD)
    official(store).approve(corrected.code, APPROVER)
    assert [one.code for one in previewed(store, restated(store))] == [briefed]
