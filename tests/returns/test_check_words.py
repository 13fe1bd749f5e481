"""The page of a check beside its findings: what the office wrote, and files without our marks."""

import html
import re
from io import BytesIO

import openpyxl
import pytest

from ingest import is_private
from metrics import OFFICE, MetricsError, Period, Remark, writable
from tests.access.house import House
from tests.dashboard.drawn import joined
from tests.ingest.return_forms import CONTACTS
from tests.returns.house import FORM, changed, checked, drafts_of, filled, post, send
from tests.returns.office_desk import take, waiting

Q3, WORDS = Period.parse("2025-Q3"), "Does this count texts?"


@pytest.fixture
def back(desk_house: House):
    """A return that the office has sent back, with a comment at a cell."""
    client = desk_house.client("partner a")
    code = send(client, checked(client, filled()))
    office = desk_house.services.store.seen_by(OFFICE).returns
    office.send_back(
        code, desk_house.people["editor"].id, "", [Remark("Services", "C7", "", WORDS)]
    )
    return client


def page_of(client, draft, lang="en"):
    return joined(client.get(f"/returns/checks/{draft}?lang={lang}").get_data(as_text=True))


@pytest.mark.parametrize(("lang", "same"), [("en", "the same figures"), ("fr", "mêmes chiffres")])
def test_comments_of_the_office_stand_on_the_page_of_the_next_check(back, lang, same):
    page = page_of(back, checked(back, filled()), lang)
    assert WORDS in page
    assert "Services!C7" in page
    assert same in page
    page = page_of(back, checked(back, filled(changed(CONTACTS, 311))), lang)
    assert WORDS in page
    assert same not in page


def test_where_nothing_was_sent_back_nothing_is_said_of_comments(desk_house):
    client = desk_house.client("partner a")
    assert 'id="comments"' not in page_of(client, checked(client, filled()))


def test_a_mended_file_with_our_marks_is_given_back_without_them(desk_house):
    client = desk_house.client("partner a")
    draft = checked(client, filled(changed(CONTACTS, "many")))
    marked = client.get(f"/returns/checks/{draft}/annotated.xlsx").data
    book = openpyxl.load_workbook(BytesIO(marked))
    assert len(book.sheetnames) == 3
    book["Services"]["C7"] = 310
    held = BytesIO()
    book.save(held)
    mended = checked(client, held.getvalue(), "return-notes.xlsx")
    assert drafts_of(desk_house).find(mended).outcome == "accept"
    page = page_of(client, mended)
    assert "without our notes" in page
    answer = client.get(f"/returns/checks/{mended}/annotated.xlsx")
    assert 'filename="return.xlsx"' in answer.headers["Content-Disposition"]
    clean = openpyxl.load_workbook(BytesIO(answer.data))
    assert len(clean.sheetnames) == 2
    assert clean["Services"]["C7"].comment is None


@pytest.mark.parametrize(
    ("sent_in", "read_in", "sheet", "note"),
    [("fr", "en", "Findings", "Fix"), ("en", "fr", "À corriger", "À corriger"),
     ("fr", "fr", "À corriger", "À corriger")],
)  # fmt: skip
def test_notes_are_in_the_language_of_the_page_they_are_taken_from(
    desk_house, sent_in, read_in, sheet, note
):
    client = desk_house.client("partner a")
    draft = checked(client, filled(changed(CONTACTS, "many")), lang=sent_in)
    marked = client.get(f"/returns/checks/{draft}/annotated.xlsx?lang={read_in}").data
    book = openpyxl.load_workbook(BytesIO(marked))
    assert book.sheetnames[-1] == sheet
    assert book["Services"]["C7"].comment.text.startswith(note)


@pytest.mark.parametrize(("lang", "heading"), [("en", "Comment from"), ("fr", "Commentaire du")])
def test_comments_of_the_office_are_headed_in_the_readers_language(back, lang, heading):
    draft = checked(back, filled(changed(CONTACTS, 311)))
    marked = back.get(f"/returns/checks/{draft}/annotated.xlsx?lang={lang}").data
    note = openpyxl.load_workbook(BytesIO(marked))["Services"]["C7"].comment.text
    assert note.startswith(heading)
    assert WORDS in note


def test_the_office_reads_notes_in_its_own_language_too(desk_house):
    client = desk_house.client("partner a")
    send(client, checked(client, filled(period=Q3), which=f"{FORM}|{Q3.code}"))
    draft = checked(client, filled(changed(CONTACTS, 90)))
    page = client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    (field,) = re.findall(r'textarea name="(g[0-9a-f]{16})"', page)
    post(client, f"/returns/checks/{draft}/say", then="save", **{field: "We closed in May."})
    code = send(client, draft)
    editor = desk_house.client("editor")
    marked = editor.get(f"/returns/review/{code}/annotated.xlsx?lang=fr").data
    assert openpyxl.load_workbook(BytesIO(marked)).sheetnames[-1] == "À corriger"


def test_a_clean_file_has_nothing_to_be_taken_away(desk_house):
    client = desk_house.client("partner a")
    draft = checked(client, filled())
    assert "annotated.xlsx" not in page_of(client, draft)
    assert client.get(f"/returns/checks/{draft}/annotated.xlsx").status_code == 404


