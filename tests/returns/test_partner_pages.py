"""A partner's way from a template to a receipt, in both languages; nothing before it confirms."""

import re

import pytest

from metrics import OFFICE
from tests.ingest.return_forms import CONTACTS
from tests.metrics.digests import figures_digest
from tests.returns.house import FORM, PERIOD, A, changed, checked, filled, send
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


def test_the_newest_period_that_is_over_is_chosen_and_the_late_ones_are_named(desk_house):
    client = desk_house.client("partner a")
    page = text_of(client, "/returns")
    chosen = re.search(rf'<option value="({FORM}[^"]+)" selected', page)
    assert chosen
    assert chosen[1] == f"{FORM}|{PERIOD.code}"
    assert "Still to come as well: Quarterly return, Q2 2025-26" in page
    assert "(late)" in page
    other = client.get(f"/returns?for={FORM}|2025-Q3").get_data(as_text=True)
    assert f'value="{FORM}|2025-Q3" selected' in other


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
    assert 'class="tnum stacks"' in page
    assert re.search(r'<td[^>]* data-l="Due by"', page)
