"""What was stated more than once, and when each series was: found by the key alone.

Neither is as long as the store: what was found of each indicator and series is kept until its
source changes.
"""

from datetime import date
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection, text

from metrics.store.repository import Repository
from metrics.store.rows import SEQUENCE
from metrics.store.seeks import LINE, Cell, Pair, Sight, of_pair, visible
from metrics.store.tables import KEY, PUBLISHER, WITHDRAWN

DAYS = 10_000_000  # more than the number of any day: two days in one number, in their order


class Suspect(NamedTuple):
    """A line of a publisher on which something was stated again.

    Nothing on it was restated later than on `day`, nor then of a period that ends after `until`.
    """

    day: date
    until: date
    cell: Cell


def suspects(repository: Repository, sight: Sight) -> dict[str, list[Suspect]]:
    """By series, its lines with something stated again, the last that was first."""
    found: dict[str, list[Suspect]] = {}
    with repository.snapshot() as connection:
        held = repository.walked(
            connection, ("suspects", sight), partial(_suspects_of, repository, connection, sight)
        )
        for (_, series), each in held.items():
            found.setdefault(repository.names.series[series], []).extend(each)
    return {key: sorted(each, key=_newest, reverse=True) for key, each in found.items()}


def first_days(repository: Repository, sight: Sight) -> dict[str, list[date]]:
    """By series, the days on which a publisher stated a period for the first time, in order."""
    found: dict[str, set[int]] = {}
    with repository.snapshot() as connection:
        for (_, series), each in repository.stated(connection, sight).items():
            days = {one.day for one in each if one.by_publisher}
            if days:
                found.setdefault(repository.names.series[series], set()).update(days)
    return {key: [date.fromordinal(one) for one in sorted(days)] for key, days in found.items()}


def _suspects_of(
    repository: Repository, connection: Connection, sight: Sight, pair: Pair | None
) -> dict[Pair, list[Suspect]]:
    found: dict[Pair, list[Suspect]] = {}
    for *numbers, last in connection.execute(text(_query(pair, repository, sight))):
        cell, (day, end) = Cell(*numbers), divmod(last, DAYS)
        one = Suspect(date.fromordinal(day), date.fromordinal(end - 1), cell)
        found.setdefault((cell.indicator, cell.series), []).append(one)
    return found


def _query(pair: Pair | None, repository: Repository, sight: Sight) -> str:
    again = f"CAST(MAX(revision) / {SEQUENCE} AS BIGINT) * {DAYS} + period_start + period_length"
    conditions = [
        f"observation.organization_id = {PUBLISHER}{of_pair(pair)}",
        f"observation.status <> {WITHDRAWN}{visible('observation', sight)}",
        *map(str, repository.seen(sight)),
    ]
    return f"""
        SELECT {", ".join(LINE)}, MAX(said) FROM (
            SELECT {", ".join(LINE)}, {again} AS said FROM observation
            WHERE {" AND ".join(conditions)} GROUP BY {", ".join(KEY)} HAVING COUNT(*) > 1
        ) AS stated GROUP BY {", ".join(LINE)}
    """  # noqa: S608  every number in it comes from the store itself


def _newest(one: Suspect) -> tuple[date, date]:
    return one.day, one.until
