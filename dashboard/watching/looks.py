"""What an operator asks first, each thing looked at by itself: sound or not, and what to do."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dashboard.backing_up.standing import standing
from dashboard.byte_sizes import size_words
from dashboard.readable import file_of
from dashboard.returns.beat import last_beat
from dashboard.returns.store import Drafts, DraftState, tallies
from dashboard.roles import all_owned, roles_found
from dashboard.text import Words, both, both_counted
from metrics import (
    Catalogue,
    Language,
    MetricsError,
    MetricsStore,
    Obstacle,
    Settings,
    StoreError,
    StoreHealth,
    Text,
    labels,
    obstacle_at,
    rounding_key,
    rounding_key_file,
)

LATE = 60  # seconds without a sign of life after which a worker counts as gone
LEAST_ROOM = 256 << 20  # bytes
LARGEST_LOG = 256 << 20  # bytes that SQLite may hold back from the store's own file
SHOWN = (DraftState.WAITING, DraftState.READING, DraftState.FAILED)


class Looked(NamedTuple):
    """One thing: whether it is as it should be, and in words what was seen or what to do."""

    name: str  # "writing": its word is a message of watch.toml
    ok: bool
    words: Text
    stops: bool = False  # no page can be answered while it is not sound


def look_at_store(ask: Callable[[], StoreHealth]) -> tuple[StoreHealth | None, list[Looked]]:
    """Whether the store answers, and with tables of ours."""
    try:
        health = ask()
    except StoreError:
        return None, [Looked("store", False, both("watch.store_silent"), stops=True)]
    found = [Looked("store", True, both("watch.store_sound")), _schema(health)]
    return health, [*found, *_log(health)]


def _schema(health: StoreHealth) -> Looked:
    held, known = health.schema or "-", health.known_schema
    kind = "sound" if health.is_current else "other"
    said = both(f"watch.schema_{kind}", held=held, known=known)
    return Looked("schema", health.is_current, said, stops=True)


def _log(health: StoreHealth) -> Iterator[Looked]:
    if health.wal_bytes is not None:
        ok = health.wal_bytes <= LARGEST_LOG
        yield Looked("log", ok, _sized("watch.log_sound" if ok else "watch.log_large",
                                       size=health.wal_bytes))  # fmt: skip


def look_at_follower(store: MetricsStore) -> Iterator[Looked]:
    """Whether the server that pages are read from answers; where it does not, pages are slower."""
    if store.is_followed:
        away = store.is_follower_away
        said = both(f"watch.follower_{'away' if away else 'sound'}")
        yield Looked("follower", not away, said)


def look_at_writing(obstacle: Obstacle | None) -> Looked:
    """Whether what people send can be saved."""
    kind = obstacle.value.replace("-", "_") if obstacle else "sound"
    return Looked("writing", obstacle is None, both(f"watch.writing_{kind}"))


def obstacle_beside(settings: Settings) -> Obstacle | None:
    """What keeps from saving beside the figures; a database that is not there keeps from nothing.

    What is graver is told first: a lock is let go.
    """
    found = None
    for address in (settings.accounts_url, settings.returns_url):
        file = file_of(address)
        if found in (None, Obstacle.LOCKED) and file is not None and file.exists():
            found = obstacle_at(address) or found
    return found


def look_at_worker(settings: Settings, catalogue: Catalogue, now: datetime) -> Looked:
    """Whether the process beside the server is alive, where one is needed."""
    if not needs_worker(settings, catalogue):
        return Looked("worker", True, both("watch.worker_none"))
    seen = last_beat(settings)
    if seen is None:
        return Looked("worker", False, both("watch.worker_never"))
    ago = max(int((now - seen).total_seconds()), 0)
    ok = ago <= LATE
    kind = "sound" if ok else "late"
    return Looked("worker", ok, both_counted(f"watch.worker_{kind}", ago))


def needs_worker(settings: Settings, catalogue: Catalogue) -> bool:
    """Whether there are returns to check, mail to send or backups to take."""
    return bool(catalogue.returns or settings.smtp_host or settings.backup_folder)


def jobs_of(settings: Settings) -> dict[DraftState, int]:
    """How many files wait, are read or have failed; none told where no drafts are kept."""
    file = file_of(settings.returns_url)
    if file is not None and not file.exists():
        return {}
    with closing(Drafts.open(settings)) as drafts:
        found = tallies(drafts.database)
    return {state: found[state][0] if state in found else 0 for state in SHOWN}


def look_at_jobs(settings: Settings) -> Looked:
    """Files that could not be read are told, but are their senders' affair."""
    try:
        jobs = jobs_of(settings)
    except StoreError as error:
        return Looked("jobs", False, error.text)
    if not jobs:
        return Looked("jobs", True, both("watch.jobs_none"))
    counts = {state.value: count for state, count in jobs.items()}
    kind = "failed" if jobs[DraftState.FAILED] else "sound"
    return Looked("jobs", True, both(f"watch.jobs_{kind}", **counts))


