"""What is owed on a day, and what has become of it: from the forms, the returns, the decisions."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import (
    OFFICE,
    AuditAction,
    Decision,
    MetricsError,
    Obligation,
    ObligationState,
    Period,
    UnknownError,
    coverages,
    of_partner,
)
from metrics.obligations import (
    Decided,
    Owed,
    Received,
    checked_extension,
    form_without,
    obligations,
    owed_of,
)
from metrics.obligations_held import _received
from metrics.return_values import ReturnState
from metrics.store.engine import reading
from metrics.store.names import instant
from metrics.store.obligation_events import EVER
from metrics.store.returns_kept import kept_returns
from tests.factories import catalogue
from tests.metrics.returned import (
    CLERK,
    FORM,
    NORTH,
    Q1,
    Q2,
    REVIEWER,
    SOUTH,
    office,
    open_store,
    partner,
    stated,
    submit,
    values,
    with_returns,
)

HELD = with_returns(catalogue())
FORM_OF = HELD.returns[FORM]  # quarterly, due 30 days after the end
DUE = date(2025, 4, 30)  # of the first quarter of 2025
OWED = Owed(FORM, NORTH, "calls", Q1)
S = ObligationState


def state(on: date, decided: Decided | None = None, received: Received | None = None) -> Obligation:
    """What has become of the first quarter's table of one partner on a day."""
    decisions = {OWED: decided} if decided else {}
    returns = {(FORM, NORTH, Q1): received} if received else {}
    found = obligations([FORM_OF], HELD.partners, decisions, returns, on)
    return next(one for one in found if one.owed == OWED)


def received(as_: ReturnState, on: date = date(2025, 4, 20)) -> Received:
    return Received("code", as_, on)


WAIVED = Decided(Decision.WAIVED, None, "They moved.")
LATER = Decided(Decision.EXTENDED, date(2025, 5, 31), "They moved.")
RESTORED = Decided(Decision.RESTORED, None, "They stayed.")


@pytest.mark.parametrize(
    ("on", "decided", "sent", "expected"),
    [
        (date(2025, 3, 31), None, None, S.NOT_YET_DUE),
        (date(2025, 4, 1), None, None, S.DUE),
        (DUE, None, None, S.DUE),
        (date(2025, 5, 1), None, None, S.LATE),
        (date(2025, 5, 1), LATER, None, S.EXTENDED),
        (date(2025, 5, 31), LATER, None, S.EXTENDED),
        (date(2025, 6, 1), LATER, None, S.LATE),
        (date(2025, 5, 1), WAIVED, None, S.WAIVED),
        (date(2025, 5, 1), RESTORED, None, S.LATE),
        (DUE, None, received(ReturnState.SUBMITTED), S.RECEIVED),
        (DUE, WAIVED, received(ReturnState.SUBMITTED), S.RECEIVED),
        (DUE, None, received(ReturnState.RETURNED), S.RETURNED),
        (DUE, WAIVED, received(ReturnState.RETURNED), S.WAIVED),
        (DUE, None, received(ReturnState.APPROVED), S.APPROVED),
        (date(2025, 5, 1), None, received(ReturnState.WITHDRAWN), S.LATE),
    ],
)
def test_the_state_of_a_day(on, decided, sent, expected):
    assert state(on, decided, sent).state is expected


def test_what_it_says_beside_the_state():
    one = state(date(2025, 6, 2), LATER, received(ReturnState.SUBMITTED, date(2025, 6, 1)))
    assert one.due_on == date(2025, 5, 31)
    assert one.received_on == date(2025, 6, 1)
    assert one.came_late
    assert one.reason == "They moved."
    assert one.code == "code"
    assert not one.is_open
    assert state(date(2025, 5, 1), RESTORED).due_on == DUE


def test_a_return_that_was_withdrawn_is_no_more():
    one = state(DUE, None, received(ReturnState.WITHDRAWN))
    assert (one.code, one.received_on, one.is_open) == ("", None, True)


def test_periods_are_owed_from_the_first_that_is_asked_to_the_one_that_runs():
    periods = [one.period.code for one in owed_of(FORM_OF, HELD.partners, date(2025, 5, 1))
               if one.partner == NORTH]  # fmt: skip
    assert periods == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"]


