"""Numbers for names: each indicator, place, text and file is stored once and referred to."""

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Table, insert, select

from metrics.dimensions import Disaggregation
from metrics.errors import MetricsError
from metrics.languages import Text
from metrics.observations import Submission
from metrics.store import tables
from metrics.store.bulk import write_rows

Name = TypeVar("Name", bound=Hashable)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class SheetRead(NamedTuple):
    """A sheet of a file that was read, with the checksum of the file."""

    file: str
    sheet: str
    sha256: str


class NewNames(NamedTuple):
    """The names that a submission brings for the first time."""

    indicators: list[str]
    series: list[str]
    places: list[str]
    documents: list[tuple[str, str]]  # source and document
    breakdowns: list[Disaggregation]


class Numbers(dict[Name, int]):
    """Names and their numbers; a name not met before is given the next number."""

    def __init__(self, held: Iterable[tuple[Name, int]], last: int) -> None:
        super().__init__(held)
        self.next = last + 1
        self.new: list[Name] = []

    def __missing__(self, name: Name) -> int:
        self[name] = number = self.next
        self.next += 1
        self.new.append(name)
        return number


class Sheets(Numbers[tuple[str, str]]):
    """Numbers of (file, sheet); the file must be one of the submission's."""

    def __init__(self, submission: Submission, last: int) -> None:
        super().__init__((), last)
        self.files = {file.name for file in submission.files}

    def __missing__(self, name: tuple[str, str]) -> int:
        if name[0] not in self.files:
            raise MetricsError(
                f"A value was read from '{name[0]}', which is not a file of this submission.",
                f"Une valeur a été lue dans « {name[0]} », qui n'est pas un fichier de cet envoi.",
            )
        return super().__missing__(name)


class WriterNames:
    """The numbers that one transaction reads and gives out; kept by `keep`, else forgotten."""

    def __init__(self, connection: Connection, submission: Submission) -> None:
        self.indicators = _numbers(connection, tables.indicator, str)
        self.series = _numbers(connection, tables.series, str)
        self.organizations = _numbers(connection, tables.organization, str)
        self.places = _numbers(connection, tables.place, str)
        self.disaggregations = _numbers(connection, tables.disaggregation, Disaggregation.parse)
        self.prefix = f"{submission.source}/"  # a document's name is told within its source
        self.documents = _numbers(connection, tables.document, str, self.prefix)
        held = connection.execute(select(tables.text)).all()
        texts = ((Text(row.en, row.fr), row.id) for row in held)
        self.texts = Numbers(texts, max((row.id for row in held), default=0))
        self.sheets = Sheets(submission, last_id(connection, tables.sheet))

    def new(self) -> NewNames:
        source = self.prefix.removesuffix("/")
        return NewNames(
            self.indicators.new,
            self.series.new,
            self.places.new,
            [(source, document) for document in self.documents.new],
            self.disaggregations.new,
        )

    def keep(self, connection: Connection) -> None:
        """Write the names that were given a number, all but the sheets."""
        _keep(connection, tables.indicator, self.indicators, str)
        _keep(connection, tables.series, self.series, str)
        _keep(connection, tables.organization, self.organizations, str)
        _keep(connection, tables.place, self.places, str)
        _keep(connection, tables.disaggregation, self.disaggregations, lambda one: one.code)
        _keep(connection, tables.document, self.documents, self.prefix.__add__)
        texts = [(self.texts[one], _digest(one), *one) for one in self.texts.new]
        write_rows(connection, texts, tables.text)


