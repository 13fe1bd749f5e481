"""What was previewed is what is recorded: looked at in the transaction that records it."""

import os
from multiprocessing import get_context

import pytest

from metrics import ChangedSinceError, Remark
from tests.metrics.returned import (
    CLERK,
    NORTH,
    Q1,
    REVIEWER,
    office,
    open_store,
    partner,
    sent,
    submit,
    values,
)

PATIENCE = 60  # seconds
SENT, TOLD_CHANGED, FAILED = 3, 4, 5  # how a process ends
ROUNDS = 3


@pytest.fixture
def store(database_url):
    opened = open_store(database_url)
    yield opened
    opened.close()


def test_a_preview_that_has_grown_old_is_not_sent(store):
    first = sent(values("10"))
    seen = partner(store).mark(first)
    submit(store, values("12"))
    with pytest.raises(ChangedSinceError):
        partner(store).submit(first, values("10"), CLERK, seen)
    assert len(office(store).held()) == 1
    seen = partner(store).mark(first)
    assert partner(store).submit(first, values("10"), CLERK, seen).state == "submitted"


def test_a_decision_of_the_office_or_another_reason_is_a_change_too(store):
    code = submit(store, values("12")).code
    one = sent(values("10"))
    seen = partner(store).mark(one)
    said = one._replace(reasons=(Remark("Calls", "C7", "outlier", "A campaign."),))
    for other, step in ((said, None), (one, lambda: office(store).approve(code, REVIEWER))):
        if step:
            step()
        with pytest.raises(ChangedSinceError):
            partner(store).submit(other, values("10"), CLERK, seen)
    assert len(office(store).held()) == 1


def test_a_lost_answer_is_given_again_though_its_preview_is_old(store):
    one = sent(values("10"))
    seen = partner(store).mark(one)
    code = partner(store).submit(one, values("10"), CLERK, seen).code
    again = partner(store).submit(one, values("10"), CLERK, seen)
    assert (again.code, again.again) == (code, True)


def test_of_two_processes_with_one_preview_one_sends_and_one_is_told(database_url):
    """Each has looked at the older state; both press the button at the same instant."""
    held = open_store(database_url)
    for number in range(ROUNDS):
        made = [sent(values(str(10 * number + n)), key=f"draft-{number}-{n}") for n in (1, 2)]
        marks = [partner(held).mark(one) for one in made]
        start = get_context("fork").Barrier(2)
        held.close()
        children = [
            _sender(database_url, f"{10 * number + n}", one, mark, start)
            for n, one, mark in zip((1, 2), made, marks, strict=True)
        ]
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        assert sorted(ends) == [SENT, TOLD_CHANGED]
        held = open_store(database_url)
        assert len(office(held).held()) == number + 1
    told = office(held).history("hotline/calls", NORTH, "CA", "", Q1)
    assert len(told) == ROUNDS
    held.close()


def _sender(address, value, one, mark, start):
    child = os.fork()
    if child == 0:
        end = FAILED
        try:
            store = open_store(address)
            start.wait(PATIENCE)
            partner(store).submit(one, values(value), CLERK, mark)
            end = SENT
        except ChangedSinceError:
            end = TOLD_CHANGED
        finally:
            os._exit(end)
    return child
