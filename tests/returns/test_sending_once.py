"""Double clicks, lost answers, reasons and questions: what is sent counts once."""

import re

import pytest

from dashboard.returns.grouping import grouped
from ingest import checked_from_json
from metrics import OFFICE, Period, Remark, of_partner
from tests.dashboard.drawn import joined
from tests.ingest.return_forms import CONTACTS, SPENT
from tests.metrics.digests import figures_digest
from tests.returns.house import (
    FORM,
    A,
    changed,
    checked,
    drafts_of,
    filled,
    post,
    seen_of,
    send,
    upload,
)

Q3 = Period.parse("2025-Q3")


def groups_of(house, draft):
    return grouped(checked_from_json(drafts_of(house).result(draft)).findings)


def test_a_button_pressed_twice_sends_once(desk_house):
    client, store = desk_house.client("partner a"), desk_house.services.store
    draft = checked(client, filled())
    code = send(client, draft)
    after = figures_digest(store)
    assert send(client, draft) == code
    assert client.get(f"/returns/checks/{draft}").location.endswith(code)
    assert client.get(f"/returns/checks/{draft}/changes").location.endswith(code)
    assert figures_digest(store) == after


def test_a_lost_answer_is_asked_for_again(desk_house):
    """The store has it, and the draft does not know it yet: as after a power cut between both."""
    client, store = desk_house.client("partner a"), desk_house.services.store
    draft = checked(client, filled())
    drafts, mark = drafts_of(desk_house), drafts_of(desk_house).mark_sent
    drafts.mark_sent = lambda *_: None
    seen = seen_of(client, draft)
    code = send(client, draft)
    drafts.mark_sent = mark
    assert drafts.find(draft).state == "checked"
    answer = post(client, f"/returns/checks/{draft}/send", seen=seen)
    assert code in answer.location
    assert drafts.find(draft).sent == code
    assert len(store.seen_by(OFFICE).returns.held(organization=A)) == 1


def test_the_same_figures_again_lead_to_the_first_receipt(desk_house):
    client = desk_house.client("partner a")
    code = send(client, checked(client, filled()))
    again = checked(client, filled(), "again.xlsx")
    answer = post(client, f"/returns/checks/{again}/send", seen=seen_of(client, again))
    assert code in answer.location
    page = client.get(answer.location).get_data(as_text=True)
    assert "had been received before" in page


def test_a_warning_is_sent_with_its_reason_only(desk_house):
    client, store = desk_house.client("partner a"), desk_house.services.store
    send(client, checked(client, filled(period=Q3), which=f"{FORM}|{Q3.code}"))
    draft = checked(client, filled(changed(CONTACTS, 90)))
    before = figures_digest(store)
    for path in ("changes", "send"):
        here = f"/returns/checks/{draft}/{path}"
        answer = client.get(here) if path == "changes" else post(client, here)
        assert "missing=1" in answer.location
    page = client.get(f"/returns/checks/{draft}?missing=1").get_data(as_text=True)
    assert 'role="alert"' in page
    assert figures_digest(store) == before
    (warned,) = (one for one in groups_of(desk_house, draft) if one.asks_reason)
    said = {warned.field: "Fewer staff <b>"}
    answer = post(client, f"/returns/checks/{draft}/say", then="changes", **said)
    assert answer.location.endswith("/changes")
    code = send(client, draft)
    held = store.seen_by(OFFICE).returns.find(code)
    assert held.reasons == (Remark("Services", "C7", "halved", "Fewer staff <b>"),)
    assert "<b>" not in client.get(f"/returns/sent/{code}").get_data(as_text=True).partition(
        "Reasons that you gave")[2].partition("To keep")[0]  # fmt: skip


def test_an_answer_to_a_question_is_checked_again(desk_house):
    client = desk_house.client("partner a")
    draft = checked(client, filled(changed(CONTACTS, "1,234")))
    (question,) = (one for one in groups_of(desk_house, draft) if one.is_question)
    page = client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    assert page.count('type="radio"') == 2
    which = str(question.first.readings.index("decimal-point"))
    post(client, f"/returns/checks/{draft}/say", then="check", **{question.field: which})
    assert drafts_of(desk_house).find(draft).outcome != "reject"
    code = send(client, draft)
    held = desk_house.services.store.seen_by(OFFICE).returns.values(code)
    values = {one.observation.series: one.observation.value for one in held}
    assert values["partner-returns/contacts"] == 1234