def free_room(settings: Settings) -> dict[str, int]:
    """Bytes that are free where each database lies, by what lies there."""
    addresses = {"figures": settings.database_url, "accounts": settings.accounts_url,
                 "returns": settings.returns_url}  # fmt: skip
    found = {name: _free(address) for name, address in addresses.items()}
    return {name: free for name, free in found.items() if free is not None}


def _free(address: str) -> int | None:
    file = file_of(address)
    folder = file.resolve().parent if file else None
    return shutil.disk_usage(folder).free if folder and folder.exists() else None


def look_at_room(settings: Settings) -> Looked:
    """Whether the fullest of the disks has room left."""
    found = free_room(settings)
    if not found:
        return Looked("room", True, both("watch.room_unknown"))
    least = min(found.values())
    if least >= LEAST_ROOM:
        return Looked("room", True, _sized("watch.room_sound", free=least))
    return Looked("room", False, _sized("watch.room_low", free=least, least=LEAST_ROOM))


def look_at_key(settings: Settings) -> Looked:
    """Whether releases can be rounded as those before them were."""
    path: Path = rounding_key_file(settings)
    if not path.exists() and settings.env != "production":
        return Looked("key", True, both("watch.key_new"))
    try:
        rounding_key(path, make=False)
    except MetricsError:
        return Looked("key", False, both("watch.key_absent"))
    return Looked("key", True, both("watch.key_sound"))


def look_at_roles(settings: Settings) -> Iterator[Looked]:
    """As whom the databases on a server are opened; in production an owner has too many rights."""
    found = tuple(roles_found(settings))
    unsound = [one for one in found if one.held.owns or one.held.lacks]
    if not found:
        return
    lacks = any(one.held.lacks for one in unsound)
    ok = not unsound or (settings.env != "production" and not lacks)
    yield Looked("roles", ok, all_owned(found) or _joined(one.words for one in unsound or found))


def _joined(texts: Iterable[Text]) -> Text:
    """One sentence after another."""
    said = tuple(texts)
    return Text(*(" ".join(one.in_(language) for one in said) for language in Language))


def look_at_backup(settings: Settings) -> Looked:
    """Whether every night has its backup, where a folder for them is set."""
    found = standing(settings)
    if found.fault:
        return Looked("backup", False, found.fault)
    if found.newest is None:
        return Looked("backup", True, both("watch.backup_none"))
    return Looked("backup", True, _at("watch.backup_at", found.newest))


def now() -> datetime:
    return datetime.now(UTC)


def _at(key: str, at: datetime) -> Text:
    said = (labels.instant_words(at, one) for one in (Language.EN, Language.FR))
    return Text(*(Words(one)(key, at=words) for one, words in
                  zip((Language.EN, Language.FR), said, strict=True)))  # fmt: skip


def _sized(key: str, **sizes: int) -> Text:
    """A message about sizes, each as people of that language say it."""

    def said(language: Language) -> str:
        words = Words(language)
        return words(key, **{name: size_words(size, words) for name, size in sizes.items()})

    return Text(said(Language.EN), said(Language.FR))
