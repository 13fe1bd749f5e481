"""A partner's way from a template to a receipt, in both languages; nothing before it confirms."""

import re

import pytest

from dashboard.returns import checks
from ingest import check_in_child
from metrics import OFFICE, Period
from tests.ingest.return_forms import CONTACTS
from tests.metrics.digests import figures_digest
from tests.returns.house import FORM, PERIOD, A, changed, checked, drafts_of, filled, send
from tests.returns.office_desk import text_of


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_sound_file_goes_from_check_to_receipt(desk_house, lang):
    client, store = desk_house.client("partner a"), desk_house.services.store
    home = text_of(client, f"/returns?lang={lang}")
    assert "2025-Q4" in home
    before = figures_digest(store)
    content = filled()
    draft = checked(client, content, lang=lang)
    page = text_of(client, f"/returns/checks/{draft}?lang={lang}")
    assert {"en": "This return is ready", "fr": "Ce rapport est prêt"}[lang] in page
    changes = text_of(client, f"/returns/checks/{draft}/changes?lang={lang}")
    assert "310" in changes
    assert figures_digest(store) == before
    code = send(client, draft)
    receipt = text_of(client, f"/returns/sent/{code}?lang={lang}")
    assert "Partner A" in receipt
    assert "Partenaire A" in receipt
    assert client.get(f"/returns/sent/{code}.json").json["counts"]["added"] > 10
    assert client.get(f"/returns/sent/{code}/file").data == content
    assert len(store.seen_by(OFFICE).returns.held(organization=A)) == 1


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_file_says_what_it_is_for_unless_a_link_led_here(desk_house, lang):
    client = desk_house.client("partner a")
    page = client.get(f"/returns?lang={lang}").get_data(as_text=True)
    options = re.findall(r'<option value="([^"]+)"( selected)?', page[page.index('name="for"') :])
    assert options[0] == ("file", " selected")
    assert f"{FORM}|{PERIOD.code}" in dict(options)
    still = "Still to come: " if lang == "en" else "À envoyer\u00a0: "
    assert re.search(f"{still}[^.]+2 (<[^>]+>)?2025-", page)
    assert ("(late)" if lang == "en" else "(en retard)") in page
    other = client.get(f"/returns?for={FORM}|2025-Q3&lang={lang}").get_data(as_text=True)
    assert f'value="{FORM}|2025-Q3" selected' in other
    assert f'type="hidden" name="given" value="{FORM}|2025-Q3"' in other


def test_the_same_template_sent_again_is_not_told_off_for_the_next_period(desk_house):
    client = desk_house.client("partner a")
    send(client, checked(client, filled(), which="file"))
    page = text_of(client, f"/returns/checks/{checked(client, filled(), which='file')}")
    assert "This template was made for" not in page
    assert "Quarterly return, Q3 2025-26 (October to December 2025)." in page


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "is read as that; the list named Q2 2025-26"),
     ("fr", "est lu ainsi; la liste indiquait T2 2025-2026")],
)  # fmt: skip
def test_the_mark_of_a_template_wins_over_a_period_that_only_a_link_chose(desk_house, lang, said):
    client, other = desk_house.client("partner a"), f"{FORM}|2025-Q3"
    draft = checked(client, filled(), which=other, given=other, lang=lang)
    page = text_of(client, f"/returns/checks/{draft}?lang={lang}")
    assert said in page
    assert drafts_of(desk_house).find(draft).period == PERIOD.code


def test_a_period_that_the_partner_chose_itself_is_held_to(desk_house):
    client = desk_house.client("partner a")
    draft = checked(client, filled(), which=f"{FORM}|2025-Q3", given=f"{FORM}|2025-Q4")
    page = text_of(client, f"/returns/checks/{draft}")
    assert "This template was made for Q3 2025-26" in page
    assert "the return is for Q2 2025-26" in page


def test_a_period_that_a_link_chose_counts_where_the_file_says_none(desk_house):
    client, rows = desk_house.client("partner a"), b"Indicator,Value\ncontacts,310\n"
    chosen = f"{FORM}|2025-Q3"
    draft = checked(client, rows, "return.csv", which=chosen, given=chosen)
    assert drafts_of(desk_house).find(draft).period == "2025-Q3"


@pytest.mark.parametrize(("period", "times"), [("2025-Q4", 1), ("2025-Q3", 2)])
def test_the_return_that_is_most_likely_is_read_once(desk_house, monkeypatch, period, times):
    """Which is the newest that is over; what it says of the past is the same either way."""
    client, read = desk_house.client("partner a"), []
    monkeypatch.setattr(
        checks, "check_in_child", lambda *given: read.append(1) or check_in_child(*given)
    )
    content = filled(changed(CONTACTS, 9), period=Period.parse(period))
    results = [drafts_of(desk_house).result(checked(client, content, which=which))
               for which in ("file", f"{FORM}|{period}")]  # fmt: skip
    assert len(read) == times + 1
    assert results[0] == results[1]


def test_only_a_workbook_is_said_to_come_back_with_notes(desk_house):
    client = desk_house.client("partner a")
    said = {}
    for name, content in (("return.xlsx", filled(changed(CONTACTS, "many"))),
                          ("return.csv", b"Indicator,Value\nthings,many\n")):  # fmt: skip
        draft = checked(client, content, name)
        said[name] = client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    assert "The same notes are in your workbook" in said["return.xlsx"]
    assert "The same notes" not in said["return.csv"]
    assert "made of .xlsx workbooks alone" in said["return.csv"]


def test_rows_carry_the_heads_of_their_columns_for_narrow_screens(desk_house):
    page = desk_house.client("partner a").get("/returns").get_data(as_text=True)
    assert 'class="tnum stacks queue"' in page
    assert re.search(r'<td[^>]* data-l="Due by"', page)
