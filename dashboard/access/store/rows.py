"""What every part of the store reads and opens: accounts as rows, and the one connection."""

from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import local
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, select

from dashboard.access.faults import AccessError
from dashboard.access.keys import Keys
from dashboard.access.roles import Account, AccountKind, Role
from dashboard.access.store import tables
from dashboard.store import Database
from metrics import Language

AWAITED = tables.awaited.c
OF_ACCOUNT = AWAITED.account == tables.account.c.id
ACCOUNTS = select(
    tables.account,
    tables.second_factor.c.secret.is_not(None).label("has_second_factor"),
    exists().where(OF_ACCOUNT).label("waits"),
    select(func.max(AWAITED.lifts_at)).where(OF_ACCOUNT).scalar_subquery().label("lifts_at"),
).outerjoin(tables.second_factor)


class Part:
    """What the parts of `Accounts` share: the database and the keys."""

    owners: Container[str] = frozenset()  # organizations that govern their own data

    def __init__(self, database: Database, keys: Keys, wait: timedelta) -> None:
        self._database, self._keys, self._notes = database, keys, local()
        self.wait = wait  # for who stands in for a second person where there is none

    @contextmanager
    def noting(self, note: Callable[[Account], object], by: str = "") -> Iterator[None]:
        """Within, `note` is told of each account that is changed, before the change is kept.

        Where it raises, because the log cannot be written, nothing is changed. `by` is the account
        of who changes it, and so cannot be the second person.
        """
        self._notes.told, self._notes.by = note, by
        try:
            yield
        finally:
            self._notes.told, self._notes.by = None, ""

    @property
    def by(self) -> str:
        """Whose account makes the changes; empty where nobody has said so."""
        return getattr(self._notes, "by", "")

    def is_guarded(self, account: Account) -> bool:
        """Whether it decides or reads for an owner: then nobody hands it out alone."""
        own = account.role is Role.PARTNER and (account.organization or "") in self.owners
        return account.role is Role.STEWARD or own

    def _noted(self, account: Account) -> Account:
        """The same account, once it has been told of."""
        if note := getattr(self._notes, "told", None):
            note(account)
        return account

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._database.writing() as connection:
            yield connection


def account_of(row: Row[Any]) -> Account:
    """The account that a row holds; AccessError for one that this program did not write."""
    try:
        return _account(row)
    except ValueError:
        raise AccessError("access.row_damaged", id=str(row.id)) from None


def _account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        organization=row.organization,
        language=Language(row.language),
        kind=AccountKind(row.kind),
        disabled=row.disabled,
        has_second_factor=row.has_second_factor,
        has_password=row.password is not None,
        waits=bool(row.waits),
        lifts_at=None if row.lifts_at is None else instant_of(row.lifts_at),
    )


def instant_of(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


def is_usable(row: Row[Any]) -> bool:
    """Whether somebody can sign in with it: an invited person cannot yet."""
    return row.password is not None or row.kind == AccountKind.OIDC


def found(connection: Connection, *where: ColumnElement[bool]) -> Row[Any] | None:
    """The one account for which this holds."""
    return connection.execute(ACCOUNTS.where(*where)).one_or_none()


def by_id(connection: Connection, account_id: str) -> Account:
    """The account of this id; AccessError where there is none."""
    row = found(connection, tables.account.c.id == account_id)
    if row is None:
        raise AccessError("access.no_account")
    return account_of(row)


def seconds(instant: datetime) -> int:
    """Whole seconds since 1970; ValueError for a clock of no time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return int(instant.timestamp())
