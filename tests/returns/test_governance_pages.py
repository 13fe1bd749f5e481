"""Consent on its pages: its own steward alone gives and withdraws it, the office reads how it
stands, and nothing of what is kept back is on any page, in any file, for anybody else."""

import csv
import html
import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from dashboard.returns.forgetting import forget
from metrics import OFFICE, Governance, Period, Remark, Text, of_partner
from tests.access.house import ANONYMOUS, PEOPLE
from tests.ingest import return_forms
from tests.returns import house as returns_house
from tests.returns.house import (
    FORM,
    PERIOD,
    B,
    changed,
    checked,
    drafts_of,
    filled,
    house_of,
    post,
    send,
    services_with_forms,
    upload,
)
from tests.returns.office_desk import take, waiting

CANARY = 731926  # what partner b alone has sent
REASON = "canary reason words"
OUTSIDE = [one for one in PEOPLE if one not in ("partner b", "steward")]
GIVE = {"purpose-internal": "1", "detail": "own", "steward": "The steward", "floor": "20",
        "others": "2", "until": ""}  # fmt: skip


@pytest.fixture
def governed(tmp_path, quick, monkeypatch):
    """The installation of the returns' tests, in which partner b governs its own data."""
    plain = returns_house.catalogue()
    own = Governance(principles=Text("its own principles", "ses propres principes"))
    partners = {**plain.partners, B: plain.partners[B].model_copy(update={"governance": own})}
    held = replace(plain, partners=partners)
    monkeypatch.setattr(returns_house, "catalogue", lambda: held)
    with services_with_forms(tmp_path) as services:
        made = house_of(tmp_path, services)
        yield made
        drafts_of(made).close()
        made.accounts.close()


@pytest.fixture
def sent(governed):
    """The code of a return of partner b that holds the canary, after one with a reason."""
    values = changed(return_forms.CONTACTS, CANARY)
    remark = Remark("Services", "C7", "outlier", REASON)
    earlier = {**values, "services": {"ON": {**values["services"]["ON"],
                                             return_forms.SPENT: 12001.5}}}  # fmt: skip
    waiting(governed, B, Period.parse("2025-Q3"), earlier, "partner b", (remark,))
    client = governed.client("partner b")
    return send(client, checked(client, filled(values, B)))


def give(house, who="steward", **changes):
    return post(house.client(who), f"/consent/{FORM}/give", **{**GIVE, **changes})


def withdraw(house, who="steward", **fields):
    said = {"understood": "1", "reason": "Our council decided so.", **fields}
    return post(house.client(who), f"/consent/{FORM}/withdraw", **said)


def text_of(client, address):
    answer = client.get(address)
    body = answer.get_data()
    answer.close()
    if body.startswith(b"PK"):
        book = load_workbook(io.BytesIO(body))
        return " ".join(str(one) for sheet in book for row in sheet.values for one in row)
    unstamped = re.sub(r"<script src=[^>]*></script>", "", body.decode("utf-8", "replace"))
    return unstamped.replace(",", "").replace("\u202f", "")


def everything(house, who, code):
    """What a role is shown at every address that could speak of the return."""
    client = house.client(who)
    one, cell = return_forms.CONTACTS, f"/returns/review/{code}"
    source = house.services.catalogue.returns[FORM].source
    indicator = house.services.catalogue.sources[source].series[one].indicator
    history = f"{cell}/history?series={source}/{one}&place=ON&period={PERIOD.code}"
    addresses = [
        "/", "/returns", f"/returns?partner={B}", "/returns/review", "/returns/review?state=every",
        cell, history, f"{cell}/file", f"{cell}/annotated.xlsx", f"{cell}/approve",
        f"/returns/sent/{code}", f"/returns/sent/{code}.json", f"/returns/sent/{code}/file",
        f"/returns/sent/{code}/withdraw", "/returns/calendar", "/returns/calendar.ics",
        "/returns/periods", "/audit", "/audit.xlsx", "/consent", "/consent/log",
        "/consent/own-data.csv", "/consent/own-data.xlsx", "/sources", f"/sources/{source}",
        f"/sources/{source}?series={one}", f"/indicator/{indicator}",
        f"/indicator/{indicator}?period={PERIOD.code}", f"/download/{indicator}.csv",
        f"/download/{indicator}.json", "/search?q=partner", "/quality", "/partners",
        f"/partner/{B}",
        *(f"{start}/{earlier}" for earlier in _codes(house)
          for start in ("/returns/review", "/returns/sent")),
        *(f"/returns/checks/{draft.id}{page}" for draft in drafts_of(house).of(B)
          for page in ("", "/changes", "/annotated.xlsx")),
    ]  # fmt: skip
    return {one: text_of(client, one) for one in addresses}


def _codes(house):
    held = house.services.store.seen_by(OFFICE).returns.held(organization=B)
    return [one.receipt.code for one in held]


