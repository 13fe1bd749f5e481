# ruff: noqa: S608  every number written into these statements comes from the store itself
"""The SQL that finds the newest values: seeks backwards in the primary key, never a scan.

A key's newest revision is either the value that speaks or a withdrawal (`Changes` sees to it), also
among the revisions made known by any day. So the plain seek reads one row a value, and only where
it meets a withdrawal is the strict seek asked, which looks for what still stands below it.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, TextClause, text

from metrics.moments import Moment
from metrics.observations import Confidentiality
from metrics.scopes import Scope
from metrics.store.names import instant
from metrics.store.rows import KEY_LENGTH, SEQUENCE, STATUS, Row
from metrics.store.slow import timed
from metrics.store.tables import COLUMNS, CONFIDENTIALITIES, KEY, PUBLISHER, WITHDRAWN
from metrics.store.withholding import NAMED, Bare, Withheld, consented

WIDTH = len(COLUMNS) + 1  # the columns of a row and its rank
LINE = KEY[:6]  # the columns of a cell, in its order
NONE = -1  # no confidentiality has this number
FREE = CONFIDENTIALITIES[Confidentiality.FREE]
ORDER = "period_start DESC, period_length DESC, revision DESC"


Pair: TypeAlias = tuple[int, int]  # the numbers of an indicator and of a series


class Cell(NamedTuple):
    """One line of the store: whose values of which series, place and breakdown, how often."""

    indicator: int
    series: int
    organization: int
    place: int
    disaggregation: int
    frequency: int


class Sight(NamedTuple):
    """What is seen: of which scope, and what was public by a day, held here at an instant, or
    existed as of a day.

    `today` is the last day whose publications are public; where one of them comes out later in
    the day, none after the instant `until` is. `withheld` is what its owners do not consent to
    show this reader, `unreleased` what they do not consent to show in what is released,
    `unnamed` not by their names, and `bare` in which totals they would then stand alone.
    """

    scope: Scope
    today: date
    known_at: date | None = None
    held_at: int | None = None
    as_of: date | None = None
    until: int | None = None
    withheld: frozenset[Withheld] = frozenset()  # hashed once, however many these are
    unreleased: frozenset[Withheld] = frozenset()
    unnamed: frozenset[Withheld] = frozenset()
    bare: frozenset[Bare] = frozenset()
    erased: int = 0

    @classmethod
    def of(cls, moment: Moment, scope: Scope, today: date) -> "Sight":
        held_at = instant(moment.held_at) if moment.held_at else None
        return cls(scope, today, moment.known_at, held_at, moment.as_of)

    @property
    def is_past(self) -> bool:
        return (self.known_at, self.held_at, self.as_of) != (None, None, None)

    @property
    def of_publishers(self) -> "Sight":
        """The same, of publishers' values alone."""
        return self._replace(scope=self.scope.of_publishers)


@lru_cache(maxsize=64)
def newest_of_each(cells: tuple[Cell, ...], sight: Sight, dialect: str, strict: bool) -> str:
    """For each cell, by its number: its newest value and that of the period before."""
    line = ",".join(f"({n},{','.join(map(str, cell))})" for n, cell in enumerate(cells))
    latest = _seek("l", _on("line"), sight, strict)
    before = "(p.period_start, p.period_length) < (latest.period_start, latest.period_length)"
    previous = _seek("p", f"{_on('line')} AND {before}", sight, strict)
    join = _lateral if dialect == "postgresql" else _by_key
    return f"""
        WITH line(n, {", ".join(LINE)}) AS (VALUES {line})
        SELECT line.n, {_columns("latest")}, {_rank("latest", sight)},
            {_columns("previous")}, {_rank("previous", sight)}
        FROM line {join("JOIN", "latest", latest)} {join("LEFT JOIN", "previous", previous)}
    """


def sought(
    connection: Connection, cells: list[tuple[int, Cell]], sight: Sight, *, strict: bool
) -> list[tuple[int, Row]]:
    """The row found for each cell, with the number that the cell was given."""
    if not cells:
        return []
    asked = tuple(cell for _, cell in cells)
    statement = newest_of_each(asked, sight, connection.dialect.name, strict)
    driver: Any = connection.connection.driver_connection  # within the snapshot that is open
    with timed(statement):
        rows = driver.execute(statement).fetchall()
    return [(cells[row[0]][0], row[1:]) for row in rows]


def met_withdrawal(row: Row) -> bool:
    """True when a seek met a withdrawal: something else may stand below it."""
    return WITHDRAWN in (row[STATUS], row[WIDTH + STATUS])


def ends(row: Row) -> tuple[int, int]:
    """The newest of several frequencies ends last; of two that end together, the longer one."""
    start, length = row[KEY_LENGTH - 2 : KEY_LENGTH]
    return start + length, length


def standing(alias: str, sight: Sight) -> str:
    """The condition that a row is visible and still stands: not withdrawn or restated since.

    A later submission's row of the same document takes an earlier one's place, once it is known.
    What an organization sent takes the place of what was approved only when it is approved too.
    """
    same = " AND ".join(f"later.{name} = {alias}.{name}" for name in (*KEY, "document_id"))
    taking = (
        f"({alias}.organization_id = {PUBLISHER} OR later.confidentiality = {FREE} "
        f"OR later.confidentiality = {alias}.confidentiality)"
    )
    return (
        f"{alias}.status <> {WITHDRAWN}{visible(alias, sight)} AND NOT EXISTS (SELECT 1 FROM "
        f"observation later WHERE {same} AND later.submission_id > {alias}.submission_id "
        f"AND {taking}{_by_then('later', sight)})"
    )


