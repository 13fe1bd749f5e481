"""`pillars backup` and `pillars restore`: taken, listed, proven, put back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dashboard.backing_up.bundle import head_of
from dashboard.backing_up.faults import BackupError
from dashboard.backing_up.keys import backup_key
from dashboard.backing_up.proving import verified
from dashboard.backing_up.records import (
    held_record,
    losses_record,
    proof_record,
    restored_record,
    taken_record,
)
from dashboard.backing_up.restoring import RefusedRestore, restore, restore_to
from dashboard.backing_up.retention import Held, Policy, Reason, held_in, kept
from dashboard.backing_up.said import losses_said, proof_said, restored_said, taken_said
from dashboard.backing_up.spans import span_words
from dashboard.backing_up.taking import take
from dashboard.byte_sizes import size_words
from dashboard.options import JsonOption, LangOption
from dashboard.printing import language_of, print_json, print_table, write_line
from dashboard.text import Words
from metrics import MetricsError, Settings, labels


def add_commands(app: typer.Typer) -> None:
    """Both commands, under the names that people type."""
    app.command(name="backup")(backup)
    app.command(name="restore")(put_back)


def backup(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to; PILLARS_BACKUP_FOLDER when none is given.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="What is kept there, and why.")] = False,
    proven: Annotated[
        Path | None, typer.Option("--verify", help="Open this backup and prove it whole.")
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Take a backup of the whole installation, encrypted and proven, while it is being used."""
    words, settings = Words(language_of(lang)), Settings()
    if proven is not None:
        _verify(settings, proven, words, as_json=as_json)
    elif listed:
        _list(settings, _folder(settings, folder), words, as_json=as_json)
    else:
        taken = take(settings, _folder(settings, folder))
        if as_json:
            print_json(taken_record(taken, words))
        else:
            _print(taken_said(taken, words))


def put_back(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    to: Annotated[
        Path | None, typer.Option("--to", help="Into this empty folder, to look at it.")
    ] = None,
    over: Annotated[
        bool, typer.Option("--over", help="Also where what stands now is newer.")
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Put a backup in the place of this installation, which nobody may be using."""
    words, settings = Words(language_of(lang)), Settings()
    try:
        done = restore_to(settings, file, to) if to else restore(settings, file, over=over)
    except RefusedRestore as refused:
        _refuse(refused, words, as_json=as_json)
    if as_json:
        print_json(restored_record(done, words))
    else:
        _print(restored_said(done, words))


def _verify(settings: Settings, path: Path, words: Words, *, as_json: bool) -> None:
    proof = verified(settings, path, backup_key(settings))
    if as_json:
        print_json({"file": str(path), **proof_record(proof, words)})
    else:
        _print([words("backup.proven", file=str(path)), *proof_said(proof, words)])


def _list(settings: Settings, folder: Path, words: Words, *, as_json: bool) -> None:
    held = held_in(folder)
    reasons, now = kept(held, Policy.of(settings)), datetime.now(UTC)
    if as_json:
        print_json([held_record(one, reasons.get(one.path), _opens(one)) for one in held])
        return
    rows = [_row(one, reasons.get(one.path), words) for one in held]
    heads = [words(f"backup.column_{name}") for name in ("file", "made", "size", "kept")]
    print_table(words("backup.listed", folder=str(folder)), heads, rows, right=(2,), whole=(0,))
    if held:
        write_line(words("backup.loss_now", span=span_words(now - held[0].made_at, words)))
    else:
        write_line(words("backup.none_here", folder=str(folder)))


def _row(one: Held, reason: Reason | None, words: Words) -> tuple[str, ...]:
    why = reason.value if reason else "no"
    said = words(f"backup.kept_{why}") if _opens(one) else words("backup.kept_damaged")
    made = labels.instant_words(one.made_at, words.language)
    return one.path.name, made, size_words(one.path.stat().st_size, words), said


def _opens(one: Held) -> bool:
    """Whether its head is as it was written; the rest is what `--verify` looks at."""
    try:
        head_of(one.path)
    except MetricsError:
        return False
    return True


def _refuse(refused: RefusedRestore, words: Words, *, as_json: bool) -> NoReturn:
    """What would be lost, and that nothing was changed."""
    if as_json:
        print_json({"refused": True, **losses_record(refused.losses)})
    else:
        _print(losses_said(refused.losses, words))
    raise refused


def _folder(settings: Settings, folder: Path | None) -> Path:
    found = folder or settings.backup_folder
    if found is None:
        raise BackupError("backup.no_folder")
    return found


def _print(lines: list[str]) -> None:
    for line in lines:
        write_line(line)
