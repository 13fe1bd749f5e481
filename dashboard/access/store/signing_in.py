"""Signing in: by a password kept here, or by what an identity provider says."""

from datetime import datetime

from sqlalchemy import Connection, update

from dashboard.access.delays import ONE_ACCOUNT, ONE_PLACE, Counted, place_of
from dashboard.access.faults import AccessError
from dashboard.access.passwords import check_fit, hash_password, is_outdated, is_right
from dashboard.access.roles import Account, AccountKind, Refused, name_key
from dashboard.access.store.delays import count_try, forgive_try
from dashboard.access.store.people import end_sessions, void_tokens
from dashboard.access.store.rows import Part, account_of, by_id, found, seconds
from dashboard.access.store.tables import account

ACCOUNT = account.c


class SigningIn(Part):
    """One way in for each kind of account, and no way from the one to the other."""

    def check_password(
        self, name: str, password: str, address: str, now: datetime
    ) -> Account | Refused:
        """The account, or a refusal that does not tell whether there is such an account.

        An unknown name, a wrong password, a disabled account and one of an identity provider
        take the same work and get the same answer. Who has the password of an account that waits
        for a second person is told so.
        """
        counted = self._password_counted(name, address)
        with self._writing() as connection:
            tried = count_try(connection, counted, now)
        if not tried.examined:
            return Refused(tried.wait, examined=False)
        with self._reading() as connection:
            row = found(connection, ACCOUNT.key == name_key(name))
        right = is_right(row.password if row else None, password)
        if not (row and right) or row.disabled or row.kind != AccountKind.LOCAL:
            return Refused(tried.wait, examined=True)
        if row.waits:
            return Refused(tried.wait, examined=True, waits=True)
        newer = hash_password(password) if is_outdated(row.password) else row.password
        with self._writing() as connection:
            forgive_try(connection, counted, tried, now)
            _keep_newer(connection, row.id, row.password, newer)
        return account_of(row)

    def set_password(
        self, account_id: str, password: str, now: datetime, *, keep: str | None = None
    ) -> Account:
        """Change the password; every session ends but the one of the id `keep`.

        FaultyPasswordError; AccessError for the account of an identity provider.
        """
        with self._reading() as connection:
            before = by_id(connection, account_id)
        check_local(before)
        check_fit(password, before.name)
        kept = hash_password(password)
        with self._writing() as connection:
            return self._noted(write_password(connection, account_id, kept, now, keep=keep))

    def bind(self, issuer: str, subject: str, name: str) -> Account | None:
        """The account of a person whom an identity provider vouches for; None where none may be.

        `name` must be one that the provider has verified. It only counts the first time: after
        that the provider's own number of the person does, whatever they are called then.
        """
        if not (issuer and subject):
            return None
        with self._writing() as connection:
            known = found(connection, ACCOUNT.issuer == issuer, ACCOUNT.subject == subject)
            if known:
                return None if known.disabled or known.waits else account_of(known)
            return _bind_new(connection, issuer, subject, name)

    def _password_counted(self, name: str, address: str) -> Counted:
        place = place_of(address)
        narrow = self._keys.keyed("delays", "password", name_key(name), place)
        wide = self._keys.keyed("delays", "place", place)
        return Counted(narrow, wide, ONE_ACCOUNT, ONE_PLACE)


def check_local(asked: Account) -> None:
    """AccessError for an account whose password is its identity provider's, or a disabled one."""
    if asked.kind is not AccountKind.LOCAL:
        raise AccessError("access.oidc_password")
    if asked.disabled:
        raise AccessError("access.disabled_first")


def write_password(
    connection: Connection, account_id: str, kept: str, now: datetime, *, keep: str | None = None
) -> Account:
    """Keep a new hash; links that would set another are void, other sessions end."""
    check_local(by_id(connection, account_id))
    values = {"password": kept, "password_at": seconds(now)}
    connection.execute(update(account).where(ACCOUNT.id == account_id).values(values))
    end_sessions(connection, account_id, keep=keep)
    void_tokens(connection, account_id)
    return by_id(connection, account_id)


def _keep_newer(connection: Connection, account_id: str, before: str, newer: str) -> None:
    """Replace a hash by a stronger one, unless the password was changed meanwhile."""
    if newer != before:
        same = update(account).where(ACCOUNT.id == account_id, ACCOUNT.password == before)
        connection.execute(same.values(password=newer))


def _bind_new(connection: Connection, issuer: str, subject: str, name: str) -> Account | None:
    """Bind an account that was added for an identity provider and awaits its person."""
    awaiting = (ACCOUNT.kind == AccountKind.OIDC.value, ACCOUNT.issuer.is_(None))
    row = found(connection, ACCOUNT.key == name_key(name), *awaiting, ACCOUNT.disabled.is_(False))
    if row is None or row.waits:
        return None
    values = {"issuer": issuer, "subject": subject}
    connection.execute(update(account).where(ACCOUNT.id == row.id).values(values))
    return by_id(connection, row.id)
