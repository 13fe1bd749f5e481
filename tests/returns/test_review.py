"""The office's review: the queue, one return, its steps, and who may not take them."""

import csv
import json
import re
from datetime import timedelta
from io import StringIO

import pytest

from dashboard.returns.in_order import in_form_order
from dashboard.returns.receipts import record
from metrics import (
    OFFICE,
    PUBLIC,
    AuditAction,
    Confidentiality,
    Difference,
    DifferenceKind,
    Period,
    ReturnState,
    UnknownError,
    of_partner,
)
from tests.access.house import sent
from tests.ingest.return_forms import CONTACTS, NEW, SERVED, SPENT
from tests.returns.house import (
    FORM,
    PERIOD,
    A,
    B,
    changed,
    checked,
    drafts_of,
    filled,
    form,
    send,
)
from tests.returns.office_desk import REASON, seen_on, take, text_of, waiting

QUEUE = "/returns/review"


def returns(house):
    return house.services.store.seen_by(OFFICE).returns


def state(house, receipt) -> str:
    return returns(house).find(receipt.code).receipt.state


def test_the_queue_lists_what_waits_oldest_first_with_its_reasons(desk_house):
    first = waiting(desk_house, A)
    second = waiting(desk_house, B, actor="partner b")
    page = text_of(desk_house.client("editor"), QUEUE)
    assert page.index(first.code) < page.index(second.code)
    assert "15 added" in page
    assert REASON.words in page
    assert "Q3 2025-26" in page


def test_the_queue_can_be_narrowed(desk_house):
    first, second = waiting(desk_house, A), waiting(desk_house, B, actor="partner b")
    client = desk_house.client("viewer")
    assert second.code not in text_of(client, f"{QUEUE}?partner={A}")
    assert first.code not in text_of(client, f"{QUEUE}?period=2025-Q3")
    assert first.code not in text_of(client, f"{QUEUE}?state=approved")
    for nothing in ("partner=nobody", "period=never", "form=none"):
        assert "No return matches" in text_of(client, f"{QUEUE}?{nothing}")


@pytest.mark.parametrize("who", ["partner a", "partner b", "steward", "official", "anonymous"])
def test_nobody_else_sees_the_queue_or_a_return(desk_house, who):
    receipt = waiting(desk_house)
    client = desk_house.client(who)
    for path in ("", f"/{receipt.code}", f"/{receipt.code}/approve", f"/{receipt.code}/file"):
        text_of(client, QUEUE + path, 302 if who == "anonymous" else 404)


def test_one_return_shows_each_cell_with_its_address_reason_and_change(desk_house):
    returns(desk_house)
    first = waiting(desk_house)
    client = desk_house.client("editor")
    assert take(client, first.code, "approve").status_code == 302
    second = waiting(desk_house, values=changed(CONTACTS, 290))
    page = text_of(client, f"{QUEUE}/{second.code}")
    assert "Services!" in page
    assert REASON.words in page
    assert "310" in page
    assert "290" in page
    assert "−20" in page
    assert "14 values are as they were" in page
    assert "provisional: not yet approved" in page


def test_the_history_of_a_cell_holds_every_revision(desk_house):
    first = waiting(desk_house)
    client = desk_house.client("editor")
    take(client, first.code, "approve")
    second = waiting(desk_house, values=changed(CONTACTS, 290))
    address = (
        f"{QUEUE}/{second.code}/history?series=partner-returns%2F{CONTACTS}&place=ON"
        f"&period={PERIOD.code}"
    )
    page = text_of(client, address)
    assert page.count("provisional: not yet approved") == 2
    assert page.count(">approved<") == 1
    text_of(client, address.replace("2025-Q4", "2025-Q3"), 404)
    text_of(client, address.replace("ON&", "nowhere&"), 404)


def test_approving_takes_two_looks_and_frees_the_values(desk_house):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    page = text_of(client, f"{QUEUE}/{receipt.code}/approve")
    assert "Approve this return?" in page
    assert "stand as approved from now on" in page
    assert state(desk_house, receipt) == ReturnState.SUBMITTED
    assert take(client, receipt.code, "approve").status_code == 302
    assert state(desk_house, receipt) == ReturnState.APPROVED
    kept = returns(desk_house).history("partner-returns/contacts", A, "ON", "", PERIOD)
    assert [one.observation.confidentiality for one in kept] == [
        Confidentiality.NOT_FOR_PUBLICATION, Confidentiality.FREE,
    ]  # fmt: skip


