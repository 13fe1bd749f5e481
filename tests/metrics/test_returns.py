"""Returns of partners: sent, approved, sent back, withdrawn, undone; who sees what of them."""

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from metrics import (
    APPROVED,
    OFFICE,
    PUBLIC,
    DifferenceKind,
    Memo,
    MetricsError,
    MetricsStore,
    Moment,
    ObservationStatus,
    Remark,
    UnknownError,
    of_partner,
)
from metrics.store.engine import reading
from metrics.store.returns_kept import RETURNS, kept_returns
from metrics.store.returns_noting import salted
from tests.metrics.digests import figures_digest, whole_digest
from tests.metrics.returned import (
    CLERK,
    FORM,
    NORTH,
    Q1,
    Q2,
    REASON,
    REVIEWER,
    SOUTH,
    numbers,
    office,
    open_store,
    partner,
    sent,
    stated,
    submit,
    values,
)

OWN = of_partner(NORTH)


@pytest.fixture
def store(database_url: str) -> Iterator[MetricsStore]:
    opened = open_store(database_url)
    yield opened
    opened.close()


def counts(receipt) -> tuple[int, ...]:
    return tuple(receipt.receipt[1:])


def approved(store: MetricsStore, observations, **more):
    receipt = submit(store, observations, **more)
    return office(store).approve(receipt.code, REVIEWER)


def test_a_return_is_held_with_its_reasons_and_its_receipt_says_so(store):
    receipt = submit(store, values("10", "4"), reasons=(REASON,), on=date(2025, 4, 12))
    assert counts(receipt) == (2, 0, 0, 0)
    assert (receipt.state, receipt.again, len(receipt.code)) == ("submitted", False, 22)
    assert receipt.next_due == date(2025, 7, 30)
    held = partner(store).find(receipt.code)
    assert held.receipt == receipt
    assert held.reasons == (REASON,)
    assert [one.actor for one in held.events] == [CLERK]
    assert numbers(store, OFFICE) == {"2025-Q1": 10, "2025-Q1 sex=female": 4}


def test_unapproved_values_are_seen_with_a_mark_by_the_office_and_their_sender_alone(store):
    submit(store, values("10"), on=date(2025, 4, 12))
    for scope in (OFFICE, OWN):
        (line,) = store.seen_by(scope).series("calls").lines
        assert line.is_provisional
        assert [one.is_provisional for one in line.values] == [True]
        assert line.values[0].observation.known.on == date(2025, 4, 12)
    for scope in (PUBLIC, APPROVED, of_partner(SOUTH)):
        assert numbers(store, scope) == {}
        assert not list(store.seen_by(scope).observations())
        assert not list(store.seen_by(scope).standing())


def test_approval_is_a_further_revision_and_takes_the_mark_away(store):
    receipt = approved(store, values("10"), on=date(2025, 4, 12))
    assert receipt.state == "approved"
    for scope in (OFFICE, OWN, APPROVED):
        (line,) = store.seen_by(scope).series("calls").lines
        assert not line.is_provisional
        assert line.values[0].observation.value == 10
    assert numbers(store, PUBLIC) == {}
    told = store.seen_by(OFFICE).observations()
    assert [(one.observation.confidentiality.value, one.revision) for one in told] == [
        ("N", 1), ("F", 2),
    ]  # fmt: skip
    assert [one.revision for one in store.seen_by(APPROVED).observations()] == [1]


def test_the_account_that_sent_a_return_cannot_approve_it(store):
    receipt = submit(store, values("10"))
    before = whole_digest(store)
    with pytest.raises(MetricsError, match="somebody else has to approve it"):
        office(store).approve(receipt.code, CLERK)
    assert whole_digest(store) == before


@pytest.mark.parametrize("step", ["approve", "send_back"])
@pytest.mark.parametrize("before", ["approve", "send_back", "withdraw"])
def test_only_what_was_submitted_is_approved_or_sent_back(store, before, step):
    receipt = submit(store, values("10"))
    _take(store, before, receipt.code)
    with pytest.raises(MetricsError, match="only one that was submitted"):
        _take(store, step, receipt.code)


def _take(store, step, code):
    steps = office(store)
    if step == "approve":
        return steps.approve(code, REVIEWER)
    return getattr(steps, step)(code, REVIEWER, "A reason")