class ReaderNames:
    """The names behind the numbers, read once; numbers are never given out twice."""

    def __init__(self) -> None:
        self.version = -1
        self._again = -1  # from this version on all words and files are read anew, once
        self.indicators: dict[int, str] = {}
        self.series: dict[int, str] = {}
        self.organizations: dict[int, str] = {}
        self.places: dict[int, str] = {}
        self.disaggregations: dict[int, str] = {}
        self.documents: dict[int, str] = {}
        self.texts: dict[int, Text] = {}
        self.sheets: dict[int, SheetRead] = {}
        self.numbers: dict[str, dict[str, int]] = {}  # table -> code -> number
        self.measured: dict[tuple[int, int], list[int]] = {}  # indicator, series -> frequencies
        self._lock = Lock()

    def refresh(self, connection: Connection, version: int) -> None:
        """Read the names added since; `version` is the data version of this snapshot."""
        with self._lock:
            anew = self._again >= 0 and version >= self._again
            if version <= self.version and not anew:
                return
            for table, names in self._coded():
                added = _added(connection, table, names)
                numbers = self.numbers.setdefault(table.name, {})
                numbers.update({code: number for number, code in added})
                names.update(dict(added))
            self._refresh_texts(connection, anew=anew)
            self._refresh_measured(connection)
            self.version = max(version, self.version)
            self._again = -1 if anew else self._again

    def forget(self, version: int) -> None:
        """Of a store of this version: words and files were erased that are remembered here."""
        with self._lock:
            self._again = max(version, self._again)

    def number(self, table: Table, code: str) -> int | None:
        return self.numbers[table.name].get(code)

    def _coded(self) -> tuple[tuple[Table, dict[int, str]], ...]:
        return (
            (tables.indicator, self.indicators),
            (tables.series, self.series),
            (tables.organization, self.organizations),
            (tables.place, self.places),
            (tables.disaggregation, self.disaggregations),
            (tables.document, self.documents),
        )

    def _refresh_texts(self, connection: Connection, *, anew: bool) -> None:
        table, texts, sheets = tables.text, self.texts, self.sheets
        query = select(table).where(table.c.id > (0 if anew else max(texts, default=0)))
        self.texts.update({row.id: Text(row.en, row.fr) for row in connection.execute(query)})
        sheet, file = tables.sheet, tables.submission_file
        joined = (
            select(sheet.c.id, file.c.name.label("file"), sheet.c.name, file.c.sha256)
            .join_from(sheet, file)
            .where(sheet.c.id > (0 if anew else max(sheets, default=0)))
        )
        found = connection.execute(joined)
        self.sheets.update({row.id: SheetRead(row.file, row.name, row.sha256) for row in found})

    def _refresh_measured(self, connection: Connection) -> None:
        measured: dict[tuple[int, int], list[int]] = {}
        query = select(tables.measured).order_by(*tables.measured.primary_key)
        for indicator, series, frequency in connection.execute(query):
            measured.setdefault((indicator, series), []).append(frequency)
        self.measured = measured


def last_id(connection: Connection, table: Table) -> int:
    """The highest number given out in a table; 0 when it is empty."""
    newest = select(table.c.id).order_by(table.c.id.desc()).limit(1)
    return connection.execute(newest).scalar() or 0


def instant(moment: datetime) -> int:
    """Microseconds since 1970, UTC: the same number on every database."""
    return (moment - EPOCH) // MICROSECOND


def day_instant(day: date) -> int:
    return (day.toordinal() - EPOCH.date().toordinal()) * 86_400_000_000


def iso(microseconds: int) -> str:
    """An instant as people and other systems read it: 2026-11-21T23:59:59Z."""
    moment = EPOCH + timedelta(microseconds=microseconds)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _numbers(
    connection: Connection, table: Table, read: Callable[[str], Name], prefix: str = ""
) -> Numbers[Name]:
    """The numbers of the names that begin with a prefix, which they are known without."""
    held = connection.execute(select(table.c.code, table.c.id)).all()
    last = max((row.id for row in held), default=0)
    ours = ((code, number) for code, number in held if code.startswith(prefix))
    return Numbers(((read(code.removeprefix(prefix)), number) for code, number in ours), last)


def _keep(
    connection: Connection, table: Table, numbers: Numbers[Name], write: Callable[[Name], str]
) -> None:
    rows = [{"id": numbers[name], "code": write(name)} for name in numbers.new]
    if rows:
        connection.execute(insert(table), rows)


def _added(connection: Connection, table: Table, names: dict[int, str]) -> list[tuple[int, str]]:
    query = select(table.c.id, table.c.code).where(table.c.id > max(names, default=-1))
    return [(row.id, row.code) for row in connection.execute(query)]


def _digest(text: tuple[str, str]) -> str:
    return sha256("\0".join(text).encode()).hexdigest()
