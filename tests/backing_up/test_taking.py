"""A backup is one committed state of everything, or it is not there at all."""

import os
import resource
import sqlite3
from contextlib import closing
from datetime import timedelta
from threading import Event, Lock, Thread

import pytest

from dashboard.backing_up import taking
from dashboard.backing_up.bundle import PART
from dashboard.backing_up.faults import BackupError
from dashboard.backing_up.keys import backup_key
from dashboard.backing_up.proving import figures_in, verified
from dashboard.backing_up.restoring import restore_to
from dashboard.backing_up.retention import held_in
from dashboard.backing_up.standing import examined
from dashboard.backing_up.taking import take
from metrics import MetricsError, rounding_key_file
from tests.backing_up.installation import (
    KILLED,
    NOON,
    filled,
    in_child,
    moves_of,
    names,
    opened,
    record,
    settings_of,
)
from tests.factories import observation, submission
from tests.metrics.digests import whole_digest
from tests.sweeps import sample

PARTS = ["queue", "returns", "accounts", "anchors", "secret", "figures"]
VALUES = 300  # in one submission, so that a torn one would show


def test_everything_is_in_it_and_nothing_is_left_beside(settings):
    taken = take(settings, settings.backup_folder, NOON)
    assert [one.name for one in taken.proof.manifest.parts] == PARTS
    assert names(settings.backup_folder) == ["pillars-20260501T120000Z.backup"]
    assert taken.path.stat().st_mode & 0o077 == 0
    assert not [one for one in names(taken.path.parent.parent / "var") if "work" in one]
    rows = {one.name: one.rows for one in taken.proof.manifest.parts}
    assert (rows["accounts"]["account"], rows["returns"]["draft"]) == (1, 1)
    assert rows["figures"]["observation"] == 1
    assert (taken.proof.log.state, taken.proof.manifest.entries) == ("sound", 1)


def test_nothing_of_it_can_be_read_without_the_key(settings):
    content = take(settings, settings.backup_folder, NOON).path.read_bytes()
    for word in (b"SQLite format 3", b"ada", b"hotline", b"observation", b"figures"):
        assert word not in content


def test_two_backups_of_the_same_state_share_no_block(settings):
    first = take(settings, settings.backup_folder, NOON).path.read_bytes()
    again = take(settings, settings.backup_folder, NOON + timedelta(minutes=1)).path.read_bytes()
    assert first[300:340] not in again


def test_while_others_write_it_is_one_committed_state(settings):
    """Two writers never pause; what a backup holds is exactly what stood after one of the commits.

    The digest of the whole store after each commit is noted by whoever made it, under a lock.
    """
    store, states, turn, begun, over = opened(settings), {}, Lock(), Event(), Event()

    def write(number: int) -> None:
        while not over.is_set():
            with turn:
                step = len(states)
                rows = [
                    observation(str(step + row), str(1850 + row), row=row + 2)
                    for row in range(VALUES)
                ]
                store.record(submission(), rows, actor=f"writer-{number}")
                states[store.audit_entries(limit=1)[0].position] = whole_digest(store)
            begun.set()

    writers = [Thread(target=write, args=(one,)) for one in (1, 2)]
    for one in writers:
        one.start()
    taken = []
    try:
        assert begun.wait(60)
        for minute in range(5):
            at = NOON + timedelta(minutes=minute)
            taken.append(take(settings, settings.backup_folder, at))
    finally:
        over.set()
        for one in writers:
            one.join()
        store.close()
    assert len({one.proof.manifest.entries for one in taken}) > 1  # they did go on writing
    for number, one in enumerate(taken):
        folder = settings.backup_folder.parent / f"look-{number}"
        restore_to(settings, one.path, folder)
        (folder / "figures.sqlite").rename(folder / "figures")
        with closing(figures_in(folder)) as copy:
            assert whole_digest(copy) == states[one.proof.manifest.entries]
            assert copy.verify_audit().state == "sound"


