"""What a partner finds on its first page: templates, what the office asks, its own figures."""

import re

import pytest

from metrics import OFFICE, Period
from tests.ingest.return_forms import CONTACTS
from tests.returns.house import FORM, PERIOD, A, B, changed
from tests.returns.office_desk import take, text_of, waiting


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_return_that_is_due_has_its_template_as_a_button_in_both_languages(desk_house, lang):
    page = desk_house.client("partner a").get(f"/returns?lang={lang}").get_data(as_text=True)
    buttons = re.findall(r'<a class="btn"[^>]*href="(/returns/template[^"]+)"[^>]*>(\w+)', page)
    due = {re.search(r"period=([\w-]+)", href)[1] for href, _ in buttons}
    assert PERIOD.code in due
    assert [said for _, said in buttons] == ["English", "Français"] * len(due)
    assert (
        desk_house.client("partner a")
        .get(f"/returns/template?form={FORM}&period={PERIOD.code}&language=fr")
        .data.startswith(b"PK")
    )


def test_a_return_that_was_sent_back_stands_first_with_what_the_office_wrote(desk_house):
    client = desk_house.client("partner a")
    assert "to be sent again" not in text_of(client, "/returns")
    receipt = waiting(desk_house)
    take(desk_house.client("editor"), receipt.code, "send-back", reason="Two figures are unclear.",
         cell1="Services!D7", words1="Does this count texts?")  # fmt: skip
    page = text_of(client, "/returns")
    assert "One return is to be sent again" in page
    assert "Two figures are unclear. One cell has a comment." in page
    assert f"/returns/sent/{receipt.code}" in page
    assert page.index("to be sent again") < page.index("What is due")
    assert "renvoyé" in text_of(client, "/returns?lang=fr")
    assert "Two figures are unclear" not in text_of(desk_house.client("partner b"), "/returns")


def test_one_that_was_sent_again_waits_for_no_answer(desk_house):
    receipt = waiting(desk_house)
    take(desk_house.client("editor"), receipt.code, "send-back", reason="Unclear.")
    waiting(desk_house, values=changed(CONTACTS, 290), reasons=())
    assert "to be sent again" not in text_of(desk_house.client("partner a"), "/returns")


def test_one_that_was_approved_and_undone_says_why_and_nothing_of_what_was_answered(desk_house):
    first = waiting(desk_house)
    take(desk_house.client("editor"), first.code, "send-back", reason="Unclear.")
    second = waiting(desk_house, values=changed(CONTACTS, 290), reasons=())
    take(desk_house.client("editor"), second.code, "approve")
    office = desk_house.services.store.seen_by(OFFICE).returns
    office.undo(second.code, "somebody", "It was of another quarter.")
    page = text_of(desk_house.client("partner a"), "/returns")
    assert "One return is to be sent again" in page
    assert "Undone" in page
    assert "It was of another quarter." in page
    assert "Unclear." not in page.partition("What is due")[0]


def test_its_own_totals_stand_with_the_years_before_them_and_are_nobody_elses(desk_house):
    client = desk_house.client("partner a")
    for period in ("2025-Q3", PERIOD.code):
        waiting(desk_house, A, Period.parse(period), reasons=())
    page = text_of(client, "/returns")
    own = page[page.index("Your own figures") : page.index("Returns sent")]
    assert "Q3 2025-26" in own
    assert own.count("<svg") > 1
    assert f"partner={A}" in own
    other = text_of(desk_house.client("partner b"), "/returns")
    assert f"partner={A}" not in other


def test_a_return_that_waits_for_the_office_has_not_the_mark_of_what_is_in_order(desk_house):
    waiting(desk_house, B, actor="partner b")
    page = desk_house.client("editor").get("/returns/review").get_data(as_text=True)
    assert '<span class="st st-due">' in page
    assert "st-on" not in page
    assert 'class="tnum stacks queue"' in page


@pytest.mark.parametrize(
    ("lang", "late", "named"),
    [
        ("en", "One return is late", "Returns of Partner A. Download"),
        ("fr", "Un rapport est en retard", "Rapports\u00a0: Partenaire A. Téléchargez"),
    ],
)
def test_a_late_return_is_what_the_title_says_with_the_organization_in_the_lead(
    desk_house, lang, late, named
):
    client = desk_house.client("partner a")
    page = client.get(f"/returns?lang={lang}").get_data(as_text=True)
    assert f"<h1>{late}</h1>" in page
    assert named in page


def test_where_nothing_is_late_the_title_is_whose_returns_these_are(desk_house):
    waiting(desk_house, A, Period.parse("2025-Q3"), reasons=())
    page = text_of(desk_house.client("partner a"), "/returns")
    assert "<h1>Returns of Partner A</h1>" in page
    assert "late" not in page.partition("<h1>")[2].partition("</h1>")[0]
