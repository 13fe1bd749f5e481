# ruff: noqa: S608  every number written into these statements comes from the store itself
"""The SQL that finds the newest values: seeks backwards in the primary key, never a scan.

A key's newest revision is either the value that speaks or a withdrawal (`Changes` sees to it), also
among the revisions made known by any day. So the plain seek reads one row a value, and only where
it meets a withdrawal is the strict seek asked, which looks for what still stands below it.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from metrics.store.rows import SEQUENCE
from metrics.store.tables import COLUMNS, KEY, WITHDRAWN

ANY_FREQUENCY = 0
LINE = ("indicator_id", "series_id", "organization_id", "place_id", "disaggregation_id")
ORDER = "period_start DESC, period_length DESC, revision DESC"


class Cell(NamedTuple):
    """One line of the store: which series, of which place and breakdown, how often."""

    indicator: int
    series: int
    place: int
    disaggregation: int
    frequency: int = ANY_FREQUENCY
    organization: int = 0


class Instants(NamedTuple):
    """What was known to the public by a day, and held by this store at an instant."""

    known_at: date | None = None
    held_at: int | None = None


def newest_of_each(cells: Sequence[Cell], instants: Instants, dialect: str, *, strict: bool) -> str:
    """For each cell, by its number in the list: its newest value and the period's before it."""
    asked = ",".join(
        f"({n},{cell.indicator},{cell.series},{cell.organization},{cell.place},"
        f"{cell.disaggregation},{cell.frequency})"
        for n, cell in enumerate(cells)
    )
    latest = _seek("l", _on("line"), instants, strict)
    previous = _seek("p", f"{_on('latest')} AND (p.period_start, p.period_length) < "
                     "(latest.period_start, latest.period_length)", instants, strict)
    join = _lateral if dialect == "postgresql" else _by_key
    return f"""
        WITH RECURSIVE asked(n, {', '.join(LINE)}, frequency) AS (VALUES {asked}),
        line(n, {', '.join(LINE)}, frequency, open) AS ({_FREQUENCIES_HELD})
        SELECT line.n, {_columns('latest')}, {_rank('latest')},
            {_columns('previous')}, {_rank('previous')}
        FROM line {join('JOIN', 'latest', latest)} {join('LEFT JOIN', 'previous', previous)}
    """


def standing(alias: str, instants: Instants) -> str:
    """The condition that a row is visible and still stands: not withdrawn or restated since.

    A later submission's row of the same document takes an earlier one's place, once it is known.
    """
    same = " AND ".join(f"later.{name} = {alias}.{name}" for name in (*KEY, "document_id"))
    return (
        f"{alias}.status <> {WITHDRAWN}{visible(alias, instants)} AND NOT EXISTS (SELECT 1 FROM "
        f"observation later WHERE {same} AND later.submission_id > {alias}.submission_id"
        f"{visible('later', instants)})"
    )


def visible(alias: str, instants: Instants) -> str:
    """The condition that a row was made known by the day, and held at the instant."""
    known = held = ""
    if instants.known_at:
        known = f" AND {alias}.revision < {(instants.known_at.toordinal() + 1) * SEQUENCE}"
    if instants.held_at is not None:
        held = f" AND {alias}.recorded_at <= {instants.held_at}"
    return known + held


_SAME_LINE = " AND ".join(f"o.{name} = {{0}}.{name}" for name in LINE)
_NEXT_FREQUENCY = (
    "(SELECT o.frequency FROM observation o WHERE "
    + _SAME_LINE
    + " {1} ORDER BY o.frequency DESC LIMIT 1)"
)
# A cell that names no frequency is every frequency that its line holds, found one by one.
_FREQUENCIES_HELD = f"""
    SELECT n, {', '.join(LINE)}, CASE WHEN frequency > {ANY_FREQUENCY} THEN frequency
        ELSE {_NEXT_FREQUENCY.format('asked', '')} END, frequency = {ANY_FREQUENCY}
    FROM asked
    UNION ALL
    SELECT n, {', '.join(LINE)},
        {_NEXT_FREQUENCY.format('line', 'AND o.frequency < line.frequency')}, open
    FROM line WHERE open AND frequency IS NOT NULL
"""


def _on(other: str) -> str:
    return " AND ".join(f"{{alias}}.{name} = {other}.{name}" for name in (*LINE, "frequency"))


def _seek(alias: str, where: str, instants: Instants, strict: bool) -> str:
    found = (standing if strict else visible)(alias, instants)
    condition = where.format(alias=alias) + (f" AND {found}" if strict else found)
    return f"FROM observation {alias} WHERE {condition} ORDER BY {ORDER} LIMIT 1"


def _by_key(join: str, alias: str, seek: str) -> str:
    """SQLite: find the key by a seek, then the row by the key."""
    ends = ("period_start", "period_length", "revision")
    other = "line" if alias == "latest" else "latest"
    return (
        f"{join} observation {alias} ON {_on(other).format(alias=alias)} AND "
        f"({', '.join(f'{alias}.{name}' for name in ends)}) = (SELECT {', '.join(ends)} {seek})"
    )


def _lateral(join: str, alias: str, seek: str) -> str:
    """PostgreSQL: the row itself, sought once for each line."""
    return f"{join} LATERAL (SELECT * {seek}) {alias} ON true"


def _columns(alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in COLUMNS)


def _rank(alias: str) -> str:
    """Which revision of its key a row is, in the order of publication."""
    same = " AND ".join(f"o.{name} = {alias}.{name}" for name in KEY)
    return (
        f"(SELECT count(*) FROM observation o WHERE {same} AND o.revision <= {alias}.revision)"
    )
