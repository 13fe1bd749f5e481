"""What went wrong in comparable systems, each as a test that it cannot go wrong here."""

import zipfile
from itertools import product
from pathlib import Path

import pytest
from openpyxl import Workbook
from pydantic import SecretStr
from sqlalchemy import text

from dashboard.access.authorize import Action, Kind, Thing, authorize
from dashboard.access.faults import AccessError
from dashboard.access.roles import AccountKind, Role
from dashboard.access.store import Accounts, Purpose
from dashboard.markup import render
from dashboard.production import refuse_unsafe
from dashboard.secret_strength import weakness
from ingest.extents import refuse_unpacked_size
from ingest.findings import ReadError
from ingest.workbook import Workbook as Reader
from metrics import MetricsError, Settings, StoreError
from metrics.store.engine import reading
from tests.access.house import CANARY, PASSWORD, asked, sent

HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "secret",
    [
        None,
        "",
        "changeme",
        "\x02\x01thisismyscretkey\x01\x02\\e\\y\\y\\h",
        "CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET",
        "a" * 64,
    ],
)
def test_01_no_start_with_a_default_missing_or_short_secret(secret):
    given = SecretStr(secret) if secret is not None else None
    settings = Settings(env="production", secret_key=given, hosts="example.ca")
    assert weakness(secret or "") is not None
    with pytest.raises(MetricsError, match="PILLARS_SECRET_KEY"):
        refuse_unsafe(settings, lambda *_: False)


def test_02_the_first_administrators_page_closes_for_ever_and_no_answer_tells_its_token(house):
    with pytest.raises(AccessError):  # there has been an administrator
        house.accounts.issue(Purpose.FIRST_ADMIN, house.at)
    client = house.client()
    for address in ("/welcome", "/welcome?token=", "/welcome?token=x", "/sign-in", "/healthz"):
        given = client.get(address)
        assert "token=" not in given.get_data(as_text=True)
    assert client.get("/welcome?token=x").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "//169.254.169.254/x",
        "/../../etc/passwd",
        "gopher://x",
    ],
)
def test_03_no_address_that_a_reader_gives_is_fetched_or_followed(house, address, monkeypatch):
    import socket

    def refuse(*_, **__):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    client = house.client("editor")
    for path in ("/", "/sign-in", "/search", "/indicator/calls", "/download/calls.csv"):
        query = dict.fromkeys(("next", "url", "q", "file", "source", "token", "map"), address)
        given = client.get(path, query_string=query)
        assert given.location in (None, "/account")
        assert "root:x:0" not in given.get_data(as_text=True)
    given = client.get(f"/sources/hotlines/files/{address}")
    assert "root:x:0" not in given.get_data(as_text=True)
    assert given.status_code in (404, 308)


def test_04_who_signs_in_elsewhere_can_get_no_password_here(house):
    other = house.accounts.add("elsewhere", Role.EDITOR, now=house.at, kind=AccountKind.OIDC)
    house.people["elsewhere"] = other
    for purpose in (Purpose.RESET, Purpose.INVITE):
        with pytest.raises(AccessError):
            house.accounts.issue(purpose, house.at, other.id)
    with pytest.raises(AccessError):
        house.accounts.set_password(other.id, PASSWORD, house.at)
    fields = {"present": "", "new": PASSWORD, "again": PASSWORD}
    given = sent(house.client("elsewhere"), "/account", "/account/password", **fields)
    assert given.status_code in (400, 404)
    assert sent(house.client(), "/sign-in", name="elsewhere", password=PASSWORD).status_code == 403


def test_05_accounts_and_figures_are_never_one_database(tmp_path):
    address = f"sqlite:///{tmp_path / 'one.sqlite'}"
    with pytest.raises(MetricsError, match="PILLARS_ACCOUNTS_URL"):
        Accounts.open(Settings(database_url=address, accounts_url=address))


def test_06_following_a_link_to_a_thing_gives_no_right_to_it(house):
    client = house.client("partner a")
    for address in (
        "/?organization=partner-b",
        "/indicator/calls?organization=partner-b",
        "/indicator/calls?series=partner-b/calls",
        "/sign-in?next=/audit",
    ):
        assert CANARY["partner-b"] not in client.get(address).get_data(as_text=True)
    assert client.get("/audit").status_code == 404
    assert house.accounts.find("partner-a").role is Role.PARTNER


# who may put in for others what only those then see, and who makes what is then their own
MAKES_UNSEEN = {
    (Kind.ACCOUNT, Role.ADMIN), (Kind.DRAFT, Role.EDITOR), (Kind.BRIEFING, Role.VIEWER),
    (Kind.BRIEFING, Role.OFFICIAL), (Kind.SCHEDULE, Role.OFFICIAL),
}  # fmt: skip


