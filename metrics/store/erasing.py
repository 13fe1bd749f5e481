"""Values erased by their owner: in every revision, in what was released, and from the disk.

The rows stay, without value or words, so that a reader is told that something was taken back; what
they said is gone. A released figure in which they stood goes with them, for ever, and so does every
briefing made with such a figure, and every note of the office that could tell it.
"""

import secrets
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, tuple_, update

from metrics.clock import now
from metrics.observations import ObservationStatus, Qualifier
from metrics.periods import Period
from metrics.store import release_tables, return_tables, tables
from metrics.store.annotations_erasing import erase_notes
from metrics.store.briefings_erasing import erase_briefings
from metrics.store.decisions_erasing import erase_reasons
from metrics.store.names import instant
from metrics.store.numbers_told import numbers_of, said_by
from metrics.store.release_tables import PUBLISHED
from metrics.store.releases_erasing import (
    NO_CHECKSUM,
    Frozen,
    batches,
    erase_frozen,
    frozen_numbers,
)
from metrics.store.returns_kept import Where
from metrics.store.scouring import owe
from metrics.store.tables import PUBLISHER, QUALIFIERS, STATUSES, WITHDRAWN

ERASED = STATUSES[ObservationStatus.ERASED]
NOTHING = Decimal(0)  # stands in any text
OBSERVED = tables.observation.c
RETURNS = return_tables.partner_return.c
WORDS = (OBSERVED.note_id, OBSERVED.words_id, OBSERVED.in_document_id)
GONE: dict[str, Any] = {
    "value": None,
    "scale": 0,
    "numerator": None,
    "denominator": None,
    "qualifier": QUALIFIERS[Qualifier.EXACT],
    **{column.name: None for column in WORDS},
}


class Erasing(NamedTuple):
    """What is erased: all that an organization has sent by a form, or of one period of it."""

    organization: str
    form: str
    sources: frozenset[str]
    period: Period | None = None


class Erased(NamedTuple):
    """How many rows of its own, and how many released cells, no longer say anything."""

    rows: int
    cells: int


def erase(connection: Connection, asked: Erasing) -> Erased:
    """Take the values out of every table, within the transaction of the caller."""
    owe(connection)
    rows, cells = _own_rows(connection, asked), _released_rows(connection, asked)
    erase_notes(connection, cells)
    frozen = Frozen(asked.organization, asked.form, asked.period)
    shown = numbers_of(connection, cells) | frozen_numbers(connection, frozen)
    said = said_by(shown - {NOTHING}, numbers_of(connection, rows))
    words = {number for one in (*rows, *cells) for number in _words_of(connection, one)}
    erased = Erased(
        sum(_empty(connection, one) for one in rows), sum(_empty(connection, one) for one in cells)
    )
    erase_frozen(connection, frozen)
    _returns(connection, asked)
    erase_reasons(connection, asked.form, asked.organization, asked.period)
    whose = asked.organization, asked.sources, asked.period
    erase_briefings(connection, *whose, said, instant(now()))
    _forget(connection, words)
    version = tables.data_version.c.version
    connection.execute(update(tables.data_version).values(version=version + 1))
    return erased


def sources_of(connection: Connection, organization: str, form: str) -> frozenset[str]:
    """Into which sources an organization has sent what it sent by a form."""
    sent = select(RETURNS.submission_id).where(
        RETURNS.organization == organization, RETURNS.form == form
    )
    found = select(tables.submission.c.source).where(tables.submission.c.id.in_(sent)).distinct()
    return frozenset(connection.execute(found).scalars())


def _own_rows(connection: Connection, asked: Erasing) -> list[Where]:
    """The conditions of the organization's own rows, series by series, as the key has them."""
    whose = _number(connection, asked.organization)
    return [
        [OBSERVED.indicator_id == indicator, OBSERVED.series_id == series,
         OBSERVED.organization_id == whose, *_within(asked.period)]
        for indicator, series in _pairs(connection, asked.sources)
    ] if whose is not None else []  # fmt: skip


