"""Why the office waived, extended or reopened is erased with the figures that it may quote."""

import pytest
from sqlalchemy import select

from metrics import ObligationState
from metrics.store import release_tables, return_tables, scouring
from tests.canary import left_in
from tests.metrics.governed import EVERY, STEWARD, consents, give, open_governed, withdraw
from tests.metrics.returned import FORM, NORTH, Q1, Q2, REVIEWER, SOUTH, office, submit, values

QUOTED = "They told us of 4243 calls."
OF_OTHERS = "The shelter moved."
OF_ANOTHER = "Only 5253 calls were left."


@pytest.fixture
def store(database_url):
    found = open_governed(database_url)
    yield found
    found.close()


def decided(store) -> None:
    """A table waived, one put off and a period opened again, each with a figure in its reason."""
    give(store, *EVERY)
    submit(store, values("4243"))
    returns = office(store)
    returns.waive(FORM, NORTH, "", Q1, REVIEWER, QUOTED)
    returns.waive(FORM, NORTH, "", Q2, REVIEWER, OF_ANOTHER)
    returns.waive(FORM, SOUTH, "", Q1, REVIEWER, OF_OTHERS)
    for period, why in ((Q1, QUOTED), (Q2, OF_ANOTHER)):
        returns.close(FORM, period, REVIEWER)
        returns.reopen(FORM, period, REVIEWER, why)


def reasons(store) -> list[str]:
    with store._repository.engine.connect() as connection:
        asked = (return_tables.obligation_event.c.reason, return_tables.period_event.c.reason)
        return [one for each in asked for one in connection.execute(select(each)).scalars() if one]


def test_a_withdrawal_takes_the_reasons_and_leaves_the_decisions(store):
    decided(store)
    assert reasons(store).count(QUOTED) > 1
    withdraw(store)
    assert set(reasons(store)) == {OF_OTHERS}
    owed = office(store).obligations(organization=NORTH)
    waived = [one for one in owed if one.period == Q2]
    assert {(one.state, one.reason) for one in waived} == {(ObligationState.WAIVED, "")}
    office(store).restore(FORM, NORTH, "", Q2, REVIEWER, "They are back.")  # it still stands


def test_a_purge_takes_those_of_its_period_alone(store):
    decided(store)
    code = submit(store, values("4243")).code
    consents(store).purge(code, STEWARD, "names of people")
    assert set(reasons(store)) == {OF_OTHERS, OF_ANOTHER}


def test_their_bytes_are_gone_from_the_file(tmp_path):
    store = open_governed(f"sqlite:///{tmp_path / 'store.sqlite'}")
    decided(store)
    assert list(left_in([tmp_path], QUOTED, OF_ANOTHER))
    withdraw(store)
    store.close()
    assert list(left_in([tmp_path], QUOTED, OF_ANOTHER)) == []


def said_of_consents(store) -> list[str]:
    """Why consent was taken back and values were erased, as the store keeps it."""
    with store._repository.engine.connect() as connection:
        asked = (release_tables.consent_event.c.reason, release_tables.erasure.c.reason)
        return [one for each in asked for one in connection.execute(select(each)).scalars() if one]


@pytest.mark.parametrize("step", ["withdraw", "purge"])
def test_why_consent_was_withdrawn_goes_with_what_is_erased_later(store, step):
    """What is written with the erasing itself stays: it came after what it erased."""
    give(store, *EVERY)
    submit(store, values("4243"))
    withdraw(store, QUOTED)
    assert said_of_consents(store) == [QUOTED, QUOTED]
    give(store, *EVERY)
    code = submit(store, values("5253")).code
    if step == "withdraw":
        withdraw(store, OF_OTHERS)
        assert said_of_consents(store) == [OF_OTHERS, OF_OTHERS]
    else:
        consents(store).purge(code, STEWARD, OF_OTHERS)
        assert said_of_consents(store) == [OF_OTHERS]
    assert len(consents(store).erasures(NORTH)) == 2


def test_the_bytes_of_why_consent_was_withdrawn_are_gone_from_the_file(tmp_path):
    store = open_governed(f"sqlite:///{tmp_path / 'store.sqlite'}")
    give(store, *EVERY)
    submit(store, values("4243"))
    withdraw(store, QUOTED)
    give(store, *EVERY)
    submit(store, values("5253"))
    assert list(left_in([tmp_path], QUOTED))
    withdraw(store, OF_OTHERS)
    store.close()
    assert list(left_in([tmp_path], QUOTED)) == []


def test_every_table_that_is_emptied_is_scoured_on_a_server_too():
    """PostgreSQL gives back the room of the tables that are named, and of no others."""
    emptied = (
        return_tables.obligation_event, return_tables.period_event, release_tables.consent_event,
        release_tables.erasure,
    )  # fmt: skip
    assert {one.name for one in emptied} <= set(scouring.TOUCHED)