@pytest.mark.parametrize("who", [ANONYMOUS, *OUTSIDE])
def test_without_consent_no_page_or_file_of_anybody_else_holds_a_value_or_a_word(
    governed, sent, who
):
    """The administrator and the editor included: whatever they ask for."""
    for address, text in everything(governed, who, sent).items():
        assert str(CANARY) not in text, (who, address)
        assert REASON not in text, (who, address)


@pytest.mark.parametrize("who", ["editor", "viewer"])
def test_the_office_is_told_that_it_came_and_why_it_decides_nothing(governed, sent, who):
    client = governed.client(who)
    queue = client.get("/returns/review").get_data(as_text=True)
    assert "0 returns wait to be looked at" in queue
    assert "2 more are kept back by their owners: the office cannot decide on them." in queue
    in_french = client.get("/returns/review?lang=fr").get_data(as_text=True)
    assert "2 autres sont gardés par leurs propriétaires\u00a0: le bureau" in in_french
    assert sent in queue
    assert f'value="{sent} ' not in queue  # no box: nobody could approve it
    page = client.get(f"/returns/review/{sent}").get_data(as_text=True)
    assert "governs its own data" in page
    assert "Ask its steward" in page
    assert 'href="/returns/review/' + sent + "/approve" not in page
    french = client.get(f"/returns/review/{sent}?lang=fr").get_data(as_text=True)
    assert "gère ses propres données" in french


def test_the_office_approves_nothing_that_it_may_not_see(governed, sent):
    client = governed.client("editor")
    for step in ("approve", "send-back", "withdraw", "undo"):
        answer = post(client, f"/returns/review/{sent}/{step}", seen="x", reason="because")
        assert answer.status_code in (404, 409), step
    answer = post(client, "/returns/review/approve", **{"return": f"{sent} x", "confirmed": "1"})
    told = answer.get_data(as_text=True)
    assert "Ask its steward" in told
    named = governed.services.catalogue.partners[B].title.en
    assert f"'{named}' governs its own data" in html.unescape(told)
    held = governed.services.store.seen_by(OFFICE).returns.find(sent)
    assert held.receipt.state == "submitted"


def test_an_editor_sends_nothing_for_who_keeps_its_figures_back(governed, sent):
    """The check would tell what was sent before."""
    client = governed.client("editor")
    answer = upload(client, filled(partner=B), partner=B)
    assert answer.status_code == 403
    assert "Ask its steward" in answer.get_data(as_text=True)


def test_with_consent_the_office_sees_and_approves(governed, sent):
    assert give(governed).status_code == 303
    client = governed.client("editor")
    assert str(CANARY) in text_of(client, f"/returns/review/{sent}")
    assert take(client, sent, "approve").status_code in (302, 303)
    assert str(CANARY) not in text_of(governed.client("official"), "/")


@pytest.mark.parametrize("who", [ANONYMOUS, *OUTSIDE, "partner b"])
def test_nobody_but_the_steward_gives_or_withdraws(governed, who):
    """Not the organization's own partner account either: the steward is named for it."""
    for path in ("give", "withdraw"):
        assert governed.client(who).get(f"/consent/{FORM}/{path}").status_code == 404
    refused = 400 if who == ANONYMOUS else 404  # without a form's token nothing is looked at
    assert give(governed, who).status_code == refused
    assert withdraw(governed, who).status_code == refused
    assert governed.services.store.audit_entries(action="consent-given") == ()


def test_the_steward_reads_what_is_consented_to_in_both_languages(governed):
    client = governed.client("steward")
    page = client.get("/consent").get_data(as_text=True)
    assert "its own principles" in page
    assert "no consent given" in page
    give(governed, until="2026-12-31")
    page = client.get("/consent").get_data(as_text=True)
    assert "consent holds, until 31 December 2026" in page
    french = client.get("/consent?lang=fr").get_data(as_text=True)
    assert "ses propres principes" in french
    assert "Retirer le consentement" in french


@pytest.mark.parametrize(
    "wrong",
    [{"purpose-internal": "", "purpose-public": "1"}, {"until": "2020-01-01"}, {"until": "soon"},
     {"floor": "5"}, {"others": "x"}, {"steward": ""}, {"steward": "call 416 555 0134"}],
)  # fmt: skip
def test_a_form_that_could_not_be_kept_comes_back_with_why(governed, wrong):
    answer = give(governed, **wrong)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert governed.services.store.audit_entries(action="consent-given") == ()


def test_withdrawing_is_said_first_confirmed_and_then_leaves_nothing(governed, sent):
    give(governed)
    governed.client("editor").get(f"/returns/review/{sent}/file")
    page = governed.client("steward").get(f"/consent/{FORM}/withdraw").get_data(as_text=True)
    assert "cannot be undone" in page
    assert "took away a file" in page  # who has what no program reaches
    assert "editor" in page
    assert withdraw(governed, understood="").status_code == 400
    assert withdraw(governed, reason="").status_code == 400
    assert drafts_of(governed).of(B)
    assert withdraw(governed).status_code == 303
    assert drafts_of(governed).of(B) == ()
    for who in ("partner b", "steward", "editor", "admin"):
        for address, text in everything(governed, who, sent).items():
            assert str(CANARY) not in text, (who, address)
            assert REASON not in text, (who, address)
    own = text_of(governed.client("steward"), "/consent/own-data.csv")
    assert "_E" in own


