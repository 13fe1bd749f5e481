"""A return taken back by its sender: said first, for a reason, by nobody else, and sent again."""

import pytest

from metrics import OFFICE, AuditAction, ReturnState
from tests.metrics.digests import figures_digest
from tests.returns.house import FORM, PERIOD, A, checked, drafts_of, filled, send
from tests.returns.office_desk import seen_on, sent, take, text_of


def page_of(code):
    return f"/returns/sent/{code}/withdraw"


def withdraw(client, code, **fields):
    page = page_of(code)
    given = {"seen": seen_on(client, page), "reason": "Sent for the wrong quarter.", **fields}
    return sent(client, "/account", page, **given)


@pytest.fixture
def client(desk_house):
    return desk_house.client("partner a")


@pytest.fixture
def code(client):
    return send(client, checked(client, filled()))


def held(house, code):
    return house.services.store.seen_by(OFFICE).returns.find(code)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "counts as not sent"), ("fr", "compte comme non envoyé")]
)
def test_what_it_does_is_said_before_it_is_done(desk_house, client, code, lang, said):
    before = figures_digest(desk_house.services.store)
    receipt = text_of(client, f"/returns/sent/{code}?lang={lang}")
    assert page_of(code) in receipt
    assert said in text_of(client, f"{page_of(code)}?lang={lang}")
    assert figures_digest(desk_house.services.store) == before
    assert held(desk_house, code).receipt.state is ReturnState.SUBMITTED


def test_it_is_taken_back_with_its_reason_and_the_office_sees_both(desk_house, client, code):
    answer = withdraw(client, code)
    assert (answer.status_code, answer.location) == (303, f"/returns/sent/{code}?withdrawn=1")
    assert "no longer count" in text_of(client, answer.location)
    one = held(desk_house, code)
    assert one.receipt.state is ReturnState.WITHDRAWN
    assert one.events[-1].reason == "Sent for the wrong quarter."
    office = desk_house.client("editor")
    assert "Sent for the wrong quarter." in text_of(office, f"/returns/review/{code}")
    (entry,) = desk_house.entries(AuditAction.RETURN_WITHDRAWN)
    assert entry.actor == desk_house.people["partner a"].id


def test_its_file_is_kept_for_the_days_that_are_set_and_no_longer(desk_house, client, code):
    draft = drafts_of(desk_house).became(code)
    withdraw(client, code)
    after = drafts_of(desk_house).became(code)
    assert (after.expires_at - desk_house.at).days == 90
    assert draft.expires_at > after.expires_at


def test_the_same_figures_can_be_sent_again(desk_house, client, code):
    withdraw(client, code)
    again = send(client, checked(client, filled()))
    assert again != code
    assert held(desk_house, again).receipt.state is ReturnState.SUBMITTED
    assert len(desk_house.services.store.seen_by(OFFICE).returns.held(organization=A)) == 2


def test_of_an_approved_return_it_is_said_that_nothing_stands_in_its_place(
    desk_house, client, code
):
    take(desk_house.client("editor"), code, "approve")
    assert "nothing stands in their place" in text_of(client, page_of(code))
    assert withdraw(client, code).status_code == 303
    assert held(desk_house, code).receipt.state is ReturnState.WITHDRAWN


@pytest.mark.parametrize(
    ("reason", "said"), [("", "Say why"), ("Call Ann at 416-555-0123.", "person")]
)
def test_no_reason_and_one_that_tells_of_a_person_are_refused(
    desk_house, client, code, reason, said
):
    answer = withdraw(client, code, reason=reason)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert held(desk_house, code).receipt.state is ReturnState.SUBMITTED


def test_what_has_changed_since_it_was_shown_is_shown_again(desk_house, client, code):
    seen = seen_on(client, page_of(code))
    take(desk_house.client("editor"), code, "approve")
    answer = withdraw(client, code, seen=seen)
    assert answer.status_code == 409
    assert held(desk_house, code).receipt.state is ReturnState.APPROVED


def test_neither_twice_nor_in_a_closed_period(desk_house, client, code):
    returns = desk_house.services.store.seen_by(OFFICE).returns
    returns.close(FORM, PERIOD, desk_house.people["editor"].id)
    assert "cannot be withdrawn now" in text_of(client, page_of(code))
    assert page_of(code) not in text_of(client, f"/returns/sent/{code}")
    assert withdraw(client, code, seen=seen_of(desk_house, code)).status_code == 409
    returns.reopen(FORM, PERIOD, desk_house.people["editor"].id, "A mistake was found.")
    assert withdraw(client, code).status_code == 303
    assert withdraw(client, code, seen=seen_of(desk_house, code)).status_code == 409


def seen_of(house, code):
    one = held(house, code)
    return f"{one.receipt.state}.{len(one.events)}.{one.submission}"


@pytest.mark.parametrize("who", ["partner b", "viewer", "admin"])
def test_it_is_nobody_elses_to_take_back(desk_house, code, who):
    other = desk_house.client(who)
    assert other.get(page_of(code)).status_code == 404
    answer = sent(other, "/account", page_of(code), seen=seen_of(desk_house, code), reason="Mine.")
    assert answer.status_code == 404
    assert held(desk_house, code).receipt.state is ReturnState.SUBMITTED
