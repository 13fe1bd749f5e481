"""A partner's own layout: proposed, confirmed once, remembered for the next file."""

import html
import re
from io import BytesIO

import openpyxl
import pytest

from dashboard.returns import profile_page
from ingest import checked_from_json
from metrics import OFFICE
from tests.ingest.return_forms import CONTACTS
from tests.returns.house import A, changed, checked, drafts_of, filled, post, send

HEAD = ("Region", "Age group", "Persons served", "New people")
ROWS = (
    ("North", "under 25", 12, 4), ("North", "25 and over", 30, 6), ("North", "Total", 42, 10),
    ("South", "under 25", 7, 0), ("South", "25 and over", 21, 5), ("South", "Total", 28, 5),
)  # fmt: skip


def own_file(head=HEAD) -> bytes:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("Our services")
    first.title = "Clients by region"
    first["A2"] = "Our own quarterly table"
    for row, cells in enumerate((head, *ROWS), 4):
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


def chosen(page: str) -> dict[str, str]:
    return dict(re.findall(r'<select name="([^"]+)".*?<option value="([^"]*)" selected', page))


def test_a_changed_layout_keeps_what_was_confirmed_and_the_earlier_one_is_still_read(desk_house):
    client, drafts = desk_house.client("partner a"), drafts_of(desk_house)
    odd = ("Region", "Age group", "Zzz", "New people")  # by a word that nobody could know
    draft = checked(client, own_file(odd), "own.xlsx")
    page = client.get(f"/returns/profile/{draft}").get_data(as_text=True)
    field = selects(page)["Zzz"]
    post(client, f"/returns/profile/{draft}", **{**chosen(page), field: "people-served"})
    assert drafts.find(draft).outcome != "reject"
    changed_again = checked(client, own_file((*odd[:3], "Yyy")), "own.xlsx")
    assert drafts.find(changed_again).outcome == "reject"
    page = client.get(f"/returns/profile/{changed_again}").get_data(as_text=True)
    fields, now = selects(page), chosen(page)
    assert now[fields["Zzz"]].endswith("people-served")
    said = {**now, fields["Yyy"]: "new-people"}
    post(client, f"/returns/profile/{changed_again}", **said)
    assert drafts.find(changed_again).outcome != "reject"
    assert [one.version for one in drafts.profiles(A, "quarterly")] == [2, 1]
    assert drafts.find(checked(client, own_file(odd), "own.xlsx")).outcome != "reject"


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


def foreign_file() -> bytes:
    """A table in which no heading and no label is like any of the form's."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Q"
    for cells in (
        ("Sector", "Kind", "AAA", "BBB", "CCC"),
        ("P1", "k1", 12, 4, 9),
        ("P1", "k2", 30, 6, 9),
        ("P1", "kk", 42, 10, 9),
        ("P2", "k1", 7, 0, 9),
        ("P2", "k2", 21, 5, 9),
        ("P2", "kk", 28, 5, 9),
        ("Notes", "x", 1, 1, 9),
    ):
        sheet.append(cells)  # fmt: skip
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def selects(page: str) -> dict[str, str]:
    """By the words of the file beside it, the name of each choice of the first table."""
    pairs = re.findall(r'<select name="([^"]+)" aria-label="[^":]*: ([^"]*)"', page)
    return {html.unescape(words): name for name, words in pairs if re.match("[cr]0-", name)}


def test_a_layout_of_which_nothing_is_known_is_completed_by_hand(desk_house):
    client, drafts = desk_house.client("partner a"), drafts_of(desk_house)
    draft = checked(client, foreign_file(), "foreign.xlsx")
    address = f"/returns/profile/{draft}"
    page = client.get(address).get_data(as_text=True)
    fields = selects(page)
    assert {"AAA", "BBB", "CCC", "P1 / k1", "P2 / kk", "Notes / x"} <= {*fields}
    empty = post(client, address, **dict.fromkeys(fields.values(), ""))
    assert empty.status_code == 422
    assert "at least one column" in empty.get_data(as_text=True)
    members = {"k1": "under-25", "k2": "25-and-over", "kk": ""}
    places = {"P1": "ON-N", "P2": "ON-S"}
    meant = {fields["AAA"]: "people-served", fields["BBB"]: "new-people"}
    meant |= {fields[f"{place} / {kind}"]: f"{code}|{member}"
              for place, code in places.items() for kind, member in members.items()}  # fmt: skip
    assert post(client, address, **meant).status_code == 303
    found = checked_from_json(drafts.result(draft))
    assert len(found.observations) == 12
    rules = {one.rule for one in found.findings}
    assert not {"strange-row", "row-unknown", "missing-row", "missing-column"} & rules
    again = client.get(address).get_data(as_text=True)
    chosen = re.search(r'aria-label="3: P1 / k2".*?</select>', again, re.DOTALL)[0]
    assert 'value="ON-N|25-and-over" selected' in chosen


def test_a_row_stands_once_among_those_to_choose_from():
    rows = [("ON|a", "Ontario, a"), ("|a", "Ontario, a"), ("ON|", "Ontario"), ("|", "Ontario")]
    assert profile_page._offered(rows, "") == [rows[0], rows[2]]
    assert profile_page._offered(rows, "|") == [rows[0], rows[3]]
    assert profile_page._offered(rows, "ON|") == [rows[0], rows[2]]


def wide_file(*, merged: bool = False) -> bytes:
    """Three rows of headings, of which the lowest says the same four times."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Our figures"
    for cells in (
        ("Service report",),
        (),
        (None, "Clients", None if merged else "Clients", "Work", None if merged else "Work"),
        (None, "all", "first time", "done", "done"),
        ("Age", "(no.)", "(no.)", "(no.)", "(no.)"),
        ("k1", 25, 9, 92, 13),
        ("k2", 47, 15, 168, 22),
        ("kk", 72, 24, 260, 35),
    ):
        sheet.append(cells)  # fmt: skip
    if merged:
        sheet.merge_cells("B3:C3")
        sheet.merge_cells("D3:E3")
    held = BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.mark.parametrize("merged", [False, True])