def test_nobody_approves_what_they_have_sent(desk_house):
    receipt, client = waiting(desk_house, actor="editor"), desk_house.client("editor")
    page = text_of(client, f"{QUEUE}/{receipt.code}")
    assert f"/{receipt.code}/approve" not in page
    assert "somebody else has to approve it" in page
    other = f"{QUEUE}/{receipt.code}/withdraw"
    refused = sent(client, other, f"{QUEUE}/{receipt.code}/approve", seen=seen_on(client, other))
    assert refused.status_code == 409
    assert "somebody else has to approve it" in refused.get_data(as_text=True)
    assert state(desk_house, receipt) == ReturnState.SUBMITTED


def test_a_return_that_has_changed_meanwhile_is_not_approved_unseen(desk_house):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    page = f"{QUEUE}/{receipt.code}/approve"
    stale = seen_on(client, page)
    returns(desk_house).withdraw(receipt.code, "somebody", "a slip")
    returns(desk_house).undo(receipt.code, "somebody", "it was right")
    given = sent(client, page, page, seen=stale)
    assert given.status_code == 409
    assert "changed since it was shown" in given.get_data(as_text=True)
    assert state(desk_house, receipt) == ReturnState.SUBMITTED


def test_a_viewer_looks_and_takes_no_step(desk_house):
    receipt, client = waiting(desk_house), desk_house.client("viewer")
    page = text_of(client, f"{QUEUE}/{receipt.code}")
    assert f"{receipt.code}/approve" not in page
    text_of(client, f"{QUEUE}/{receipt.code}/approve", 404)
    given = sent(client, "/account", f"{QUEUE}/{receipt.code}/approve", seen="x")
    assert given.status_code == 404
    assert state(desk_house, receipt) == ReturnState.SUBMITTED


def test_sending_back_keeps_the_comments_at_their_cells(desk_house):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    page = text_of(client, f"{QUEUE}/{receipt.code}/send-back")
    assert "Services!D7: Amount spent, Example Province: " in page
    assert page.index("People!D7: ") < page.index("Services!C7: ")  # as the form asks
    given = take(
        client, receipt.code, "send-back", reason="Two figures are unclear.",
        cell1="Services!D7", words1="Does this count texts?",
    )  # fmt: skip
    assert given.status_code == 302
    held = returns(desk_house).find(receipt.code)
    assert held.receipt.state == ReturnState.RETURNED
    assert [(one.sheet, one.cell, one.words) for one in held.comments] == [
        ("Services", "D7", "Does this count texts?")
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Say why"),
        ({"reason": "Call Marie at 416-555-0199."}, "may tell of a person"),
        ({"reason": "x", "cell1": "Services!D7", "words1": "SIN 046 454 286"}, "tell of a person"),
        ({"reason": "x", "cell1": "Services!Z99", "words1": "Which one?"}, "needs a cell"),
        ({"reason": "x", "cell1": "", "words1": "Which one?"}, "needs a cell"),
        ({"reason": "x", "cell1": "Services!D7", "words1": "y" * 201}, "at most 200"),
    ],
)
def test_what_may_not_be_kept_with_a_return_is_refused(desk_house, fields, said):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    given = take(client, receipt.code, "send-back", **fields)
    assert given.status_code == 422
    assert said in given.get_data(as_text=True)
    assert state(desk_house, receipt) == ReturnState.SUBMITTED


def test_more_rows_for_comments_keep_what_was_written(desk_house):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    given = take(client, receipt.code, "send-back", more="1", rows="3", reason="So far",
                 cell2="Services!D7", words2="Kept words")  # fmt: skip
    page = given.get_data(as_text=True)
    assert given.status_code == 200
    assert "So far" in page
    assert "Kept words" in page
    assert "words6" in page


def test_withdrawing_and_undoing_say_what_they_will_do(desk_house):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    take(client, receipt.code, "approve")
    page = f"{QUEUE}/{receipt.code}"
    assert "nothing stands in their place" in text_of(client, f"{page}/withdraw")
    assert take(client, receipt.code, "withdraw", reason="Sent twice.").status_code == 302
    assert state(desk_house, receipt) == ReturnState.WITHDRAWN
    assert "withdrawal is reversed" in text_of(client, f"{page}/undo")
    assert take(client, receipt.code, "undo", reason="It was right.").status_code == 302
    assert state(desk_house, receipt) == ReturnState.APPROVED
    assert "Sent twice." in text_of(client, page)


def test_every_step_is_in_the_audit_log_by_who_took_it(desk_house):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    take(client, receipt.code, "approve")
    (entry,) = desk_house.entries(AuditAction.RETURN_APPROVED)
    assert entry.actor == desk_house.people["editor"].id
    assert entry.object == f"return:{receipt.code}"


