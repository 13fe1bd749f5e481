"""Statements that take long are told by their text, never by what they were asked with."""

import logging
from contextlib import closing
from itertools import count

import pytest
from sqlalchemy import text

from metrics import MetricsStore, Settings, slow_statements_told
from metrics.store import slow
from metrics.store.engine import open_engine, reading
from metrics.store.scouring import scour
from tests.factories import catalogue, observation, submission

SLOW = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x < 400000) " \
       "SELECT max(x) FROM n WHERE x <> :canary AND 'secret words' <> 'more'"  # fmt: skip


@pytest.fixture
def engine(tmp_path):
    opened = open_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield opened
    opened.dispose()


def asked(engine, statement, **values):
    with reading(engine) as connection:
        return connection.execute(text(statement), values).scalar()


def test_a_slow_statement_is_told_without_values(engine, caplog):
    with slow_statements_told(1), caplog.at_level(logging.WARNING):
        assert asked(engine, SLOW, canary=73193) == 400_000
    (record,) = [one for one in caplog.records if one.name == slow.__name__]
    assert "WITH RECURSIVE n(x)" in record.getMessage()
    assert set(record.told) == {"ms", "statement"}
    assert record.told["ms"] >= 1
    for found in ("73193", "secret", "400000", "400_000"):
        assert found not in record.getMessage() + str(record.told)


def test_a_quick_one_is_not(engine, caplog):
    with slow_statements_told(60_000):
        asked(engine, "SELECT 1")
    assert caplog.records == []


def test_none_is_told_where_none_is_asked_for_nor_afterwards(engine, caplog):
    with slow_statements_told(0):
        asked(engine, SLOW, canary=1)
    with slow_statements_told(1):
        pass
    asked(engine, SLOW, canary=1)
    assert caplog.records == []
    assert Settings().slow_query_ms == 0


@pytest.mark.parametrize(
    ("statement", "shape"),
    [
        ("SELECT  a\n FROM t WHERE b = 'it''s' AND c IN (1, 2.5)",
         "SELECT a FROM t WHERE b = ? AND c IN (?, ?)"),
        ("SELECT t1.a2 FROM t1 LIMIT 10", "SELECT t1.a2 FROM t1 LIMIT ?"),
    ],
)  # fmt: skip
def test_texts_and_numbers_in_a_statement_are_left_out(statement, shape):
    assert slow.shape_of(statement) == shape


def test_a_very_long_statement_is_cut():
    assert len(slow.shape_of("SELECT " + "a, " * 5000)) == slow.LONGEST


def test_every_database_of_the_process_is_watched(tmp_path, caplog, quick):
    from dashboard.access.store import Accounts

    settings = Settings(accounts_url=f"sqlite:///{tmp_path / 'accounts.sqlite'}")
    accounts = Accounts.open(settings)
    with slow_statements_told(1), accounts._database.reading() as connection:
        connection.execute(text(SLOW), {"canary": 1})
    accounts.close()
    assert [one.name for one in caplog.records] == [slow.__name__]


def test_what_the_driver_is_asked_itself_is_told_too(database_url, caplog, monkeypatch):
    """The seeks, the rows that are written, and what is brought off the disk."""
    monkeypatch.setattr(slow, "perf_counter", count(step=1).__next__)  # each takes a second
    settings = Settings(database_url=database_url, framework="plan")
    with closing(MetricsStore.open(settings, catalogue())) as store, slow_statements_told(1000):
        store.record(submission(), [observation("73193")])
        store.scorecard("plan")
        scour(store._repository.engine)
    told = " ".join(one.getMessage() for one in caplog.records if one.name == slow.__name__)
    sqlite = database_url.startswith("sqlite")
    assert ("INSERT INTO observation" if sqlite else "COPY observation") in told
    assert "WITH line(n, indicator_id" in told
    assert "VACUUM" in told
    assert "73193" not in told
