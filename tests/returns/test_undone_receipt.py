"""The receipt of a return that was undone or withdrawn: what to do, how long its file is kept."""

import pytest

from tests.returns.house import FORM, PERIOD, checked, filled, send
from tests.returns.office_desk import take, text_of

AGAIN = f"for={FORM}%7C{PERIOD.code}"
APPROVED = "days after approval"


@pytest.fixture
def sent(desk_house):
    partner, office = desk_house.client("partner a"), desk_house.client("editor")
    code = send(partner, checked(partner, filled()))
    return partner, office, code


def test_an_undone_return_is_sent_again_from_its_receipt(sent):
    partner, office, code = sent
    take(office, code, "approve")
    page = text_of(partner, f"/returns/sent/{code}")
    assert APPROVED in page
    assert AGAIN not in page
    take(office, code, "undo", reason="Too early.")
    page = text_of(partner, f"/returns/sent/{code}")
    assert AGAIN in page
    assert "The office has undone this return" in page
    assert "90 days after the return was undone" in page
    assert APPROVED not in page
    french = text_of(partner, f"/returns/sent/{code}?lang=fr")
    assert "Le bureau a annulé ce rapport" in french
    assert "jours après l'annulation du rapport" in french.replace("&#x27;", "'")


def test_a_withdrawn_return_is_not_said_to_wait_for_approval(sent):
    partner, office, code = sent
    take(office, code, "withdraw", reason="Sent by mistake.")
    page = text_of(partner, f"/returns/sent/{code}")
    assert "90 days after the return was withdrawn" in page
    assert "The office has undone" not in page
    assert APPROVED not in page
