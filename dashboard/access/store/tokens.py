"""Links that are good once: to become the first admin, to accept an invitation, to reset."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from dashboard.access.faults import AccessError
from dashboard.access.keys import digest_of, new_id
from dashboard.access.passwords import check_fit, hash_password
from dashboard.access.roles import Account, AccountKind, Role, clean_name
from dashboard.access.store.people import ADMIN_EXISTED, has_happened, insert_account
from dashboard.access.store.rows import Part, by_id, seconds
from dashboard.access.store.second_person import handed_out
from dashboard.access.store.signing_in import check_local, write_password
from dashboard.access.store.tables import token as tokens
from metrics import Language


class Purpose(StrEnum):
    """What a link is issued for."""

    FIRST_ADMIN = "first-admin"
    INVITE = "invite"
    RESET = "reset"


SETUP, CHOOSE = "first-admin", "choose-password"  # what a link is good for; never for a session
GOOD_FOR = {Purpose.FIRST_ADMIN: SETUP, Purpose.INVITE: CHOOSE, Purpose.RESET: CHOOSE}
LIVES = {
    Purpose.FIRST_ADMIN: timedelta(days=1),
    Purpose.INVITE: timedelta(days=7),
    Purpose.RESET: timedelta(days=1),
}


class Tokens(Part):
    """Issuing such links and making good on them."""

    def issue(self, purpose: Purpose, now: datetime, account_id: str | None = None) -> str:
        """A new token, told this once; every older one for the same is void.

        AccessError where there has been an admin already, or the account may have no password.
        """
        made = new_id()
        row = {"purpose": purpose.value, "account": account_id}
        with self._writing() as connection:
            _check_issue(connection, purpose, account_id)
            _void(connection, purpose, account_id, now)
            digest, expires = digest_of(GOOD_FOR[purpose], made), seconds(now + LIVES[purpose])
            connection.execute(tokens.insert().values(digest=digest, expires_at=expires, **row))
            if account_id is not None:
                self._noted(handed_out(connection, self, account_id, now))
        return made

    def is_good(self, use: str, token: str, now: datetime) -> bool:
        """Whether this token is good now for "first-admin" or for "choose-password"."""
        with self._reading() as connection:
            return _good(connection, use, token, now) is not None

    def holder(self, token: str, now: datetime) -> Account | None:
        """Whose password may be chosen with this token."""
        with self._reading() as connection:
            row = _good(connection, CHOOSE, token, now)
            return by_id(connection, row.account) if row else None

    def choose_password(self, token: str, password: str, now: datetime) -> Account:
        """Choose a password by way of an invitation or a reset, and end every session.

        AccessError where the token is not good; FaultyPasswordError leaves it good.
        """
        account = self.holder(token, now)
        if account is None:
            raise AccessError("access.link_void")
        check_fit(password, account.name)
        kept = hash_password(password)
        with self._writing() as connection:
            _use(connection, CHOOSE, token, now)
            return self._noted(write_password(connection, account.id, kept, now))

    def add_first_admin(
        self,
        token: str,
        name: str,
        password: str,
        now: datetime,
        language: Language = Language.EN,
    ) -> Account:
        """Make the first admin; AccessError once there has ever been one, or for a name unfit."""
        if not self.is_good(SETUP, token, now):
            raise AccessError("access.link_void")
        clean_name(name)
        check_fit(password, name)
        row: dict[str, str | None] = {
            "role": Role.ADMIN.value,
            "language": language.value,
            "kind": AccountKind.LOCAL.value,
            "password": hash_password(password),
        }
        with self._writing() as connection:
            _use(connection, SETUP, token, now)
            return self._noted(insert_account(connection, name, row, now))


def _check_issue(connection: Connection, purpose: Purpose, account_id: str | None) -> None:
    if purpose is Purpose.FIRST_ADMIN:
        if has_happened(connection, ADMIN_EXISTED):
            raise AccessError("access.admin_existed")
    else:
        check_local(by_id(connection, account_id or ""))


def _void(connection: Connection, purpose: Purpose, account_id: str | None, now: datetime) -> None:
    """Void the older tokens for the same, and drop those whose time is over."""
    same = (tokens.c.purpose == purpose.value, tokens.c.account.is_not_distinct_from(account_id))
    connection.execute(delete(tokens).where(*same))
    connection.execute(delete(tokens).where(tokens.c.expires_at <= seconds(now)))


def _good(connection: Connection, use: str, token: str, now: datetime) -> Row[Any] | None:
    if use == SETUP and has_happened(connection, ADMIN_EXISTED):
        return None
    right = (tokens.c.digest == digest_of(use, token), tokens.c.expires_at > seconds(now))
    return connection.execute(select(tokens).where(*right)).one_or_none()


def _use(connection: Connection, use: str, token: str, now: datetime) -> None:
    """Take a good token away; AccessError where another request was faster."""
    row = _good(connection, use, token, now)
    if row is None:
        raise AccessError("access.link_void")
    connection.execute(delete(tokens).where(tokens.c.digest == row.digest))