def test_a_comment_with_a_sign_that_no_workbook_holds_stops_no_template(desk_house):
    client, office = desk_house.client("partner a"), desk_house.client("editor")
    code = send(client, checked(client, filled()))
    answer = take(office, code, "send-back", reason="Look\x0bhere\x00.", cell1="Services!C7",
                  words1="Two\x0b lines\x1f")  # fmt: skip
    assert answer.status_code == 302
    held = desk_house.services.store.seen_by(OFFICE).returns.find(code)
    assert (held.events[-1].reason, held.comments[0].words) == ("Lookhere.", "Two lines")
    blank = client.get(f"/returns/template?form={FORM}&period=2025-Q4")
    assert blank.status_code == 200


def test_a_comment_that_was_kept_with_such_a_sign_stops_no_template_either():
    from ingest.blank.looks import WORDS as LOOK
    from ingest.blank.looks import write
    from ingest.blank.tables import note

    sheet = openpyxl.Workbook().active
    assert write(sheet, 1, 1, "a\x0bb", LOOK).value == "ab"
    assert note("a\x0bb", "Office").text == "ab"


def test_a_sign_that_is_dropped_hides_no_number(desk_house):
    """What is searched for people is what is kept."""
    from dashboard.returns.comments import private_among, refuse_private

    hidden = "Call 416\x00-967-\x0b2368"
    assert is_private(writable(hidden), frozenset())
    with pytest.raises(MetricsError):
        refuse_private(hidden, frozenset())
    assert private_among({"a": hidden}, frozenset()) == {"a"}


@pytest.mark.parametrize(("lang", "says"), [("en", "Too early"), ("fr", "Trop tôt")])
def test_a_template_far_ahead_is_refused_in_words(desk_house, lang, says):
    client = desk_house.client("partner a")
    here = f"/returns/template?form={FORM}&lang={lang}&period="
    assert client.get(f"{here}2026-Q2").status_code == 200  # the period after the present one
    for period in ("2026-Q3", "2099-Q1"):
        answer = client.get(here + period)
        assert (answer.status_code, says in answer.get_data(as_text=True)) == (404, True)


def test_a_refusal_names_the_period_as_the_form_does(desk_house):
    returns = desk_house.services.store.seen_by(OFFICE).returns
    period = Period.parse("2025-Q4")
    returns.close(FORM, period, "someone")
    client = desk_house.client("partner a")
    draft = checked(client, filled())
    said = page_of(client, draft)
    assert "Q3 2025-26" in said
    with pytest.raises(MetricsError) as fault:
        returns.close(FORM, Period.parse("2026-Q1"), "someone")
    assert fault.value.text.en.startswith(
        "Q4 2025-26 (January to March 2026) ends on 31 March 2026"
    )
    assert "31 mars 2026" in fault.value.text.fr
    returns.reopen(FORM, period, "someone", "More to come.")
    with pytest.raises(MetricsError) as fault:
        returns.reopen(FORM, period, "someone", "Once more.")
    assert "Q3 2025-26 (October to December 2025) is not closed" in fault.value.text.en
    returns.close(FORM, period, "someone")
    with pytest.raises(MetricsError) as fault:
        waiting(desk_house)
    assert "Q3 2025-26 (October to December 2025) is closed" in fault.value.text.en
    assert "T3 2025-2026 (octobre à décembre 2025) est fermée" in fault.value.text.fr


def test_reasons_are_written_without_such_signs(desk_house):
    from tests.returns.test_sending_once import warned

    client = desk_house.client("partner a")
    draft, group = warned(desk_house, client)
    post(
        client, f"/returns/checks/{draft}/say", then="save", **{group.field: "Shut\x00 in\x0b May"}
    )
    assert drafts_of(desk_house).said(draft)["reasons"] == {group.key: "Shut in May"}


def text_on(client, draft, lang="en"):
    return html.unescape(re.sub("<[^>]+>", " ", page_of(client, draft, lang)))


def test_where_nothing_could_be_read_that_leads_and_nothing_else_is_asked(desk_house):
    client = desk_house.client("partner a")
    draft = checked(client, b"hello\nworld", "x.csv", which="file")
    page, said = page_of(client, draft), text_on(client, draft)
    assert "No figure was read from this file." in said
    assert said.index("Every line of this file is one cell") < said.index("What is kept")
    assert "Choose the period" not in said
    assert 'type="radio"' not in page
    assert "/returns/profile/" not in page
    assert client.get(f"/returns/profile/{draft}").status_code == 404


def test_another_organizations_template_is_told_alone(back):
    draft = checked(back, filled(changed(CONTACTS, "many"), "partner-b"))
    page = page_of(back, draft)
    assert page.count("<article") == 1
    assert "This template was made for another organization." in page
    assert "No figure was read from this file." in page
    assert WORDS not in page


def test_why_a_file_is_not_taken_is_said_once(desk_house):
    client = desk_house.client("partner a")
    said = text_on(client, checked(client, filled(), "m.xlsm"))
    assert said.count("Files of this kind (.xlsm) can hold macros") == 1
    assert "open it in Excel, then choose File > Save As" in said
    french = text_on(client, checked(client, filled(), "m.xls"), "fr")
    assert french.count("ancien format (.xls)\u00a0: ouvrez-le dans Excel, puis choisissez") == 1
