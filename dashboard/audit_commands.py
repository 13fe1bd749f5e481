"""`pillars audit`: check the log of what was done, read it, take it away."""

import csv
import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cells import harmless
from dashboard.options import JsonOption, LangOption
from dashboard.plain_values import Json, Record
from dashboard.printing import (
    WrongOptionError,
    language_of,
    print_json,
    print_table,
    write_line,
)
from dashboard.text import Words
from metrics import (
    COMMAND_LINE,
    Anchor,
    AuditAction,
    AuditEntry,
    Catalogue,
    MetricsError,
    MetricsStore,
    Settings,
    Text,
    UnknownError,
    Verdict,
    labels,
    read_anchors,
    read_instant,
)

MODE = 0o600  # who saw what is for few eyes
MOST = 99_999_999
SHORT = 12  # characters of a digest that people compare
KINDS = (".csv", ".xlsx")
COLUMNS = ("position", "at", "actor", "action", "object", "detail")
ActionOption = Annotated[str | None, typer.Option("--action", help="signed-in, exported …")]
ActorOption = Annotated[str | None, typer.Option("--actor", help="An account's id.")]
ObjectOption = Annotated[str | None, typer.Option("--object", help="<kind>:<id>")]
SinceOption = Annotated[str | None, typer.Option("--since", help="From this day or instant on.")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Up to this day or instant.")]

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None,
    help="The log of who did what: check it, read it, take it away.",
)  # fmt: skip


@app.command()
def verify(
    anchors: Annotated[
        Path | None, typer.Option("--anchors", help="A copy of the anchors kept elsewhere.")
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Check that no entry was changed, removed or put in; exit 0 only when it is proven."""
    words = Words(language_of(lang))
    with closing(_opened()) as store:
        verdict = store.verify_audit(read_anchors(anchors) if anchors else None)
        restored = () if verdict.breaks else _restores(store)  # of a broken log nothing is believed
    if as_json:
        record = verdict_record(verdict, words)
        print_json({**record, "restored": [entry_record(one) for one in restored]})
    else:
        for line in (*_told(verdict, words), *(_restored(one, words) for one in restored)):
            write_line(line)
    raise typer.Exit(0 if verdict.state == "sound" else 1)


@app.command(name="list")
def list_entries(
    action: ActionOption = None,
    actor: ActorOption = None,
    object_: ObjectOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    before: Annotated[
        int | None, typer.Option("--before", min=1, max=MOST, help="Of earlier positions.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many.")] = 100,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Show the newest entries, newest first."""
    words = Words(language_of(lang))
    with closing(_opened()) as store:
        found = store.audit_entries(
            before, limit, action=_action(action), actor=actor, object=object_,
            since=_first(since), until=_last(until),
        )  # fmt: skip
    if as_json:
        print_json([entry_record(one) for one in found])
        return
    rows = [[str(_cell(one, name)) for name in COLUMNS] for one in found]
    headings = [words(f"audit.column_{name}") for name in COLUMNS]
    print_table(words("audit.log"), headings, rows, right=(0,))


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="FILE.csv or FILE.xlsx")],
    action: ActionOption = None,
    actor: ActorOption = None,
    object_: ObjectOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    lang: LangOption = "en",
) -> None:
    """Write who did what, and when, to a file, oldest first; the log notes that it was taken."""
    words = Words(language_of(lang))
    if out.suffix.lower() not in KINDS:
        raise _no_such_kind(out)
    with closing(_opened()) as store:
        found = store.audit.every(
            action=_action(action), actor=actor, object=object_,
            since=_first(since), until=_last(until),
        )  # fmt: skip
        rows = _write(map(flat_record, found), out)
        store.note(COMMAND_LINE, AuditAction.EXPORTED, "audit:log", rows=min(rows, MOST))
    write_line(words.counted("audit.written", rows, file=str(out)))


def verdict_record(verdict: Verdict, words: Words) -> Record:
    """A verdict with the keys that `--json` promises."""
    return {
        "state": verdict.state,
        "entries": verdict.entries,
        "head": _anchor_record(verdict.head),
        "anchored": _anchor_record(verdict.anchored),
        "unanchored": verdict.unanchored,
        "breaks": [
            {"kind": one.kind.value, "position": one.position, "words": words.text(one.words)}
            for one in verdict.breaks
        ],
        "notices": [words.text(one) for one in verdict.notices],
    }


