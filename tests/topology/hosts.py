"""The processes of an installation of several hosts: web servers and workers that share a cluster.

Each host has files of its own for what is its own (the anchors of the audit log), and the same
secret and rounding key, as an operator gives them to every host.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import requests
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from dashboard.access.roles import Role
from dashboard.access.store import Accounts
from metrics import Catalogue, MetricsStore, Settings, pack
from tests.loaded import EXAMPLE
from tests.topology.cluster import Cluster, free_port

PATIENCE = 120  # seconds
PASSWORD = "kettle umbrella violin harbour"


class Host:
    """One process that can be killed and started again: a web server or a worker."""

    def __init__(self, name: str, command: list[str], settings: dict[str, str], folder: Path):
        self.name, self._command, self._log = name, command, folder / f"{name}.log"
        self.port = free_port()
        own = {"PORT": str(self.port), "PILLARS_AUDIT_ANCHOR": str(folder / name / "anchors")}
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PILLARS_")}
        self._environment = {**kept, **settings, **own}
        (folder / name).mkdir(exist_ok=True)
        self.process: subprocess.Popen[bytes] | None = None
        self.used, self.largest = 0.0, 0.0  # seconds of the processor, MB at the end

    def start(self) -> None:
        log = self._log.open("ab")
        with closing(log):
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dashboard.command", *self._command],
                env=self._environment, stdout=log, stderr=log,
            )  # fmt: skip

    def kill(self) -> None:
        """Without a word, as when its machine is lost."""
        self._measure()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """As a deployment does; its exit code."""
        if self.process.poll() is None:
            self._measure()
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode

    @property
    def log(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def is_ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/readyz", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def _measure(self) -> None:
        """Its own time and that of its children that have ended; the memory that it has."""
        status = Path(f"/proc/{self.process.pid}")
        said = (status / "stat").read_text().rpartition(")")[2].split()
        self.used += sum(map(int, said[11:15])) / os.sysconf("SC_CLK_TCK")
        lines = (status / "status").read_text().splitlines()
        resident = next(one for one in lines if one.startswith("VmRSS"))
        self.largest = max(self.largest, int(resident.split()[1]) / 1024)


class Installation:
    """Two hosts of the web and two workers on one cluster."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster, self.folder = cluster, folder
        (folder / "rounding.key").write_bytes(os.urandom(32))
        self.settings = Settings(
            data=EXAMPLE, framework="example-strategy", env="test", secret_key="t" * 40,
            database_url=cluster.address("figures"), accounts_url=cluster.address("accounts"),
            returns_url=cluster.address("returns"), return_uploads=10_000,
            rounding_key_file=folder / "rounding.key", audit_anchor=folder / "test.anchors",
        )  # fmt: skip
        told = {
            "PILLARS_DATA": str(EXAMPLE), "PILLARS_FRAMEWORK": "example-strategy",
            "PILLARS_ENV": "test", "PILLARS_SECRET_KEY": "t" * 40,
            "PILLARS_DATABASE_URL": cluster.address("figures"),
            "PILLARS_DATABASE_READ_URL": cluster.read_address(),
            "PILLARS_ACCOUNTS_URL": cluster.address("accounts"),
            "PILLARS_RETURNS_URL": cluster.address("returns"),
            "PILLARS_RETURN_UPLOADS": "10000",
            "PILLARS_ROUNDING_KEY_FILE": str(folder / "rounding.key"),
        }  # fmt: skip
        serves, works = ["serve", "--no-worker"], ["work"]
        self.web = [Host(f"web-{n}", serves, told, folder) for n in (1, 2)]
        self.workers = [Host(f"worker-{n}", works, told, folder) for n in (1, 2)]
        self.cookies: dict[str, str] = {}

    @property
    def hosts(self) -> list[Host]:
        return [*self.web, *self.workers]

    def start(self) -> "Installation":
        self._prepare()
        for one in self.hosts:
            one.start()
        for one in self.web:
            wait_until(one.is_ready, lambda one=one: one.log[-3000:])
        return self

    def open_store(self) -> MetricsStore:
        return MetricsStore.open(self.settings, Catalogue.read(EXAMPLE))

    def close(self) -> None:
        for one in self.hosts:
            if one.process is not None:
                one.stop()

    def _prepare(self) -> None:
        """Tables, and an account for each partner that sends, signed in."""
        with closing(self.open_store()) as store:
            store.remember(pack(EXAMPLE))
            partners = list(store.catalogue.partners)
        with closing(Accounts.open(self.settings)) as accounts:
            sign = Flask("cookies")
            sign.secret_key = accounts.cookie_key()
            signer = SecureCookieSessionInterface().get_signing_serializer(sign)
            now = datetime.now(UTC)
            accounts.add("admin", Role.ADMIN, now=now, password=PASSWORD)
            for one in partners:
                made = accounts.add(one, Role.PARTNER, now=now, organization=one)
                token = accounts.begin(made.id, now, device="test")
                self.cookies[one] = signer.dumps({"_user_id": token, "_fresh": True})


def wait_until(is_so, why=lambda: "", patience: float = PATIENCE) -> float:
    """How long it took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < patience, why()
        time.sleep(0.1)
    return time.monotonic() - began
