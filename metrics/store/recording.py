"""The one way in: a submission recorded in one transaction, or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Generic, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, insert, select, update

from metrics.audit import SYSTEM, Kept, Noted
from metrics.clock import now
from metrics.errors import MetricsError
from metrics.observations import Action, Observation, Receipt, Submission
from metrics.store import tables
from metrics.store.actions import ActionChanges
from metrics.store.audit import append, recorded
from metrics.store.bulk import write_rows
from metrics.store.comparing import Changes
from metrics.store.declared import claim, refuse_mixing
from metrics.store.engine import reading, writing
from metrics.store.lines import LINE_SPAN
from metrics.store.mass_withdrawal import refuse_mass_withdrawal
from metrics.store.names import NewNames, WriterNames, instant, last_id
from metrics.store.release_tables import released_part
from metrics.store.rows import Row, encode
from metrics.store.spans import Span, into_order, rows_of, spans_of, streamed
from metrics.store.submissions import after_the_last, files_of, newest_submission, version_of
from metrics.store.tables import PUBLISHER

Value = TypeVar("Value")
Weighing = TypeVar("Weighing", bound=Changes)
Admission: TypeAlias = Callable[[NewNames], None]  # raises for a name that may not enter
Wrote: TypeAlias = Callable[[Kept, bool], None]  # told the entry, and if the disk has it
SERIES_SPAN = 3  # indicator, series, organization
_MEASURED = itemgetter(0, 1, LINE_SPAN - 1)  # indicator, series, frequency
FEW_LINES = 64  # so many lines are sought one by one; more are found by reading the series


def record(
    engine: Engine,
    submission: Submission,
    observations: Iterable[Observation],
    actions: Iterable[Action] = (),
    admit: Admission = lambda _: None,
    *,
    example: bool = False,
    actor: str = SYSTEM,
    wrote: Wrote = lambda *_: None,
) -> Receipt:
    """Append what the submission adds or changes; write nothing when it says nothing new.

    What is written comes with its audit entry, of which `wrote` is told after the commit.
    Example data and real figures never enter the same store: StoreError.
    """
    observations, actions = _all(observations), _all(actions)  # parsed before the lock is taken
    bundled = submission.replaces_all and not submission.organization
    with writing(engine, durable=not bundled) as connection:
        recording = Recording(connection, submission, Changes)
        recording.compare(observations, actions)
        admit(recording.names.new())
        claim(connection, example=example)
        receipt = recording.keep(actor)
    if recording.entry:
        wrote(recording.entry, not bundled)
    return receipt


def preview(
    engine: Engine,
    submission: Submission,
    observations: Iterable[Observation],
    actions: Iterable[Action] = (),
    admit: Admission = lambda _: None,
    *,
    example: bool = False,
) -> Receipt:
    """What `record` would do, with nothing kept."""
    with reading(engine) as connection:
        refuse_mixing(connection, example=example)
        recording = Recording(connection, submission, Changes)
        recording.compare(observations, actions)
        admit(recording.names.new())
        return recording.receipt(0)


class Recording(Generic[Weighing]):
    """One submission on its way into the store, weighed as its kind is."""

    def __init__(
        self, connection: Connection, submission: Submission, weighing: type[Weighing]
    ) -> None:
        self.connection = connection
        self.submission = submission
        self.names = WriterNames(connection, submission)
        self.organization = self.names.organizations[submission.organization]
        self.number = last_id(connection, tables.submission) + 1
        self.recorded_at = after_the_last(connection, instant(now()))
        self.changes = weighing(self.names, self.number, self.recorded_at, submission.replaces_all)
        self.actions = ActionChanges(connection, submission, self.names, self.number)
        self.entry: Kept | None = None  # the audit entry of what was written

    def compare(self, observations: Iterable[Observation], actions: Iterable[Action]) -> None:
        _check_period(self.submission, observations)
        rows = encode(observations, self.names, self.number, self.recorded_at)
        into_order(rows)
        chunks = {span: rows[part] for span, part in spans_of(rows, SERIES_SPAN)}
        self._check_source(chunks)
        scopes = chunks.keys() | (self._whole_source() if self.submission.replaces_all else set())
        for scope in sorted(scopes):
            incoming = chunks.get(scope, [])
            self.changes.weigh(self._held(scope, incoming), incoming)
        self.actions.compare(actions)
        if self.submission.spares_most:
            refuse_mass_withdrawal(self.receipt(0))

    def receipt(self, number: int) -> Receipt:
        changes, actions = self.changes, self.actions
        return Receipt(
            number,
            changes.added + actions.added,
            changes.changed + actions.changed,
            changes.unchanged + actions.unchanged,
            changes.withdrawn + actions.withdrawn,
        )

    def keep(self, actor: str) -> Receipt:
        """Write what is new: nothing, the files' new checksums, or a whole submission."""
        newest = newest_submission(self.connection, self.submission, self.organization)
        news = bool(self.changes.rows or self.actions.rows)
        if not news and newest and self._same_files(newest):
            return self.receipt(newest)
        receipt = self.write()
        self.note(recorded(actor, self.submission, receipt))
        return receipt

    def write(self) -> Receipt:
        """Write the submission, and whatever rows it adds."""
        news = bool(self.changes.rows or self.actions.rows)
        self.names.keep(self.connection)
        if news:
            version = tables.data_version.c.version
            self.connection.execute(update(tables.data_version).values(version=version + 1))
        self._keep_submission()
        if news:
            self._keep_rows()
        return self.receipt(self.number)

    def note(self, said: Noted) -> None:
        """Add the audit entry of what was written."""
        self.entry = append(self.connection, said, self.recorded_at)

    def held_of_all(self) -> Iterator[Row]:
        """The rows held that a submission of the whole may touch, in the key's order."""
        for scope in sorted(self._whole_source()):
            yield from self._held(scope, [])

    def _check_source(self, chunks: dict[Span, list[Row]]) -> None:
        """A submission brings values of its own source only: what it replaces must be its own."""
        numbers = {scope[1] for scope in chunks}
        prefix = f"{self.submission.source}/"
        for code, number in self.names.series.items():
            if number in numbers and not code.startswith(prefix):
                raise MetricsError(
                    f"A submission of source '{self.submission.source}' brings values of series "
                    f"'{code}', which belongs to another source.",
                    f"Un envoi de la source « {self.submission.source} » apporte des valeurs de la "
                    f"série « {code} », qui appartient à une autre source.",
                )

    def _whole_source(self) -> set[Span]:
        prefix = f"{self.submission.source}/"
        ours = {number for code, number in self.names.series.items() if code.startswith(prefix)}
        pairs = {(one, series) for one, series, _ in self.connection.execute(
            select(tables.measured)) if series in ours}  # fmt: skip
        if self.organization == PUBLISHER:  # what was released is in no file, and stays
            released = select(released_part.c.indicator_id, released_part.c.series_id).distinct()
            pairs -= {tuple(row) for row in self.connection.execute(released)}
        return {(one, series, self.organization) for one, series in pairs}

    def _held(self, scope: Span, incoming: list[Row]) -> Iterator[Row]:
        """The rows held that this part of the submission may touch, in the key's order."""
        lines = set() if self.submission.replaces_all else {row[:LINE_SPAN] for row in incoming}
        spans = sorted(lines) if 0 < len(lines) <= FEW_LINES else [scope]
        within = _within(self.submission)
        for span in spans:
            yield from streamed(self.connection, rows_of(span).where(*within))

    def _same_files(self, newest: int) -> bool:
        return files_of(self.connection, newest) == {
            file.name: file.sha256 for file in self.submission.files
        }

    def _keep_submission(self) -> None:
        self.connection.execute(
            insert(tables.submission),
            {
                "id": self.number,
                "source": self.submission.source,
                "organization_id": self.organization,
                "recorded_at": self.recorded_at,
                "replaces_all": int(self.submission.replaces_all),
                "version": version_of(self.connection),
            },
        )
        first = last_id(self.connection, tables.submission_file) + 1
        files = [
            {"id": number, "submission_id": self.number, "name": file.name, "sha256": file.sha256}
            for number, file in enumerate(self.submission.files, first)
        ]
        if files:
            self.connection.execute(insert(tables.submission_file), files)
        self._keep_sheets({file["name"]: file["id"] for file in files})

    def _keep_sheets(self, files: dict[object, object]) -> None:
        sheets = [
            {"id": number, "submission_file_id": files[file], "name": sheet}
            for (file, sheet), number in self.names.sheets.items()
        ]
        if sheets:
            self.connection.execute(insert(tables.sheet), sheets)

    def _keep_rows(self) -> None:
        into_order(self.changes.rows)
        write_rows(self.connection, self.changes.rows)
        self.actions.keep()
        held = {tuple(row) for row in self.connection.execute(select(tables.measured))}
        new = set(map(_MEASURED, self.changes.rows)) - held
        if new:
            columns = tables.measured.columns.keys()
            rows = [dict(zip(columns, one, strict=True)) for one in sorted(new)]
            self.connection.execute(insert(tables.measured), rows)


def _all(values: Iterable[Value]) -> Sequence[Value]:
    return values if isinstance(values, (list, tuple)) else list(values)


def _check_period(submission: Submission, observations: Iterable[Observation]) -> None:
    """What is narrowed to a period brings values of that period, and of spans within it."""
    whole = submission.within
    for one in observations if whole else ():
        if whole and not (whole.start <= one.period.start and one.period.end <= whole.end):
            at = one.location.place
            raise MetricsError(
                f"{at}: a value of {one.period.code} does not belong in {whole.code}.",
                f"{at} : une valeur de {one.period.code} n'appartient pas à {whole.code}.",
            )


def _within(submission: Submission) -> list[ColumnElement[bool]]:
    """The condition that a row is of the period to which a submission is narrowed."""
    if submission.within is None:
        return []
    columns, period = tables.observation.c, submission.within
    start = period.start.toordinal()
    ended = columns.period_start + columns.period_length <= start + period.days
    return [columns.period_start >= start, ended]
