"""Choosing values that stand among all that are held: how many each line has, then their lines.

Nothing here is as long as the store: the lines are counted by one walk through the key, of which
the caller keeps the outcome for as long as nothing changes; a page then seeks its own lines alone.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Subquery, and_, case, func, select, text

from metrics.observations import Confidentiality, ObservationStatus
from metrics.store import tables
from metrics.store.counting import Condition
from metrics.store.hidden import MAY_HIDE
from metrics.store.lines import HeldLine, held_lines
from metrics.store.names import ReaderNames
from metrics.store.repository import Repository
from metrics.store.seeks import LINE, Cell, Pair, Sight, of_pair, standing
from metrics.store.tables import (
    COLUMNS,
    CONFIDENTIALITIES,
    FREQUENCIES,
    KEY,
    PUBLISHER,
    STATUSES,
)

AT_ONCE = 100  # lines that one statement seeks
NOT_FREE = CONFIDENTIALITIES[Confidentiality.NOT_FOR_PUBLICATION]
NORMAL = STATUSES[ObservationStatus.NORMAL]
PROVISIONAL = STATUSES[ObservationStatus.PROVISIONAL]
CODES = {number: one.value for one, number in FREQUENCIES.items()}


class Narrowed(NamedTuple):
    """Which values of a line are wanted: of periods that touch these days, of this status."""

    first: date | None = None
    last: date | None = None
    status: ObservationStatus | None = None


class LineCount(NamedTuple):
    """A line, and how many of the wanted values stand on it."""

    cell: Cell
    values: int


class LineCodes(NamedTuple):
    """A line by its codes, in the order in which lines are shown."""

    indicator: str
    series: str
    place: str
    disaggregation: str
    frequency: str
    organization: str


def line_counts(
    repository: Repository,
    sight: Sight,
    wanted: Narrowed,
    is_asked: Callable[[str, str], bool] = lambda *_: True,
) -> list[LineCount]:
    """Every line that is seen and has a wanted value, in the order of its codes.

    Only those of the indicators and series that are asked for are counted.
    """
    with repository.snapshot() as connection:
        seen, names = repository.seen(sight), repository.names
        codes = {pair: _pair_codes(pair, names) for pair in names.measured}
        wanted_pairs = [pair for pair in codes if is_asked(*codes[pair])]
        held = repository.walked(
            connection, ("counted", sight, wanted),
            lambda pair: _in_order(_counted(connection, pair, seen, sight, wanted), names),
            None if len(wanted_pairs) == len(codes) else wanted_pairs,
        )  # fmt: skip
        in_order = sorted(wanted_pairs, key=lambda pair: (codes[pair], pair))
        return [line for pair in in_order for line in held.get(pair, ())]


def doubtful_lines(repository: Repository, sight: Sight) -> list[Cell]:
    """The lines of which some number may have been hidden since: what was said then says less."""
    columns = tables.observation.c
    own = [columns[name] for name in LINE]
    query = select(*own).where(text(MAY_HIDE), *repository.seen(sight)).distinct()
    with repository.snapshot() as connection:
        return [Cell(*numbers) for numbers in connection.execute(query)]


def codes_of(cell: Cell, names: ReaderNames) -> LineCodes:
    return LineCodes(
        names.indicators[cell.indicator],
        names.series[cell.series],
        names.places[cell.place],
        names.disaggregations[cell.disaggregation],
        CODES[cell.frequency],
        names.organizations[cell.organization],
    )


def lines_of(repository: Repository, sight: Sight, cells: Iterable[Cell]) -> Iterator[HeldLine]:
    """The lines of these cells, in the order given, all of one snapshot."""
    asked = tuple(cells)
    with repository.snapshot() as connection:
        for start in range(0, len(asked), AT_ONCE):
            part = asked[start : start + AT_ONCE]
            rows = connection.execute(text(rows_of_lines(part, repository.seen(sight))))
            found = {
                _of(line): line for line in held_lines(map(tuple, rows), repository.decoder, sight)
            }
            for cell in part:
                if line := found.get(codes_of(cell, repository.names)):
                    yield line


def _pair_codes(pair: Pair, names: ReaderNames) -> tuple[str, str]:
    return names.indicators[pair[0]], names.series[pair[1]]


def _in_order(lines: Iterable[LineCount], names: ReaderNames) -> dict[Pair, list[LineCount]]:
    """By indicator and series, in the order of their codes."""
    found: dict[Pair, list[LineCount]] = {}
    for one in sorted(lines, key=lambda one: codes_of(one.cell, names)):
        found.setdefault((one.cell.indicator, one.cell.series), []).append(one)
    return found


def _counted(
    connection: Connection,
    pair: Pair | None,
    seen: list[Condition],
    sight: Sight,
    wanted: Narrowed,
) -> Iterator[LineCount]:
    """The lines of one indicator and series or of all, each with how many of its values fit."""
    table = tables.observation
    stand = [text(standing(table.name, sight) + of_pair(pair)), *seen, *_touching(wanted)]
    said = _values_of(stand) if wanted.status is None else _shown_of(stand, wanted.status)
    own = [said.c[name] for name in LINE]
    for *numbers, values in connection.execute(select(*own, func.count()).group_by(*own)):
        yield LineCount(Cell(*numbers), values)


def _values_of(stand: Iterable[Condition]) -> Subquery:
    """A row for each value, however many documents state it."""
    table = tables.observation
    line = (table.c[name] for name in LINE)
    return select(*line).where(*stand).group_by(*(table.c[name] for name in KEY)).subquery()


def _shown_of(stand: Iterable[Condition], status: ObservationStatus) -> Subquery:
    """A row for each value of this status; of several that stand the newest revision is shown."""
    table = tables.observation
    line, key = ([table.c[name] for name in part] for part in (LINE, KEY))
    last = func.row_number().over(partition_by=key, order_by=table.c.revision.desc())
    every = select(*line, _status().label("said"), last.label("nth")).where(*stand).subquery()
    shown = (every.c.nth == 1, every.c.said == STATUSES[status])
    return select(*(every.c[name] for name in LINE)).where(*shown).subquery()


def _status() -> ColumnElement[int]:
    """The status as it is read: what nobody has approved is provisional."""
    columns = tables.observation.c
    waits = and_(
        columns.organization_id != PUBLISHER,
        columns.confidentiality == NOT_FREE,
        columns.status == NORMAL,
    )
    return case((waits, PROVISIONAL), else_=columns.status)


def _touching(wanted: Narrowed) -> list[ColumnElement[bool]]:
    columns, conditions = tables.observation.c, []
    if wanted.first:
        end = columns.period_start + columns.period_length
        conditions.append(end > wanted.first.toordinal())
    if wanted.last:
        conditions.append(columns.period_start <= wanted.last.toordinal())
    return conditions


def rows_of_lines(cells: Iterable[Cell], seen: Iterable[Condition]) -> str:
    """The statement that reads whole lines, each by a seek in the key."""
    listed = ",".join(f"({','.join(map(str, cell))})" for cell in cells)
    on = [f"observation.{name} = line.{name}" for name in LINE]
    columns = ", ".join(f"observation.{name}" for name in COLUMNS)
    order = ", ".join(f"observation.{name}" for name in (*KEY, "revision"))
    return (
        f"WITH line({', '.join(LINE)}) AS (VALUES {listed}) SELECT {columns} "  # noqa: S608  numbers
        f"FROM line CROSS JOIN observation WHERE {' AND '.join([*on, *map(str, seen)])} "
        f"ORDER BY {order}"
    )


def _of(line: HeldLine) -> LineCodes:
    indicator = line.values[0].observation.indicator
    return LineCodes(
        indicator, line.series, line.place, line.disaggregation, line.frequency, line.organization
    )
