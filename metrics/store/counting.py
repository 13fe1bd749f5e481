"""Whether values are held, and how many stand, within what a reader may see."""

from typing import NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, TextClause, func, select, text

from metrics.store import tables
from metrics.store.seeks import Sight, standing
from metrics.store.spans import rows_of

Condition: TypeAlias = ColumnElement[bool] | TextClause


def holds(connection: Connection, pair: tuple[int, int], seen: list[Condition]) -> bool:
    """Whether any row of one indicator and series is seen."""
    return connection.execute(rows_of(pair).where(*seen).limit(1)).first() is not None


class Counted(NamedTuple):
    """Values that stand, and the statements of them: a later edition may repeat or restate one."""

    values: int
    statements: int


def standing_of(
    connection: Connection, pair: tuple[int, int], seen: list[Condition], sight: Sight
) -> Counted:
    """How many values of one indicator and series stand, of those seen."""
    table = tables.observation
    said = (
        select(func.count().label("times"))
        .where(
            table.c.indicator_id == pair[0],
            table.c.series_id == pair[1],
            *seen,
            text(standing(table.name, sight)),
        )
        .group_by(*(table.c[name] for name in tables.KEY))
        .subquery()
    )
    query = select(func.count(), func.coalesce(func.sum(said.c.times), 0)).select_from(said)
    values, statements = connection.execute(query).one()
    return Counted(int(values), int(statements))
