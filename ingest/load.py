"""Loading sources: every figure of a source in one transaction, or none of them."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from ingest.extract import extract, unread_files
from ingest.findings import Finding, Severity
from ingest.folder import Folder
from ingest.spec import TableSpec, read_tables
from metrics import (
    SYSTEM,
    Action,
    Catalogue,
    DefinitionError,
    FileRead,
    MassWithdrawalError,
    MetricsError,
    Observation,
    Receipt,
    Source,
    Submission,
    Text,
)

KEPT = 1_000  # findings told one by one; further ones are counted
SPECIFICATION = "source.toml"


class Store(Protocol):
    """What loading needs of the store of figures."""

    def loaded_files(self, source: str) -> dict[str, str]: ...

    def record(
        self, submission: Submission, observations: Iterable[Observation],
        actions: Iterable[Action] = (), actor: str = SYSTEM,
    ) -> Receipt: ...  # fmt: skip

    def preview(
        self, submission: Submission, observations: Iterable[Observation],
        actions: Iterable[Action] = (),
    ) -> Receipt: ...  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """Everything that the files of a source say, and everything that is wrong with them."""

    observations: list[Observation]
    actions: list[Action]
    findings: list[Finding]
    errors: int
    warnings: int


@dataclass(frozen=True)
class LoadReport:
    """What loading one source did; no receipt when nothing was asked of the store."""

    source: str
    receipt: Receipt | None = None
    findings: tuple[Finding, ...] = ()  # the first of them
    errors: int = 0
    warnings: int = 0
    observations: int = 0
    actions: int = 0
    unchanged_files: bool = False  # no file differs from what the store was loaded from

    @property
    def refused(self) -> bool:
        return self.errors > 0


def load_source(
    folder: Path,
    catalogue: Catalogue,
    store: Store,
    dry_run: bool = False,
    force: bool = False,
    actor: str = SYSTEM,
    *,
    withdraw: bool = False,
) -> LoadReport:
    """Read one source and record it whole; an error anywhere leaves the store as it was.

    Unless `withdraw` says that they are to go, it may not withdraw much of what stands.
    """
    source = catalogue.source(folder.name)
    try:
        record = store.preview if dry_run else partial(store.record, actor=actor)
        return _load(Folder(folder), source, catalogue, store, record, force, withdraw)
    except MassWithdrawalError as error:
        finding = Finding(Severity.ERROR, "withdrawn", source.id, "", "", "", error.text)
        return LoadReport(source.id, findings=(finding,), errors=1)
    except MetricsError as error:  # the store fails, or will not keep a value that it names
        finding = Finding(Severity.ERROR, "store", source.id, "", "", "", error.text)
        return LoadReport(source.id, findings=(finding,), errors=1)


def _load(
    folder: Folder, source: Source, catalogue: Catalogue, store: Store,
    record: Callable[..., Receipt], force: bool, withdraw: bool,
) -> LoadReport:  # fmt: skip
    tables = _tables(source)
    files = (*_files(folder, tables), *_declarations(source, catalogue))
    if not force and tables and store.loaded_files(source.id) == dict(files):
        unread = tuple(unread_files(folder, tables))
        return LoadReport(source.id, None, unread, warnings=len(unread), unchanged_files=True)
    with _no_collection():
        reading = read_source(folder, source, catalogue)
        if reading.errors:
            return _report(source.id, reading)
        # what is released of partners' returns stands in no file, and no load takes it back
        whole = source.returns is None
        spares = whole and not withdraw
        submission = Submission(source.id, files, replaces_all=whole, spares_most=spares)
        receipt = record(submission, reading.observations, reading.actions)
        return _with_withdrawals(_report(source.id, reading, receipt), receipt.withdrawn)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Make many values without looking for cycles among them again and again: there are none.

    The search costs a fifth of the time of a large file. What others leave behind meanwhile is
    collected right after.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def check_source(folder: Path, catalogue: Catalogue) -> LoadReport:
    """Read one source and say what it holds or what is wrong; no store is needed."""
    source = catalogue.source(folder.name)
    return _report(source.id, read_source(Folder(folder), source, catalogue))


def read_source(folder: Folder, source: Source, catalogue: Catalogue) -> Reading:
    observations: list[Observation] = []
    actions: list[Action] = []
    findings: list[Finding] = []
    counts = Counter[Severity]()
    for item in extract(folder, source, catalogue):
        if isinstance(item, Observation):
            observations.append(item)
        elif isinstance(item, Action):
            actions.append(item)
        else:
            counts[item.severity] += 1
            if counts[item.severity] <= KEPT:
                findings.append(item)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    return Reading(observations, actions, findings, errors, warnings)


def _report(source: str, reading: Reading, receipt: Receipt | None = None) -> LoadReport:
    return LoadReport(
        source,
        receipt,
        tuple(reading.findings),
        reading.errors,
        reading.warnings,
        len(reading.observations),
        len(reading.actions),
    )


def _with_withdrawals(report: LoadReport, withdrawn: int) -> LoadReport:
    """The report, with a warning before all others where values were withdrawn."""
    if not withdrawn:
        return report
    message = Text(
        f"withdrawn, because no file says them any more: {withdrawn}. If a file was cut, put it "
        "back and load again.",
        f"retirées, parce qu'aucun fichier ne les dit plus : {withdrawn}. Si un fichier a été "
        "tronqué, remettez-le et rechargez.",
    )
    finding = Finding(Severity.WARNING, "withdrawn", report.source, "", "", "", message)
    return replace(report, findings=(finding, *report.findings), warnings=report.warnings + 1)


def _tables(source: Source) -> tuple[TableSpec, ...]:
    """The tables of a source; none where they are at fault, which reading then tells."""
    try:
        return read_tables(source)
    except DefinitionError:
        return ()


def _files(folder: Folder, tables: Iterable[TableSpec]) -> list[FileRead]:
    """Every file that the tables name, with its checksum."""
    files = []
    for name in sorted({name for table in tables for name in table.file_names}):
        with suppress(OSError):  # missing, or not readable: reading tells it
            files.append(FileRead(name, folder.checksum(name)))
    return files


def _declarations(source: Source, catalogue: Catalogue) -> Iterator[FileRead]:
    """What says how the files are read: where it changes, the same files may mean something else.

    The checksums are those of the bytes that the catalogue was made of.
    """
    own = f"sources/{source.id}/{SPECIFICATION}"
    measured = {f"indicators/{one.indicator}.toml" for one in source.series.values()}
    for name, checksum in catalogue.checksums.items():
        if name == own:
            yield FileRead(SPECIFICATION, checksum)
        elif name in measured or name.startswith("reference/"):
            yield FileRead(name, checksum)
