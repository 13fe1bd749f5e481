"""Of a file that is refused nothing stays: no byte, no word, no name, wherever one looks."""

import logging
import tempfile

import pytest

from dashboard.returns.checks import Checks
from dashboard.returns.taking import file_name
from ingest import ReadError
from tests.ingest.return_forms import saved, workbook
from tests.metrics.digests import figures_digest
from tests.returns.house import checked, drafts_of, filled, layout, post, seen_of, upload

TELEPHONE, PERSON = "705-555-0143", "zebedeequux"


@pytest.fixture
def own_temp(tmp_path, monkeypatch):
    """Where everything that this process writes for a while would lie."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def private() -> bytes:
    book = workbook(layout())
    book["People"]["J20"] = f"Call {PERSON}@example.org or {TELEPHONE}"
    return saved(book)


def everything(folder) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def test_personal_data_is_refused_and_stays_nowhere(desk_house, tmp_path, own_temp, caplog):
    caplog.set_level(logging.DEBUG)
    client = desk_house.client("partner a")
    before = figures_digest(desk_house.services.store)
    draft = checked(client, private(), f"{PERSON} {TELEPHONE}.xlsx")
    pages = [client.get(path).get_data(as_text=True) for path in (
        f"/returns/checks/{draft}", f"/returns/checks/{draft}?lang=fr", "/returns")]  # fmt: skip
    assert "People!J20" in pages[0]
    assert "a telephone number" in pages[0]
    assert "un numéro de téléphone" in pages[1]
    for canary in (TELEPHONE, PERSON):
        assert not any(canary in page for page in pages)
        assert canary.encode() not in everything(tmp_path)
        assert canary not in caplog.text
    assert drafts_of(desk_house).content(draft) is None
    assert client.get(f"/returns/checks/{draft}/annotated.xlsx").status_code == 404
    assert figures_digest(desk_house.services.store) == before
    noted = desk_house.entries("personal-data-refused")
    assert [one.object for one in noted] == [f"draft:{draft}"]
    assert noted[0].detail["kinds"] == "e-mail/telephone"
    assert noted[0].detail["cells"] == "J20"
    assert noted[0].detail["organization"] == "partner-a"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old.xls", "This file cannot be taken"),
        (b"PK\x03\x04" + b"x" * 300, "broken.xlsx", "This file cannot be taken"),
    ],
)
def test_a_file_that_the_gate_refuses_is_not_kept(desk_house, content, name, said):
    client = desk_house.client("partner a")
    draft = checked(client, content, name)
    assert said in client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    kept = drafts_of(desk_house).find(draft)
    assert (kept.state, kept.file, drafts_of(desk_house).content(draft)) == ("refused", "", None)
    assert desk_house.entries("personal-data-refused") == []


def test_a_check_that_breaks_says_so_and_keeps_nothing(desk_house, monkeypatch, caplog):
    def broken(*_):
        raise ReadError("Took too long.", "A pris trop de temps.", "time")

    client = desk_house.client("partner a")
    monkeypatch.setattr(Checks, "_check", broken)
    draft = checked(client, filled())
    page = client.get(f"/returns/checks/{draft}?lang=fr").get_data(as_text=True)
    assert "A pris trop de temps." in page

    def worse(*_):
        raise ValueError("canary in a message")

    monkeypatch.setattr(Checks, "_check", worse)
    draft = checked(client, filled())
    assert "ended before its time" in client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    assert drafts_of(desk_house).content(draft) is None
    assert "canary" not in caplog.text
    assert "ValueError" in caplog.text


def test_what_is_discarded_is_gone_and_nothing_was_recorded(desk_house):
    client, store = desk_house.client("partner a"), desk_house.services.store
    before = figures_digest(store)
    draft = checked(client, filled())
    client.get(f"/returns/checks/{draft}/changes")
    answer = post(client, f"/returns/checks/{draft}/discard")
    assert answer.status_code == 303
    assert client.get(f"/returns/checks/{draft}").status_code == 404
    assert figures_digest(store) == before
    assert drafts_of(desk_house).of("partner-a") == ()


def test_files_whose_days_are_over_are_erased_and_that_is_noted(desk_house):
    client = desk_house.client("partner a")
    draft = checked(client, filled())
    desk_house.wait(days=8)
    held = desk_house.services
    Checks(held.settings, held.catalogue, held.store, drafts_of(desk_house)).purge(desk_house.at)
    assert drafts_of(desk_house).find(draft) is None
    assert [one.object for one in desk_house.entries("file-purged")] == [f"draft:{draft}"]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>.xlsx", "a'b; X-Evil.xlsx",
                                  "../../etc/passwd.xlsx", "été — 東京.xlsx"])  # fmt: skip
def test_a_name_is_text_and_no_more(desk_house, name):
    client = desk_house.client("partner a")
    answer = upload(client, filled(), name)
    draft = answer.location.partition("/checks/")[2].partition("?")[0]
    page = client.get(f"/returns/checks/{draft}").get_data(as_text=True)
    assert "<script>alert" not in page
    seen = seen_of(client, draft)
    code = post(client, f"/returns/checks/{draft}/send", seen=seen).location
    taken = client.get(code.partition("?")[0] + "/file")
    assert taken.status_code == 200
    assert "X-Evil" not in taken.headers
    told = taken.headers["Content-Disposition"]
    assert told.isascii()
    assert "/" not in told.partition("filename*")[0]


def test_a_name_loses_its_folders_and_what_cannot_be_seen():
    assert file_name("C:\\Users\\jane\\été\r\n\u202e2025.xlsx") == "été2025.xlsx"
    assert file_name("x" * 900 + ".xlsx") == "x" * 200 + ".xlsx"