def many(client, receipts, **fields):
    page = text_of(client, QUEUE)
    picked = [
        value for one in receipts
        for value in [page.split(f'value="{one.code} ')[1].split('"')[0]]
    ]  # fmt: skip
    given = [f"{one.code} {value}" for one, value in zip(receipts, picked, strict=True)]
    return sent(client, QUEUE, f"{QUEUE}/approve", **{"return": given}, **fields), given


def test_approving_many_runs_every_rule_and_tells_why_some_are_left_out(desk_house):
    good, own = waiting(desk_house, A), waiting(desk_house, B, actor="editor")
    client = desk_house.client("editor")
    given, picked = many(client, [good, own])
    page = given.get_data(as_text=True)
    assert "1 return will be approved" in page
    assert "1 return is left out" in page
    assert "somebody else has to approve it" in page
    assert state(desk_house, good) == ReturnState.SUBMITTED
    done = sent(client, QUEUE, f"{QUEUE}/approve", **{"return": picked}, confirmed="1")
    assert "1 return was approved" in done.get_data(as_text=True)
    assert state(desk_house, good) == ReturnState.APPROVED
    assert state(desk_house, own) == ReturnState.SUBMITTED


def test_a_return_that_breaks_a_rule_of_today_is_left_out(desk_house, monkeypatch):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    form = desk_house.services.catalogue.returns[FORM]
    rule = form.rules[0].model_copy(update={"left": SERVED, "right": NEW})
    later = form.model_copy(update={"rules": (rule,)})
    monkeypatch.setitem(desk_house.services.catalogue.returns, FORM, later)
    given, _ = many(client, [receipt])
    page = given.get_data(as_text=True)
    assert "None of the chosen returns can be approved" in page
    assert "are errors" in page
    refused = text_of(client, f"{QUEUE}/{receipt.code}")
    assert f"{receipt.code}/approve" not in refused


def test_a_return_of_a_closed_period_is_left_out(desk_house):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    returns(desk_house).close(FORM, PERIOD, "somebody")
    given, _ = many(client, [receipt])
    assert "Its period is closed" in given.get_data(as_text=True)


def test_provisional_values_are_the_offices_and_their_senders_and_nobody_elses(desk_house):
    waiting(desk_house)
    store = desk_house.services.store
    for scope, sees in ((PUBLIC, False), (OFFICE, True), (of_partner(A), True),
                        (of_partner(B), False)):  # fmt: skip
        lines = store.seen_by(scope).series(CONTACTS).lines
        shown = [one for line in lines for one in line.values if line.organization]
        assert bool(shown) is sees
        assert all(one.is_provisional for one in shown)
    with pytest.raises(UnknownError):
        store.seen_by(PUBLIC).trail(CONTACTS, PERIOD.code)
    assert store.seen_by(OFFICE).trail(CONTACTS, PERIOD.code)


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_public_output_has_no_partners_value_before_and_after_approval(desk_house, kind):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    public = desk_house.client()
    for _ in range(2):
        for path in (f"/indicator/{CONTACTS}", f"/download/{CONTACTS}.{kind}"):
            given = text_of(public, path)
            assert not re.search(r"(?<!\w)310(?!\w)", given)  # words drawn at random may hold it
            assert A not in given
        take(client, receipt.code, "approve")


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_in_a_file_of_the_office_what_nobody_has_approved_has_the_status_provisional(
    desk_house, kind
):
    receipt, client = waiting(desk_house), desk_house.client("editor")

    def statuses() -> set[str]:
        given = client.get(f"/download/{CONTACTS}.{kind}").get_data(as_text=True)
        if kind == "csv":
            return {one["obs_status"] for one in csv.DictReader(StringIO(given.lstrip("\ufeff")))}
        return {one["obs_status"] for one in json.loads(given)}

    assert statuses() == {"P"}
    take(client, receipt.code, "approve")
    assert "A" in statuses()


def test_a_partners_line_is_chosen_by_its_sender(desk_house):
    waiting(desk_house, A)
    waiting(desk_house, B, values=changed(CONTACTS, 290), actor="partner b")
    client = desk_house.client("editor")
    page = text_of(client, f"/indicator/{CONTACTS}?partner={B}")
    assert "sent by Partner B, not released" in page
    assert "290" in page
    assert "Q4 2025 (October to December 2025)" in page  # the name that returns give it beside
    assert "name the same months Q3 2025-26" in page
    french = text_of(client, f"/indicator/{CONTACTS}?partner={B}&lang=fr")
    assert "les mêmes mois T3 2025-2026" in french
    told = text_of(desk_house.client(), f"/indicator/{CONTACTS}?partner={B}", 200)
    assert "290" not in told


