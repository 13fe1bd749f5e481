"""Everything on PostgreSQL: backed up by COPY from one instant, and put back whole."""

from contextlib import closing, contextmanager
from datetime import timedelta
from threading import Event, Thread

import psycopg
import pytest

from dashboard.access.store import Accounts
from dashboard.backing_up.faults import BackupError
from dashboard.backing_up.parts import Part, Sort
from dashboard.backing_up.proving import verified
from dashboard.backing_up.restoring import RefusedRestore, restore, restore_to
from dashboard.backing_up.store import server
from dashboard.backing_up.taking import backup_key, take
from metrics import Text
from metrics.store import tables
from tests.backing_up.installation import NOON, filled, opened, record, settings_of, value
from tests.conftest import _new_database
from tests.factories import observation, submission
from tests.metrics.digests import figures_digest

STRANGE = "tab\t, line\nend, back\\slash, \\N, \\., quote' and é"


@pytest.fixture
def addresses(postgresql):
    """As many new databases as a test asks for."""
    made = []

    def new():
        made.append(_new_database(postgresql))
        return next(made[-1])

    yield new
    for one in made:
        next(one, None)


@pytest.fixture
def settings(tmp_path, addresses):
    held = settings_of(tmp_path, audit_anchor=tmp_path / "var" / "anchors",
                       rounding_key_file=tmp_path / "var" / "rounding")  # fmt: skip
    (tmp_path / "var").mkdir()
    return filled(on(held, addresses))


def on(settings, addresses):
    named = {name: addresses() for name in ("database_url", "accounts_url", "returns_url")}
    return settings.model_copy(update=named)


@contextmanager
def writing_without_pause(settings):
    """A writer who restates 200 values at once, again and again."""
    over, begun = Event(), Event()

    def write():
        with closing(opened(settings)) as store:
            step = 0
            while not over.is_set():
                step += 1
                rows = [observation(str(step), str(1850 + row), row=row + 2) for row in range(200)]
                store.record(submission(), rows)
                begun.set()

    writer = Thread(target=write)
    writer.start()
    try:
        assert begun.wait(120)
        yield
    finally:
        over.set()
        writer.join()


def test_under_load_it_is_one_committed_state_and_comes_back(settings, addresses):
    with writing_without_pause(settings):
        taken = take(settings, settings.backup_folder, NOON)
    assert {one.name for one in taken.proof.manifest.parts} >= {"figures", "accounts", "returns"}
    assert taken.proof.log.state == "sound"
    fresh = on(settings, addresses)
    restore(fresh, taken.path, over=True)
    with closing(opened(fresh)) as store:
        numbers = {
            str(one.observation.value)
            for line in store.series("calls").lines
            for one in line.values
            if one.observation.period.code < "2000"
        }
        assert len(numbers) == 1  # never half of a restatement
        assert store.verify_audit().state == "sound"
        assert store.audit_entries(limit=1)[0].action == "store-restored"


def test_every_row_comes_back_as_it_was_whatever_it_says(settings, addresses):
    with closing(opened(settings)) as store:
        said = [observation("11", note=Text(STRANGE, STRANGE))]
        store.record(submission(), said)
        before = figures_digest(store)
    path = take(settings, settings.backup_folder, NOON).path
    fresh = on(settings, addresses)
    restore(fresh, path, over=False)
    with closing(opened(fresh)) as store:
        assert figures_digest(store) == before
        assert store.verify_audit().state == "sound"
    with closing(Accounts.open(fresh)) as accounts:
        assert [one.name for one in accounts.every()] == ["ada"]
    with psycopg.connect(fresh.accounts_url) as connection:
        assert connection.execute("SELECT count(*) FROM session").fetchone() == (0,)


def test_what_stands_is_never_written_over(settings):
    path = take(settings, settings.backup_folder, NOON).path
    record(settings, "11")
    with pytest.raises(BackupError, match="new, empty database"):
        restore(settings, path, over=True)
    assert value(settings) == "11"


def test_the_anchors_tell_that_what_stood_elsewhere_was_newer(settings, addresses):
    path = take(settings, settings.backup_folder, NOON).path
    record(settings, "11")
    with pytest.raises(RefusedRestore) as refused:
        restore(on(settings, addresses), path, over=False)
    assert refused.value.losses.here.position == 2


def test_it_is_proven_without_a_server(settings, tmp_path):
    path = take(settings, settings.backup_folder, NOON).path
    elsewhere = settings_of(tmp_path)
    assert verified(elsewhere, path, backup_key(settings)).log.state == "sound"
    with pytest.raises(BackupError, match="another kind of database"):
        restore(elsewhere, path, over=True)
    restore_to(elsewhere, path, tmp_path / "look")
    copied = {one.table for one in server.lines(tmp_path / "look" / "figures.copy")}
    assert {"observation", "audit_entry"} <= copied <= {*tables.metadata.tables, "alembic_version"}


def test_an_entry_that_was_changed_is_named(settings):
    with psycopg.connect(settings.database_url) as connection:
        connection.execute("DROP TRIGGER audit_entry_kept ON audit_entry")
        connection.execute("UPDATE audit_entry SET actor = 'somebody'")
    with pytest.raises(BackupError, match="Entry 1 is not as it was written"):
        take(settings, settings.backup_folder, NOON + timedelta(hours=1))
    assert list(settings.backup_folder.iterdir()) == []


def test_a_password_is_not_told():
    part = Part("figures", Sort.POSTGRESQL, "postgresql://reader:hidden@store/figures", None)
    assert part.place == "postgresql://store/figures"
