"""A store of the schema before the audit log: it keeps everything, or stays as it was."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, inspect, text

from metrics import MetricsStore, Settings
from metrics.store.engine import MIGRATIONS, open_engine, writing
from tests.factories import catalogue, observation, submission

NEWEST = "0010"
pytestmark = pytest.mark.usefixtures("migrated")


class CutOffError(Exception):
    """Stands for whatever ends a migration in its middle."""


def opened(url):
    return MetricsStore.open(Settings(database_url=url, framework="plan"), catalogue())


def taken_down(url, revision):
    engine = open_engine(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(engine, durable=True) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()


def content(url):
    """Every row of every table but the log and the version; a later schema's tables are empty."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    names = sorted({*inspect(engine).get_table_names()} - {"audit_entry", "alembic_version"})
    with engine.connect() as connection:
        found = {
            name: sorted(map(str, connection.execute(text(f'SELECT * FROM "{name}"'))))
            for name in names
        }
    engine.dispose()
    return {name: rows for name, rows in found.items() if rows}


def version(url):
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    tables = inspect(engine).get_table_names()
    engine.dispose()
    return found, "audit_entry" in tables


@pytest.fixture
def old(database_url):
    """The address of a store of schema 0002 that holds figures."""
    store = opened(database_url)
    store.record(submission(), [observation("10"), observation("7", "2021", row=3)])
    store.record(submission(), [observation("11"), observation("7", "2021", row=3)])
    store.close()
    store.audit._anchors.unlink()
    taken_down(database_url, "0002")
    assert version(database_url) == ("0002", False)
    return database_url


def test_an_older_store_keeps_everything(old):
    before = content(old)
    assert sum(map(len, before.values())) > 10
    store = opened(old)
    assert content(old) == before
    assert store.audit_entries() == ()
    assert store.verify_audit().state == "sound"
    store.record(submission(), [observation("12"), observation("7", "2021", row=3)])
    assert [one.action for one in store.audit_entries()] == ["recorded"]
    store.close()


def test_down_and_up_again_on_either_database(old):
    before = content(old)
    opened(old).close()
    taken_down(old, "0002")
    assert (version(old), content(old)) == (("0002", False), before)
    store = opened(old)
    store.note("a1", "viewed", "series:hotline/calls")
    assert store.verify_audit().entries == 1
    store.close()


def test_a_migration_cut_off_at_any_statement_leaves_the_old_store_or_the_new(old, monkeypatch):
    before, outcomes = content(old), []

    def failing_at(number):
        seen = [0]

        def count(_, __, statement, *___):
            if statement.lstrip().upper().startswith(("CREATE", "ALTER", "UPDATE", "INSERT")):
                seen[0] += 1
                if seen[0] == number:
                    raise CutOffError

        def create(url, **how):
            engine = create_engine(url, **how)
            event.listen(engine, "before_cursor_execute", count)
            return engine

        return create

    for number in range(1, 120):
        monkeypatch.setattr("metrics.store.engine.create_engine", failing_at(number))
        try:
            open_engine(old).dispose()
        except CutOffError:
            outcomes.append(version(old))
            assert content(old) == before
        else:
            break
    assert set(outcomes) == {("0002", False)}
    assert len(outcomes) >= 5  # the table, its triggers, the version
    assert version(old) == (NEWEST, True)
    assert content(old) == before