def test_what_nobody_has_approved_is_marked_where_the_office_sees_it(desk_house):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    path = f"/indicator/{CONTACTS}?series=partner-returns%2F{CONTACTS}&organization={A}"
    before = text_of(client, path)
    assert "310" in before
    assert "rovisional" in before
    take(client, receipt.code, "approve")
    assert state(desk_house, receipt) == ReturnState.APPROVED


def test_the_pages_are_in_french_too(desk_house):
    receipt, client = waiting(desk_house), desk_house.client("editor")
    for path in (QUEUE, f"{QUEUE}/{receipt.code}", f"{QUEUE}/{receipt.code}/send-back"):
        page = text_of(client, f"{path}?lang=fr")
        assert 'lang="fr-CA"' in page
        assert "review." not in page
    assert "T3 2025-2026" in page


def test_periods_are_closed_and_opened_for_a_reason(desk_house):
    client = desk_house.client("editor")
    asked = f"/returns/periods/close?form={FORM}&period={PERIOD.code}"
    assert "Close this period?" in text_of(client, asked)
    fields = {"form": FORM, "period": PERIOD.code}
    assert sent(client, asked, "/returns/periods/close", **fields).status_code == 302
    assert returns(desk_house).closed(FORM) == {PERIOD}
    for lang, told in (
        ("en", "It was closed by editor on"),
        ("fr", "Elle a été fermée par editor"),
    ):
        assert told in text_of(client, f"{asked}&lang={lang}")
    again = asked.replace("close", "reopen")
    twice = sent(client, again, "/returns/periods/close", **fields)
    assert (twice.status_code, "closed already" in twice.get_data(as_text=True)) == (200, True)
    refused = sent(client, again, "/returns/periods/reopen", **fields)
    assert refused.status_code == 422
    given = sent(client, again, "/returns/periods/reopen", reason="One was lost.", **fields)
    assert given.status_code == 302
    assert returns(desk_house).closed(FORM) == frozenset()
    text_of(client, "/returns/periods/close?form=none&period=2025-Q4", 404)
    text_of(client, f"/returns/periods/close?form={FORM}&period=2025-05", 404)
    assert Period.parse("2025-Q3").code in text_of(client, "/returns/periods")


def test_editors_take_away_the_file_as_it_was_sent_and_the_log_says_so(desk_house):
    content = filled()
    partner = desk_house.client("partner a")
    code = send(partner, checked(partner, content))
    editor = desk_house.client("editor")
    assert f"/returns/review/{code}/file" in text_of(editor, f"{QUEUE}/{code}")
    given = editor.get(f"{QUEUE}/{code}/file")
    assert given.status_code == 200
    assert given.data == content
    assert given.headers["Cache-Control"] == "no-store"
    (entry,) = desk_house.entries(AuditAction.FILE_DOWNLOADED)
    assert entry.actor == desk_house.people["editor"].id
    assert entry.detail == {"form": "sent", "organization": A}
    for who in ("viewer", "admin", "partner a"):
        text_of(desk_house.client(who), f"{QUEUE}/{code}/file", 404)


def test_a_file_is_kept_for_its_days_after_approval(desk_house):
    partner = desk_house.client("partner a")
    code = send(partner, checked(partner, filled()))
    drafts = drafts_of(desk_house)
    assert drafts.became(code).expires_at.year == 9999
    take(desk_house.client("editor"), code, "approve")
    assert drafts.became(code).expires_at == desk_house.at + timedelta(days=90)
    take(desk_house.client("editor"), code, "undo", reason="Too early.")
    take(desk_house.client("editor"), code, "undo", reason="It was right.")
    assert drafts.became(code).expires_at == desk_house.at + timedelta(days=90)


def test_a_replaced_return_says_so_and_leads_to_the_later_one(desk_house):
    first = waiting(desk_house)
    second = waiting(desk_house, values=changed(CONTACTS, 290))
    client = desk_house.client("editor")
    later = f"/returns/review/{second.code}"
    listed = text_of(client, f"{QUEUE}?state=every")
    row = listed[listed.index(f"{QUEUE}/{first.code}") :]
    assert row.index(">replaced<") < row.index(later)
    assert first.code not in text_of(client, QUEUE)
    assert first.code in text_of(client, f"{QUEUE}?state=replaced")
    assert "remplacé" in text_of(client, f"{QUEUE}?state=replaced&lang=fr")
    page = text_of(client, f"{QUEUE}/{first.code}")
    assert ">replaced<" in page
    assert later in page
    own = text_of(desk_house.client("partner a"), "/returns")
    assert "replaced by a later return" in own
    assert f"/returns/sent/{second.code}" in own
    assert record(returns(desk_house).find(first.code))["state"] == "replaced"


