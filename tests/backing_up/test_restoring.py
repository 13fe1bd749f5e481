"""A backup put back: the whole of one state, with what it lacks told, or nothing."""

import signal
import sqlite3
import sys
import time
from contextlib import closing
from datetime import timedelta
from subprocess import PIPE, Popen

import pytest

from dashboard.access.store import Accounts
from dashboard.backing_up.faults import BackupError
from dashboard.backing_up.locks import alone, in_use
from dashboard.backing_up.restoring import RefusedRestore, restore, restore_to
from dashboard.backing_up.taking import take
from dashboard.returns.store import Drafts
from dashboard.returns.worker import working
from metrics import anchor_file, read_anchors, rounding_key_file
from tests.backing_up.installation import (
    KILLED,
    NOON,
    in_child,
    moves_of,
    names,
    opened,
    record,
    value,
)
from tests.backing_up.test_taking import flip
from tests.metrics.returned import NORTH, submit, values
from tests.sweeps import sample

HOUR = timedelta(hours=1)


def taken(settings, hours=0):
    return take(settings, settings.backup_folder, NOON + hours * HOUR).path


def later(settings):
    """What was done after the backup: a load, a partner's return, an erasure, a look."""
    record(settings, "11")
    with closing(opened(settings)) as store:
        submit(store, values("7"), NORTH)
        store.note("a1", "values-erased", "consent:north-house", values=3)
        store.note("a1", "release-approved", "release:R1")
        store.note("a1", "viewed", "page:overview")


def restored(settings, path, **more):
    return restore(settings, path, over=True, now=NOON + 9 * HOUR, **more)


def test_the_older_of_two_is_the_state_of_then(settings):
    first = taken(settings)
    record(settings, "11")
    second = taken(settings, 1)
    record(settings, "12")
    restored(settings, first)
    assert value(settings) == "10"
    restore(settings, second, over=True, now=NOON + 10 * HOUR)
    assert value(settings) == "11"


def test_everything_comes_back_after_all_was_lost(settings, tmp_path):
    path = taken(settings)
    held = {one: (tmp_path / "var" / one).stat().st_size for one in names(tmp_path / "var")}
    for one in held:
        (tmp_path / "var" / one).unlink()
    done = restore(settings, path, over=False)
    assert done.aside == ()
    assert not done.losses.is_newer
    assert value(settings) == "10"
    with closing(Accounts.open(settings)) as accounts:
        assert [one.name for one in accounts.every()] == ["ada"]
    drafts = Drafts.open(settings)
    assert drafts.content(drafts.of()[0].id) == b"calls\n10\n"  # unsealed: the secret came as well
    drafts.close()
    for one in ("figures.sqlite", "accounts.sqlite", "returns.sqlite", "returns.jobs.sqlite"):
        assert (tmp_path / "var" / one).stat().st_mode & 0o077 == 0


def test_the_log_says_so_and_is_sound(settings):
    path = taken(settings)
    later(settings)
    done = restored(settings, path)
    with closing(opened(settings)) as store:
        newest = store.audit_entries(limit=1)[0]
        assert store.verify_audit().state == "sound"
    assert (newest.action, newest.object) == ("store-restored", f"backup:{path.stem}")
    assert newest.detail["common"] == newest.detail["entries"] == 1
    assert newest.detail["replaced"] == done.losses.here.position == 6
    assert newest.detail["replaced_digest"] == done.losses.here.digest


def test_what_stood_there_is_kept_beside_and_proves_the_fork(settings):
    path = taken(settings)
    later(settings)
    before = anchor_file(settings).read_text()
    done = restored(settings, path)
    old = next(one for one in done.aside if "anchors" in one.name)
    assert old.read_text() == before
    assert old.name.endswith(".before-20260501T210000Z")
    with closing(opened(settings)) as store:
        record(settings, "13")
        verdict = store.verify_audit(read_anchors(old))
    assert verdict.state == "broken"
    (figures,) = [one for one in done.aside if one.name.startswith("figures.sqlite.before")]
    aside = settings.model_copy(update={"database_url": f"sqlite:///{figures}"})
    assert value(aside) == "11"


def test_what_is_newer_is_refused_with_everything_that_would_be_lost(settings):
    path = taken(settings)
    later(settings)
    with pytest.raises(RefusedRestore) as refused:
        restore(settings, path, over=False)
    lost = refused.value.losses
    assert (lost.common, lost.backup.position, lost.here.position) == (1, 1, 6)
    assert [one.action for one in lost.sent] == ["recorded", "return-submitted"]
    assert lost.sent[1].detail["organization"] == NORTH
    assert [one.action for one in lost.taken_away] == ["values-erased"]
    assert [one.action for one in lost.done] == ["release-approved"]
    assert not lost.is_fork
    assert value(settings) == "11"  # nothing was changed
    assert not [one for one in names(anchor_file(settings).parent) if "before" in one]


def test_two_logs_that_went_on_apart_are_a_fork_with_both_heads(settings):
    first = taken(settings)
    record(settings, "11")
    second = taken(settings, 1)
    restored(settings, first)
    record(settings, "12")
    with pytest.raises(RefusedRestore) as refused:
        restore(settings, second, over=False)
    lost = refused.value.losses
    assert lost.is_fork
    assert (lost.common, lost.backup.position, lost.here.position) == (1, 2, 3)
    assert lost.backup.digest != lost.here.digest
    assert [one.position for one in lost.sent] == [3]


