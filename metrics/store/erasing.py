"""Values erased by their owner: in every revision, in what was released, and from the disk.

The rows stay, without value or words, so that a reader is told that something was taken back; what
they said is gone. A released figure in which they stood goes with them, for ever, and so does every
briefing made with such a figure, and every note of the office that could tell it.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, select, tuple_, update

from metrics.clock import now
from metrics.errors import MetricsError
from metrics.observations import ObservationStatus, Qualifier
from metrics.periods import Period
from metrics.store import release_tables, return_tables, tables
from metrics.store.annotations_erasing import erase_notes
from metrics.store.briefings_erasing import erase_briefings
from metrics.store.decisions_erasing import erase_reasons
from metrics.store.names import instant
from metrics.store.release_tables import PUBLISHED
from metrics.store.returns_kept import Where
from metrics.store.scouring import owe
from metrics.store.tables import PUBLISHER, QUALIFIERS, STATUSES, WITHDRAWN

ERASED = STATUSES[ObservationStatus.ERASED]
HIDDEN = STATUSES[ObservationStatus.SUPPRESSED]
NO_CHECKSUM = "0" * 64
AT_ONCE = 200  # keys in one statement
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
    words = {number for one in (*rows, *cells) for number in _words_of(connection, one)}
    erased = Erased(
        sum(_empty(connection, one) for one in rows), sum(_empty(connection, one) for one in cells)
    )
    _frozen(connection, asked)
    _returns(connection, asked)
    erase_reasons(connection, asked.form, asked.organization, asked.period)
    erase_briefings(connection, asked.organization, asked.sources, asked.period, instant(now()))
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
    return [[OBSERVED.organization_id == PUBLISHER, columns.in_(some)] for some in _batches(keys)]


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
    for some in _batches(sorted(words)):
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


def _frozen(connection: Connection, asked: Erasing) -> None:
    """What a release, also one that has not come out, keeps of them; and what it is known by."""
    release, cell, part = (
        release_tables.release.c, release_tables.release_cell.c, release_tables.release_part.c,
    )  # fmt: skip
    query = (
        select(cell.release_id, cell.ordinal, cell.period)
        .join(release_tables.release, release.id == cell.release_id)
        .join(
            release_tables.release_part,
            and_(part.release_id == cell.release_id, part.ordinal == cell.ordinal),
        )
        .where(release.form == asked.form, part.organization == asked.organization)
    )
    found = [row for row in connection.execute(query) if _is_of(row.period, asked.period)]
    for some in _batches([(row.release_id, row.ordinal) for row in found]):
        connection.execute(
            update(release_tables.release_cell)
            .where(tuple_(cell.release_id, cell.ordinal).in_(some))
            .values(value=None, exact=None, status=ERASED, rounded=0)
        )
    gone: dict[int, set[str]] = {}
    for row in found:
        gone.setdefault(row.release_id, set()).add(str(row.ordinal))
    for number, ordinals in sorted(gone.items()):
        _tell_nothing(connection, number, ordinals)
    event, said_by = release_tables.release_event, ("", asked.organization)
    reasons = event.c.release_id.in_(sorted(gone)), event.c.organization.in_(said_by)
    connection.execute(update(event).where(*reasons).values(reason=""))


def _tell_nothing(connection: Connection, number: int, ordinals: set[str]) -> None:
    """What is kept of a release beside its cells: nothing of these, no sum, no count of the small
    ones, and no checksum; of what it wrote neither.
    """
    table, events = release_tables.release, release_tables.release_event.c
    query = select(table.c.detail).where(table.c.id == number)
    counts = _counts(connection, number)
    said = _without(json.loads(connection.execute(query).scalar_one()), ordinals, counts)
    kept = json.dumps(said, sort_keys=True, separators=(",", ":"))
    of_it = update(table).where(table.c.id == number)
    connection.execute(of_it.values(content=NO_CHECKSUM, detail=kept))
    whose = events.release_id == number, events.submission_id.is_not(None)
    file, written = tables.submission_file, select(events.submission_id).where(*whose)
    connection.execute(
        update(file).where(file.c.submission_id.in_(written)).values(sha256=NO_CHECKSUM)
    )


def _counts(connection: Connection, number: int) -> dict[str, int]:
    """How many cells of a release were withdrawn, how many are left, how many of these hidden."""
    cell = release_tables.release_cell.c
    query = select(cell.status, func.count()).where(cell.release_id == number)
    held = {row[0]: int(row[1]) for row in connection.execute(query.group_by(cell.status))}
    withdrawn = held.pop(ERASED, 0)
    return {"withdrawn": withdrawn, "left": sum(held.values()), "hidden": held.get(HIDDEN, 0)}


def _without(detail: dict[str, Any], ordinals: set[str], counts: dict[str, int]) -> dict[str, Any]:
    """What is known of a release besides, without that which these cells have made."""
    loss, hidden = detail.get("loss", {}), counts["hidden"]
    amounts = {name: "0" for name, one in loss.items() if isinstance(one, str)}
    of_small = {"hidden": hidden, "plain_hidden": hidden, "optimum": None} if loss else {}
    of_cells: dict[str, Any] = {
        name: {key: one for key, one in detail[name].items() if key not in ordinals}
        for name in ("coverage", "qualifiers", "notes") if name in detail
    }  # fmt: skip
    revised = [one for one in detail.get("revised", ()) if str(one) not in ordinals]
    told = {"withdrawn": counts["withdrawn"], "left": counts["left"], "revised": revised}
    return {**detail, **of_cells, **told, "loss": loss | amounts | of_small}


def _is_of(code: str, period: Period | None) -> bool:
    """Whether the days of a frozen cell are any of a period's."""
    if period is None:
        return True
    try:
        other = Period.parse(code)
    except MetricsError:
        return True
    return other.start <= period.end and period.start <= other.end


def _returns(connection: Connection, asked: Erasing) -> None:
    """The words and checksums of the returns themselves; that they came is not secret."""
    returns = return_tables.partner_return
    where = [RETURNS.form == asked.form, RETURNS.organization == asked.organization]
    if asked.period is not None:
        start = RETURNS.period_start == asked.period.start.toordinal()
        where += [start, RETURNS.period_length == asked.period.days]
    found = connection.execute(select(RETURNS.id, RETURNS.submission_id).where(*where)).all()
    connection.execute(update(returns).where(*where).values(content=NO_CHECKSUM, salt=None))
    for some in _batches([row.id for row in found]):
        _wordless(connection, some)
    for some in _batches([row.submission_id for row in found]):
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


def _batches(every: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
