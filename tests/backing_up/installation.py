"""A whole small installation: figures, an account, a draft, a key for its backups."""

import os
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from dashboard.access.roles import Role
from dashboard.access.store import Accounts
from dashboard.returns.jobs import Jobs
from dashboard.returns.store import Drafts
from dashboard.returns.store.drafts import NewDraft
from metrics import Language, MetricsStore, Settings
from tests.factories import observation, submission
from tests.metrics.returned import NORTH, catalogue, with_returns

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MOVES = ("open", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect", "shutil.rmtree")
KILLED = -9


def settings_of(folder: Path, **more: object) -> Settings:
    (folder / "apart").mkdir(exist_ok=True)
    key = folder / "apart" / "backup.key"
    if not key.exists():
        key.write_bytes(os.urandom(32))
        key.chmod(0o600)
    held = folder / "var"
    return Settings(
        framework="plan", env="test", database_url=f"sqlite:///{held / 'figures.sqlite'}",
        accounts_url=f"sqlite:///{held / 'accounts.sqlite'}",
        returns_url=f"sqlite:///{held / 'returns.sqlite'}",
        backup_folder=folder / "backups", backup_key_file=key, **more,
    )  # fmt: skip


def opened(settings: Settings) -> MetricsStore:
    return MetricsStore.open(settings, with_returns(catalogue()))


def filled(settings: Settings, content: bytes = b"calls\n10\n") -> Settings:
    """One submission, an account that is signed in, a draft, and a job that waits."""
    record(settings, "10")
    with closing(Accounts.open(settings)) as accounts:
        person = accounts.add("ada", Role.ADMIN, now=NOON)
        accounts.begin(person.id, NOON, device="Firefox, Linux")
    drafts = Drafts.open(settings)
    new = NewDraft("someone", NORTH, "", "", Language.EN, "return.csv", content)
    jobs = Jobs(settings)
    jobs.ask_check(drafts.add(new, NOON).id)
    jobs.close()
    drafts.close()
    return settings


def record(settings: Settings, value: str) -> None:
    with closing(opened(settings)) as store:
        store.record(submission(), [observation(value)])


def value(settings: Settings) -> str:
    with closing(opened(settings)) as store:
        return str(store.series("calls").lines[0].values[-1].observation.value)


def names(folder: Path) -> list[str]:
    """Everything in a folder, also what is hidden."""
    return sorted(one.name for one in folder.iterdir())


def in_child(work: Callable[[], object], kill_at: int = 0) -> int:
    """Run in a process that is killed at its n-th move on the disk; its code, or KILLED."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            sys.addaudithook(_killer(kill_at))
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _killer(kill_at: int) -> Callable[[str, object], None]:
    left = [kill_at]

    def hook(event: str, _: object) -> None:
        if event in MOVES:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), 9)

    return hook


def moves_of(work: Callable[[], object]) -> int:
    """How many moves on the disk some work makes, counted in a process of its own."""
    read, write = os.pipe()

    def counted() -> None:
        seen = [0]

        def hook(event: str, _: object) -> None:
            seen[0] += event in MOVES

        sys.addaudithook(hook)
        work()
        os.write(write, str(seen[0]).encode())

    assert in_child(counted) == 0
    os.close(write)
    with os.fdopen(read) as told:
        return int(told.read())
