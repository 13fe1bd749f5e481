"""What is kept no longer is taken away, table by table; what is not over yet stays."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select

from dashboard.access.roles import Role
from dashboard.access.store import Accounts
from dashboard.access.store import tables as of_accounts
from dashboard.access.store.rows import seconds
from dashboard.retention import (
    ACCOUNTS,
    FIGURES,
    POLICY,
    RETURNS,
    expired,
    policy_page,
    purge_expired,
)
from dashboard.returns.jobs import QUEUE_TABLES
from dashboard.returns.store import Drafts
from dashboard.returns.store import tables as of_returns
from dashboard.text import Words
from dashboard.worker import PURGE, looks_of
from metrics import Language, Settings
from metrics.store import tables as of_figures
from tests.checks import ROOT

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
TABLES = {
    FIGURES: of_figures.metadata,
    ACCOUNTS: of_accounts.metadata,
    RETURNS: of_returns.metadata,
}
VERSION = "schema_version"  # of the tables themselves


@pytest.fixture
def settings(tmp_path) -> Settings:
    addresses = {
        f"{name}_url": f"sqlite:///{tmp_path / name}.sqlite"
        for name in ("database", "accounts", "returns")
    }
    secret = "a-secret-that-is-long-enough-for-every-check"
    return Settings(framework="ontario-2016", env="test", secret_key=secret, **addresses)


def session(seen: timedelta, begun: timedelta, *, whole: bool = True) -> dict[str, object]:
    key = f"{seen}{begun}"
    return {"digest": key.encode(), "id": key, "seen_at": seconds(NOW - seen), "device": "",
            "begun_at": seconds(NOW - begun), "is_whole": whole}  # fmt: skip


def ago(**span: int) -> int:
    return seconds(NOW - timedelta(**span))


def job(subject: str, state: str, ended: int) -> dict[str, object]:
    numbers = dict.fromkeys(("tries", "asked_at", "due_at", "began_at", "seen_at", "share"), 0)
    words = dict.fromkeys(("worker", "stage", "fault"), "")
    return {"kind": "check", "subject": subject, "key": subject, "state": state, **numbers, **words,
            "ended_at": ended * 1_000_000}  # fmt: skip


def reminder(account: str, sent: int) -> dict[str, object]:
    return {"account": account, "form": "q", "organization": "a", "period": "2025-Q1",
            "due_on": "2025-04-30", "step": "due", "sent_at": sent}  # fmt: skip


def draft(code: str, until: int) -> dict[str, object]:
    words = dict.fromkeys(("form", "period", "sha256", "state", "stage", "outcome", "sent"), "")
    return {"id": code, "account": "one", "organization": "a", "language": "en", **words, "size": 1,
            "share": 0, "made_at": 0, "expires_at": until, "name": b"sealed"}  # fmt: skip


def request(code: str, made: int) -> dict[str, object]:
    words = dict.fromkeys(("step", "account", "form", "said", "release", "refused"), "")
    return {"id": code, **words, "made_at": made}


ROWS = {  # of each table what is over, and what is not
    "session": (
        [session(timedelta(minutes=31), timedelta(hours=1)),
         session(timedelta(0), timedelta(hours=8)),
         session(timedelta(minutes=1), timedelta(minutes=11), whole=False)],
        [session(timedelta(minutes=29), timedelta(hours=7))],
    ),
    "token": (
        [{"digest": b"a", "purpose": "first", "expires_at": ago(seconds=0)}],
        [{"digest": b"b", "purpose": "first", "expires_at": ago(seconds=-1)}],
    ),
    "delay": (
        [{"key": b"a", "failures": 1, "until": 0, "tried_at": ago(hours=25)}],
        [{"key": b"b", "failures": 1, "until": 0, "tried_at": ago(hours=23)},
         {"key": b"c", "failures": 1, "until": 0, "tried_at": ago(days=9),
          "proven_at": ago(days=10)}],
    ),
    "counted": (
        [{"key": b"a", "number": 1, "ends_at": ago(seconds=1) * 1_000_000}],
        [{"key": b"b", "number": 1, "ends_at": ago(seconds=-1) * 1_000_000}],
    ),
    "draft": ([draft("a", ago(seconds=0))], [draft("b", ago(seconds=-1))]),
    "reminder": ([reminder("old", ago(days=401))], [reminder("new", ago(days=399))]),
    "job": (
        [job("a", "done", ago(days=2)), job("b", "failed", ago(days=401))],
        [job("c", "done", ago(hours=1)), job("d", "failed", ago(days=399)),
         job("", "done", ago(days=500)), job("e", "running", 0)],
    ),
    "release_request": (
        [request("old", ago(days=401))], [request("new", ago(days=399))],
    ),
    "worker": (
        [{"id": "gone", "began_at": 0, "seen_at": ago(days=2) * 1_000_000}],
        [{"id": "here", "began_at": 0, "seen_at": ago(hours=1) * 1_000_000}],
    ),
}  # fmt: skip


def table_of(name: str):
    return {**of_accounts.metadata.tables, **of_returns.metadata.tables}[name]


@pytest.fixture
def filled(settings) -> Settings:
    with closing(Accounts.open(settings)) as accounts, closing(Drafts.open(settings)) as drafts:
        person = accounts.add("ada", Role.ADMIN, now=NOW)
        for name, (over, kept) in ROWS.items():
            mine = name in of_accounts.metadata.tables
            database = accounts.database if mine else drafts.database
            with database.writing() as connection:
                for row in (*over, *kept):
                    whose = {"account": person.id} if name == "session" else {}
                    connection.execute(insert(table_of(name)), {**row, **whose})
    return settings


def counts(settings: Settings) -> dict[str, int]:
    with closing(Accounts.open(settings)) as accounts, closing(Drafts.open(settings)) as drafts:
        found = {}
        for name in ROWS:
            mine = name in of_accounts.metadata.tables
            with (accounts.database if mine else drafts.database).reading() as connection:
                query = select(func.count()).select_from(table_of(name))
                found[name] = connection.execute(query).scalar_one()
        return found


def test_of_each_table_what_is_over_goes_and_what_is_not_stays(filled):
    before = counts(filled)
    told = {one.table: one.rows for one in expired(filled, NOW)}
    assert told == {**{name: len(over) for name, (over, _) in ROWS.items()}, "second_factor": 0}
    assert counts(filled) == before  # only counted
    gone = {one.table: one.rows for one in purge_expired(filled, NOW)}
    assert gone == {name: len(over) for name, (over, _) in ROWS.items()}
    assert counts(filled) == {name: len(kept) for name, (_, kept) in ROWS.items()}
    assert purge_expired(filled, NOW) == ()


def test_a_second_factor_that_nobody_confirmed_is_emptied_and_one_in_use_is_not(settings):
    table = of_accounts.second_factor
    with closing(Accounts.open(settings)) as accounts:
        people = [accounts.add(name, Role.ADMIN, now=NOW).id for name in ("ada", "grace")]
        with accounts.database.writing() as connection:
            for one, begun in zip(people, (ago(minutes=16), ago(minutes=14)), strict=True):
                row = {"account": one, "secret": b"kept", "pending": b"new", "pending_at": begun}
                connection.execute(insert(table), row)
        purge_expired(settings, NOW)
        with accounts.database.reading() as connection:
            rows = {row.account: (row.secret, row.pending) for row in
                    connection.execute(select(table))}  # fmt: skip
    assert rows == {people[0]: (b"kept", None), people[1]: (b"kept", b"new")}


def test_the_policy_names_every_table_once():
    for database, metadata in TABLES.items():
        named = [table for one in POLICY if one.database == database for table in one.tables]
        assert sorted(named) == sorted(set(metadata.tables) - {VERSION})
    assert {"queue_task"} <= set(QUEUE_TABLES)  # empty as soon as a worker was woken


def test_the_page_of_the_guide_is_what_the_code_says():
    said = (ROOT / "docs" / "retention.md").read_text(encoding="utf-8")
    assert said == f"{policy_page(Words(Language.EN))}\n"


def test_the_worker_does_it_by_itself(settings):
    assert looks_of(settings)[PURGE](settings, None) == ()


def test_the_command_counts_then_takes_away(run_pillars, filled, monkeypatch):
    for name in ("database_url", "accounts_url", "returns_url"):
        monkeypatch.setenv(f"PILLARS_{name.upper()}", getattr(filled, name))
    monkeypatch.setenv("PILLARS_SECRET_KEY", filled.secret_key.get_secret_value())
    _, told, _ = run_pillars("purge", "--expired", "--dry-run", "--json")
    over = {one["table"]: one["rows"] for one in json.loads(told)}
    assert over["token"] > 0
    code, said, _ = run_pillars("purge", "--expired", "--lang", "fr")
    assert code == 0
    assert "comptes, token" in said
    assert "Nothing is over." in run_pillars("purge", "--expired", "--lang", "en")[1]


def test_one_must_say_what_is_to_be_erased(run_pillars):
    code, _, said = run_pillars("purge", "--account", "admin", "--lang", "en")
    assert code == 2
    assert "--expired" in said
