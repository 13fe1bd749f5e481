"""Whether values are held, and how many stand, within what a reader may see."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, TextClause, text

from metrics.store.rows import SEQUENCE
from metrics.store.seeks import Pair, Sight, of_pair, standing
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
    connection: Connection, pair: Pair | None, seen: Iterable[Condition], sight: Sight
) -> dict[Pair, tuple[Stated, ...]]:
    """The values that stand, of those seen: one walk through the key.

    By indicator and series, of one pair of them or of all; in the order of the days on which what
    stands of a value was stated first.
    """
    where = " AND ".join([standing("observation", sight) + of_pair(pair), *map(str, seen)])
    said = f"""
        SELECT indicator_id, series_id, organization_id = {PUBLISHER} AS own,
            MIN(revision) / {SEQUENCE} AS day, COUNT(*) AS times
        FROM observation WHERE {where} GROUP BY {", ".join(KEY)}
    """  # noqa: S608  every number in it comes from the store itself
    query = f"""
        SELECT indicator_id, series_id, own, day, COUNT(*), SUM(times) FROM ({said}) AS said
        GROUP BY indicator_id, series_id, own, day ORDER BY indicator_id, series_id, day
    """  # noqa: S608
    found: dict[Pair, list[Stated]] = {}
    for indicator, series, own, day, values, times in connection.execute(text(query)):
        stated = Stated(bool(own), day, values, int(times))
        found.setdefault((indicator, series), []).append(stated)
    return {own: tuple(each) for own, each in found.items()}


def counted(stated: Iterable[Stated]) -> Counted:
    """All of them together, whichever day they are of."""
    every = tuple(stated)
    return Counted(sum(one.values for one in every), sum(one.statements for one in every))