def test_what_was_answered_is_shown_and_can_be_asked_again(desk_house):
    client = desk_house.client("partner a")
    draft = checked(client, filled(changed(CONTACTS, "1,234")))
    (question,) = (one for one in groups_of(desk_house, draft) if one.is_question)
    say, page = f"/returns/checks/{draft}/say", f"/returns/checks/{draft}"
    assert "What you have answered" not in client.get(page).get_data(as_text=True)
    which = str(question.first.readings.index("decimal-point"))
    post(client, say, then="check", **{question.field: which})
    shown = client.get(page).get_data(as_text=True)
    told = shown.partition("What you have answered")[2]
    assert told.startswith('</h3><ul class="plain"><li><span class="cell">Services</span>')
    assert "the point stands before decimals" in told
    assert shown.index('value="changes"') < shown.index('value="ask-again"'), (
        "Enter presses the first"
    )
    assert "se lit ainsi\u00a0: le point précède" in client.get(
        f"{page}?lang=fr").get_data(as_text=True)  # fmt: skip
    post(client, say, then="ask-again")
    assert [one.key for one in groups_of(desk_house, draft) if one.is_question] == [question.key]
    assert "What you have answered" not in client.get(page).get_data(as_text=True)


def test_what_was_answered_stands_on_the_receipt_and_before_the_office(desk_house):
    client = desk_house.client("partner a")
    draft = checked(client, filled(changed(CONTACTS, "1,234")))
    (question,) = (one for one in groups_of(desk_house, draft) if one.is_question)
    which = str(question.first.readings.index("decimal-point"))
    post(client, f"/returns/checks/{draft}/say", then="check", **{question.field: which})
    code = send(client, draft)
    ways = {"partner a": ("/returns/sent", "What you have answered"),
            "editor": ("/returns/review", "How its sender had the file read")}  # fmt: skip
    for role, (way, title) in ways.items():
        page = desk_house.client(role).get(f"{way}/{code}").get_data(as_text=True)
        assert "the point stands before decimals" in page.partition(title)[2], role
        assert "ask-again" not in page
    plain = send(client, checked(client, filled()))
    for role, (way, title) in ways.items():
        assert title not in desk_house.client(role).get(f"{way}/{plain}").get_data(as_text=True)


def test_comments_of_the_office_come_back_in_the_template_and_the_marked_file(desk_house):
    from io import BytesIO

    import openpyxl

    client, store = desk_house.client("partner a"), desk_house.services.store
    code = send(client, checked(client, filled()))
    remark = Remark("Services", "C7", "", "Please look at this.")
    store.seen_by(OFFICE).returns.send_back(code, desk_house.people["editor"].id, "See C7.",
                                            [remark])  # fmt: skip
    page = client.get(f"/returns/sent/{code}").get_data(as_text=True)
    assert "Please look at this." in page
    blank = client.get("/returns/template?form=quarterly&period=2025-Q4").data
    assert "Please look" in openpyxl.load_workbook(BytesIO(blank))["Services"]["C7"].comment.text
    draft = checked(client, filled(changed(CONTACTS, 311)))
    marked = client.get(f"/returns/checks/{draft}/annotated.xlsx").data
    assert "Please look" in openpyxl.load_workbook(BytesIO(marked))["Services"]["C7"].comment.text


def sent_back(house, client, *remarks):
    """A return that the office has sent back; its code."""
    code = send(client, checked(client, filled()))
    office = house.services.store.seen_by(OFFICE).returns
    office.send_back(code, house.people["editor"].id, "See C7.", remarks)
    return code


def answered(client, draft, **said):
    page = client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    fields = dict(zip(("whole", "cell"), re.findall(r'<textarea name="(a[0-9a-f]{16})"', page),
                      strict=True))  # fmt: skip
    written = {fields[key]: words for key, words in said.items()}
    return post(client, f"/returns/checks/{draft}/say", then="changes", **written)


