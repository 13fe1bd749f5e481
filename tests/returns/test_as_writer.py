"""The whole installation on PostgreSQL as roles with no right too many: those of `pillars roles`.

One server, one journey: pages are served, a return is checked, sent, approved and erased, all by
the writer; what neither it nor the reader may do, the database itself refuses.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import DBAPIError

from dashboard.access import Role
from dashboard.access.store import Accounts
from dashboard.access.store.tables import ACCOUNTS
from dashboard.app import create_app
from dashboard.doctor import _roles, mark_of
from dashboard.returns.checks import Checks
from dashboard.returns.desk import NAME
from dashboard.returns.jobs import Jobs
from dashboard.returns.store import Drafts
from dashboard.roles import _parts, roles_found
from dashboard.services import Services
from dashboard.store import Database
from dashboard.watching.looks import look_at_roles
from metrics import (
    OFFICE,
    MetricsStore,
    NotWritableError,
    Obstacle,
    ReturnState,
    Roles,
    Settings,
    StoreError,
)
from metrics.store.engine import known_schema
from metrics.store.rights import CHANGED, DELETED, WHOLE, rights_to_figures
from metrics.store.tables import metadata
from tests.access.house import PEOPLE, House
from tests.conftest import _new_database
from tests.loaded import record_small
from tests.returns.house import NOW, TODAY, A, catalogue, checked, filled, send
from tests.returns.office_desk import take

SECRET = "a-secret-that-is-long-enough-for-every-check"
PASSWORD = "of-a-role-of-the-tests"


@pytest.fixture(scope="module")
def roles(postgresql) -> Roles:
    made = Roles(f"writer_{uuid4().hex[:8]}", f"reader_{uuid4().hex[:8]}")
    with psycopg.connect(postgresql, autocommit=True) as connection:
        for one in made:
            connection.execute(f"CREATE ROLE {one} LOGIN PASSWORD '{PASSWORD}'")
    return made


@pytest.fixture(scope="module")
def owned(postgresql, roles, tmp_path_factory) -> Iterator[Settings]:
    """Three databases as their owner opens them, with the rights of the roles given."""
    folder = tmp_path_factory.mktemp("roles")
    names = ("database_url", "accounts_url", "returns_url")
    with ExitStack() as stack:
        addresses = [stack.enter_context(contextmanager(_new_database)(postgresql)) for _ in names]
        settings = Settings(
            **dict(zip(names, addresses, strict=True)), framework="plan", env="test",
            return_bytes=200_000, secret_key=SECRET, audit_anchor=folder / "anchors",
            rounding_key_file=folder / "rounding",
        )  # fmt: skip
        for one in _parts(settings):
            one.give(roles)
        yield settings


def opened_as(settings: Settings, role: str) -> Settings:
    """The same installation, whose databases are opened by a role."""
    update = {
        name: make_url(getattr(settings, name))
        .set(username=role, password=PASSWORD)
        .render_as_string(hide_password=False)
        for name in ("database_url", "accounts_url", "returns_url")
    }
    return settings.model_copy(update=update)


@pytest.fixture(scope="module")
def house(owned, roles) -> Iterator[House]:
    settings, held = opened_as(owned, roles.writer), catalogue()
    store = MetricsStore.open(settings, held)
    store.today = lambda: TODAY
    record_small(store)
    services, accounts = Services(settings, held, store), Accounts.open(settings)
    made = House(create_app(services, accounts), accounts, services, at=NOW)
    made.app.server.extensions["clock"] = lambda: made.at
    for who, (role, organization) in PEOPLE.items():
        added = accounts.add(who.replace(" ", "-"), role, now=NOW, organization=organization)
        accounts.let_stand(added.id)
        made.people[who] = added
    drafts = Drafts.open(settings)
    checks = Checks(settings, held, store, drafts)
    made.app.server.extensions[NAME].use(drafts, Jobs(settings, checks.run, now=True))
    yield made
    drafts.close()
    accounts.close()
    store.close()


def test_pages_are_served_and_a_return_is_sent_approved_and_erased_by_the_writer(house):
    assert house.client().get("/").status_code == 200
    code = send(house.client("partner a"), checked(house.client("partner a"), filled(partner=A)))
    take(house.client("editor"), code, "approve")
    office = house.services.store.seen_by(OFFICE)
    assert office.returns.find(code).receipt.state is ReturnState.APPROVED
    left = office.consents.purge(code, "admin", "Names stood in it.", "editor")
    assert left.rows > 0
    assert house.services.store.verify_audit().state == "sound"


def test_a_queue_on_the_server_is_the_writers_too(house):
    jobs = Jobs(house.services.settings)
    jobs.ask_check("draft")
    assert jobs.waiting() == 1
    assert jobs.queue.dequeue() is not None
    jobs.close()


def test_the_reader_reads_figures_and_nothing_else(owned, roles):
    settings = opened_as(owned, roles.reader)
    store = MetricsStore.open(settings, catalogue())
    assert store.health().is_current
    store.close()
    assert_refused(settings.database_url, [
        *(f"DELETE FROM {one}" for one in metadata.tables),
        *(f"INSERT INTO {one} DEFAULT VALUES" for one in metadata.tables),
    ])  # fmt: skip
    assert_refused(settings.accounts_url, ["SELECT * FROM public.account"])
    assert_refused(settings.returns_url, ["SELECT * FROM public.draft"])


def test_what_was_written_the_writer_cannot_change_or_take_away(owned, roles):
    settings = opened_as(owned, roles.writer)
    kept = sorted(metadata.tables.keys() - DELETED)
    assert_refused(settings.database_url, [
        *(f"DELETE FROM {one}" for one in kept),
        *(f"TRUNCATE {one} CASCADE" for one in metadata.tables),
        *(f"UPDATE {one} SET {column} = {column}" for one, column in untouched()),
        "UPDATE alembic_version SET version_num = ''", "CREATE TABLE one (id integer)",
        "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_kept",
    ])  # fmt: skip
    assert_refused(settings.accounts_url, [
        "DELETE FROM happened", "UPDATE schema_version SET number = 1", "DROP TABLE session",
    ])  # fmt: skip


def untouched() -> list[tuple[str, str]]:
    """Each column that nobody changes, with its table."""
    return [
        (table.name, f'"{column.name}"')
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name not in CHANGED.get(table.name, ())
    ]


def test_what_only_the_owner_may_do_is_said_to_be_so(owned, roles):
    with psycopg.connect(owned.database_url, autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        with pytest.raises(StoreError, match="pillars roles --apply"):
            MetricsStore.open(opened_as(owned, roles.writer), catalogue())
        connection.execute(f"UPDATE alembic_version SET version_num = '{known_schema()}'")


def rights_of(settings: Settings) -> list[tuple[str, str, bool, tuple[str, ...]]]:
    return [(one.database, *one.held) for one in roles_found(settings)]


def test_it_is_told_as_whom_each_database_is_opened(owned, roles):
    names = ("figures", "accounts", "returns")
    writer = opened_as(owned, roles.writer)
    assert rights_of(writer) == [(one, roles.writer, False, ()) for one in names]
    owner = make_url(owned.database_url).username or ""
    assert rights_of(owned) == [(one, owner, True, ()) for one in names]
    read = opened_as(owned, roles.reader).database_url
    followed = owned.model_copy(update={"database_read_url": read})
    assert rights_of(followed)[3] == ("followed", roles.reader, False, ())
    assert rights_of(Settings()) == []  # files have no roles


def test_an_owner_is_a_note_and_in_production_wants_attention(owned, roles):
    checks = list(_roles(owned))
    assert [(one.name, mark_of(one)) for one in checks] == [
        ("role figures", "note"), ("role accounts", "note"), ("role returns", "note"),
    ]  # fmt: skip
    assert "pillars roles --apply" in checks[0].words.en
    assert "qui en possède les tables" in checks[0].words.fr
    (seen,) = look_at_roles(owned)
    assert (seen.ok, "Every database is opened as" in seen.words.en) == (True, True)
    (seen,) = look_at_roles(owned.model_copy(update={"env": "production"}))
    assert not seen.ok
    (seen,) = look_at_roles(opened_as(owned, roles.writer).model_copy(update={"env": "production"}))
    assert (seen.ok, "lacks no right" in seen.words.en) == (True, True)


TAKEN = (
    ("database_url", "figures", "INSERT", "submission"),
    ("database_url", "figures", "UPDATE (value)", "observation"),
    ("accounts_url", "accounts", "UPDATE", "session"),
    ("returns_url", "returns", "SELECT", "draft"),
)


@pytest.mark.parametrize(("setting", "database", "right", "table"), TAKEN)
def test_a_right_that_is_missing_is_named(owned, roles, setting, database, right, table):
    writer = opened_as(owned, roles.writer)
    change = f"{right} ON {table}", f'"{roles.writer}"'
    with psycopg.connect(getattr(owned, setting), autocommit=True) as connection:
        connection.execute(f"REVOKE {change[0]} FROM {change[1]}")
        try:
            found = {one.database: one for one in roles_found(writer)}
            (seen,) = look_at_roles(writer)
            faults = [one for one in _roles(writer) if not one.ok]
        finally:
            connection.execute(f"GRANT {change[0]} TO {change[1]}")
    assert found[database].held.lacks == (f"{right} ON {table}",)
    assert [one.name for one in faults] == [f"role {database}"]
    assert (seen.ok, f"{right} ON {table}" in seen.words.fr) == (False, True)
    assert rights_of(writer)[0][3] == ()


def test_of_many_rights_a_few_are_named_and_the_others_counted(owned, roles):
    reads = opened_as(owned, roles.reader)
    found = {one.database: one for one in roles_found(reads)}
    assert "INSERT ON" in found["figures"].words.en
    assert " more: " in found["figures"].words.en
    assert found["accounts"].held.lacks[0] == "USAGE ON SCHEMA public"


def test_a_refused_right_is_not_called_a_server_that_does_not_answer(owned, roles):
    """Neither of the accounts nor of the drafts: nobody looks for the fault in the network."""
    reads = opened_as(owned, roles.reader)
    for opened in (Accounts.open, Drafts.open):
        with pytest.raises(StoreError, match="does not let this role") as told:
            opened(reads)
        assert "schema" in told.value.text.en  # which it may not enter
        assert "pillars doctor" in told.value.text.fr


def test_the_table_is_named_that_may_not_be_written(owned, roles):
    writer = opened_as(owned, roles.writer)
    opened = Accounts.open(writer)
    with psycopg.connect(owned.accounts_url, autocommit=True) as connection:
        connection.execute(f'REVOKE INSERT ON account FROM "{roles.writer}"')
        try:
            with pytest.raises(StoreError, match="permission denied for table account"):
                opened.add("somebody", Role.ADMIN, now=NOW)
        finally:
            connection.execute(f'GRANT INSERT ON account TO "{roles.writer}"')
    opened.close()


def test_a_server_that_has_refused_has_answered(owned):
    opened = Drafts.open(owned)
    refused = pytest.raises(StoreError, match="refused: relation")
    with refused as told, opened.database.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM of_a_later_version")
    assert "did not answer" not in told.value.text.en
    opened.close()


def test_accounts_on_a_server_that_is_full_are_told_as_such():
    fault = DBAPIError("INSERT", {}, psycopg.errors.DiskFull("no space left on device"))
    database = Database(create_engine("postgresql+psycopg://nobody@nowhere/x"), ACCOUNTS)
    with pytest.raises(NotWritableError) as told, database._explained():
        raise fault
    assert told.value.obstacle is Obstacle.FULL


def assert_refused(address: str, statements: list[str]) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for one in statements:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(one)


def test_only_what_there_is_may_be_changed():
    rights = rights_to_figures()
    assert set(rights.every) == set(metadata.tables)
    for table, columns in rights.changed.items():
        assert columns != WHOLE
        assert set(columns) <= set(metadata.tables[table].columns.keys())
        assert not set(columns) & {one.name for one in metadata.tables[table].primary_key}
    assert "audit_entry" not in {*rights.changed, *rights.deleted}