def _released_rows(connection: Connection, asked: Erasing) -> list[Where]:
    """The conditions of the released figures in which they have ever stood."""
    part, whose = release_tables.released_part.c, _number(connection, asked.organization)
    series = {series for _, series in _pairs(connection, asked.sources)}
    if whose is None or not series:
        return []
    stood = [part.organization_id == whose, part.series_id.in_(sorted(series))]
    query = select(*(part[name] for name in PUBLISHED)).where(*stood)
    keys = [tuple(row) for row in connection.execute(query) if _overlaps(row, asked.period)]
    columns = tuple_(*(OBSERVED[name] for name in PUBLISHED))
    return [[OBSERVED.organization_id == PUBLISHER, columns.in_(some)] for some in batches(keys)]


def _overlaps(row: Any, period: Period | None) -> bool:
    """Whether a released figure's days are any of a period's."""
    if period is None:
        return True
    start, end = period.start.toordinal(), period.end.toordinal()
    return bool(row.period_start <= end and start < row.period_start + row.period_length)


def _within(period: Period | None) -> Where:
    if period is None:
        return []
    start = period.start.toordinal()
    ended = OBSERVED.period_start + OBSERVED.period_length <= start + period.days
    return [OBSERVED.period_start >= start, ended]


def _empty(connection: Connection, where: Where) -> int:
    """Leave nothing of what these rows said; a row that had ended goes on having ended."""
    stood = [*where, OBSERVED.status.not_in((WITHDRAWN, ERASED))]
    emptied = connection.execute(
        update(tables.observation).where(*stood).values(**GONE, status=ERASED)
    )
    ended = [*where, OBSERVED.status == WITHDRAWN]
    connection.execute(update(tables.observation).where(*ended).values(**GONE))
    return emptied.rowcount


def _words_of(connection: Connection, where: Where) -> Iterator[int]:
    for row in connection.execute(select(*WORDS).where(*where).distinct()):
        yield from (number for number in row if number is not None)


def _forget(connection: Connection, words: set[int]) -> None:
    """Overwrite the words that no other value bears; their numbers are never given out again."""
    for some in batches(sorted(words)):
        borne = {
            number
            for column in WORDS
            for number in connection.execute(
                select(column).where(column.in_(some)).distinct()
            ).scalars()
        }
        for number in sorted(set(some) - borne):
            blank = {"digest": secrets.token_hex(32), "en": "", "fr": ""}
            connection.execute(
                update(tables.text).where(tables.text.c.id == number).values(**blank)
            )


def _returns(connection: Connection, asked: Erasing) -> None:
    """The words and checksums of the returns themselves; that they came is not secret."""
    returns = return_tables.partner_return
    where = [RETURNS.form == asked.form, RETURNS.organization == asked.organization]
    if asked.period is not None:
        start = RETURNS.period_start == asked.period.start.toordinal()
        where += [start, RETURNS.period_length == asked.period.days]
    found = connection.execute(select(RETURNS.id, RETURNS.submission_id).where(*where)).all()
    connection.execute(update(returns).where(*where).values(content=NO_CHECKSUM, salt=None))
    for some in batches([row.id for row in found]):
        _wordless(connection, some)
    for some in batches([row.submission_id for row in found]):
        file = tables.submission_file
        connection.execute(
            update(file).where(file.c.submission_id.in_(some)).values(name="", sha256=NO_CHECKSUM)
        )


def _wordless(connection: Connection, returns: Iterable[int]) -> None:
    events, remarks = return_tables.return_event, return_tables.return_remark
    of_these = events.c.return_id.in_(returns)
    numbers = select(events.c.id).where(of_these)
    connection.execute(update(remarks).where(remarks.c.event_id.in_(numbers)).values(words=""))
    connection.execute(update(events).where(of_these).values(reason=""))


def _number(connection: Connection, organization: str) -> int | None:
    table = tables.organization
    query = select(table.c.id).where(table.c.code == organization)
    found: int | None = connection.execute(query).scalar()
    return found


def _pairs(connection: Connection, sources: frozenset[str]) -> list[tuple[int, int]]:
    """The indicators and series of which these sources have ever brought a value."""
    columns = tables.measured.c
    query = (
        select(columns.indicator_id, columns.series_id, tables.series.c.code)
        .join(tables.series, tables.series.c.id == columns.series_id)
        .distinct()
    )
    return sorted(
        (row.indicator_id, row.series_id)
        for row in connection.execute(query)
        if row.code.partition("/")[0] in sources
    )