def test_the_same_figures_are_sent_again_with_answers_to_the_office(desk_house):
    client = desk_house.client("partner a")
    first = sent_back(desk_house, client, Remark("Services", "C7", "", "Does it count texts?"))
    draft = checked(client, filled())
    page = client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    assert "Answer to (Services!C7): Does it count texts?" in page
    assert "Contacts, Example Province: 310" in page  # so that no file has to be opened
    receipt = client.get(f"/returns/sent/{first}?lang=fr").get_data(as_text=True)
    assert (
        "Communications, Province d&#39;exemple" in receipt or "Communications, Province" in receipt
    )
    assert answered(client, draft, cell="No: calls alone.").location.endswith("/changes")
    changes = client.get(f"/returns/checks/{draft}/changes").get_data(as_text=True)
    assert "stays as it is: Q3 2025-26 (October to December 2025)" in joined(changes)
    again = send(client, draft)
    assert again != first
    held = desk_house.services.store.seen_by(OFFICE).returns.find(again)
    assert held.reasons == (Remark("Services", "C7", "answer", "No: calls alone."),)
    page = desk_house.client("editor").get(f"/returns/review/{again}").get_data(as_text=True)
    assert "No: calls alone." in page
    assert "answers “Does it count texts?” of the office: No: calls alone." in page
    assert "answers the office: “Does it count texts?”" in page
    assert "Reason given" not in page


def test_an_answer_is_not_asked_for_where_nothing_was_sent_back(desk_house):
    client = desk_house.client("partner a")
    page = client.get(f"/returns/checks/{checked(client, filled())}").get_data(as_text=True)
    assert 'id="replies"' not in page


def test_an_answer_that_tells_of_a_person_is_refused_at_its_field(desk_house, caplog):
    client = desk_house.client("partner a")
    sent_back(desk_house, client, Remark("Services", "C7", "", "Does it count texts?"))
    draft, private = checked(client, filled()), "Call Maria Silva at 613-555-0134"
    found = answered(client, draft, whole=private)
    page = found.get_data(as_text=True)
    assert (found.status_code, "may tell of a person" in page) == (400, True)
    assert "One text to write without a person in it" in page
    assert "ready to be sent" not in page
    assert 'aria-invalid="true"' in page
    assert drafts_of(desk_house).said(draft)["reasons"] == {}
    assert private not in caplog.text


@pytest.mark.parametrize(("lang", "told"), [("en", "Something has changed"),
                                            ("fr", "Quelque chose a changé")])  # fmt: skip
def test_what_is_sent_is_what_was_previewed(desk_house, lang, told):
    client, store = desk_house.client("partner a"), desk_house.services.store
    first, second = checked(client, filled()), checked(client, filled(changed(CONTACTS, 311)))
    seen = seen_of(client, first)
    assert seen
    send(client, second)  # in another tab
    before = figures_digest(store)
    for mark in (seen, ""):
        answer = post(client, f"/returns/checks/{first}/send?lang={lang}", seen=mark)
        page = answer.get_data(as_text=True)
        assert (answer.status_code, told in page) == (409, True)
        assert f"/returns/checks/{first}/changes" in page
    assert figures_digest(store) == before
    assert drafts_of(desk_house).find(first).state == "checked"
    send(client, first)  # after another look
    assert len(store.seen_by(OFFICE).returns.held(organization=A)) == 2


def with_two(contacts, spent):
    values = changed(CONTACTS, contacts)
    values["services"]["ON"][SPENT] = spent
    return filled(values)


def warned(house, client):
    """A draft with one warning, and the group that asks a reason."""
    send(client, checked(client, filled(period=Q3), which=f"{FORM}|{Q3.code}"))
    draft = checked(client, filled(changed(CONTACTS, 90)))
    (group,) = (one for one in groups_of(house, draft) if one.asks_reason)
    return draft, group


def sent_back_with_a_reason(house, client):
    draft, group = warned(house, client)
    post(client, f"/returns/checks/{draft}/say", then="changes", **{group.field: "Fewer staff"})
    office = house.services.store.seen_by(OFFICE).returns
    office.send_back(send(client, draft), house.people["editor"].id, "See D7.")


@pytest.mark.parametrize(("lang", "told"), [("en", "You gave this reason with your previous"),
                                            ("fr", "Vous avez donné cette raison")])  # fmt: skip
def test_a_reason_given_last_time_goes_on_where_the_value_is_the_same(desk_house, lang, told):
    client, store = desk_house.client("partner a"), desk_house.services.store
    sent_back_with_a_reason(desk_house, client)
    draft = checked(client, with_two(90, 12000.5))
    page = client.get(f"/returns/checks/{draft}?lang={lang}").get_data(as_text=True)
    assert told in page
    assert ">Fewer staff</textarea>" in page
    held = store.seen_by(OFFICE).returns.find(send(client, draft))
    assert held.reasons == (Remark("Services", "C7", "halved", "Fewer staff"),)


