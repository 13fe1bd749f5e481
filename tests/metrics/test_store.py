"""The store itself: opened, migrated, written by several at once, cut off in the middle."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from metrics import Language, MetricsStore, Settings, StoreError
from metrics.observations import Confidentiality, ObservationStatus, Qualifier
from metrics.periods import Frequency
from metrics.store import tables
from metrics.store.bulk import write_rows
from metrics.store.engine import open_engine
from tests.factories import catalogue, observation, submission

pytestmark = pytest.mark.usefixtures("migrated")


def opened(url):
    return MetricsStore.open(Settings(database_url=url, framework="plan"), catalogue())


def refused(url):
    with pytest.raises(StoreError) as caught:
        opened(url)
    for language in Language:
        assert "\n" not in caught.value.in_(language)
    return str(caught.value)


def test_the_migrations_make_the_tables_that_the_code_knows(database_url):
    engine = open_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


def test_observations_have_one_key_and_no_second_index(database_url):
    engine = open_engine(database_url)
    inspector = inspect(engine)
    assert inspector.get_pk_constraint("observation")["constrained_columns"] == [
        *tables.KEY,
        "revision",
    ]
    assert inspector.get_indexes("observation") == []
    engine.dispose()


def test_a_store_can_be_taken_down_and_built_again(database_url):
    from alembic import command
    from alembic.config import Config

    from metrics.store.engine import MIGRATIONS, writing

    engine = open_engine(database_url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(engine, durable=True) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    store = opened(database_url)
    assert store.record(submission(), [observation()]).added == 1
    store.close()


def test_every_code_of_a_value_has_a_number_of_its_own():
    for codes, kind in (
        (tables.FREQUENCIES, Frequency),
        (tables.QUALIFIERS, Qualifier),
        (tables.STATUSES, ObservationStatus),
        (tables.CONFIDENTIALITIES, Confidentiality),
    ):
        assert set(codes) == set(kind)
        assert len(set(codes.values())) == len(kind)


def test_a_store_is_opened_again_with_what_it_held(database_url):
    first = opened(database_url)
    first.record(submission(), [observation("10")])
    first.close()
    again = opened(database_url)
    assert [one.observation.value for one in again.observations()] == [10]
    assert again.record(submission(), [observation("10")]).unchanged == 1
    again.close()


def test_two_stores_on_one_database_see_each_others_figures(database_url):
    one, other = opened(database_url), opened(database_url)
    one.record(submission(), [observation("10")])
    assert other.scorecard("plan").pillars[0].rows[0].latest.observation.value == 10
    other.record(submission(), [observation("10"), observation("5", indicator="texts", row=3)])
    assert one.scorecard("plan").pillars[0].published == 2
    one.close()
    other.close()


def test_a_store_of_a_newer_schema_is_refused(database_url):
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    message = refused(database_url)
    assert "newer version of this program (schema 9999): update the program" in message


def test_a_file_that_is_no_store_is_refused(tmp_path):
    path = tmp_path / "notes.sqlite"
    path.write_text("These are notes. " * 100)
    assert "is not a store or is damaged: put back a copy" in refused(f"sqlite:///{path}")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    assert "cannot be written" in refused(f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}")


def test_a_folder_in_the_files_place_is_refused(tmp_path):
    assert "cannot be written" in refused(f"sqlite:///{tmp_path}")


def test_a_read_only_store_is_refused_when_it_must_be_written(tmp_path):
    path = tmp_path / "store.sqlite"
    opened(f"sqlite:///{path}").close()
    store = opened(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert list(store.observations()) == []
    with pytest.raises(StoreError, match="cannot be written: give this account the right"):
        store.record(submission(), [observation()])
    store.close()


def test_a_store_locked_by_another_program_is_told_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr("metrics.store.engine.PRAGMAS", ("PRAGMA busy_timeout = 50",))
    path = tmp_path / "store.sqlite"
    store = opened(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="is locked by another program: wait until its load"):
        store.record(submission(), [observation()])
    other.execute("ROLLBACK")
    assert store.record(submission(), [observation()]).added == 1
    other.close()
    store.close()


def test_a_store_that_cannot_grow_is_told_with_what_to_do(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    opened(url).close()
    pragmas = ("PRAGMA busy_timeout = 50", "PRAGMA max_page_count = 1")  # no larger than it is
    monkeypatch.setattr("metrics.store.engine.PRAGMAS", pragmas)
    store = opened(url)
    rows = [observation(str(year), str(year), row=year) for year in range(1900, 2100)]
    with pytest.raises(StoreError, match="has no room to grow: free space on its disk"):
        store.record(submission(), rows)
    store.close()


def test_a_postgresql_that_does_not_answer_is_told_without_its_password():
    message = refused("postgresql://office:hunter2@127.0.0.1:1/figures?connect_timeout=1")
    assert "PostgreSQL at postgresql://office:***@127.0.0.1:1/figures did not answer" in message
    assert "hunter2" not in message


@pytest.mark.parametrize("url", ["", "figures.sqlite", "mysql://host/name", "sqlite"])
def test_an_address_that_is_no_store_is_refused(url):
    assert "write sqlite:///path or postgresql://" in refused(url)


@pytest.mark.usefixtures("durable")
def test_a_transaction_on_sqlite_is_durable_for_a_partner_and_quick_for_a_bundle(tmp_path):
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite'}")
    levels = []
    engine = store._repository.engine

    def note(connection, *_):
        driver = connection.connection.driver_connection
        levels.append(driver.execute("PRAGMA synchronous").fetchone()[0])

    from sqlalchemy import event

    event.listen(engine, "commit", note)
    store.record(submission(), [observation()])
    store.record(submission(whole=False, organization="shelter-a"), [])
    normal, full = 1, 2
    assert levels == [normal, full]
    store.close()


def test_two_threads_record_at_once_and_nothing_is_lost(store):
    failures = []

    def send(number):
        rows = [
            observation(str(number), str(1800 + year + number * 100), row=year + 2)
            for year in range(20)
        ]
        try:
            for count in range(1, 6):
                store.record(submission(whole=False), rows[: count * 4])
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    held = [one.observation for one in store.observations()]
    assert len(held) == 80
    assert all(one.period.start.year // 100 - 18 == one.value for one in held)


def test_readers_see_whole_submissions_only(store):
    stop, seen = threading.Event(), set()

    def read():
        while not stop.is_set():
            seen.add(sum(1 for _ in store.observations()))

    reader = threading.Thread(target=read)
    reader.start()
    rows = [observation("1", str(1798 + year), row=year) for year in range(2, 402)]
    store.record(submission(), rows)
    store.record(submission(), [*rows, observation("1", "1990", row=500)])
    stop.set()
    reader.join()
    assert seen <= {0, 400, 401}


KILLED = """
    import os, signal
    from metrics import MetricsStore, Settings
    from metrics.store import recording
    from tests.factories import catalogue, observation, submission

    write = recording.write_rows

    def write_and_die(connection, rows):
        write(connection, rows)
        os.kill(os.getpid(), signal.SIGKILL)

    recording.write_rows = write_and_die
    settings = Settings(database_url=os.environ["STORE"], framework="plan")
    store = MetricsStore.open(settings, catalogue())
    rows = [observation("99", str(1798 + year), row=year) for year in range(2, 402)]
    store.record(submission(), rows)