def test_an_unapproved_return_neither_hides_nor_replaces_what_was_approved(store):
    approved(store, values("10", "4"), on=date(2025, 4, 12))
    before = list(store.seen_by(APPROVED).observations())
    again = submit(store, values("12", "4"), on=date(2025, 5, 2))
    assert counts(again) == (0, 1, 1, 0)
    assert numbers(store, OFFICE) == {"2025-Q1": 12, "2025-Q1 sex=female": 4}
    assert numbers(store, APPROVED) == {"2025-Q1": 10, "2025-Q1 sex=female": 4}
    assert list(store.seen_by(APPROVED).observations()) == before
    (line, *_) = store.seen_by(OFFICE).series("calls").lines
    assert [one.observation.value for one in line.earlier["2025-Q1"]] == [10]
    assert line.corrected == {}


def test_what_a_return_no_longer_states_goes_when_that_is_approved(store):
    approved(store, values("10", "4"), on=date(2025, 4, 12))
    again = submit(store, values("10"), on=date(2025, 5, 2))
    assert counts(again) == (0, 0, 1, 1)
    assert numbers(store, APPROVED) == {"2025-Q1": 10, "2025-Q1 sex=female": 4}
    kinds = [one.kind for one in office(store).differences(again.code)]
    assert kinds == [DifferenceKind.UNCHANGED, DifferenceKind.REMOVED]
    assert len(office(store).values(again.code)) == 1
    office(store).approve(again.code, REVIEWER)
    for scope in (OFFICE, APPROVED):
        assert numbers(store, scope) == {"2025-Q1": 10}
    assert len(office(store).values(again.code)) == 1


def test_an_unapproved_value_that_is_no_longer_stated_goes_at_once(store):
    submit(store, values("10", "4"))
    assert counts(submit(store, values("10"))) == (0, 0, 1, 1)
    assert numbers(store, OFFICE) == {"2025-Q1": 10}


def test_a_return_touches_no_other_period_organization_or_publisher(store):
    submit(store, values("7", "3"), SOUTH)
    submit(store, values("8", "2", Q2), period=Q2)
    submit(store, values("10", "4"))
    assert counts(submit(store, values("11"))) == (0, 1, 0, 1)
    assert numbers(store, of_partner(SOUTH)) == {"2025-Q1": 7, "2025-Q1 sex=female": 3}
    assert numbers(store, OWN) == {"2025-Q1": 11, "2025-Q2": 8, "2025-Q2 sex=female": 2}


def test_the_same_value_on_a_later_day_is_unchanged(store):
    submit(store, values("10", "4"), on=date(2025, 4, 12))
    again = submit(store, values("10", "5"), on=date(2025, 5, 3))
    assert counts(again) == (0, 1, 1, 0)


def test_a_note_that_changes_is_a_change_and_another_cell_of_the_file_is_none(store):
    one = stated("10")
    submit(store, [one])
    moved = one._replace(location=one.location._replace(row=40))
    assert counts(submit(store, [moved, stated("3", "sex=male")])) == (1, 0, 1, 0)


@pytest.mark.parametrize("status", ["M", "L", "O"])
def test_saying_nothing_is_kept_as_it_was_said(store, status):
    nothing = stated(None, status=ObservationStatus(status))
    approved(store, [nothing])
    (line,) = store.seen_by(APPROVED).series("calls").lines
    assert line.values[0].observation.status == status
    assert line.values[0].observation.value is None


def test_the_same_content_again_gives_the_first_receipt_and_changes_nothing(store):
    first = submit(store, values("10"), on=date(2025, 4, 12))
    before = whole_digest(store)
    again = submit(store, values("10"), actor="clerk-c3", on=date(2025, 6, 1))
    assert again == first._replace(again=True)
    assert whole_digest(store) == before
    office(store).approve(first.code, REVIEWER)
    assert submit(store, values("10")).state == "approved"


def test_a_key_sent_again_gives_the_first_receipt_also_after_a_later_return(store):
    observations = values("10")
    first = submit(store, observations, key="one-draft")
    submit(store, values("11"))
    before = whole_digest(store)
    assert submit(store, observations, key="one-draft") == first._replace(again=True)
    assert whole_digest(store) == before


def test_a_key_with_other_content_is_refused(store):
    submit(store, values("10"), key="one-draft")
    with pytest.raises(MetricsError, match="with other figures"):
        submit(store, values("11"), key="one-draft")


def test_first_figures_sent_anew_after_others_are_a_further_return(store):
    submit(store, values("10"))
    submit(store, values("11"))
    back = submit(store, values("10"))
    assert (back.again, counts(back)) == (False, (0, 1, 0, 0))
    assert numbers(store, OFFICE) == {"2025-Q1": 10}
    assert len(partner(store).held()) == 3


