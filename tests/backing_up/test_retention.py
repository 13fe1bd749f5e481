"""Which backups are kept, and what of a night that has none."""

import logging
import time
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.backing_up import outcome
from dashboard.backing_up.nightly import back_up
from dashboard.backing_up.retention import Policy, Reason, held_in, kept, prune
from dashboard.backing_up.standing import examined, is_due, standing
from dashboard.returns.worker import _environment, working
from metrics import MetricsError, Text, example_settings
from tests.backing_up.installation import names, settings_of

DAY = timedelta(days=1)
NIGHT = datetime(2026, 6, 30, 2, 0, tzinfo=UTC)


def empty(folder, at):
    """A backup by its name: what is kept is decided by that alone."""
    folder.mkdir(exist_ok=True)
    (folder / f"pillars-{at:%Y%m%dT%H%M%SZ}.backup").touch()


@pytest.fixture
def nights(tmp_path):
    """A folder with a backup of each of 400 nights, newest last."""
    for back in range(400):
        empty(tmp_path / "kept", NIGHT - back * DAY)
    return tmp_path / "kept"


def days_of(held):
    return [one.made_at.date().isoformat() for one in held]


def test_the_newest_of_so_many_days_weeks_and_months_are_kept(nights):
    gone = prune(nights, Policy(daily=7, weekly=5, monthly=6))
    left = days_of(held_in(nights))
    assert left == [
        "2026-06-30", "2026-06-29", "2026-06-28", "2026-06-27", "2026-06-26", "2026-06-25",
        "2026-06-24", "2026-06-21", "2026-06-14", "2026-06-07", "2026-05-31", "2026-04-30",
        "2026-03-31", "2026-02-28", "2026-01-31",
    ]  # fmt: skip
    assert len(gone) == 400 - len(left)
    assert prune(nights, Policy(7, 5, 6)) == []  # again nothing goes


def test_each_is_told_why_it_is_kept(nights):
    reasons = kept(held_in(nights), Policy(7, 5, 6))
    told = {one.name[8:16]: why for one, why in reasons.items()}
    assert told["20260630"] is Reason.MONTH
    assert told["20260628"] is Reason.WEEK
    assert told["20260629"] is Reason.DAY


def test_all_of_the_last_day_and_always_the_newest_are_kept(tmp_path):
    for hours in range(30):
        empty(tmp_path / "kept", NIGHT - timedelta(hours=hours))
    prune(tmp_path / "kept", Policy(1, 0, 0))
    assert len(held_in(tmp_path / "kept")) == 24


def test_what_else_lies_in_the_folder_is_left_alone(nights):
    for name in ("notes.txt", "pillars-of-old.backup", "pillars-20250101T000000Z.backup.copy"):
        (nights / name).touch()
    prune(nights, Policy(1, 0, 0))
    assert len(names(nights)) == 4


# ---- the nights ---------------------------------------------------------------------------------


def test_a_night_without_a_backup_is_due_once_the_hour_has_come(tmp_path, monkeypatch):
    settings = settings_of(tmp_path)
    two = datetime.now().astimezone().replace(hour=2, minute=0, second=0, microsecond=0)
    assert is_due(settings, two)
    empty(settings.backup_folder, (two + timedelta(minutes=3)).astimezone(UTC))
    assert not is_due(settings, two + timedelta(minutes=30))
    assert not is_due(settings, two + timedelta(hours=23, minutes=59))
    assert is_due(settings, two + timedelta(days=1))
    assert not is_due(settings.model_copy(update={"backup_folder": None}), two + 2 * DAY)


def test_after_a_failure_it_is_tried_again_within_the_hour_and_no_sooner(tmp_path):
    settings, now = settings_of(tmp_path), datetime.now(UTC)
    (tmp_path / "var").mkdir()
    outcome.remember(settings, now, Text("It failed.", "Elle a échoué."))
    assert not is_due(settings, now + timedelta(minutes=59))
    assert is_due(settings, now + timedelta(minutes=60))
    assert is_due(settings, now - DAY * 2)  # a clock was set back


def test_the_worker_takes_it_and_what_goes_wrong_is_told_by_doctor(tmp_path, caplog):
    settings = settings_of(tmp_path)
    with pytest.raises(MetricsError, match="No backup has been taken"):
        examined(settings)
    with caplog.at_level(logging.ERROR):
        assert back_up(settings) is None  # there is no store yet
    assert "There is no store" in caplog.text
    with pytest.raises(MetricsError, match="There is no store"):
        examined(settings)


def test_the_worker_takes_one_a_night(settings):
    assert back_up(settings) is not None
    assert back_up(settings) is None
    assert standing(settings).fault is None
    assert examined(settings).fr.startswith("la dernière est du")


def test_the_worker_beside_the_server_takes_it_by_itself(settings, monkeypatch):
    monkeypatch.setenv("PILLARS_BACKUP_KEY_FILE", str(settings.backup_key_file))
    until = time.monotonic() + 90
    with working(settings):
        while standing(settings).newest is None and time.monotonic() < until:
            time.sleep(0.2)
    assert standing(settings).fault is None
    assert len(names(settings.backup_folder)) == 1


def test_a_backup_that_is_a_day_and_more_old_is_a_fault(tmp_path):
    settings, now = settings_of(tmp_path), datetime.now(UTC)
    empty(settings.backup_folder, now - timedelta(hours=25))
    assert standing(settings, now).fault is None
    assert "last night's is missing" in standing(settings, now + timedelta(hours=2)).fault.en


def test_without_a_folder_it_is_a_note(tmp_path):
    settings = settings_of(tmp_path).model_copy(update={"backup_folder": None})
    assert "PILLARS_BACKUP_FOLDER" in examined(settings).en


def test_the_demo_never_writes_into_the_backups_of_the_installation(monkeypatch, tmp_path):
    monkeypatch.setenv("PILLARS_BACKUP_FOLDER", str(tmp_path))
    assert example_settings().backup_folder is None
    assert "PILLARS_BACKUP_FOLDER" not in _environment(example_settings())
