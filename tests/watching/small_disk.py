"""An installation on a disk of its own that becomes full, and then read-only; run in a namespace.

`unshare -Urm` gives this process its own mounts: the small disk is gone with it, whatever happens.
Says as JSON what was answered at each step.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from argon2 import PasswordHasher

from dashboard.access import passwords
from dashboard.watching.door import LOOK_EVERY
from tests.access.house import HERE, PASSWORD, TOKEN, asked, build, send_partners_values
from tests.loaded import small_services

SIZE = "12m"
LEAVES_A_LOG = """
import os, sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("CREATE TABLE IF NOT EXISTS left_behind (number INTEGER)")
held.execute("INSERT INTO left_behind VALUES (1)")
os._exit(0)
"""


def main(folder: Path) -> None:
    mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with small_services(folder) as services:
        send_partners_values(services)
        house = build(folder, services)
        house.accounts.set_password(house.people["editor"].id, PASSWORD, house.at)
        told = {"full": full(house, folder), "read-only": read_only(house, folder)}
        told["log"] = services.store.verify_audit().state
    sys.stdout.write(json.dumps(told))
    os._exit(0)  # what is mounted goes with this process


def full(house, folder):
    reading, viewer = house.client(), house.client("viewer")
    told = {"before": look(house, reading, viewer)}
    signing, token = begun(house)
    with filled(folder):
        told["at once"] = sign_in(signing, token)
        time.sleep(LOOK_EVERY)
        told["then"] = look(house, reading, viewer)
        told["sign-in"] = sign_in(signing, token)
    time.sleep(LOOK_EVERY)
    told["after"] = look(house, reading, viewer)
    told["sign-in after"] = sign_in(*begun(house))
    return told


def read_only(house, folder):
    """What the disk has is read; the log of SQLite is left by a program that has died."""
    reading, viewer = house.client(), house.client("viewer")
    house.services.store.close()
    house.accounts.close()
    for name in ("store.sqlite", "accounts.sqlite"):
        subprocess.run([sys.executable, "-c", LEAVES_A_LOG, str(folder / name)], check=True)
    mount("-o", "remount,ro", str(folder))
    time.sleep(LOOK_EVERY)
    told = {"then": look(house, reading, viewer)}
    house.services.store.close()
    house.accounts.close()
    mount("-o", "remount,rw", str(folder))
    time.sleep(LOOK_EVERY)
    return {**told, "after": look(house, reading, viewer)}


def look(house, reading, viewer):
    """What is answered to whoever reads, to whoever has signed in, and to probes."""
    pages = {
        "page": reading.get("/indicator/calls"),
        "french": reading.get("/indicator/calls?lang=fr"),
        "callback": asked(reading, "/indicator/calls"),
        "viewer": viewer.get("/indicator/calls"),
        "file": viewer.get("/download/calls.csv"),
        "account": viewer.get("/account"),
        "alive": reading.get("/healthz"),
    }
    told = {
        name: {
            "status": one.status_code, "text": one.get_data(as_text=True),
            "again": one.headers.get("Retry-After"),
        }
        for name, one in pages.items()
    }  # fmt: skip
    time.sleep(1)  # probes are answered from what was looked at within a second
    ready = reading.get("/readyz")
    return {**told, "ready": {"status": ready.status_code, "json": ready.get_json()}}


def begun(house):
    client = house.client()
    found = TOKEN.search(client.get("/sign-in").get_data(as_text=True))
    return client, next(one for one in found.groups() if one)


def sign_in(client, token):
    fields = {"csrf_token": token, "name": "editor", "password": PASSWORD}
    given = client.post("/sign-in", data=fields, headers=HERE)
    return {"status": given.status_code, "text": given.get_data(as_text=True),
            "again": given.headers.get("Retry-After")}  # fmt: skip


@contextmanager
def filled(folder):
    path = folder / "fills-the-disk"
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    yield
    path.unlink()


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
