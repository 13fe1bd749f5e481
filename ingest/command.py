"""Loading as a command: what it says, in which language, and with which exit code."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext, suppress
from functools import partial
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress

from ingest.findings import Finding
from ingest.load import LoadReport, check_source, load_source
from metrics import (
    COMMAND_LINE,
    AuditAction,
    Catalogue,
    Language,
    MetricsError,
    MetricsStore,
    Settings,
    StoreError,
    Text,
    UnknownError,
    object_of,
    pack,
    setting_fault,
)

KEYS = ("severity", "rule", "file", "sheet", "cell", "words")  # of a finding, as JSON
TOLD = 20  # findings of a source told in words; --json tells all that are kept


def main(arguments: Sequence[str]) -> int:
    """Read the arguments of `python -m ingest`; exit 0, 1 when refused, 2 when misnamed."""
    asked = _parser().parse_args(arguments)
    if not asked.sources and not asked.all:
        _parser().error("name a source, or say --all")
    try:
        settings = Settings()
    except ValidationError as error:
        language = Language(asked.lang)
        told = (setting_fault(one).in_(language) for one in error.errors())
        _parser().exit(1, "".join(f"{one}\n" for one in told))
    return run_load(
        () if asked.all else asked.sources,
        dry_run=asked.dry_run,
        check=asked.check,
        force=asked.force,
        withdraw=asked.withdraw,
        as_json=asked.json,
        language=Language(asked.lang),
        settings=settings,
    )


def run_load(
    names: Sequence[str] = (),
    *,
    dry_run: bool = False,
    check: bool = False,
    force: bool = False,
    withdraw: bool = False,
    as_json: bool = False,
    language: Language = Language.EN,
    settings: Settings | None = None,
) -> int:
    """Load the named sources, or all of them, and say what was done; return the exit code."""
    settings = settings or Settings()
    console, errors = Console(soft_wrap=True, highlight=False), Console(stderr=True, soft_wrap=True)
    try:
        catalogue = Catalogue.read(settings.data)
        folders = _folders(names, settings.data, catalogue)
        opened = nullcontext() if check else closing(MetricsStore.open(settings, catalogue))
        with opened as store:
            if store and not dry_run:
                store.remember(pack(settings.data))
            load_one = partial(load_source, dry_run=dry_run, force=force, withdraw=withdraw)
            reports = _load(folders, catalogue, store, load_one, errors, language)
            if store and not dry_run:
                _note_refusals(reports, store)
    except MetricsError as error:
        errors.print(error.in_(language), markup=False, highlight=False)
        return 2 if isinstance(error, UnknownError) else 1
    (_tell_records if as_json else _tell_lines)(reports, dry_run, console, language)
    return int(any(report.refused for report in reports))


def _note_refusals(reports: Sequence[LoadReport], store: MetricsStore) -> None:
    """What was refused leaves no submission: the log says that it was tried, and how much is wrong.

    Where the store itself is the fault the log is closed too, and the message has said so.
    """
    for report in reports:
        if report.refused:
            with suppress(StoreError):
                store.note(
                    COMMAND_LINE, AuditAction.REFUSED, object_of("source", report.source),
                    findings=report.errors,
                )  # fmt: skip


def _tell_records(
    reports: Sequence[LoadReport], dry_run: bool, console: Console, language: Language
) -> None:
    console.print_json(json.dumps([as_record(one, dry_run, language) for one in reports]))


def _tell_lines(
    reports: Sequence[LoadReport], dry_run: bool, console: Console, language: Language
) -> None:
    for report in reports:
        for line in _lines(report, dry_run, language):
            console.print(line, markup=False)


def _folders(names: Sequence[str], data: Path, catalogue: Catalogue) -> list[Path]:
    """The folders of these sources, or of all; raise UnknownError for a name that is none."""
    chosen = [catalogue.source(name).id for name in names] or sorted(catalogue.sources)
    return [data / "sources" / name for name in chosen]


def _load(
    folders: Sequence[Path], catalogue: Catalogue, store: MetricsStore | None,
    load_one: Callable[..., LoadReport], console: Console, language: Language,
) -> list[LoadReport]:  # fmt: skip
    reports = []
    words = Text("Reading sources", "Lecture des sources").in_(language)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        for folder in progress.track(folders, description=words):
            reports.append(
                load_one(folder, catalogue, store, actor=COMMAND_LINE)
                if store
                else check_source(folder, catalogue)
            )
    return reports


def as_record(report: LoadReport, dry_run: bool, language: Language) -> dict[str, object]:
    """A report with the keys that `--json` promises."""
    receipt = report.receipt
    counts = receipt._asdict() if receipt else {}
    return {
        "source": report.source,
        "state": _state(report, dry_run),
        **{key: counts.get(key) for key in ("added", "changed", "unchanged", "withdrawn")},
        "observations": report.observations,
        "actions": report.actions,
        "errors": report.errors,
        "warnings": report.warnings,
        "findings": [_finding_record(one, language) for one in report.findings],
    }


def _finding_record(finding: Finding, language: Language) -> dict[str, str]:
    return {
        **{key: str(getattr(finding, key)) for key in KEYS},
        "message": finding.message.in_(language),
    }


def _state(report: LoadReport, dry_run: bool) -> str:
    if report.refused:
        return "refused"
    if report.unchanged_files:
        return "unchanged"
    if report.receipt:
        return "previewed" if dry_run else "loaded"
    return "checked"


def _lines(report: LoadReport, dry_run: bool, language: Language) -> list[str]:
    """What to say about one source: its counts, then its findings, errors first."""
    colon = " : " if language is Language.FR else ": "
    findings = sorted(report.findings, key=lambda one: one.severity != "error")
    lines = [f"{report.source}{colon}{_counts(report, dry_run).in_(language)}"]
    lines += [
        f"  {_severity(one).in_(language)}{colon}{one.line(language)}" for one in findings[:TOLD]
    ]
    if more := report.errors + report.warnings - len(findings[:TOLD]):
        lines.append("  " + Text(f"and {more} more", f"et {more} de plus").in_(language))
    return lines


def _severity(finding: Finding) -> Text:
    if finding.severity == "error":
        return Text("error", "erreur")
    return Text("warning", "avertissement")


def _counts(report: LoadReport, dry_run: bool) -> Text:
    if report.refused:
        return Text(
            f"refused, {report.errors} error(s); the store is as it was",
            f"refusée, {report.errors} erreur(s); l'entrepôt est inchangé",
        )
    if report.unchanged_files:
        return Text("no file changed", "aucun fichier modifié")
    if not report.receipt:
        return Text(
            f"{report.observations} observations and {report.actions} actions read, no error",
            f"{report.observations} observations et {report.actions} actions lues, aucune erreur",
        )
    _, added, changed, unchanged, withdrawn = report.receipt
    dry = Text(" (nothing kept)", " (rien n'est gardé)") if dry_run else Text("", "")
    return Text(
        f"{added} added, {changed} changed, {unchanged} unchanged, {withdrawn} withdrawn{dry.en}",
        f"{added} ajoutées, {changed} modifiées, {unchanged} inchangées, {withdrawn} retirées"
        f"{dry.fr}",
    )


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m ingest",
        description="Load published sources into the store: each whole, or not at all.",
        epilog="Exit code: 0 all loaded, 1 a source is refused, 2 an unknown name.",
    )
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="folders of data/sources")
    parser.add_argument("--all", action="store_true", help="load every source")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be done; keep nothing"
    )
    parser.add_argument(
        "--check", action="store_true", help="only read the files; no store is opened"
    )
    parser.add_argument("--force", action="store_true", help="read unchanged files too")
    parser.add_argument(
        "--withdraw", action="store_true", help="let values go that no file says any more"
    )
    parser.add_argument("--json", action="store_true", help="tell everything as JSON")
    parser.add_argument(
        "--lang", choices=["en", "fr"], default="en", help="language of the messages"
    )
    return parser