def test_files_are_forgotten_by_the_next_who_looks_where_a_process_died_between(governed, sent):
    """The erasing itself was kept: what lies in the other database follows from it."""
    held = governed.services.store.seen_by(of_partner(B)).consents
    held.withdraw(B, FORM, "steward", "decided")
    assert drafts_of(governed).of(B)
    gone = forget(governed.services.store, drafts_of(governed))
    assert gone
    assert drafts_of(governed).of(B) == ()
    assert forget(governed.services.store, drafts_of(governed)) == ()


def test_with_a_return_that_was_purged_go_files_of_its_period_that_were_never_sent(governed, sent):
    store, (held,) = governed.services.store, drafts_of(governed).of(B)
    store.seen_by(of_partner(B)).consents.purge(held.sent, "steward", "names of people")
    later = datetime.now(UTC) + timedelta(days=400)
    unsent = held._replace(id="same", sent="")
    every = (held, unsent, unsent._replace(id="new", made_at=later),
             unsent._replace(id="other", period="1999-Q1"),
             unsent._replace(id="elsewhere", form="another"))  # fmt: skip
    gone: list[str] = []
    drafts = SimpleNamespace(of=lambda organization: every, cancel=gone.append)
    assert forget(store, drafts) == (held.id, "same")
    assert gone == [held.id, "same"]


@pytest.mark.parametrize("who", ["partner b", "steward"])
def test_own_data_are_taken_away_at_any_time_whole_and_harmless(governed, sent, who):
    client = governed.client(who)
    rows = list(csv.DictReader(io.StringIO(
        client.get("/consent/own-data.csv").get_data().decode("utf-8-sig"))))  # fmt: skip
    assert str(CANARY) in {one["value"] for one in rows}
    assert {one["organization"] for one in rows} == {B}
    assert {"note", "revision", "recorded_at", "period"} <= rows[0].keys()
    book = load_workbook(io.BytesIO(client.get("/consent/own-data.xlsx").get_data()))
    assert book.active.max_row == len(rows) + 1
    assert any(one.object == "consent:own-data" for one in governed.entries("exported"))


def test_an_owner_sees_by_account_and_role_who_has_seen_its_figures(governed, sent):
    give(governed)
    governed.client("editor").get(f"/returns/review/{sent}/file")
    page = governed.client("steward").get("/consent/log").get_data(as_text=True)
    assert "took away a file" in page
    assert "office editor" in page
    assert "partner-b (" in page  # one of its own accounts may have been made by somebody else
    assert "partner-a" not in page


def test_a_steward_who_was_disabled_is_named_with_what_they_took(governed, sent):
    give(governed)
    governed.client("steward").get("/consent/own-data.csv")
    owner = governed.client("partner b")
    governed.accounts.disable(governed.people["steward"].id)
    assert "(disabled: can no longer sign in)" in owner.get("/consent").get_data(as_text=True)
    shown = owner.get("/consent/log").get_data(as_text=True)
    assert "Your own data" in shown


def test_the_office_reads_how_consents_stand_by_name_and_never_by_a_figure(governed, sent):
    for who in ("viewer", "editor", "admin"):
        page = governed.client(who).get("/consent").get_data(as_text=True)
        assert "Partner B" in page
        assert "no consent given" in page
        assert "/give" not in page
    assert governed.client("official").get("/consent").status_code == 404


def test_the_link_stands_where_it_leads_somewhere(governed):
    assert 'href="/consent"' in governed.client("steward").get("/").get_data(as_text=True)
    assert 'href="/consent"' in governed.client("editor").get("/").get_data(as_text=True)
    assert 'href="/consent"' not in governed.client("partner a").get("/").get_data(as_text=True)
    assert 'href="/consent"' not in governed.client().get("/").get_data(as_text=True)


def test_where_nobody_governs_its_data_the_office_has_no_such_link(desk_house):
    assert 'href="/consent"' not in desk_house.client("editor").get("/").get_data(as_text=True)


def test_a_partner_without_governance_has_its_own_data_too(governed):
    client = governed.client("partner a")
    page = client.get("/consent").get_data(as_text=True)
    assert "keeps no consent record" in page
    assert client.get("/consent/own-data.csv").status_code == 200


def test_whose_partner_accounts_wait_for_a_second_person_is_known(governed):
    """They read all that their organization keeps to itself."""
    known = governed.services.catalogue.partners
    assert [name for name in known if name in governed.accounts.owners] == [B]
    mine = governed.people["partner b"]
    assert governed.accounts.is_guarded(mine)
    assert not governed.accounts.is_guarded(governed.people["partner a"])