def entry_record(entry: AuditEntry) -> Record:
    """An entry with everything that its digest is made of."""
    at = entry.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    return {**entry._asdict(), "at": at, "detail": dict(entry.detail)}


def flat_record(entry: AuditEntry) -> Record:
    """An entry as one row of a file."""
    return {**entry_record(entry), "detail": _cell(entry, "detail")}


def _opened() -> MetricsStore:
    settings = Settings()
    return MetricsStore.open(settings, Catalogue.read(settings.data), make=False)


def _told(verdict: Verdict, words: Words) -> Iterator[str]:
    """The verdict, line by line: the first break before all else."""
    alone = verdict.state == "unproven" and verdict.anchored  # its anchors do speak for it
    yield words("audit.state_unguarded" if alone else f"audit.state_{verdict.state}")
    yield from (words.text(one.words) for one in verdict.breaks)
    yield from (words.text(one) for one in verdict.notices)
    if verdict.head is None:
        return
    yield words.counted("audit.entries", verdict.entries, digest=verdict.head.digest)
    if verdict.anchored:
        yield words("audit.anchored", position=verdict.anchored.position, at=verdict.anchored.at)
    if verdict.unanchored and not verdict.breaks:
        yield words.counted("audit.unanchored", verdict.unanchored)


def _restores(store: MetricsStore) -> tuple[AuditEntry, ...]:
    """The entries of backups that were put back."""
    return store.audit_entries(limit=MOST, action=AuditAction.STORE_RESTORED)


def _restored(entry: AuditEntry, words: Words) -> str:
    """That a backup was put back, and where the log ended that it took the place of."""
    at, detail = labels.instant_words(entry.at, words.language), entry.detail
    replaced, digest = str(detail.get("replaced", "")), str(detail.get("replaced_digest", ""))
    return words("backup.verify_restored", at=at, position=str(entry.position),
                 replaced=replaced, digest=digest[:SHORT])  # fmt: skip


def _anchor_record(anchor: Anchor | None) -> Json:
    if anchor is None:
        return None
    return {"position": anchor.position, "digest": anchor.digest, "at": anchor.at or None}


def _cell(entry: AuditEntry, name: str) -> str | int:
    if name == "at":
        return entry.at.isoformat(timespec="seconds").replace("+00:00", "Z")
    if name == "detail":
        return "; ".join(f"{key}={value}" for key, value in entry.detail.items())
    value: str | int = getattr(entry, name)
    return value


def _write(records: Iterable[Record], path: Path) -> int:
    """Write the rows; return how many. Raises MetricsError where the file cannot be written."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, MODE))
        if path.suffix.lower() == ".csv":
            return _write_csv(records, path)
    except OSError as error:
        raise MetricsError(
            f"{path} cannot be written ({error.strerror}): name a file in a folder of yours.",
            f"Impossible d'écrire {path} ({error.strerror}) : choisissez un autre dossier.",
        ) from None
    from dashboard.workbook import write_workbook  # openpyxl is needed by few

    return write_workbook(records, path, "audit")


def _write_csv(records: Iterable[Record], path: Path) -> int:
    names = AuditEntry._fields
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        rows = (writer.writerow([harmless(one[name]) for name in names]) for one in records)
        return sum(1 for _ in rows)


def _action(name: str | None) -> str | None:
    if name is not None and name not in list(AuditAction):
        raise UnknownError(Text("action", "Action"), name, [one.value for one in AuditAction])
    return name


def _first(written: str | None) -> datetime | None:
    """The first instant asked for: a day means its beginning."""
    try:
        return datetime.combine(date.fromisoformat(written or ""), time.min, UTC)
    except ValueError:
        return _last(written)


def _last(written: str | None) -> datetime | None:
    """The last instant asked for: a day means its end."""
    try:
        return read_instant(written) if written is not None else None
    except MetricsError as error:
        raise WrongOptionError(error.text.en, error.text.fr) from None


def _no_such_kind(path: Path) -> WrongOptionError:
    return WrongOptionError(
        f"'{path.name}' is no file that can be written: name one that ends in .csv or .xlsx.",
        f"« {path.name} » n'est pas un fichier qui peut être écrit : nommez-en un qui se termine "
        "par .csv ou .xlsx.",
    )