def test_who_has_left_or_has_not_come_owes_nothing():
    some = dict(HELD.partners)
    some[NORTH] = some[NORTH].model_copy(update={"until": date(2024, 12, 31)})
    some[SOUTH] = some[SOUTH].model_copy(update={"since": date(2025, 2, 1)})
    found = {(one.partner, one.period.code) for one in owed_of(FORM_OF, some, DUE)}
    assert (NORTH, "2024-Q4") in found
    assert (NORTH, "2025-Q1") not in found
    assert (SOUTH, "2024-Q4") not in found
    assert (SOUTH, "2025-Q1") in found


def test_a_form_that_asks_nobody_owes_nothing():
    assert list(owed_of(FORM_OF.model_copy(update={"obligations": ()}), HELD.partners, DUE)) == []


def test_coverage_counts_partners_and_leaves_out_what_is_waived():
    returns = {(FORM, NORTH, Q1): received(ReturnState.APPROVED)}
    found = obligations([FORM_OF], HELD.partners, {}, returns, date(2025, 5, 1))
    told = {one.period: one for one in coverages(found)}
    assert (told[Q1].received, told[Q1].approved, told[Q1].asked) == (1, 1, 2)
    waived = {Owed(FORM, SOUTH, "calls", Q1): WAIVED}
    found = obligations([FORM_OF], HELD.partners, waived, returns, date(2025, 5, 1))
    told = {one.period: one for one in coverages(found)}
    assert (told[Q1].received, told[Q1].asked) == (1, 1)


@given(st.integers(-60, 800), st.sampled_from([None, WAIVED, LATER, RESTORED]))
def test_time_alone_never_settles_what_is_owed(days, decided):
    """Only a return or a waiver does; what is late stays late."""
    on = DUE + timedelta(days=days)
    if on < Q1.start:
        return
    one = state(on, decided)
    assert one.is_open is (decided is not WAIVED)
    later = state(on + timedelta(days=1), decided)
    assert one.state is not S.LATE or later.state is S.LATE


@pytest.mark.parametrize("until", [DUE, date(2025, 4, 1), date(2027, 1, 1)])
def test_an_extension_is_later_and_not_for_ever(until):
    with pytest.raises(MetricsError, match="later due date"):
        checked_extension(FORM_OF, Q1, until)


@pytest.fixture
def store(database_url):
    made = open_store(database_url)
    made.today = lambda: date(2025, 5, 10)
    yield made
    made.close()


def held_state(store, organization=NORTH, period=Q1, as_of=None) -> ObligationState:
    found = office(store).obligations(as_of, organization=organization)
    return next(one.state for one in found if one.period == period)


def test_what_was_sent_and_decided_is_told_by_the_store(store):
    assert held_state(store) is S.LATE
    receipt = submit(store, values("10"), on=date(2025, 5, 10))
    assert held_state(store) is S.RECEIVED
    office(store).approve(receipt.code, REVIEWER)
    assert held_state(store) is S.APPROVED
    office(store).withdraw(receipt.code, REVIEWER, "a slip")
    assert held_state(store) is S.LATE


def test_the_office_waives_extends_and_restores_for_a_reason_in_the_log(store):
    returns = office(store)
    returns.extend(FORM, NORTH, "calls", Q1, REVIEWER, "Flood.", date(2025, 5, 31))
    assert held_state(store) is S.EXTENDED
    returns.waive(FORM, NORTH, "", Q1, REVIEWER, "Closed down.")
    assert held_state(store) is S.WAIVED
    returns.restore(FORM, NORTH, "", Q1, REVIEWER, "Not yet.")
    assert held_state(store) is S.LATE
    assert [one.action for one in reversed(store.audit_entries())] == [
        AuditAction.OBLIGATION_EXTENDED, AuditAction.OBLIGATION_WAIVED,
        AuditAction.OBLIGATION_RESTORED,
    ]  # fmt: skip
    assert store.verify_audit().breaks == ()


def test_of_a_past_day_only_what_was_done_by_then_counts(store):
    submit(store, values("10"))
    office(store).waive(FORM, SOUTH, "", Q1, REVIEWER, "Closed.")
    then = date(2025, 5, 9)  # both were done on the day of the clock, long after
    assert held_state(store, as_of=then) is S.LATE
    assert held_state(store, SOUTH, as_of=then) is S.LATE
    assert held_state(store, as_of=date(2025, 5, 10)) is S.RECEIVED