@pytest.mark.parametrize("step", ["send_back", "withdraw"])
def test_what_was_sent_back_or_withdrawn_may_be_sent_as_it_was(store, step):
    first = submit(store, values("10"))
    _take(store, step, first.code)
    assert numbers(store, OFFICE) == {}
    second = submit(store, values("10"))
    assert not second.again
    assert numbers(store, OFFICE) == {"2025-Q1": 10}


def test_sending_back_keeps_comments_at_cells_and_what_was_approved(store):
    approved(store, values("10", "4"))
    again = submit(store, values("12", "4"))
    comment = Remark("Calls", "C2", "comment", "Is this the whole quarter?")
    office(store).send_back(again.code, REVIEWER, "Please look again.", [comment])
    held = partner(store).find(again.code)
    assert (held.receipt.state, held.comments) == ("returned", (comment,))
    assert held.events[-1].reason == "Please look again."
    for scope in (OFFICE, OWN, APPROVED):
        assert numbers(store, scope) == {"2025-Q1": 10, "2025-Q1 sex=female": 4}
    assert [one.observation.value for one in office(store).values(again.code)] == [12, 4]


def test_what_was_sent_back_is_compared_with_when_it_is_sent_anew(store):
    first = submit(store, values("10", "4"), on=date(2025, 4, 12))
    office(store).send_back(first.code, REVIEWER, "Please look again.")
    preview = partner(store).preview(sent(values("10", "5")), values("10", "5"))
    second = submit(store, values("10", "5"), on=date(2025, 4, 20))
    assert counts(second) == tuple(preview.counts[1:]) == (0, 1, 1, 0)
    assert numbers(store, OFFICE) == {"2025-Q1": 10, "2025-Q1 sex=female": 5}
    assert office(store).differences(second.code)[0].kind == "unchanged"
    office(store).approve(second.code, REVIEWER)
    assert numbers(store, APPROVED) == {"2025-Q1": 10, "2025-Q1 sex=female": 5}


def test_withdrawing_an_unapproved_return_lets_what_was_approved_stand(store):
    approved(store, values("10"))
    again = submit(store, values("12"))
    partner(store).withdraw(again.code, CLERK, "Sent by mistake.")
    for scope in (OFFICE, APPROVED):
        assert numbers(store, scope) == {"2025-Q1": 10}


def test_withdrawing_an_approved_return_takes_back_what_stands(store):
    approved(store, values("10"), on=date(2025, 4, 12))
    second = approved(store, values("12", "3"), on=date(2025, 5, 12))
    office(store).withdraw(second.code, REVIEWER, "Counted twice.")
    for scope in (OFFICE, OWN, APPROVED):
        assert numbers(store, scope) == {}
    told = office(store).history("hotline/calls", NORTH, "CA", "", Q1)
    assert [one.observation.status.value for one in told] == ["A", "A", "A", "A", "_W"]
    assert [one.observation.value for one in told[:4]] == [10, 10, 12, 12]


def test_undoing_an_approved_return_lets_what_was_held_before_stand_to_the_last_digit(store):
    approved(store, [stated("10.50"), stated("4", "sex=female", row=3)], on=date(2025, 4, 12))
    before = _standing(store)
    second = approved(store, values("12"), on=date(2025, 5, 12))
    assert _standing(store) != before
    receipt = office(store).undo(second.code, REVIEWER, "Approved by mistake.")
    assert receipt.state == "withdrawn"
    assert _standing(store) == before
    assert str(before[0].value) == "10.50"
    assert office(store).undo(second.code, REVIEWER, "It was right.").state == "approved"
    assert numbers(store, APPROVED) == {"2025-Q1": 12}


def _standing(store, scope=OFFICE):
    return [
        one.observation for line in store.seen_by(scope).series("calls").lines
        for one in line.values
    ]  # fmt: skip


def test_undoing_an_unapproved_return_lets_the_one_before_it_wait_again(store):
    first = submit(store, values("10"), on=date(2025, 4, 12))
    before = _standing(store)
    second = submit(store, values("12", "3"), on=date(2025, 5, 12))
    assert office(store).find(first.code).replaced_by == second.code
    office(store).undo(second.code, REVIEWER, "Sent for another period.")
    assert _standing(store) == before
    assert office(store).find(first.code).replaced_by == ""
    office(store).approve(first.code, REVIEWER)
    assert numbers(store, APPROVED) == {"2025-Q1": 10}