def test_what_is_approved_stands_until_a_later_return_is_approved(desk_house):
    first, client = waiting(desk_house), desk_house.client("editor")
    take(client, first.code, "approve")
    second = waiting(desk_house, values=changed(CONTACTS, 290))
    assert returns(desk_house).find(first.code).standing == "approved"
    assert "A later return was sent" in text_of(client, f"{QUEUE}/{first.code}")
    take(client, second.code, "approve")
    assert returns(desk_house).find(first.code).standing == "replaced"


def test_what_a_partner_replaced_is_not_what_the_office_compares_with(desk_house):
    waiting(desk_house, reasons=())
    second = waiting(desk_house, values=changed(CONTACTS, 290))
    told = returns(desk_house).differences(second.code)
    assert {one.kind.value for one in told} == {"added"}
    page = text_of(desk_house.client("editor"), f"{QUEUE}/{second.code}")
    assert "Values: 15 added" in page
    assert REASON.words in page.partition('id="warnings"')[0]  # beside its value


def test_what_was_sent_back_is_compared_with(desk_house):
    first, client = waiting(desk_house), desk_house.client("editor")
    take(client, first.code, "send-back", reason="Does this count texts?")
    second = waiting(desk_house, values=changed(CONTACTS, 290))
    kinds = [one.kind.value for one in returns(desk_house).differences(second.code)]
    assert (kinds.count("changed"), kinds.count("unchanged")) == (1, 14)


def test_changes_stand_in_the_order_of_the_form_beside_the_period_before(desk_house):
    waiting(desk_house, period=Period.parse("2025-Q3"))
    receipt = waiting(desk_house)
    client = desk_house.client("viewer")
    page = text_of(client, f"{QUEUE}/{receipt.code}")
    section = page.partition('id="changes"')[2].partition("</section>")[0]
    titles = re.findall(r'<tr class="group"[^>]*><th[^>]*>([^<]*)</th>', section)
    assert titles == ["People served", "New people", "Contacts", "Amount spent", "Satisfied"]
    assert "Q2 2025-26 (July to September 2025), the period before" in section
    assert "12 (provisional)" in section  # nobody has approved the period before
    assert '0<small class="note">from the period before</small>' in section
    french = text_of(client, f"{QUEUE}/{receipt.code}?lang=fr")
    assert "T2 2025-2026 (juillet à septembre 2025), la période précédente" in french


def test_the_order_of_a_form_is_that_of_its_tables_and_rows():
    rows = [
        Difference("", f"partner-returns/{series}", place, code, PERIOD, None, None,
                   DifferenceKind.ADDED)
        for series, place, code in (
            (SPENT, "ON", ""), ("gone", "ON", ""), (SERVED, "ON-S", ""),
            (SERVED, "ON-N", "age=25-and-over"), (SERVED, "ON-N", "age=under-25"),
        )
    ]  # fmt: skip
    ordered = in_form_order(rows, form())
    assert [(one.series.partition("/")[2], one.place) for one in ordered] == [
        (SERVED, "ON-N"), (SERVED, "ON-N"), (SERVED, "ON-S"), (SPENT, "ON"), ("gone", "ON"),
    ]  # fmt: skip


def test_the_change_of_what_is_new_is_from_the_period_before_and_no_dash(desk_house):
    waiting(desk_house, period=Period.parse("2025-Q3"))
    receipt = waiting(desk_house, values=changed(CONTACTS, 290))
    client = desk_house.client("viewer")
    page = text_of(client, f"{QUEUE}/{receipt.code}")
    assert '−20<small class="note">from the period before</small>' in page
    french = text_of(client, f"{QUEUE}/{receipt.code}?lang=fr")
    assert '−20<small class="note">par rapport à la période précédente</small>' in french


def test_without_a_period_before_there_is_no_change_to_show(desk_house):
    page = text_of(desk_house.client("viewer"), f"{QUEUE}/{waiting(desk_house).code}")
    assert "from the period before" not in page


def test_what_is_on_file_is_compared_with_first(desk_house):
    waiting(desk_house, period=Period.parse("2025-Q3"), values=changed(CONTACTS, 305))
    client = desk_house.client("editor")
    take(client, waiting(desk_house).code, "approve")
    second = waiting(desk_house, values=changed(CONTACTS, 290))
    page = text_of(client, f"{QUEUE}/{second.code}")
    assert "−20</td>" in page
    assert "from the period before" not in page
