"""What was stated more than once, and when each series was: found by the key alone.

Neither is as long as the store: what was found of each indicator and series is kept until its
source changes.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, text

from metrics.store.repository import Repository
from metrics.store.rows import SEQUENCE
from metrics.store.seeks import LINE, Cell, Sight, visible
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
        for pair in repository.names.measured:
            series = repository.names.series[pair[1]]
            found.setdefault(series, []).extend(_suspects_of(repository, connection, pair, sight))
    return {key: sorted(each, key=_newest, reverse=True) for key, each in found.items() if each}


def first_days(repository: Repository, sight: Sight) -> dict[str, list[date]]:
    """By series, the days on which a publisher stated a period for the first time, in order."""
    found: dict[str, set[int]] = {}
    with repository.snapshot() as connection:
        for pair in repository.names.measured:
            days = (
                one.day for one in repository.stated(connection, pair, sight) if one.by_publisher
            )
            found.setdefault(repository.names.series[pair[1]], set()).update(days)
    return {
        key: [date.fromordinal(one) for one in sorted(days)] for key, days in found.items() if days
    }


def _suspects_of(
    repository: Repository, connection: Connection, pair: tuple[int, int], sight: Sight
) -> tuple[Suspect, ...]:
    return repository.walked(
        connection, pair, ("suspects", sight),
        lambda: tuple(_sought(connection, _query(pair, repository, sight))),
    )  # fmt: skip


def _sought(connection: Connection, query: str) -> Iterator[Suspect]:
    for *numbers, last in connection.execute(text(query)):
        day, end = divmod(last, DAYS)
        yield Suspect(date.fromordinal(day), date.fromordinal(end - 1), Cell(*numbers))


def _query(pair: tuple[int, int], repository: Repository, sight: Sight) -> str:
    again = f"CAST(MAX(revision) / {SEQUENCE} AS BIGINT) * {DAYS} + period_start + period_length"
    conditions = [
        f"observation.indicator_id = {pair[0]} AND observation.series_id = {pair[1]}",
        f"observation.organization_id = {PUBLISHER}",
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
