"""Rows that are kept for a time: counted, and taken away once that is over."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, Delete, Table, Update, delete, func, select, update

from dashboard.store.engine import Database


class Ending(NamedTuple):
    """Which rows of a table are over; where columns are named these are emptied alone."""

    table: Table
    over: ColumnElement[bool]
    emptied: tuple[str, ...] = ()


def over_in(database: Database, endings: Iterable[Ending]) -> dict[str, int]:
    """How many rows of each table are over; nothing is locked for that."""
    with database.reading() as connection:
        return {
            one.table.name: connection.execute(
                select(func.count()).select_from(one.table).where(one.over)
            ).scalar_one()
            for one in endings
        }


def end_in(database: Database, endings: Iterable[Ending]) -> dict[str, int]:
    """Take them away, all in one transaction; how many there were."""
    due = [one for one in endings if over_in(database, [one])[one.table.name]]
    if not due:
        return {}
    with database.writing() as connection:
        return {one.table.name: connection.execute(_ended(one)).rowcount for one in due}


def _ended(one: Ending) -> Update | Delete:
    if one.emptied:
        return update(one.table).where(one.over).values(dict.fromkeys(one.emptied))
    return delete(one.table).where(one.over)
