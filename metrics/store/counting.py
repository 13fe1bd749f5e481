"""Whether values are held, and how many stand, within what a reader may see."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, TextClause, func, select, text

from metrics.store import tables
from metrics.store.rows import SEQUENCE
from metrics.store.seeks import Sight, standing
from metrics.store.spans import rows_of
from metrics.store.tables import KEY, PUBLISHER

Condition: TypeAlias = ColumnElement[bool] | TextClause


def holds(connection: Connection, pair: tuple[int, int], seen: list[Condition]) -> bool:
    """Whether any row of one indicator and series is seen."""
    return connection.execute(rows_of(pair).where(*seen).limit(1)).first() is not None


class Counted(NamedTuple):
    """Values that stand, and the statements of them: a later edition may repeat or restate one."""

    values: int
    statements: int


class Stated(NamedTuple):
    """How many values were first stated on a day, and how often they are stated in all."""

    by_publisher: bool
    day: int
    values: int
    statements: int


def stated_of(
    connection: Connection, pair: tuple[int, int], seen: list[Condition], sight: Sight
) -> tuple[Stated, ...]:
    """The values of one indicator and series that stand, of those seen: one walk through the key.

    In the order of the days on which what stands of a value was stated first.
    """
    columns, day = tables.observation.c, func.min(tables.observation.c.revision) // SEQUENCE
    own = (columns.organization_id == PUBLISHER).label("own")
    said = (
        select(own, day.label("day"), func.count().label("times"))
        .where(
            columns.indicator_id == pair[0],
            columns.series_id == pair[1],
            *seen,
            text(standing(tables.observation.name, sight)),
        )
        .group_by(*(columns[name] for name in KEY))
        .subquery()
    )
    query = select(said.c.own, said.c.day, func.count(), func.sum(said.c.times))
    found = connection.execute(query.group_by(said.c.own, said.c.day).order_by(said.c.day))
    return tuple(Stated(bool(own), *map(int, rest)) for own, *rest in found)


def counted(stated: Iterable[Stated]) -> Counted:
    """All of them together, whichever day they are of."""
    every = tuple(stated)
    return Counted(sum(one.values for one in every), sum(one.statements for one in every))