def test_killed_at_any_move_the_earlier_one_stands_and_nothing_else_counts(settings):
    folder = settings.backup_folder
    first = take(settings, folder, NOON)
    before, key = first.path.read_bytes(), backup_key(settings, folder)
    later = iter(range(1, 10_000))

    def again():
        take(settings, folder, NOON + timedelta(hours=number))

    number = next(later)
    last = moves_of(again)
    assert last > 20
    for kill_at in sorted({*sample("kills of a backup", list(range(1, last)), 14), last - 1, last}):
        number = next(later)
        assert in_child(again, kill_at) == KILLED
        assert first.path.read_bytes() == before
        for one in held_in(folder):
            assert verified(settings, one.path, key)  # whatever counts is sound
    number = next(later)
    again()
    assert not [one for one in names(folder) if one.endswith(PART)]
    assert not [one for one in names(folder.parent / "var") if "work" in one]


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_where_the_disk_is_full_nothing_is_left_and_it_is_told(tmp_path, share):
    """A limit of file sizes stands for the disk: met while a part is copied, or in the backup."""
    settings = filled(settings_of(tmp_path), os.urandom(3_000_000))
    rounding_key_file(settings).write_bytes(os.urandom(600_000))  # so that no part is so large
    folder = settings.backup_folder
    first = take(settings, folder, NOON)
    before = first.path.read_bytes()
    largest = max(one.size for one in first.proof.manifest.parts)
    limit = int(largest * share)
    assert limit < len(before)

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with pytest.raises(MetricsError, match="no room"):
            take(settings, folder, NOON + timedelta(hours=1))

    assert in_child(limited) == 0
    assert names(folder) == [first.path.name]
    assert first.path.read_bytes() == before
    with pytest.raises(MetricsError, match="no room"):
        examined(settings)
    record(settings, "11")  # the service was not affected
    assert take(settings, folder, NOON + timedelta(hours=2)).since == timedelta(hours=2)
    with pytest.raises(MetricsError, match="last night's is missing"):
        examined(settings)


def test_it_is_not_begun_where_it_would_fill_the_disk(settings, monkeypatch):
    monkeypatch.setattr("dashboard.backing_up.proving.SPARE", 1 << 60)
    with pytest.raises(BackupError, match="no room"):
        take(settings, settings.backup_folder, NOON)
    assert names(settings.backup_folder) == []


def flip(path, at, count=1):
    content = bytearray(path.read_bytes())
    for one in range(at, at + count):
        content[one] ^= 0xFF
    path.write_bytes(content)