def visible(alias: str, sight: Sight) -> str:
    """The condition that a row may be seen: released, consented to, known, held and existing."""
    return _by_then(alias, sight) + _consented(alias, sight)


def _by_then(alias: str, sight: Sight) -> str:
    """The same of a row whose key is that of one that is seen: consent is to the whole key.

    A value exists when its period has ended, or when it was already public: an amount promised
    for years to come exists from the day of the promise.
    """
    known = held = existed = ""
    if sight.known_at:
        known = f" AND {alias}.revision < {(sight.known_at.toordinal() + 1) * SEQUENCE}"
    if sight.held_at is not None:
        held = f" AND {alias}.recorded_at <= {sight.held_at}"
    if sight.as_of:
        day = sight.as_of.toordinal() + 1
        ended = f"{alias}.period_start + {alias}.period_length <= {day}"
        existed = f" AND ({ended} OR {alias}.revision < {day * SEQUENCE})"
    return _public_or_approved(alias, sight) + known + held + existed


def released(alias: str, sight: Sight) -> str:
    """The condition that a value is public, or approved, and its owners consent to show it.

    Whose values are seen at all is a matter of the key.
    """
    return _public_or_approved(alias, sight) + _consented(alias, sight)


def _consented(alias: str, sight: Sight) -> str:
    return consented(alias, sight.withheld, sight.unreleased, sight.unnamed, sight.bare)


def _public_or_approved(alias: str, sight: Sight) -> str:
    scope, conditions = sight.scope, []
    if scope.confidentialities < frozenset(CONFIDENTIALITIES):
        numbers = sorted(CONFIDENTIALITIES[one] for one in scope.confidentialities)
        conditions.append(f"{alias}.confidentiality IN ({_listed(numbers or [NONE])})")
    if not scope.sees_ahead:
        conditions.append(f"{alias}.revision < {(sight.today.toordinal() + 1) * SEQUENCE}")
        if sight.until is not None:
            conditions.append(f"{alias}.published_at <= {sight.until}")
    public = " AND ".join(conditions)
    if not scope.sees_partners:
        return f" AND {public}" if public else ""
    approved = _approved(alias, scope)
    of_publishers = f" AND ({alias}.organization_id <> {PUBLISHER} OR ({public}))"
    of_partners = f" AND ({alias}.organization_id = {PUBLISHER} OR {approved})"
    return (of_publishers if public else "") + (of_partners if approved else "")


def _approved(alias: str, scope: Scope) -> str:
    """The condition that an organization's value is approved, or one that is seen whole."""
    if scope.organizations is None or scope.approved_of == frozenset():
        return ""
    approved = f"{alias}.confidentiality = {FREE}"
    own = ", ".join(f"'{name}'" for name in sorted(scope.organizations) if NAMED.fullmatch(name))
    if not own:
        return approved
    numbers = f"SELECT id FROM organization WHERE code IN ({own})"
    return f"({approved} OR {alias}.organization_id IN ({numbers}))"


def theirs(alias: str, organizations: Iterable[int] | None) -> str:
    """The condition that a row is of one of these organizations; None stands for all."""
    if organizations is None:
        return ""
    return f" AND {alias}.organization_id IN ({_listed(organizations)})"


def of_pair(pair: Pair | None) -> str:
    """The condition that a row is of one indicator and series; None stands for all."""
    if pair is None:
        return ""
    return f" AND observation.indicator_id = {pair[0]} AND observation.series_id = {pair[1]}"


def only(condition: str) -> list[TextClause]:
    """A condition of these as SQLAlchemy takes it, none where there is none."""
    return [text(condition.removeprefix(" AND "))] if condition else []


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _on(other: str) -> str:
    return " AND ".join(f"{{alias}}.{name} = {other}.{name}" for name in LINE)


def _seek(alias: str, where: str, sight: Sight, strict: bool) -> str:
    found = (standing if strict else visible)(alias, sight)
    condition = where.format(alias=alias) + (f" AND {found}" if strict else found)
    return f"FROM observation {alias} WHERE {condition} ORDER BY {ORDER} LIMIT 1"


def _by_key(join: str, alias: str, seek: str) -> str:
    """SQLite: find the key by a seek, then the row by the key."""
    ends = ("period_start", "period_length", "revision")
    return (
        f"{join} observation {alias} ON {_on('line').format(alias=alias)} AND "
        f"({', '.join(f'{alias}.{name}' for name in ends)}) = (SELECT {', '.join(ends)} {seek})"
    )


def _lateral(join: str, alias: str, seek: str) -> str:
    """PostgreSQL: the row itself, sought once for each line."""
    return f"{join} LATERAL (SELECT * {seek}) {alias} ON true"


def _columns(alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in COLUMNS)


def _rank(alias: str, sight: Sight) -> str:
    """Which of the visible revisions of its key a row is, in the order of publication."""
    same = " AND ".join(f"o.{name} = {alias}.{name}" for name in KEY)
    return (
        f"(SELECT count(*) FROM observation o WHERE {same} AND o.revision <= {alias}.revision"
        f"{_by_then('o', sight)})"
    )
