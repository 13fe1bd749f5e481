"""What reads cannot write: the database refuses, not only the program."""

import pytest
from sqlalchemy import text

from metrics import StoreError
from metrics.store.engine import open_engine, reading, writing


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM observation",
        "UPDATE data_version SET version = 7",
        "INSERT INTO place (id, code) VALUES (9, 'XX')",
        "DROP TABLE observation",
        "WITH gone AS (SELECT 1) DELETE FROM place",
    ],
)
def test_a_reading_connection_refuses_every_change(store, statement):
    engine = store._repository.engine
    with pytest.raises(StoreError), reading(engine) as connection:
        connection.execute(text(statement))
    with writing(engine, durable=False) as connection:  # the same connection, taken again
        connection.execute(text("UPDATE data_version SET version = version + 1"))
    assert store.data_version() == 1


def test_a_question_asked_often_is_prepared_once(store):
    engine = store._repository.engine
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite's driver keeps its statements in any case")
    for _ in range(7):
        with reading(engine) as connection:
            connection.exec_driver_sql("SELECT version, 7 AS often FROM data_version")
    with reading(engine) as connection:
        held = connection.execute(text("SELECT statement FROM pg_prepared_statements")).scalars()
        assert sum("AS often" in one for one in held) == 1


def test_a_second_writer_waits_for_as_long_as_a_large_load_takes(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() >= 60_000


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_question_that_takes_too_long_is_given_up_and_a_write_is_not(database_url):
    engine = open_engine(database_url, seconds=1)
    with pytest.raises(StoreError, match="PILLARS_STATEMENT_SECONDS"), reading(engine) as asked:
        asked.exec_driver_sql("SELECT pg_sleep(5)")
    with writing(engine, durable=False) as connection:
        connection.exec_driver_sql("SELECT pg_sleep(1.2)")
    with pytest.raises(StoreError), reading(engine) as asked:  # the same connection, taken again
        asked.exec_driver_sql("SELECT pg_sleep(5)")
    engine.dispose()