def test_a_withdrawal_is_undone_and_nothing_is_lost(store):
    receipt = approved(store, values("10", "4"), on=date(2025, 4, 12))
    before = _standing(store)
    partner(store).withdraw(receipt.code, CLERK, "Counted twice.")
    assert office(store).undo(receipt.code, REVIEWER, "It was not.").state == "approved"
    assert _standing(store) == before
    assert _standing(store, APPROVED) == before
    states = [one.state.value for one in office(store).find(receipt.code).events]
    assert states == ["submitted", "approved", "withdrawn", "approved"]


def test_a_replaced_return_takes_no_more_steps(store):
    first = submit(store, values("10"))
    second = submit(store, values("11"))
    for step in ("approve", "send_back", "withdraw", "undo"):
        with pytest.raises(MetricsError, match=f"{second.code} was sent for the same period"):
            _take(store, step, first.code)
    assert [one.receipt.code for one in office(store).held(state="submitted")] == [second.code]


def test_a_step_that_needs_a_reason_is_refused_without_one(store):
    receipt = submit(store, values("10"))
    for step in ("send_back", "withdraw", "undo"):
        with pytest.raises(MetricsError, match="Say why"):
            getattr(office(store), step)(receipt.code, REVIEWER, "  ")
    with pytest.raises(MetricsError, match="too long"):
        office(store).withdraw(receipt.code, REVIEWER, "word " * 400)


def test_a_closed_period_takes_nothing_until_it_is_opened_again(store):
    receipt = submit(store, values("10"))
    office(store).close(FORM, Q1, REVIEWER)
    assert office(store).closed(FORM) == frozenset({Q1})
    before = whole_digest(store)
    assert office(store).close(FORM, Q1, "somebody-else").actor == REVIEWER
    assert whole_digest(store) == before
    for refused in (
        lambda: submit(store, values("11")),
        lambda: partner(store).preview(sent(values("11")), values("11")),
        lambda: office(store).approve(receipt.code, REVIEWER),
        lambda: office(store).withdraw(receipt.code, REVIEWER, "A reason"),
    ):
        with pytest.raises(MetricsError, match=r"Q1 2025 \(January to March 2025\) is closed"):
            refused()
    assert submit(store, values("10")).again
    assert whole_digest(store) == before
    submit(store, values("10", period=Q2), period=Q2)
    office(store).reopen(FORM, Q1, REVIEWER, "Figures were missing.")
    assert office(store).closed(FORM) == frozenset()
    assert counts(submit(store, values("11"))) == (0, 1, 0, 0)
    with pytest.raises(MetricsError, match="is not closed"):
        office(store).reopen(FORM, Q1, REVIEWER, "Once more.")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"form": "yearly"}, "Unknown return form 'yearly'"),
        ({"organization": "east-house"}, "Unknown organization 'east-house'"),
        ({"organization": SOUTH}, "Unknown organization 'south-house'"),
    ],
)
def test_what_is_unknown_or_not_in_scope_is_told_alike(store, changes, message):
    one = sent(values("10"))._replace(**changes)
    for step in (
        lambda: partner(store).submit(one, values("10"), CLERK),
        lambda: partner(store).preview(one, values("10")),
    ):
        with pytest.raises(UnknownError, match=message):
            step()


def test_who_is_not_signed_in_sends_nothing_and_finds_nothing(store):
    receipt = submit(store, values("10"))
    with pytest.raises(UnknownError):
        store.returns.submit(sent(values("11")), values("11"), CLERK)
    with pytest.raises(UnknownError):
        store.returns.find(receipt.code)
    for scope in (PUBLIC, APPROVED, of_partner(SOUTH)):
        assert store.seen_by(scope).returns.held() == ()


def test_another_partners_return_and_an_unknown_code_are_answered_alike(store):
    receipt = submit(store, values("10"))
    said = set()
    for code in (receipt.code, "x" * 22):
        for step in ("find", "values", "differences"):
            with pytest.raises(UnknownError) as refused:
                getattr(partner(store, SOUTH), step)(code)
            said.add(str(refused.value).replace(code, "CODE"))
    assert said == {"Unknown return 'CODE'."}


