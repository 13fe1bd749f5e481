"""A backup opened and looked at from end to end, in a folder that is gone afterwards."""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import disk_usage, rmtree
from tempfile import mkdtemp
from typing import NamedTuple

from dashboard.backing_up import bundle
from dashboard.backing_up.bundle import Manifest
from dashboard.backing_up.faults import BackupError
from dashboard.backing_up.parts import ANCHORS, FIGURES, Sort, beside
from dashboard.backing_up.store import files, log, server
from metrics import Catalogue, MetricsStore, Settings, Verdict, read_anchors, verify_rows

WORK = ".backup-work-"
SPARE = 64 << 20  # bytes that a backup leaves free for those who write meanwhile


class Proof(NamedTuple):
    """What was found in a backup that is sound."""

    manifest: Manifest
    log: Verdict


@contextmanager
def work_folder(settings: Settings, needed: int) -> Iterator[Path]:
    """A folder for this account alone, beside the figures; gone at the end, whatever happens.

    It is not made where what is `needed` would leave too little room for those who write.
    """
    home = beside(settings, "").parent
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if disk_usage(home).free < needed + SPARE:
        raise BackupError("backup.no_room", where=str(home))
    folder = Path(mkdtemp(prefix=f"{WORK}{os.getpid()}-", dir=home))
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def sweep(settings: Settings) -> None:
    """Remove what a process left that was killed; only while no other one works."""
    for left in beside(settings, "").parent.glob(f"{WORK}*"):
        rmtree(left, ignore_errors=True)


def verified(settings: Settings, path: Path, key: bytes) -> Proof:
    """Open every block of a backup and prove what is in it; BackupError where it is not sound."""
    needed = bundle.manifest_of(path, key).size
    with work_folder(settings, needed) as folder:
        return prove(bundle.unpack(path, key, folder), folder)


def prove(manifest: Manifest, folder: Path) -> Proof:
    """Each database whole in itself, with the rows it had; the log as its anchors say."""
    for one in manifest.parts:
        if one.sort is Sort.SQLITE:
            files.prove(folder / one.name, one.name, one.rows)
        elif one.sort is Sort.POSTGRESQL:
            server.prove(folder / one.name, one.name, one.rows)
    verdict = log_of(folder, manifest.sort_of(FIGURES))
    if verdict.state == "broken":
        raise BackupError("backup.log_broken", said=verdict.breaks[0].words)
    head = (verdict.head.position, verdict.head.digest) if verdict.head else (0, "")
    if head != (manifest.entries, manifest.digest):
        raise BackupError("backup.other_log")
    return Proof(manifest, verdict)


def log_of(folder: Path, sort: Sort) -> Verdict:
    """Whether the audit log of a copy is as it was written, by the anchors that came with it."""
    anchors = read_anchors(folder / ANCHORS)
    if sort is Sort.POSTGRESQL:
        return verify_rows(server.log_rows(folder / FIGURES), anchors)
    with closing(figures_in(folder)) as store:
        return store.verify_audit(anchors)


def head_in(folder: Path, sort: Sort) -> tuple[int, str]:
    """Position and digest of the newest entry of a copy's log; 0 where there is none."""
    if sort is Sort.SQLITE:
        return log.head(folder / FIGURES)
    newest = deque(server.log_rows(folder / FIGURES), maxlen=1)
    return (int(newest[0]["position"] or 0), newest[0]["digest"] or "") if newest else (0, "")


def figures_in(folder: Path) -> MetricsStore:
    """The figures of a copy, with its own anchors; what data/ declares does not matter to it."""
    address = f"sqlite:///{folder / FIGURES}"
    settings = Settings(
        database_url=address, audit_anchor=folder / ANCHORS, rounding_key_file=folder / "none"
    )
    return MetricsStore.open(settings, Catalogue({}, {}, {}, {}, {}, {}))
