"""The whole installation on PostgreSQL as roles with no right too many: those of `pillars roles`.

One server, one journey: pages are served, a return is checked, sent, approved and erased, all by
the writer; what neither it nor the reader may do, the database itself refuses.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from dashboard.access.store import Accounts
from dashboard.app import create_app
from dashboard.returns.checks import Checks
from dashboard.returns.desk import NAME
from dashboard.returns.jobs import Jobs
from dashboard.returns.store import Drafts
from dashboard.roles import _parts
from dashboard.services import Services
from metrics import OFFICE, MetricsStore, ReturnState, Roles, Settings, StoreError
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