def test_07_what_may_not_be_read_may_not_be_changed_exported_previewed_or_restored(house):
    """Deny by default: an action without a rule is nobody's, for every kind and role."""
    people = [None, *house.people.values()]
    for kind, who in product(Kind, people):
        thing = Thing(kind, owner="another", organization="another")
        if not authorize(who, Action.READ, thing) and kind is not Kind.SIGN_IN:
            may = {one for one in Action if authorize(who, one, thing)}
            makes = who and (kind, who.role) in MAKES_UNSEEN
            assert may <= ({Action.CREATE} if makes else set()), (kind, who)


def test_08_what_reads_cannot_write_whatever_the_statement_looks_like(house):
    engine = house.services.store._repository.engine
    for statement in (
        "WITH x AS (SELECT 1) DELETE FROM observation",
        "/* SELECT */ DROP TABLE place",
        "PRAGMA writable_schema=ON; DELETE FROM place",
        "REPLACE INTO place VALUES (1,'x')",
    ):
        with pytest.raises((StoreError, MetricsError)), reading(engine) as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize("who", ["anonymous", "partner a"])
def test_09_the_same_rule_holds_on_every_way_to_a_value(house, who):
    client = house.client(who)
    ways = [
        client.get(f"/download/calls.{kind}?{query}").get_data(as_text=True)
        for kind in ("csv", "json")
        for query in ("", "held_at=2026-11-22", "as_of=2026-11-21")
    ]
    ways += [
        asked(client, "/indicator/calls", search).get_data(as_text=True)
        for search in ("", "?period=2023", "?period=2023&place=CA", "?known_at=2026-11-21")
    ]
    ways += [
        client.get(f"/sources/hotlines?{query}").get_data(as_text=True)
        for query in ("", "held_at=2026-11-22")
    ]
    assert CANARY["partner-b"] not in "".join(ways)


def test_10_a_link_that_is_good_once_never_becomes_a_session(house):
    reset = house.accounts.issue(Purpose.RESET, house.at, house.people["editor"].id)
    client = house.client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = reset
    assert client.get("/account").location == "/sign-in?ended=1&next=%2Faccount"
    assert client.get("/account", headers={"Authorization": f"Bearer {reset}"}).status_code == 404
    assert client.get(f"/account?token={reset}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/{0}",
        "/indicator/{0}",
        "/search?q={0}",
        "/?known_at={0}",
        "/sign-in?next={0}",
        "/pillar/{0}?lang={0}",
        "/audit?action={0}",
        "/welcome?token={0}",
        "/?_debug={0}&debug={0}",
    ],
)
def test_11_what_is_repeated_is_escaped(house, path):
    for who in ("anonymous", "admin"):
        page = house.client(who).get(path.format(HOSTILE)).get_data(as_text=True)
        assert "<script>alert" not in page
    answer = sent(house.client(), "/sign-in", name=HOSTILE, password=HOSTILE)
    assert "<script>alert" not in answer.get_data(as_text=True)


def test_12_a_link_leads_to_a_page_and_never_runs_a_script(house):
    from dash import html

    for address in (
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "vbscript:x",
        "\tjavascript:x",
        "//evil.example",
        "/\\evil",
    ):
        assert "href" not in render(html.A("x", href=address))
        assert "action" not in render(html.Form([], action=address))


def test_13_a_workbook_with_a_doctype_expands_nothing(tmp_path):
    path = tmp_path / "entities.xlsx"
    book = Workbook()
    book.active.append(["calls"])
    book.save(path)
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"A" * 1000 + b'"><!ENTITY b "&a;&a;&a;">]>'
    _rewrite(path, "xl/workbook.xml", lambda xml: xml.replace(b"<workbook", bomb + b"<workbook", 1))
    with pytest.raises(ReadError):
        Reader(path.read_bytes()).sheet("Sheet")


def test_14_parts_that_lie_over_each_other_are_refused(tmp_path):
    path = tmp_path / "overlap.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.xml", b"x" * 100_000)
        again = zipfile.ZipInfo("two.xml")
        first = archive.infolist()[0]
        for name in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
            setattr(again, name, getattr(first, name))
        archive.filelist.append(again)
        archive.NameToInfo["two.xml"] = again
    with zipfile.ZipFile(path) as archive, pytest.raises(ReadError, match="over each other"):
        refuse_unpacked_size(archive)


def _rewrite(path: Path, part: str, change):
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, change(content) if name == part else content)
