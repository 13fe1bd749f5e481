"""A partner's own layout: proposed, confirmed once, remembered for the next file."""

import re
from io import BytesIO

import openpyxl
import pytest

from metrics import OFFICE
from tests.ingest.return_forms import CONTACTS
from tests.returns.house import A, changed, checked, drafts_of, filled, post, send

HEAD = ("Region", "Age group", "Persons served", "New people")
ROWS = (
    ("North", "under 25", 12, 4), ("North", "25 and over", 30, 6), ("North", "Total", 42, 10),
    ("South", "under 25", 7, 0), ("South", "25 and over", 21, 5), ("South", "Total", 28, 5),
)  # fmt: skip


def own_file() -> bytes:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("Our services")
    first.title = "Clients by region"
    first["A2"] = "Our own quarterly table"
    for row, cells in enumerate((HEAD, *ROWS), 4):
        for column, value in enumerate(cells, 1):
            first.cell(row, column, value)
    for row, cells in enumerate((("Where", "Contacts", "Amount spent", "Satisfied"),
                                 ("Example Province", 310, 12345.67, 88)), 1):  # fmt: skip
        for column, value in enumerate(cells, 1):
            second.cell(row, column, value)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def test_an_own_layout_is_proposed_confirmed_and_remembered(desk_house):
    client, drafts = desk_house.client("partner a"), drafts_of(desk_house)
    draft = checked(client, own_file(), "own.xlsx")
    page = client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    assert drafts.find(draft).outcome == "reject"
    assert f"/returns/profile/{draft}" in page
    proposed = client.get(f"/returns/profile/{draft}").get_data(as_text=True)
    assert "Persons served" in proposed
    fields = dict(
        re.findall(r'<select name="([^"]+)".*?<option value="([^"]*)" selected', proposed)
    )
    answer = post(client, f"/returns/profile/{draft}", **fields)
    assert answer.status_code == 303
    kept = drafts.profiles(A, "quarterly")
    assert [one.version for one in kept] == [1]
    result = client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    assert drafts.find(draft).outcome != "reject", re.sub("<[^>]+>", " ", result)[:4000]
    again = checked(client, own_file(), "next.xlsx")
    assert drafts.find(again).outcome != "reject"
    code = send(client, again)
    values = desk_house.services.store.seen_by(OFFICE).returns.values(code)
    assert len(values) == 15


def test_a_layout_is_proposed_once_and_no_page_opens_the_file(desk_house, monkeypatch):
    """Else anybody who asks for the page many times keeps the server busy."""
    from ingest import sandbox

    client = desk_house.client("partner a")
    draft = checked(client, own_file(), "own.xlsx")
    monkeypatch.setattr(sandbox, "run", lambda *_: pytest.fail("the page opened the file"))
    pages = {client.get(f"/returns/profile/{draft}").get_data() for _ in range(3)}
    assert all(b"Persons served" in one for one in pages)


def test_what_needs_no_layout_has_no_page_for_one(desk_house):
    client = desk_house.client("partner a")
    for content in (filled(), filled(changed(CONTACTS, "many"))):
        draft = checked(client, content)
        assert client.get(f"/returns/profile/{draft}").status_code == 404
        assert post(client, f"/returns/profile/{draft}").status_code == 404


def test_a_layout_of_a_draft_that_is_not_ones_own_is_not_there(desk_house):
    draft = checked(desk_house.client("partner a"), own_file(), "own.xlsx")
    other = desk_house.client("partner b")
    assert other.get(f"/returns/profile/{draft}").status_code == 404
    assert post(other, f"/returns/profile/{draft}").status_code == 404
    assert drafts_of(desk_house).profiles(A, "quarterly") == ()