def page_of(path, table):
    """Where the first page of a table lies in its file."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = raw.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    return (page - 1) * size, size


def test_a_damaged_page_of_figures_is_named_and_the_earlier_backup_stands(settings, tmp_path):
    first = take(settings, settings.backup_folder, NOON)
    store = tmp_path / "var" / "figures.sqlite"
    at, size = page_of(store, "observation")
    flip(store, at, size // 2)
    with pytest.raises(BackupError, match="'figures' is damaged"):
        take(settings, settings.backup_folder, NOON + timedelta(hours=1))
    assert names(settings.backup_folder) == [first.path.name]


def test_an_audit_log_that_was_changed_is_named(settings, tmp_path):
    first = take(settings, settings.backup_folder, NOON)
    with closing(sqlite3.connect(tmp_path / "var" / "figures.sqlite")) as raw:
        raw.execute("DROP TRIGGER audit_entry_kept_from_update")
        raw.execute("UPDATE audit_entry SET actor = 'somebody'")
        raw.commit()
    with pytest.raises(BackupError, match="Entry 1 is not as it was written"):
        take(settings, settings.backup_folder, NOON + timedelta(hours=1))
    assert names(settings.backup_folder) == [first.path.name]


@pytest.mark.parametrize(
    ("at", "said"),
    [(3, "not a backup"), (60, "damaged at its head"), (400, "block 1"), (-20, "damaged: block")],
)
def test_a_flipped_bit_of_a_backup_is_told_wherever_it_is(tmp_path, at, said):
    settings = filled(settings_of(tmp_path), os.urandom(3_000_000))
    path = take(settings, settings.backup_folder, NOON).path
    flip(path, at % path.stat().st_size)
    with pytest.raises(BackupError, match=said):
        verified(settings, path, backup_key(settings))


def test_the_part_that_is_damaged_is_named_with_its_block(tmp_path):
    settings = filled(settings_of(tmp_path), os.urandom(3_000_000))
    path = take(settings, settings.backup_folder, NOON).path
    flip(path, path.stat().st_size // 2)
    with pytest.raises(BackupError, match=r"In the part 'returns': .* block \d") as fault:
        verified(settings, path, backup_key(settings))
    assert "Dans la partie « returns »" in fault.value.text.fr.replace("\u00a0", " ")


@pytest.mark.parametrize("cut", [1, 100, 1_100_000])
def test_a_backup_that_was_cut_off_does_not_open(tmp_path, cut):
    settings = filled(settings_of(tmp_path), os.urandom(3_000_000))
    path = take(settings, settings.backup_folder, NOON).path
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(BackupError, match="damaged"):
        verified(settings, path, backup_key(settings))


def test_nothing_is_kept_whose_counts_are_not_those_of_the_store(settings, monkeypatch):
    monkeypatch.setattr(taking.files, "copy", lambda source, target: short(source, target))
    with pytest.raises(BackupError, match="1 in the store"):
        take(settings, settings.backup_folder, NOON)
    assert names(settings.backup_folder) == []


def short(source, target):
    """A copy that lacks what one table held."""
    with closing(sqlite3.connect(target)) as made:
        source.backup(made)
        tables = {name for (name,) in made.execute("SELECT name FROM sqlite_master")}
        for table in tables & {"account", "session", "second_factor"}:
            made.execute(f"DELETE FROM {table}")
        made.commit()


def test_only_one_is_taken_at_a_time(settings):
    with taking.one_at_a_time(settings), pytest.raises(BackupError, match="Another backup"):
        take(settings, settings.backup_folder, NOON)


def test_without_a_store_there_is_nothing_to_back_up(tmp_path):
    settings = settings_of(tmp_path)
    with pytest.raises(BackupError, match="no store"):
        take(settings, settings.backup_folder, NOON)


# ---- the key ------------------------------------------------------------------------------------


def with_key(settings, path):
    return settings.model_copy(update={"backup_key_file": path})


def test_another_key_opens_nothing(settings, tmp_path):
    path = take(settings, settings.backup_folder, NOON).path
    other = tmp_path / "other.key"
    other.write_bytes(os.urandom(32))
    other.chmod(0o600)
    with pytest.raises(BackupError, match="does not open with this key"):
        restore_to(with_key(settings, other), path, tmp_path / "look")
    assert names(tmp_path / "look") == []


@pytest.mark.parametrize(
    ("name", "content", "mode", "said"),
    [
        ("backups/backup.key", b"k" * 32, 0o600, "lies among the backups"),
        ("backup.key", b"k" * 31, 0o600, "too short"),
        ("backup.key", b"k" * 32, 0o640, "Others on this machine"),
        ("backup.key", None, 0o600, "cannot be read"),
    ],
)
def test_a_key_that_would_not_protect_is_refused(settings, tmp_path, name, content, mode, said):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    if content is not None:
        path.write_bytes(content)
        path.chmod(mode)
    with pytest.raises(BackupError, match=said):
        take(with_key(settings, path), settings.backup_folder, NOON)


def test_without_a_key_no_backup_is_taken(settings):
    with pytest.raises(BackupError, match="no key is set"):
        take(with_key(settings, None), settings.backup_folder, NOON)