"""


def test_a_load_killed_in_the_middle_leaves_the_store_as_it_was(database_url):
    store = opened(database_url)
    store.record(submission(), [observation("10")])
    version = store.data_version()
    root = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED)],
        env={**os.environ, "STORE": database_url, "PYTHONPATH": str(root)},
        check=False,
        cwd=root,
    )
    assert killed.returncode == -signal.SIGKILL
    assert [one.observation.value for one in store.observations()] == [10]
    assert store.data_version() == version
    assert store.record(submission(), [observation("11")]).changed == 1
    store.close()


def test_values_add_up_exactly(store):
    cents = [observation("0.01", str(1800 + n), row=n + 2) for n in range(400)]
    store.record(submission(), cents)
    total = sum(one.observation.value for one in store.observations())
    assert str(total) == "4.00"


def test_a_failed_record_leaves_nothing_behind(store, monkeypatch):
    def write_and_fail(connection, rows):
        write_rows(connection, rows)
        raise ArithmeticError

    with monkeypatch.context() as patch:
        patch.setattr("metrics.store.recording.write_rows", write_and_fail)
        with pytest.raises(ArithmeticError):
            store.record(submission(), [observation("10")])
    assert list(store.observations()) == []
    assert store.loaded_files("hotline") == {}
    assert store.record(submission(), [observation("10")]).added == 1


def test_the_engine_of_a_plain_address_uses_psycopg(monkeypatch):
    made = []
    monkeypatch.setattr(
        "metrics.store.engine.create_engine",
        lambda url, **how: made.append(url) or create_engine(url, **how),
    )
    refused("postgresql://office@127.0.0.1:1/figures?connect_timeout=1")
    assert made[0].drivername == "postgresql+psycopg"


def test_a_fault_of_the_database_never_tells_what_a_statement_was_asked_with(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with engine.connect() as connection, pytest.raises(DBAPIError) as fault:
        connection.execute(text("SELECT :figure FROM nowhere"), {"figure": 73193})
    assert "73193" not in str(fault.value)
    engine.dispose()
