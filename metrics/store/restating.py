"""What was stated more than once, and when each series was: one walk through the key for each.

Neither is as long as the store, so that the caller may keep the outcome until something changes.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import text

from metrics.store.repository import Repository
from metrics.store.rows import SEQUENCE
from metrics.store.seeks import LINE, Cell, Sight, standing, visible
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
    again = f"CAST(MAX(revision) / {SEQUENCE} AS BIGINT) * {DAYS} + period_start + period_length"
    where = f"observation.status <> {WITHDRAWN}{visible('observation', sight)}"
    query = f"""
        SELECT {", ".join(LINE)}, MAX(said) FROM
            ({_by_key(again, where, repository, sight)} HAVING COUNT(*) > 1) AS stated
        GROUP BY {", ".join(LINE)}
    """  # noqa: S608  every number in it comes from the store itself
    found: dict[str, list[Suspect]] = {}
    with repository.snapshot() as connection:
        for *numbers, last in connection.execute(text(query)):
            cell, (day, end) = Cell(*numbers), divmod(last, DAYS)
            until = date.fromordinal(end - 1)
            series = repository.names.series[cell.series]
            found.setdefault(series, []).append(Suspect(date.fromordinal(day), until, cell))
    return {series: sorted(each, key=_newest, reverse=True) for series, each in found.items()}


def first_days(repository: Repository, sight: Sight) -> dict[str, list[date]]:
    """By series, the days on which a publisher stated a period for the first time, in order."""
    first = f"MIN(revision) / {SEQUENCE}"
    query = f"""
        SELECT DISTINCT series_id, said FROM
            ({_by_key(first, standing("observation", sight), repository, sight)}) AS stated
        ORDER BY said
    """  # noqa: S608
    found: dict[str, list[date]] = {}
    with repository.snapshot() as connection:
        for series, day in connection.execute(text(query)):
            found.setdefault(repository.names.series[series], []).append(date.fromordinal(day))
    return found


def _by_key(what: str, where: str, repository: Repository, sight: Sight) -> str:
    """Something of each value of a publisher, with the line on which it stands."""
    conditions = [f"observation.organization_id = {PUBLISHER}", where]
    conditions += map(str, repository.seen(sight))
    return (
        f"SELECT {', '.join(LINE)}, {what} AS said FROM observation "  # noqa: S608
        f"WHERE {' AND '.join(conditions)} GROUP BY {', '.join(KEY)}"
    )


def _newest(one: Suspect) -> tuple[date, date]:
    return one.day, one.until
