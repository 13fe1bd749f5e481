"""Putting a backup back: proven first, compared with what stands, then exchanged at once."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from dashboard.backing_up import bundle
from dashboard.backing_up.bundle import Manifest
from dashboard.backing_up.faults import BackupError, NewerStoreError, spoken
from dashboard.backing_up.keys import backup_key
from dashboard.backing_up.locks import alone
from dashboard.backing_up.losses import Head, Losses, anchored_losses, losses
from dashboard.backing_up.parts import ACCOUNTS, FIGURES, Part, Sort, parts_of
from dashboard.backing_up.proving import Proof, figures_in, prove, sweep, work_folder
from dashboard.backing_up.servers import figures_on_server, fill_servers
from dashboard.backing_up.store import files, server
from dashboard.backing_up.swapping import Move, finish, moves_of, staged, swap
from dashboard.backing_up.taking import secret_name
from metrics import (
    COMMAND_LINE,
    AuditAction,
    MetricsError,
    MetricsStore,
    Settings,
    anchor_file,
    object_of,
)

ENDINGS = {Sort.SQLITE: ".sqlite", Sort.POSTGRESQL: ".copy", Sort.FILE: ""}
NO_DIGEST = "0" * 64
LARGEST = 99_999_999


class Restored(NamedTuple):
    """What was put back, where what stood there is now, and what has to be sent or done again."""

    proof: Proof
    places: tuple[str, ...]
    aside: tuple[Path, ...]
    losses: Losses | None
    seconds: float
    is_other_secret: bool  # what is sealed cannot be read with the secret that is set now


def restore(settings: Settings, file: Path, *, over: bool, now: datetime | None = None) -> Restored:
    """Put a backup in the place of the installation; NewerStoreError where that would lose."""
    began, key = monotonic(), backup_key(settings)
    at = now or datetime.now(UTC)
    with alone(settings):
        finish(settings)
        manifest = bundle.manifest_of(file, key)
        targets = _targets(settings, manifest)
        sweep(settings)
        with work_folder(settings, manifest.size) as work:
            proof = prove(bundle.unpack(file, key, work), work)
            lost = _losses(settings, targets[FIGURES], manifest, work)
            if lost.is_newer and not over:
                raise RefusedRestore(proof, lost)
            fill_servers(settings, targets.values(), work)
            if targets[FIGURES].sort is Sort.SQLITE:
                with closing(figures_in(work)) as store:
                    _tell_the_log(store, file, lost)
            _prepare(work, targets)
            moves = list(_moves(targets, work, manifest, f"{at:%Y%m%dT%H%M%SZ}"))
            aside = tuple(one.aside for one in moves if one.target.exists())
            swap(settings, moves)
            if targets[FIGURES].sort is Sort.POSTGRESQL:  # its anchors are in their place now
                with closing(figures_on_server(settings)) as store:
                    _tell_the_log(store, file, lost)
    places = tuple(targets[one.name].place for one in manifest.parts)
    other = manifest.secret not in ("", secret_name(settings))
    return Restored(proof, places, aside, lost, monotonic() - began, other)


def restore_to(settings: Settings, file: Path, folder: Path) -> Restored:
    """Put a backup into an empty folder, to look at it; nothing else is touched."""
    began, key = monotonic(), backup_key(settings)
    if folder.exists() and any(folder.iterdir()):
        raise BackupError("backup.folder_taken", folder=str(folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        proof = prove(bundle.unpack(file, key, folder), folder)
    except (MetricsError, OSError):
        _empty(folder)
        raise
    places = tuple(str(_named(folder / one.name, one.sort)) for one in proof.manifest.parts)
    return Restored(proof, places, (), None, monotonic() - began, is_other_secret=False)


class RefusedRestore(NewerStoreError):  # noqa: N818 a refusal, and what it was refused for
    """What stands now has entries that the backup lacks; nothing was changed."""

    def __init__(self, proof: Proof, lost: Losses) -> None:
        super().__init__(*spoken("backup.newer_here"))
        self.proof, self.losses = proof, lost


def _targets(settings: Settings, manifest: Manifest) -> dict[str, Part]:
    """Where each part goes; BackupError where that is in use, or of another kind."""
    found = parts_of(settings)
    for one in found:
        held = manifest.find(one.name)
        if held and held.sort is not one.sort:
            raise BackupError("backup.other_sort", part=one.name)
        if one.sort is Sort.SQLITE and files.is_held(one.path):
            raise BackupError("backup.held", file=str(one.path))
        if one.sort is Sort.POSTGRESQL and not server.is_empty(one.address):
            raise BackupError("backup.not_empty", part=one.name)
    return {one.name: one for one in found}


def _losses(settings: Settings, target: Part, manifest: Manifest, work: Path) -> Losses:
    """What the figures that stand now have and the backup lacks.

    On a server nothing stands in an empty database; the anchors tell what stood in another.
    """
    if target.sort is Sort.SQLITE:
        return losses(target.path, anchor_file(settings), work / FIGURES)
    head = Head(manifest.entries, manifest.digest)
    return anchored_losses(anchor_file(settings), head)


def _tell_the_log(store: MetricsStore, file: Path, lost: Losses) -> None:
    """The log that is put back says so itself, and what it stands in the place of."""
    name = file.name.partition(".")[0]
    here = lost.here or lost.backup
    store.note(
        COMMAND_LINE, AuditAction.STORE_RESTORED, object_of("backup", name),
        entries=lost.backup.position, common=lost.common, replaced=here.position,
        replaced_digest=here.digest or NO_DIGEST, lost=min(len(lost.entries), LARGEST),
    )  # fmt: skip


def _prepare(work: Path, targets: dict[str, Part]) -> None:
    """One file each, and nobody signed in: who had signed out since must not be in again."""
    if targets[ACCOUNTS].sort is Sort.SQLITE and (work / ACCOUNTS).exists():
        files.end_sessions(work / ACCOUNTS)
    if targets[FIGURES].sort is Sort.SQLITE:
        files.fold(work / FIGURES)


def _moves(targets: dict[str, Part], work: Path, manifest: Manifest, stamp: str) -> Iterator[Move]:
    """Every part takes its place; what the backup does not know is not left beside it."""
    for name, target in targets.items():
        if target.sort is Sort.POSTGRESQL:
            continue
        if manifest.find(name):
            yield from _exchanged(target, work / name, stamp)
        elif target.sort is Sort.SQLITE and target.path.exists():
            files.fold(target.path)
            yield from moves_of(target.path, None, stamp)


def _exchanged(target: Part, found: Path, stamp: str) -> Iterator[Move]:
    if target.sort is Sort.FILE and target.path.exists() and _same(target.path, found):
        return
    if target.sort is Sort.SQLITE and target.path.exists():
        files.fold(target.path)
    yield from moves_of(target.path, staged(found, target.path), stamp)


def _same(one: Path, other: Path) -> bool:
    return bundle.digest_of(one) == bundle.digest_of(other)


def _empty(folder: Path) -> None:
    """Leave nothing of a backup that is not sound."""
    for one in folder.iterdir():
        one.unlink()


def _named(path: Path, sort: Sort) -> Path:
    """A part in a folder to look at, by a name that says what it is."""
    return path.rename(path.with_name(path.name + ENDINGS[sort]))