@pytest.mark.parametrize(
    ("observations", "period", "message"),
    [
        (values("10", period=Q2), Q1, "a value of 2025-Q2 does not belong in 2025-Q1"),
        ([], Q1, "states nothing"),
        ([stated("10", series="hotline/cals")], Q1, "Unknown series 'hotline/cals'"),
        ([stated("10"), stated("11", row=9)], Q1, "state the same value"),
    ],
    ids=["period", "nothing", "series", "twice"],
)
def test_what_cannot_be_recorded_is_refused_whole(store, observations, period, message):
    submit(store, values("10", period=Q2), period=Q2)
    before = whole_digest(store)
    for step in (
        lambda: submit(store, observations, period=period),
        lambda: partner(store).preview(sent(observations, period=period), observations),
    ):
        with pytest.raises(MetricsError, match=message):
            step()
    assert whole_digest(store) == before


def test_a_span_that_is_no_period_of_the_form_is_refused(store):
    month = Q1._replace(end=date(2025, 1, 31))
    with pytest.raises(MetricsError, match="not a period for which 'quarterly' is sent"):
        submit(store, values("10", period=month), period=month)


def test_a_preview_tells_every_difference_and_writes_nothing(store):
    approved(store, values("10", "4"), on=date(2025, 4, 12))
    now = [stated("11"), stated("2", "sex=male", row=4)]
    before = whole_digest(store)
    preview = partner(store).preview(sent(now), now)
    assert whole_digest(store) == before
    found = {one.disaggregation: (one.kind.value, _value(one.before), _value(one.now))
             for one in preview.differences}  # fmt: skip
    assert found == {
        "": ("changed", 10, 11), "sex=male": ("added", None, 2), "sex=female": ("removed", 4, None),
    }  # fmt: skip
    receipt = submit(store, now)
    assert counts(receipt) == tuple(preview.counts[1:]) == (1, 1, 0, 1)
    told = office(store).differences(receipt.code)
    assert [(one.disaggregation, one.kind) for one in told] == [
        ("", "changed"), ("sex=male", "added"), ("sex=female", "removed"),
    ]  # fmt: skip


def _value(one):
    return None if one is None else one.value


def test_a_preview_of_the_same_again_has_no_difference(store):
    submit(store, values("10", "4"))
    preview = partner(store).preview(sent(values("10", "4")), values("10", "4"))
    assert {one.kind for one in preview.differences} == {DifferenceKind.UNCHANGED}
    assert preview.progress == ()


def test_a_preview_judges_progress_on_a_copy_in_which_the_return_is_approved(store):
    """Whatever speaks for an indicator is asked of the copy as it is asked of the store."""
    approved(store, values("10", "4"), on=date(2025, 4, 12))
    approved(store, values("7", period=Q2), period=Q2, on=date(2025, 7, 12))

    def judge(repository, indicators):
        copied = store.seen_by(APPROVED)
        copied = copied if repository is store._repository else _on(copied, repository)
        stands = numbers(copied, APPROVED)
        return dict.fromkeys(indicators, "met" if stands.get("2025-Q1") == 12 else str(stands))

    before = whole_digest(store)
    now = values("12", "4")
    preview = replace(partner(store), judge=judge).preview(sent(now), now)
    (change,) = preview.progress
    assert change.indicator == "calls"
    assert (change.after, "'2025-Q1 sex=female': Decimal('4')" in change.before) == ("met", True)
    assert whole_digest(store) == before
    assert numbers(store, APPROVED)["2025-Q1"] == 10


def _on(store, repository):
    copied = copy(store)
    copied._repository, copied._memo = repository, Memo(1)
    copied._present = copied
    return copied


def test_a_moment_of_the_past_shows_what_was_held_then(store):
    first = submit(store, values("10"), on=date(2025, 4, 12))
    sent_at = _now()
    office(store).approve(first.code, REVIEWER)
    approved_at = _now()
    second = submit(store, values("12"), on=date(2025, 5, 12))
    resent_at = _now()
    office(store).send_back(second.code, REVIEWER, "Please look again.")
    back_at = _now()
    moments = [store.at(Moment(held_at=at)) for at in (sent_at, approved_at, resent_at, back_at)]
    told = [(numbers(one, OFFICE), numbers(one, APPROVED)) for one in moments]
    ten, twelve = {"2025-Q1": Decimal(10)}, {"2025-Q1": Decimal(12)}
    assert told == [(ten, {}), (ten, ten), (twelve, ten), (ten, ten)]


def _now() -> datetime:
    return datetime.now(UTC)


