"""`pillars status`: what an operator asks first of an installation, without a running server."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from importlib.metadata import version
from typing import NamedTuple

import typer

from dashboard.access.first_admin import lacks_admin
from dashboard.access.store import Accounts
from dashboard.backing_up.standing import standing
from dashboard.options import JsonOption, LangOption
from dashboard.plain_values import Record
from dashboard.printing import language_of, print_json, print_table, write_line
from dashboard.production import production_checks
from dashboard.readable import file_of
from dashboard.returns.beat import last_beat
from dashboard.text import Words, both, both_counted
from dashboard.watching import looks
from dashboard.watching.looks import Looked
from metrics import (
    Catalogue,
    Settings,
    StoreError,
    StoreHealth,
    store_health,
    store_obstacle,
)


class Status(NamedTuple):
    """Everything that was looked at, with what of it is a number or an instant."""

    settings: Settings
    health: StoreHealth | None
    looked: tuple[Looked, ...]
    sources: tuple[str, ...]  # those that data/ declares

    @property
    def wants(self) -> int:
        """How many things need attention."""
        return sum(not one.ok for one in self.looked)


def status(as_json: JsonOption = False, lang: LangOption = "en") -> None:
    """Tell how this installation stands; exit 1 where something needs attention."""
    words = Words(language_of(lang))
    found = examined(Settings())
    if as_json:
        print_json(status_record(found, words))
    else:
        _print(found, words)
    raise typer.Exit(1 if found.wants else 0)


def examined(settings: Settings) -> Status:
    """Look at everything; what is broken keeps nothing else from being looked at.

    MetricsError where data/ cannot be read: `pillars doctor` tells its faults.
    """
    catalogue = Catalogue.read(settings.data)
    health, of_store = _store(settings)
    found = [*of_store, _accounts(settings), *_beside(settings, catalogue)]
    if health is not None and health.is_current:
        found.append(_loads(health, catalogue))
    return Status(settings, health, tuple(found), tuple(catalogue.sources))


def status_record(found: Status, words: Words) -> Record:
    """With the keys that `--json` promises."""
    health, settings = found.health, found.settings
    loaded = health.loaded_at if health else {}
    store: Record | None = None
    if health is not None:
        store = {
            "schema": health.schema, "known_schema": health.known_schema,
            "data_version": health.version, "bytes": health.bytes, "wal_bytes": health.wal_bytes,
        }  # fmt: skip
    return {
        "status": "attention" if found.wants else "sound",
        "version": version("strategy-performance"),
        "store": store,
        "loads": [{"source": one, "at": _iso(loaded.get(one))} for one in found.sources],
        "worker_seen_at": _iso(last_beat(settings)),
        "last_backup_at": _iso(standing(settings).newest),
        "disk_free": dict(looks.free_room(settings)),
        "checks": [
            {"check": one.name, "ok": one.ok, "words": words.text(one.words)}
            for one in found.looked
        ],
    }


def _store(settings: Settings) -> tuple[StoreHealth | None, list[Looked]]:
    file = file_of(settings.database_url)
    if file is not None and not file.exists():
        return None, [Looked("store", False, both("watch.store_absent"), stops=True)]
    health, found = looks.look_at_store(lambda: store_health(settings.database_url))
    if health is None:
        return None, found
    obstacle = store_obstacle(settings.database_url) or looks.obstacle_beside(settings)
    return health, [*found, looks.look_at_writing(obstacle)]


def _accounts(settings: Settings) -> Looked:
    file = file_of(settings.accounts_url)
    if file is not None and not file.exists():
        return Looked("accounts", True, both("watch.accounts_absent"))
    try:
        with closing(Accounts.open(settings, as_it_is=True)) as accounts:
            accounts.admin_has_existed()
    except StoreError as error:
        return Looked("accounts", False, error.text, stops=True)
    return Looked("accounts", True, both("watch.accounts_sound"))


def _beside(settings: Settings, catalogue: Catalogue) -> Iterator[Looked]:
    """What stands beside the databases."""
    yield looks.look_at_worker(settings, catalogue, looks.now())
    yield looks.look_at_jobs(settings)
    yield looks.look_at_backup(settings)
    yield looks.look_at_room(settings)
    yield looks.look_at_key(settings)
    yield from looks.look_at_roles(settings)
    yield _safety(settings)


def _safety(settings: Settings) -> Looked:
    """In production every unsafe setting wants attention; elsewhere it is noted."""
    checks = production_checks(settings, partial(lacks_admin, settings))
    unsafe = sum(not one.ok for one in checks)
    if not unsafe:
        return Looked("settings", True, both("watch.settings_sound"))
    if settings.env == "production":
        return Looked("settings", False, both_counted("watch.settings_unsafe", unsafe))
    return Looked("settings", True, both_counted("watch.settings_noted", unsafe))


def _loads(health: StoreHealth, catalogue: Catalogue) -> Looked:
    waiting = [one for one in catalogue.sources if one not in health.loaded_at]
    if waiting:
        return Looked("loads", False, both("watch.loads_waiting", sources=", ".join(waiting)))
    return Looked("loads", True, both_counted("watch.loads_sound", len(catalogue.sources)))


def _print(found: Status, words: Words) -> None:
    told = words("watch.version"), version("strategy-performance")
    write_line(words("shared.colon").join(told))
    for one in found.looked:
        mark = words("command.sound" if one.ok else "command.fault")
        named = words(f"watch.{one.name}")
        write_line(f"{mark} {named}{words('shared.colon')}{words.text(one.words)}")
    if found.health is not None:
        _print_loads(found, found.health, words)
    none = words("watch.attention_none")
    write_line(words.counted("watch.attention", found.wants) if found.wants else none)


def _print_loads(found: Status, health: StoreHealth, words: Words) -> None:
    rows = [(one, _said(health.loaded_at.get(one), words)) for one in found.sources]
    headings = [words("watch.columns_source"), words("watch.columns_loaded")]
    print_table(words("watch.loads"), headings, rows)


def _said(at: datetime | None, words: Words) -> str:
    if at is None:
        return words("watch.loaded_never")
    return at.isoformat(sep=" ", timespec="minutes").removesuffix("+00:00")


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
