"""Periods that begin long after the document that states them: most often a mistyped year."""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta

from ingest.columns import Topic, ValueColumn
from ingest.findings import Finding, Problem, Severity
from ingest.tables import Table
from metrics import Document, Observation, Period

LATEST = timedelta(days=366)  # from the day of a document to the beginning of a period


def late_findings(
    columns: Collection[ValueColumn], documents: Iterable[str], table: Table
) -> Iterator[Finding]:
    """A warning at the first value of each such period, once the table is read.

    Few tables have any, so the periods are looked at first, each once, and the values only then.
    """
    known = {name: table.source.documents[name] for name in documents}
    met = {one for column in columns for one in column.period.values() if isinstance(one, Period)}
    if not any(_is_late(period, document) for period in met for document in known.values()):
        return
    told: set[tuple[Period, str]] = set()
    for item in _values(columns, table.file):
        document, about = known.get(item.document), (item.period, item.document)
        if document and about not in told and _is_late(item.period, document):
            told.add(about)
            yield Finding.at(item.location, item.period.code, _late(item.period, document))


def _is_late(period: Period, document: Document) -> bool:
    return period.start - document.known_on > LATEST


def _values(columns: Iterable[ValueColumn], file: str) -> Iterator[Observation]:
    topics = {id(one.seen): one for column in columns for one in column.topic.values()
              if isinstance(one, Topic)}  # fmt: skip
    for topic in topics.values():
        yield from (item for item in topic.seen.values() if item.location.file == file)


def _late(period: Period, document: Document) -> Problem:
    return Problem.of(
        "late",
        f"The period {period.code} begins more than a year after its document "
        f"'{document.id}' ({document.known_on}): check the year.",
        f"La période {period.code} commence plus d'un an après son document "
        f"« {document.id} » ({document.known_on}) : vérifiez l'année.",
        Severity.WARNING,
    )
