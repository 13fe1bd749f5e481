"""Accounts: who has one, in which role, and whether it may be used."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from dashboard.access.faults import AccessError
from dashboard.access.keys import new_id
from dashboard.access.passwords import check_fit, hash_password
from dashboard.access.roles import (
    Account,
    AccountKind,
    Role,
    checked_organization,
    clean_name,
    name_key,
)
from dashboard.access.store import tables
from dashboard.access.store.rows import (
    ACCOUNTS,
    Part,
    account_of,
    by_id,
    found,
    is_usable,
    seconds,
)
from dashboard.access.store.second_person import handed_out
from metrics import Language

ACCOUNT = tables.account.c
ADMIN_EXISTED = "admin account"


class People(Part):
    """Finding, adding and changing accounts."""

    def add(
        self,
        name: str,
        role: Role,
        *,
        now: datetime,
        organization: str | None = None,
        language: Language = Language.EN,
        kind: AccountKind = AccountKind.LOCAL,
        password: str | None = None,
    ) -> Account:
        """A new account; AccessError for a name that is taken or unfit, FaultyPasswordError."""
        row = {
            "role": role.value,
            "organization": checked_organization(role, organization),
            "language": language.value,
            "kind": kind.value,
            "password": _hash_for(kind, name, password),
        }
        with self._writing() as connection:
            added = insert_account(connection, name, row, now)
            return self._noted(handed_out(connection, self, added.id, now))

    def find(self, name: str) -> Account | None:
        """The account of this name, written in whatever way."""
        with self._reading() as connection:
            row = found(connection, ACCOUNT.key == name_key(name))
        return account_of(row) if row else None

    def account(self, account_id: str) -> Account | None:
        with self._reading() as connection:
            row = found(connection, ACCOUNT.id == account_id)
        return account_of(row) if row else None

    def every(self) -> tuple[Account, ...]:
        """All accounts, disabled ones too, by name."""
        with self._reading() as connection:
            return tuple(map(account_of, connection.execute(ACCOUNTS.order_by(ACCOUNT.key))))

    def set_role(
        self,
        account_id: str,
        role: Role,
        organization: str | None = None,
        now: datetime | None = None,
    ) -> Account:
        """Give another role, and end every session; the last admin stays one (AccessError)."""
        bound_to = checked_organization(role, organization)
        with self._writing() as connection:
            if role is not Role.ADMIN:
                _check_not_last_admin(connection, account_id)
            _change(connection, account_id, role=role.value, organization=bound_to)
            remember_admin(connection, role)
            end_sessions(connection, account_id)
            return self._noted(handed_out(connection, self, account_id, now))

    def disable(self, account_id: str) -> Account:
        """Let it sign in no more: sessions end, links are void; the last admin stays."""
        with self._writing() as connection:
            _check_not_last_admin(connection, account_id)
            _change(connection, account_id, disabled=True)
            end_sessions(connection, account_id)
            void_tokens(connection, account_id)
            return self._noted(by_id(connection, account_id))

    def enable(self, account_id: str, now: datetime | None = None) -> Account:
        with self._writing() as connection:
            _change(connection, account_id, disabled=False)
            return self._noted(handed_out(connection, self, account_id, now))

    def set_language(self, account_id: str, language: Language) -> Account:
        return self._changed(account_id, language=language.value)

    def admin_has_existed(self) -> bool:
        """Whether there has ever been an admin, whatever became of the account."""
        with self._reading() as connection:
            return has_happened(connection, ADMIN_EXISTED)

    def _changed(self, account_id: str, **values: Any) -> Account:
        with self._writing() as connection:
            _change(connection, account_id, **values)
            return self._noted(by_id(connection, account_id))


def insert_account(
    connection: Connection, name: str, row: dict[str, str | None], now: datetime
) -> Account:
    """Write a new account; AccessError where its name is taken."""
    cleaned = clean_name(name)
    if found(connection, ACCOUNT.key == name_key(cleaned)):
        raise AccessError("access.name_taken", name=cleaned)
    instant = seconds(now)
    whole = {**row, "id": new_id(), "name": cleaned, "key": name_key(cleaned)}
    at = {"added_at": instant, "password_at": instant if row.get("password") else None}
    connection.execute(tables.account.insert().values(**whole, **at))
    remember_admin(connection, Role(row["role"] or ""))
    return by_id(connection, str(whole["id"]))


def end_sessions(connection: Connection, account_id: str, *, keep: str | None = None) -> None:
    """End the sessions of an account, but for the one of the id `keep`."""
    session = tables.session.c
    connection.execute(
        delete(tables.session).where(session.account == account_id, session.id != (keep or ""))
    )


def void_tokens(connection: Connection, account_id: str) -> None:
    connection.execute(delete(tables.token).where(tables.token.c.account == account_id))


def has_happened(connection: Connection, what: str) -> bool:
    asked = select(tables.happened).where(tables.happened.c.what == what)
    return connection.execute(asked).one_or_none() is not None


def remember_admin(connection: Connection, role: Role) -> None:
    """Once there has been an admin, nobody becomes the first one again."""
    if role is Role.ADMIN and not has_happened(connection, ADMIN_EXISTED):
        connection.execute(tables.happened.insert().values(what=ADMIN_EXISTED))


def _change(connection: Connection, account_id: str, **values: Any) -> None:
    connection.execute(update(tables.account).where(ACCOUNT.id == account_id).values(values))


def _check_not_last_admin(connection: Connection, account_id: str) -> None:
    """AccessError where nobody would be left who could give roles.

    An admin who was invited and has not chosen a password yet does not stand in for one who has.
    """
    asked = ACCOUNTS.where(ACCOUNT.role == Role.ADMIN.value, ACCOUNT.disabled.is_(False))
    admins = {row.id: row for row in connection.execute(asked)}
    leaving = admins.pop(account_id, None)
    if leaving and not any(is_usable(one) or not is_usable(leaving) for one in admins.values()):
        raise AccessError("access.last_admin")


def _hash_for(kind: AccountKind, name: str, password: str | None) -> str | None:
    if password is None:
        return None
    if kind is AccountKind.OIDC:
        raise AccessError("access.oidc_password")
    check_fit(password, name)
    return hash_password(password)
