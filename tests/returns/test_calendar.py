"""The calendar, what the office decides of obligations, and the feed for other calendars."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
from icalendar import Calendar

from dashboard.access.roles import Role
from metrics import OFFICE, AuditAction, Language, ObligationState
from metrics.store.decisions_erasing import erase_reasons
from metrics.store.engine import writing
from tests.access.house import sent
from tests.ingest.return_forms import saved
from tests.returns.house import FORM, PERIOD, A, B, checked, filled, send
from tests.returns.office_desk import take, text_of, waiting

CALENDAR = "/returns/calendar"
DECIDE = f"/returns/obligations?form={FORM}&partner={A}&period={PERIOD.code}"
FIELDS = {"form": FORM, "partner": A, "period": PERIOD.code}


def states(house, partner: str = A):
    owed = house.services.store.seen_by(OFFICE).returns.obligations(organization=partner)
    return {(one.period.code, one.table): one.state for one in owed}


def test_the_office_sees_every_partner_with_states_in_words_and_coverage(desk_house):
    waiting(desk_house, A)
    page = text_of(desk_house.client("viewer"), CALENDAR)
    assert "Partner A" in page
    assert "Partner B" in page
    assert "received" in page
    assert "due 30 January 2026" in page
    assert "late" in page
    assert "1 of 2 partners, 0 approved" in page
    assert "0 of 2 partners, 0 approved" in page


def test_a_partner_sees_its_own_alone(desk_house):
    waiting(desk_house, B, actor="partner b")
    page = text_of(desk_house.client("partner a"), f"{CALENDAR}?partner={B}")
    assert "Partner A" in page
    assert "Partner B" not in page
    assert "of 2 partners" not in page
    assert "/returns/obligations" not in page


def test_the_public_calendar_shows_each_reader_what_is_theirs(desk_house):
    """To the public no return that is due, to a partner its own, to the office how many."""
    due = "30 January 2026"
    office = text_of(desk_house.client("viewer"), "/calendar")
    assert due in office
    assert "The returns of 2 partners are due." in office
    assert "The returns of 2 partners are late." in office
    own = text_of(desk_house.client("partner a"), "/calendar")
    assert "Your return is due." in own
    assert own.index("Your return is late.") < own.index("Your return is due.")
    assert "partner is due" not in own
    assert "2 partners" not in own
    french = text_of(desk_house.client("partner a"), "/calendar?lang=fr")
    assert "Votre rapport est attendu." in french
    for who in ("anonymous", "official"):
        page = text_of(desk_house.client(who), "/calendar")
        assert due not in page, who
        assert 'id="own"' not in page, who


def test_a_return_that_was_sent_back_is_told_of_as_such(desk_house):
    receipt = waiting(desk_house)
    take(desk_house.client("editor"), receipt.code, "send-back", reason="See D7.")
    own = text_of(desk_house.client("partner a"), "/calendar")
    assert "Your return was sent back: it is to be sent again." in own
    office = text_of(desk_house.client("viewer"), "/calendar?lang=fr")
    assert "Le rapport de 1 partenaire a été renvoyé." in office


def test_the_public_file_is_the_same_for_whoever_asks(desk_house):
    files = [
        re.sub(r"DTSTAMP:\w+", "", text_of(desk_house.client(who), "/calendar.ics"))
        for who in ("anonymous", "partner a", "viewer")
    ]
    assert len(set(files)) == 1
    assert "20260130" not in files[0]


@pytest.mark.parametrize("who", ["anonymous", "official", "steward"])
def test_for_others_there_is_no_calendar(desk_house, who):
    client = desk_house.client(who)
    expected = 302 if who == "anonymous" else 404  # led to sign in, whatever is there
    text_of(client, CALENDAR, expected)
    text_of(client, f"{CALENDAR}.ics", expected)


def test_it_can_be_narrowed(desk_house):
    client = desk_house.client("editor")
    assert "Waive or extend: Partner B" not in text_of(client, f"{CALENDAR}?partner={A}")
    assert "due 30 January" not in text_of(client, f"{CALENDAR}?state=late")
    assert "due 30 January" not in text_of(client, f"{CALENDAR}?period=2025-Q3")
    for nothing in ("partner=nobody", "form=none", "state=approved"):
        assert "Nothing that is owed" in text_of(client, f"{CALENDAR}?{nothing}")


def test_the_office_waives_extends_and_restores_for_a_reason(desk_house):
    client = desk_house.client("editor")
    page = text_of(client, DECIDE)
    assert "Services and spending" in page
    assert "Restore" not in page
    path = "/returns/obligations/{}"
    given = sent(client, DECIDE, path.format("extend"), **FIELDS, table="people",
                 until="2026-02-28", reason="New staff.")  # fmt: skip
    assert given.status_code == 302
    assert states(desk_house)[PERIOD.code, "people"] is ObligationState.EXTENDED
    assert states(desk_house)[PERIOD.code, "services"] is ObligationState.DUE
    assert "New staff." in text_of(client, CALENDAR)
    given = sent(client, DECIDE, path.format("waive"), **FIELDS, table="", reason="Fire.")
    assert given.status_code == 302
    assert set(states(desk_house).values()) == {
        ObligationState.WAIVED, ObligationState.LATE, ObligationState.NOT_YET_DUE,
    }  # fmt: skip
    sent(client, DECIDE, path.format("restore"), **FIELDS, table="", reason="All is well.")
    assert states(desk_house)[PERIOD.code, "people"] is ObligationState.DUE
    actors = {one.actor for one in desk_house.entries(AuditAction.OBLIGATION_WAIVED)}
    assert actors == {desk_house.people["editor"].id}


@pytest.mark.parametrize(
    ("step", "fields", "said"),
    [
        ("waive", {}, "Say why"),
        ("waive", {"reason": "Ask jane.doe@mail.example"}, "may tell of a person"),
        ("extend", {"reason": "Flood."}, "as a day"),
        ("extend", {"reason": "Flood.", "until": "2026-01-30"}, "later due date"),
        ("extend", {"reason": "Flood.", "until": "2036-01-30"}, "later due date"),
        ("restore", {"reason": "Well."}, "nothing to restore"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_in_words(desk_house, step, fields, said):
    client, before = desk_house.client("editor"), states(desk_house)
    given = sent(client, DECIDE, f"/returns/obligations/{step}", **FIELDS, table="", **fields)
    assert given.status_code == (422 if step == "waive" else 409)  # words can be mended
    assert said in given.get_data(as_text=True)
    assert states(desk_house) == before


@pytest.mark.parametrize("who", ["viewer", "admin", "partner a"])
def test_only_editors_decide(desk_house, who):
    client, before = desk_house.client(who), states(desk_house)
    text_of(client, DECIDE, 404)
    given = sent(client, "/account", "/returns/obligations/waive", **FIELDS, reason="x")
    assert given.status_code == 404
    assert states(desk_house) == before


def test_nothing_is_decided_of_what_nobody_owes(desk_house):
    client = desk_house.client("editor")
    for wrong in (DECIDE.replace(A, "nobody"), DECIDE.replace("2025-Q4", "2019-Q1"),
                  DECIDE.replace(FORM, "none"), "/returns/obligations"):  # fmt: skip
        text_of(client, wrong, 404)


def test_what_was_waived_can_be_restored_once_its_reason_is_erased(desk_house):
    """An owner that withdraws its figures takes the reason, and not the decision."""
    store = desk_house.services.store
    store.seen_by(OFFICE).returns.waive(FORM, A, "", PERIOD, "somebody", "They told us 4243.")
    with writing(store._repository.engine, durable=True) as connection:
        erase_reasons(connection, FORM, A, None)
    page = text_of(desk_house.client("editor"), DECIDE)
    assert "4243" not in page
    assert 'action="/returns/obligations/restore"' in page


def test_a_return_is_sent_without_a_table_that_is_waived(desk_house):
    office = desk_house.services.store.seen_by(OFFICE).returns
    office.waive(FORM, A, "people", PERIOD, "somebody", "No service that quarter.")
    partner = desk_house.client("partner a")
    blank = partner.get(f"/returns/template?form={FORM}&period={PERIOD.code}&partner={A}")
    assert blank.status_code == 200
    assert "People" not in openpyxl.load_workbook(BytesIO(blank.data)).sheetnames
    book = openpyxl.load_workbook(BytesIO(filled()))
    del book["People"]
    code = send(partner, checked(partner, saved(book)))
    page = text_of(desk_house.client("editor"), f"/returns/review/{code}")
    assert "3 added" in page
    assert f"/{code}/approve" in page
    assert states(desk_house)[PERIOD.code, "services"] is ObligationState.RECEIVED


def events(content: bytes) -> dict[str, object]:
    return {str(one["UID"]): one for one in Calendar.from_ical(content).walk("VEVENT")}


def feed_of(client) -> str:
    """The path of a secret address, as the page shows it once."""
    page = sent(client, CALENDAR, f"{CALENDAR}/feed").get_data(as_text=True)
    return page.partition("http://localhost")[2].partition("<")[0]


def test_the_file_has_whole_days_stable_names_and_alarms(desk_house):
    client = desk_house.client("partner a")
    given = client.get(f"{CALENDAR}.ics")
    assert given.mimetype == "text/calendar"
    found = events(given.data)
    assert len(found) == 3  # a period each: late, due, running
    one = next(one for one in found.values() if one["DTSTART"].dt == date(2026, 1, 30))
    assert one["DTEND"].dt == date(2026, 1, 31)
    assert one["SUMMARY"].params["LANGUAGE"] == "en"
    assert str(one["SUMMARY"]) == "Quarterly return, Q3 2025-26 (due)"
    assert str(one["DESCRIPTION"]).startswith("Q3 2025-26 (October to December 2025)")
    assert "Services and spending: due, due 30 January 2026" in str(one["DESCRIPTION"])
    triggers = [alarm["TRIGGER"].dt.days for alarm in one.walk("VALARM")]
    assert triggers == [-14, -3]
    assert set(events(client.get(f"{CALENDAR}.ics").data)) == set(found)


def test_a_name_in_the_feed_stays_when_the_day_moves_and_the_return_comes(desk_house):
    client = desk_house.client("partner a")
    before = set(events(client.get(f"{CALENDAR}.ics").data))
    office = desk_house.services.store.seen_by(OFFICE).returns
    office.extend(FORM, A, "", PERIOD, "x", "Flood.", date(2026, 2, 20))
    found = events(client.get(f"{CALENDAR}.ics").data)
    assert set(found) == before
    assert date(2026, 2, 20) in {one["DTSTART"].dt for one in found.values()}
    receipt = waiting(desk_house, A)
    take(desk_house.client("editor"), receipt.code, "approve")
    found = events(client.get(f"{CALENDAR}.ics").data)
    assert set(found) == before
    done = next(one for one in found.values() if "approved" in str(one["SUMMARY"]))
    assert done.walk("VALARM") == []


def test_the_offices_feed_names_the_organization_and_no_person(desk_house):
    waiting(desk_house, A)
    found = events(desk_house.client("editor").get(f"{CALENDAR}.ics").data)
    assert len(found) == 6
    assert any(str(one["SUMMARY"]).startswith("Partner A, ") for one in found.values())
    told = desk_house.client("editor").get(f"{CALENDAR}.ics").get_data(as_text=True)
    for who in desk_house.people.values():
        assert who.name not in told
    assert "ATTENDEE" not in told
    assert "ORGANIZER" not in told


def test_a_secret_address_is_read_without_signing_in_in_the_accounts_language(desk_house):
    desk_house.accounts.set_language(desk_house.people["partner b"].id, Language.FR)
    path = feed_of(desk_house.client("partner b"))
    given = desk_house.client().get(path)
    assert given.status_code == 200
    found = events(given.data)
    assert len(found) == 3
    assert {one["SUMMARY"].params["LANGUAGE"] for one in found.values()} == {"fr"}
    assert "Partner A" not in given.get_data(as_text=True)


def test_a_new_address_ends_the_old_and_ending_ends_it(desk_house):
    client, public = desk_house.client("partner a"), desk_house.client()
    first = feed_of(client)
    second = feed_of(client)
    assert first != second
    assert public.get(first).status_code == 404
    assert public.get(second).status_code == 200
    assert "You have had a secret address" in text_of(client, CALENDAR)
    assert sent(client, CALENDAR, f"{CALENDAR}/feed/end").status_code == 302
    assert public.get(second).status_code == 404


def test_the_address_of_an_account_that_is_disabled_leads_nowhere_for_good(desk_house):
    client, public = desk_house.client("partner a"), desk_house.client()
    person, path = desk_house.people["partner a"].id, feed_of(client)
    desk_house.accounts.disable(person)
    assert public.get(path).status_code == 404
    desk_house.accounts.enable(person, datetime.now(UTC) + timedelta(seconds=2))
    assert public.get(path).status_code == 404


@pytest.mark.parametrize(("role", "organization"), [(Role.EDITOR, None), (Role.PARTNER, B)])
def test_the_address_of_an_account_that_is_moved_shows_nobody_elses(desk_house, role, organization):
    public, person = desk_house.client(), desk_house.people["partner a"].id
    path = feed_of(desk_house.client("partner a"))
    assert public.get(path).status_code == 200
    later = datetime.now(UTC) + timedelta(seconds=2)
    desk_house.accounts.set_role(person, role, organization, later)
    assert public.get(path).status_code == 404
    assert "You have had a secret address" not in text_of(desk_house.client("partner a"), CALENDAR)


def test_a_guessed_address_is_answered_like_any_page_that_is_not_there(desk_house):
    public = desk_house.client()
    assert public.get(f"{CALENDAR}/guessed.ics").status_code == 404
    assert public.get(f"{CALENDAR}/{'a' * 32}.ics").status_code == 404


def test_the_secret_itself_is_kept_nowhere(desk_house, tmp_path):
    path = feed_of(desk_house.client("partner a"))
    token = path.rpartition("/")[2].removesuffix(".ics").encode()
    held = [one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()]
    assert held
    assert not any(token in content for content in held)
    (entry,) = desk_house.entries(AuditAction.LINK_ISSUED)
    assert token.decode() not in str(entry)


def test_every_line_of_the_feed_is_short_and_ends_as_it_must(desk_house):
    content = desk_house.client("editor").get(f"{CALENDAR}.ics").data
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)
    assert datetime.now(UTC).strftime("DTSTAMP:%Y").encode() in content