def test_what_was_known_by_a_day_is_what_was_approved_by_that_day(store):
    store.today = lambda: date(2025, 4, 12)
    first = submit(store, values("10"))
    store.today = lambda: date(2025, 4, 20)
    office(store).approve(first.code, REVIEWER)
    approved(store, values("12"), on=date(2025, 5, 12))

    def known(scope, *day: int):
        return numbers(store.at(Moment(known_at=date(2025, *day))), scope)

    assert known(OFFICE, 4, 11) == known(APPROVED, 4, 19) == {}
    assert known(OFFICE, 4, 12) == known(APPROVED, 4, 20) == {"2025-Q1": 10}
    assert known(APPROVED, 5, 12) == {"2025-Q1": 12}


def test_as_of_a_day_before_the_period_ended_nothing_is_there(store):
    approved(store, values("10"), on=date(2025, 4, 12))
    assert numbers(store.at(Moment(as_of=date(2025, 3, 30))), APPROVED) == {}
    assert numbers(store.at(Moment(as_of=date(2025, 4, 30))), APPROVED) == {"2025-Q1": 10}


def test_a_partners_values_never_speak_for_an_indicator_of_a_publisher(store):
    approved(store, values("10"))
    for scope in (OFFICE, OWN, APPROVED, PUBLIC):
        assert store.seen_by(scope).series("calls").record is None


def test_one_partner_seen_whole_and_another_as_approved(store):
    both = OWN._replace(approved_of=frozenset({SOUTH}))
    submit(store, values("10"))
    south = submit(store, values("7"), SOUTH)
    assert set(numbers(store, both).values()) == {10}
    office(store).approve(south.code, REVIEWER)
    submit(store, values("9"), SOUTH)
    lines = store.seen_by(both).series("calls").lines
    assert {line.organization: line.values[0].observation.value for line in lines} == {
        NORTH: 10, SOUTH: 7,
    }  # fmt: skip


def test_the_clock_set_back_does_not_bring_an_older_value_to_the_top(store):
    approved(store, values("10"), on=date(2025, 5, 12))
    approved(store, values("12"), on=date(2025, 4, 1))
    assert numbers(store, APPROVED) == numbers(store, OFFICE) == {"2025-Q1": 12}


def test_past_values_are_the_approved_ones_of_earlier_periods(store):
    approved(store, values("10", "4"))
    submit(store, values("11", "4"))
    submit(store, values("8", period=Q2), period=Q2)
    found = partner(store).past_values(FORM, NORTH, Q2.__class__.parse("2025-Q3"))
    assert [(p.code, one.value) for p, one in found["hotline/calls", "CA", ""]] == [
        ("2025-Q1", 10), ("2025-Q2", 8),
    ]  # fmt: skip
    assert partner(store).past_values(FORM, NORTH, Q1) == {}


def test_every_step_leaves_its_audit_entry_of_codes_and_counts(store):
    receipt = submit(store, values("10", "4"), reasons=(REASON,))
    office(store).send_back(receipt.code, REVIEWER, "Please look again.")
    receipt = submit(store, values("10", "5"))
    office(store).approve(receipt.code, REVIEWER)
    office(store).undo(receipt.code, REVIEWER, "By mistake.")
    office(store).undo(receipt.code, REVIEWER, "It was right.")
    office(store).withdraw(receipt.code, REVIEWER, "Counted twice.")
    office(store).close(FORM, Q1, REVIEWER)
    office(store).reopen(FORM, Q1, REVIEWER, "Figures are missing.")
    entries = list(reversed(store.audit_entries()))
    assert [one.action for one in entries] == [
        "return-submitted", "return-sent-back", "return-submitted", "return-approved",
        "return-undone", "return-undone", "return-withdrawn", "period-closed", "period-reopened",
    ]  # fmt: skip
    assert entries[2].object == f"return:{receipt.code}"
    with reading(store._repository.engine) as connection:
        (found,) = kept_returns(connection, RETURNS.c.code == receipt.code)
    assert entries[2].detail["content"] == salted(found.salt, receipt.content)
    assert entries[2].detail["file"] == salted(found.salt, receipt.file_sha256)
    assert entries[2].detail["changed"] == 1
    assert entries[-1].object == f"period:{FORM}/2025-Q1"
    assert store.verify_audit().state == "sound"


def test_a_return_of_a_form_that_is_gone_is_still_told(store):
    receipt = submit(store, values("10"))
    object.__setattr__(store.catalogue, "returns", {})
    held = office(store).held()
    assert [one.receipt.next_due for one in held] == [None]
    assert held[0].receipt.code == receipt.code


def test_the_digest_of_the_figures_does_not_know_of_the_audit_log(store):
    submit(store, values("10"))
    before = figures_digest(store)
    store.note(CLERK, "viewed", "indicator:calls")
    assert figures_digest(store) == before