def test_decisions_are_of_one_partner_and_period(store):
    office(store).waive(FORM, NORTH, "", Q1, REVIEWER, "Closed.")
    assert held_state(store, SOUTH) is S.LATE
    assert held_state(store, NORTH, Q2) is S.NOT_YET_DUE


@pytest.mark.parametrize(
    ("form", "organization", "table", "period", "error"),
    [
        ("none", NORTH, "", Q1, UnknownError),
        (FORM, "nobody", "", Q1, UnknownError),
        (FORM, NORTH, "none", Q1, UnknownError),
        (FORM, NORTH, "", Period.parse("2023-Q1"), MetricsError),
        (FORM, NORTH, "", Period.parse("2025-05"), MetricsError),
    ],
)
def test_nothing_is_decided_of_what_nobody_owes(store, form, organization, table, period, error):
    with pytest.raises(error):
        office(store).waive(form, organization, table, period, REVIEWER, "why")
    assert store.audit_entries() == ()


def test_a_decision_needs_a_reason_and_a_restoring_something_to_restore(store):
    with pytest.raises(MetricsError, match="Say why"):
        office(store).waive(FORM, NORTH, "", Q1, REVIEWER, "  ")
    named = r"of Q1 2025 \(January to March 2025\): there is nothing to restore"
    with pytest.raises(MetricsError, match=named):
        office(store).restore(FORM, NORTH, "", Q1, REVIEWER, "why")


def first_quarter(store, *sent_on: date) -> Obligation:
    """The first quarter, as if its returns had been sent on these days."""
    with reading(office(store).repository.engine) as connection:
        kept = kept_returns(connection)
    at = [instant(datetime(*day.timetuple()[:3], 12).astimezone()) for day in sent_on]
    moved = [one._replace(sent_at=day) for one, day in zip(kept, at, strict=True)]
    return state(date(2025, 6, 30), received=_received(moved, EVER)[FORM, NORTH, Q1])


def test_what_was_sent_in_time_and_sent_again_after_the_day_is_not_late(store):
    first = submit(store, [stated()])
    in_time, later = date(2025, 4, 20), date(2025, 6, 5)
    held = first_quarter(store, in_time)
    assert (held.came_late, held.received_on, held.again_on) == (False, in_time, None)
    office(store).send_back(first.code, REVIEWER, "One number is missing.")
    again = submit(store, [stated("11")])
    held = first_quarter(store, in_time, later)
    assert (held.code, held.state, held.came_late) == (again.code, S.RECEIVED, False)
    assert (held.received_on, held.again_on) == (in_time, later)


def test_what_its_sender_took_back_was_not_sent_in_time(store):
    first = submit(store, [stated()])
    partner(store).withdraw(first.code, CLERK, "The wrong file.")
    submit(store, [stated("11")])
    later = date(2025, 6, 5)
    held = first_quarter(store, date(2025, 4, 20), later)
    assert (held.came_late, held.received_on, held.again_on) == (True, later, None)


def test_a_waived_table_is_not_asked_for(store):
    returns = office(store)
    held = returns.form_asked(FORM, NORTH, Q1)
    assert held == FORM_OF
    more = held.tables[0].model_copy(update={"id": "more"})
    two = held.model_copy(update={"tables": (*held.tables, more)})
    left = form_without(two, NORTH, Q1, {"calls"})
    assert [one.id for one in left.tables_of(NORTH, Q1)] == ["more"]
    assert [one.id for one in left.tables_of(SOUTH, Q1)] == ["calls", "more"]
    assert form_without(two, NORTH, Q1, {"calls", "more"}) == two
    returns.waive(FORM, NORTH, "calls", Q1, REVIEWER, "Closed.")
    assert returns.form_asked(FORM, NORTH, Q1) == FORM_OF


def test_a_partner_sees_its_own_and_is_told_nothing_of_others(store):
    assert {one.partner for one in partner(store).obligations()} == {NORTH}
    with pytest.raises(UnknownError):
        partner(store).obligations(organization=SOUTH)
    assert {one.partner for one in store.seen_by(OFFICE).returns.obligations()} == {NORTH, SOUTH}
    assert store.seen_by(of_partner("nobody")).returns.obligations() == ()
    assert store.returns.obligations() == ()