def test_headings_of_several_rows_are_one_line_a_column_and_one_column_is_read(desk_house, merged):
    client, drafts = desk_house.client("partner a"), drafts_of(desk_house)
    draft = checked(client, wide_file(merged=merged), "wide.xlsx")
    address = f"/returns/profile/{draft}"
    page = client.get(address).get_data(as_text=True)
    labels = re.findall(r'<select name="([cr])(\d+)-\d+" aria-label="([^"]*)"', page)
    every = {(number, kind): [] for kind, number, _ in labels}
    for kind, number, words in labels:
        every[number, kind].append(html.unescape(words))
    assert all(said == ["B: Clients / all / (no.)", "C: Clients / first time / (no.)",
                        "D: Work / done / (no.)", "E: Work / done / (no.)"]
               for (_, kind), said in every.items() if kind == "c")  # fmt: skip
    assert all(said == ["6: k1", "7: k2", "8: kk"]
               for (_, kind), said in every.items() if kind == "r")  # fmt: skip
    assert ">92, 168, 260<" in page
    assert ">25, 9, 92<" in page
    assert page.count('<details class="panel"><summary>Nothing recognized') == len(every) // 2
    rows = {"r0-0": "ON-N|under-25", "r0-1": "ON-N|25-and-over", "r0-2": "ON-N|"}
    answer = post(client, address, **{"c0-3": "people-served"}, **rows)
    assert answer.status_code == 303
    found = checked_from_json(drafts.result(draft))
    assert {one.value for one in found.observations} == {13, 22, 35}
    assert {one.location.cell for one in found.observations} == {"E6", "E7", "E8"}


def test_a_table_that_the_file_does_not_have_is_said_so(desk_house):
    client, drafts = desk_house.client("partner a"), drafts_of(desk_house)
    draft = checked(client, foreign_file(), "foreign.xlsx")
    address = f"/returns/profile/{draft}"
    chosen = {selects(client.get(address).get_data(as_text=True))["AAA"]: "people-served"}
    answer = post(client, address, none0="1", **chosen)
    assert answer.status_code == 422
    assert drafts.profiles(A, "quarterly") == ()


def test_a_period_that_the_file_does_not_say_is_asked_on_the_page(desk_house):
    client, drafts = desk_house.client("partner a"), drafts_of(desk_house)
    draft = checked(client, own_file(), "own.xlsx", which="file")
    address = f"/returns/checks/{draft}"
    page = client.get(address).get_data(as_text=True)
    assert "Choose the period that it is for" in page
    assert "1 October 2025 to 31 December 2025" in page
    assert f"/returns/profile/{draft}" in page
    field, value = re.search(
        r'name="(g[0-9a-f]{16})"[^>]*value="(\d+)"[^>]*>\s*<label[^>]*>1 October 2025', page
    ).groups()
    post(client, f"{address}/say", **{field: value, "then": "check"})
    assert drafts.find(draft).period == "2025-Q4"
    assert "Choose the period" not in client.get(address).get_data(as_text=True)
