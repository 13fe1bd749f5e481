"""Which reminders were sent, to which account: each is sent once."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import insert, select

from dashboard.access.store.rows import seconds
from dashboard.returns.store import tables
from dashboard.store import Database


class Reminder(NamedTuple):
    """One reminder to one account; a later due date makes others of it."""

    account: str
    form: str
    organization: str
    period: str
    due_on: date
    step: str


class Reminded:
    def __init__(self, database: Database) -> None:
        self._database = database

    def was_sent(self, one: Reminder) -> bool:
        columns, row = tables.reminder.c, _row(one)
        query = select(columns.sent_at).where(*(columns[key] == row[key] for key in row))
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def keep(self, one: Reminder, now: datetime) -> None:
        """It has been sent."""
        with self._database.writing() as connection:
            connection.execute(insert(tables.reminder), {**_row(one), "sent_at": seconds(now)})


def _row(one: Reminder) -> dict[str, str]:
    return {**one._asdict(), "due_on": one.due_on.isoformat()}
