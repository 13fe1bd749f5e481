"""A store of every older schema, with data in it: brought to this one it says what it said."""

from contextlib import closing

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from metrics.store.engine import MIGRATIONS, known_schema
from tests.factories import observation, submission
from tests.metrics.returned import (
    CLERK,
    REVIEWER,
    office,
    open_store,
    partner,
    sent,
    submit,
    values,
)
from tests.metrics.test_audit_migration import opened, taken_down, version

pytestmark = pytest.mark.usefixtures("migrated")
CONFIG = Config()
CONFIG.set_main_option("script_location", str(MIGRATIONS))
OLDER = sorted(one.revision for one in ScriptDirectory.from_config(CONFIG).walk_revisions())[:-1]
OF_THE_SCHEMA = "alembic_version"


def held(url, columns=None):
    """Every row of every table, in the columns that are named."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    look, found = inspect(engine), {}
    with engine.connect() as connection:
        for name in columns or set(look.get_table_names()) - {OF_THE_SCHEMA}:
            kept = columns[name] if columns else [one["name"] for one in look.get_columns(name)]
            listed = ", ".join(f'"{one}"' for one in kept)
            rows = connection.execute(text(f'SELECT {listed} FROM "{name}"'))
            found[name] = (kept, sorted(map(str, rows)))
    engine.dispose()
    return found


def test_the_list_of_older_schemas_is_whole():
    assert OLDER[0] == "0001"
    assert len(OLDER) == int(known_schema()) - 1


@pytest.mark.parametrize("older", OLDER)
def test_every_older_store_is_brought_here_whole(database_url, older):
    with closing(opened(database_url)) as store:
        store.record(submission(), [observation("10"), observation("7", "2021", row=3)])
        store.record(submission(), [observation("11"), observation("7", "2021", row=3)])
        shown = store.series("calls").lines
    store.audit._anchors.unlink()  # a store before 0003 had no log
    taken_down(database_url, older)
    assert version(database_url)[0] == older
    was = held(database_url)
    assert len(was["observation"][1]) == 3
    with closing(opened(database_url)) as store:
        assert store.series("calls").lines == shown
        assert store.verify_audit().state in ("sound", "unproven")
        now = held(database_url, {name: kept for name, (kept, _) in was.items()})
        assert now == was
        store.record(submission(), [observation("12"), observation("7", "2021", row=3)])
    assert version(database_url)[0] == known_schema()


@pytest.mark.parametrize("older", [one for one in OLDER if one >= "0004"])
def test_returns_of_every_older_store_are_brought_here_whole(tmp_path, older):
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with closing(open_store(address)) as store:
        first = submit(store, values("10", "4"))
        office(store).approve(first.code, REVIEWER)
        partner(store).submit(sent(values("12"), key="second-draft"), values("12"), CLERK)
    taken_down(address, older)
    was = held(address)
    assert was["partner_return"][1]
    with closing(open_store(address)) as store:
        assert held(address, {name: kept for name, (kept, _) in was.items()}) == was
        assert [one.receipt.state.value for one in office(store).held()] == [
            "submitted", "approved",
        ]  # fmt: skip