def test_a_store_too_damaged_to_compare_is_replaced_only_when_asked_to(settings, tmp_path):
    path = taken(settings)
    store = tmp_path / "var" / "figures.sqlite"
    flip(store, 0, 4096)
    with pytest.raises(RefusedRestore) as refused:
        restore(settings, path, over=False)
    assert not refused.value.losses.is_readable
    assert refused.value.losses.here.position == 1  # the anchors know
    restored(settings, path)
    assert value(settings) == "10"


def test_a_damaged_backup_changes_nothing(settings):
    path = taken(settings)
    record(settings, "11")
    flip(path, path.stat().st_size // 2)
    with pytest.raises(BackupError, match="damaged"):
        restored(settings, path)
    assert value(settings) == "11"


def test_nobody_is_signed_in_afterwards(settings, tmp_path):
    restored(settings, taken(settings))
    with closing(sqlite3.connect(tmp_path / "var" / "accounts.sqlite")) as raw:
        assert raw.execute("SELECT count(*) FROM session").fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM account").fetchone() == (1,)


def test_the_rounding_key_comes_back(settings):
    key = rounding_key_file(settings)
    key.write_bytes(b"r" * 32)
    path = taken(settings)
    key.write_bytes(b"s" * 32)
    done = restored(settings, path)
    assert key.read_bytes() == b"r" * 32
    assert [one.read_bytes() for one in done.aside if "rounding" in one.name] == [b"s" * 32]


def test_a_database_that_did_not_exist_then_is_not_left_beside(settings, tmp_path):
    for one in names(tmp_path / "var"):
        if one.startswith("returns"):
            (tmp_path / "var" / one).unlink()
    path = taken(settings)
    Drafts.open(settings).close()
    restored(settings, path)
    assert "returns.sqlite" not in names(tmp_path / "var")


def test_another_secret_is_told(settings, tmp_path):
    secret = settings.model_copy(update={"secret_key": "a secret that is long enough, of then"})
    path = taken(type(settings)(**secret.model_dump()))
    other = type(settings)(**{**settings.model_dump(), "secret_key": "another one, long enough too"
                              " for all"})  # fmt: skip
    assert restore(other, path, over=True).is_other_secret


# ---- while somebody uses it ---------------------------------------------------------------------


def test_it_is_refused_while_a_server_or_worker_runs(settings):
    path = taken(settings)
    with in_use(settings), pytest.raises(BackupError, match="stop it"):
        restored(settings, path)
    restored(settings, path)


def test_the_worker_says_that_it_runs(settings):
    path = taken(settings)
    with working(settings):
        until = time.monotonic() + 60
        while not is_used(settings) and time.monotonic() < until:
            time.sleep(0.2)
        with pytest.raises(BackupError, match="stop it"):
            restored(settings, path)
    restored(settings, path)


def is_used(settings):
    try:
        with alone(settings):
            return False
    except BackupError:
        return True


def test_it_is_refused_while_another_program_has_the_store_open(settings, tmp_path):
    path = taken(settings)
    code = (
        "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1]); "
        "c.execute('SELECT count(*) FROM observation').fetchone(); print(1, flush=True); "
        "time.sleep(60)"
    )
    store = tmp_path / "var" / "figures.sqlite"
    with Popen([sys.executable, "-c", code, str(store)], stdout=PIPE) as other:
        other.stdout.readline()
        with pytest.raises(BackupError, match="is open in another program"):
            restored(settings, path)
        other.send_signal(signal.SIGKILL)
    restored(settings, path)


def test_killed_at_any_move_the_next_start_finds_the_old_state_or_the_new(settings):
    path = taken(settings)
    record(settings, "11")
    last = moves_of(lambda: restore(settings, path, over=True))
    assert value(settings) == "10"
    seen = set()
    every = list(range(1, last + 1))
    kills = sorted({*sample("kills of a restore", every, 14), *every[-14:]})
    for step, kill_at in enumerate(kills):
        record(settings, "11")
        at = NOON + step * HOUR
        assert in_child(lambda: restore(settings, path, over=True, now=at), kill_at) == KILLED  # noqa: B023
        with in_use(settings):
            seen.add(value(settings))
            with closing(opened(settings)) as store:
                assert store.verify_audit().state == "sound"
            with closing(Accounts.open(settings)) as accounts:
                assert [one.name for one in accounts.every()] == ["ada"]
    assert seen == {"10", "11"}


# ---- into a folder ------------------------------------------------------------------------------


def test_into_a_folder_nothing_else_is_touched(settings, tmp_path):
    path = taken(settings)
    record(settings, "11")
    done = restore_to(settings, path, tmp_path / "look")
    assert done.losses is None
    assert names(tmp_path / "look") == [
        "accounts.sqlite", "anchors", "figures.sqlite", "queue.sqlite", "returns.sqlite", "secret"
    ]  # fmt: skip
    look = settings.model_copy(update={
        "database_url": f"sqlite:///{tmp_path / 'look' / 'figures.sqlite'}",
        "audit_anchor": tmp_path / "look" / "anchors",
    })  # fmt: skip
    assert (value(look), value(settings)) == ("10", "11")


def test_a_folder_that_is_not_empty_is_refused(settings, tmp_path):
    path = taken(settings)
    with pytest.raises(BackupError, match="not empty"):
        restore_to(settings, path, tmp_path)
