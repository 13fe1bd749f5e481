"""How long a return's file is kept: while it is looked at, ninety days more, and not for ever."""

import logging
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.returns.settling import tie_all, tie_if_sent
from dashboard.returns.store import DraftState
from dashboard.returns.store.drafts import NewDraft
from metrics import OFFICE, Language
from tests.ingest.return_forms import CONTACTS
from tests.returns.house import A, changed, checked, drafts_of, filled, post, seen_of, send
from tests.returns.office_desk import take

DAYS = timedelta(days=90)


def until(house, draft):
    return drafts_of(house).find(draft).expires_at


@pytest.fixture
def sides(desk_house):
    return desk_house.client("partner a"), desk_house.client("editor")


def test_the_file_of_a_return_that_was_replaced_goes_with_what_came_in_its_place(desk_house, sides):
    partner, office = sides
    first = checked(partner, filled())
    code = send(partner, first)
    assert take(office, code, "send-back", reason="Please look at C7.").status_code == 302
    second = checked(partner, filled(changed(CONTACTS, 311)))
    later = send(partner, second)
    assert {until(desk_house, one).year for one in (first, second)} == {9999}
    assert take(office, later, "approve").status_code == 302
    assert until(desk_house, first) == until(desk_house, second) == desk_house.at + DAYS
    assert take(office, later, "undo", reason="By mistake.").status_code == 302
    assert until(desk_house, first).year == 9999  # it waits for its partner again
    assert until(desk_house, second) == desk_house.at + DAYS


def test_what_is_sent_again_after_its_approval_is_not_kept_for_ever(desk_house, sides):
    partner, office = sides
    first = checked(partner, filled())
    code = send(partner, first)
    take(office, code, "approve")
    again = checked(partner, filled(), "again.xlsx")
    assert send(partner, again) == code
    settled = desk_house.services.store.seen_by(OFFICE).returns.find(code).events[-1].at
    assert until(desk_house, again) == (settled + DAYS).replace(microsecond=0)
    assert drafts_of(desk_house).became(code).id == first


def cut_off(house, client):
    """A return that is recorded, whose file does not know of it: as after kill -9 between both."""
    draft, drafts = checked(client, filled()), drafts_of(house)
    mark, drafts.mark_sent = drafts.mark_sent, lambda *_: None
    code = send(client, draft)
    drafts.mark_sent = mark
    assert (drafts.find(draft).state, drafts.became(code)) == (DraftState.CHECKED, None)
    return draft, code


def test_a_file_whose_return_was_recorded_as_its_process_died_is_tied_to_it(desk_house, sides):
    drafts, store = drafts_of(desk_house), desk_house.services.store
    draft, code = cut_off(desk_house, sides[0])
    other = checked(sides[0], filled(changed(CONTACTS, 311)))
    assert tie_all(store, drafts) == (draft,)
    assert drafts.became(code).id == draft
    assert drafts.purge(desk_house.at + timedelta(days=8)) == (other,)
    assert drafts.content(draft)
    assert tie_all(store, drafts) == ()


def test_a_step_whose_process_died_before_its_file_followed_is_made_up_for(desk_house, sides):
    partner, office = sides
    draft, drafts = checked(partner, filled()), drafts_of(desk_house)
    code = send(partner, draft)
    take(office, code, "approve")
    drafts.keep(code)  # as before the step
    tie_all(desk_house.services.store, drafts)
    assert until(desk_house, draft).year < 9999


def test_a_draft_is_tied_by_its_own_mark_alone(desk_house, sides):
    draft, _ = cut_off(desk_house, sides[0])
    twin = checked(sides[0], filled(), "twin.xlsx")
    returns = desk_house.services.store.seen_by(OFFICE).returns
    drafts = drafts_of(desk_house)
    assert not tie_if_sent(drafts, returns, twin)
    assert tie_if_sent(drafts, returns, draft)


def test_a_refused_file_leaves_neither_checksum_nor_size(desk_house, sides):
    private = filled(changed(CONTACTS, "705-555-0143"))
    draft = drafts_of(desk_house).find(checked(sides[0], private))
    assert (draft.state, draft.sha256, draft.size) == (DraftState.REFUSED, "", 0)


def test_two_previews_and_two_buttons_one_is_told_to_look_again(desk_house, sides):
    partner, _ = sides
    drafts = [checked(partner, filled(changed(CONTACTS, one))) for one in (310, 311)]
    seen = [seen_of(partner, one) for one in drafts]
    told = [
        post(partner, f"/returns/checks/{draft}/send", seen=mark)
        for draft, mark in zip(drafts, seen, strict=True)
    ]
    assert [one.status_code for one in told] == [303, 409]


def test_what_a_reader_keeps_in_the_journal_is_brought_off_the_disk_later(desk_house, caplog):
    drafts = drafts_of(desk_house)
    new = NewDraft("someone", A, "", "", Language.EN, "a.xlsx", b"canary " * 2000)
    kept = drafts.add(new, datetime.now(UTC))
    file = drafts.database.engine.url.database
    with sqlite3.connect(file) as reader:
        sealed = reader.execute("SELECT content FROM draft").fetchone()[0][100:160]
    reader.close()
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM draft").fetchone()
    with caplog.at_level(logging.WARNING):
        drafts.refuse(kept.id, DraftState.REFUSED, {"findings": []})
    assert sealed in on_disk(file)
    assert "erased files left in it: 1" in caplog.text
    assert not drafts.scour()
    reader.close()
    assert drafts.scour()
    assert sealed not in on_disk(file)


def on_disk(file):
    here = Path(file)
    return b"".join(one.read_bytes() for one in here.parent.glob(f"{here.name}*"))