def test_a_reason_is_asked_again_where_the_value_is_another(desk_house):
    client = desk_house.client("partner a")
    sent_back_with_a_reason(desk_house, client)
    draft = checked(client, filled(changed(CONTACTS, 91)))
    assert drafts_of(desk_house).said(draft)["reasons"] == {}
    page = client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    assert "Fewer staff" not in page.partition('id="findings"')[2]


def test_a_reason_of_a_withdrawn_return_is_asked_again(desk_house):
    client = desk_house.client("partner a")
    draft, group = warned(desk_house, client)
    post(client, f"/returns/checks/{draft}/say", then="changes", **{group.field: "Fewer staff"})
    own = desk_house.services.store.seen_by(of_partner(A)).returns
    own.withdraw(send(client, draft), desk_house.people["partner a"].id, "Sent too early.")
    again = checked(client, filled(changed(CONTACTS, 90)))
    assert drafts_of(desk_house).said(again)["reasons"] == {}


def test_a_reason_that_was_changed_in_another_tab_is_looked_at_first(desk_house):
    client = desk_house.client("partner a")
    draft, group = warned(desk_house, client)
    post(client, f"/returns/checks/{draft}/say", then="changes", **{group.field: "Fewer staff"})
    seen = seen_of(client, draft)
    post(client, f"/returns/checks/{draft}/say", then="changes", **{group.field: "Shut in May"})
    assert post(client, f"/returns/checks/{draft}/send", seen=seen).status_code == 409


@pytest.mark.parametrize(("lang", "told"), [("en", "may tell of a person"),
                                            ("fr", "peut désigner une personne")])  # fmt: skip
def test_a_reason_that_tells_of_a_person_is_refused_at_its_field(desk_house, caplog, lang, told):
    client, store = desk_house.client("partner a"), desk_house.services.store
    draft, group = warned(desk_house, client)
    private, before = "Call Maria Silva at 613-555-0134", figures_digest(store)
    answer = post(client, f"/returns/checks/{draft}/say?lang={lang}", then="changes",
                  **{group.field: private})  # fmt: skip
    page = answer.get_data(as_text=True)
    assert (answer.status_code, told in page) == (400, True)
    assert f'aria-describedby="{group.field}-reason-fault"' in page
    assert drafts_of(desk_house).said(draft)["reasons"] == {}
    assert private not in caplog.text
    drafts_of(desk_house).say(draft, {}, {group.key: private})  # as an older version kept it
    for path in ("changes", "send"):
        here = f"/returns/checks/{draft}/{path}"
        led = client.get(here) if path == "changes" else post(client, here)
        assert f"/returns/checks/{draft}?" in led.location
    assert told in client.get(f"/returns/checks/{draft}?lang={lang}").get_data(as_text=True)
    assert figures_digest(store) == before


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_too_large_too_many_and_nothing_are_told_in_words(desk_house, lang):
    client = desk_house.client("partner a")
    said = {"en": ("larger than", "Choose the file"), "fr": ("Ce fichier dépasse", "Choisissez le")}
    large = upload(client, b"x" * (desk_house.services.settings.return_bytes + 20_000), lang=lang)
    assert (large.status_code, said[lang][0] in large.get_data(as_text=True)) == (413, True)
    none = post(client, f"/returns/check?lang={lang}")
    assert (none.status_code, said[lang][1] in none.get_data(as_text=True)) == (400, True)
    large = client.post("/returns/checks/x/say", data={"a": "x" * 20_000},
                        headers={"Origin": "http://localhost"})  # fmt: skip
    assert large.status_code == 413


def test_too_many_uploads_are_refused_for_a_while(desk_house, monkeypatch):
    from dashboard.returns import desk

    client = desk_house.client("partner a")
    most = desk_house.services.settings.return_uploads
    assert f"up to {most} files an hour" in client.get("/returns").get_data(as_text=True)
    monkeypatch.setattr(desk.Desk, "may_upload", lambda *_: False)
    answer = upload(client, filled())
    assert answer.status_code == 429
    said = answer.get_data(as_text=True)
    assert f"{most} files may be checked within an hour" in said
    assert re.search(r"from \d\d:\d\d UTC", said)
