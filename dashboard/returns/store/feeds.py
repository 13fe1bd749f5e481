"""Secret addresses of calendars: one an account, which ends the one before it."""

from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import delete, insert, select

from dashboard.access.keys import digest_of
from dashboard.access.store.rows import seconds
from dashboard.returns.store import tables
from dashboard.returns.store.rows import moment_of
from dashboard.store import Database

TOKEN_BYTES = 24
PURPOSE = "calendar"
COLUMNS = tables.feed.c


class Feeds:
    """Which account's calendar is behind a secret address; only its digest is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, account: str, now: datetime) -> str:
        """A new secret, which is told this once; an earlier one leads nowhere from now on."""
        token = token_urlsafe(TOKEN_BYTES)
        row = {"account": account, "token": digest_of(PURPOSE, token), "made_at": seconds(now)}
        with self._database.writing() as connection:
            connection.execute(delete(tables.feed).where(COLUMNS.account == account))
            connection.execute(insert(tables.feed), row)
        return token

    def end(self, account: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(tables.feed).where(COLUMNS.account == account))

    def account(self, token: str) -> str | None:
        """Whose calendar this is."""
        query = select(COLUMNS.account).where(COLUMNS.token == digest_of(PURPOSE, token))
        with self._database.reading() as connection:
            found = connection.execute(query).scalar()
        return str(found) if found else None

    def made_at(self, account: str) -> datetime | None:
        """Since when an account has an address; None where it has none."""
        query = select(COLUMNS.made_at).where(COLUMNS.account == account)
        with self._database.reading() as connection:
            found = connection.execute(query).scalar()
        return moment_of(found) if found else None
