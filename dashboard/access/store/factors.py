"""The second factor as it is kept: encrypted secrets, the last code used, recovery codes."""

from datetime import datetime, timedelta
from re import fullmatch
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from dashboard.access.delays import ONE_ACCOUNT, ONE_SECOND_FACTOR, Counted, place_of
from dashboard.access.faults import AccessError
from dashboard.access.keys import digest_of
from dashboard.access.roles import Account, Refused
from dashboard.access.second_factor import (
    Enrolment,
    enrolment_of,
    matching_step,
    new_enrolment,
    new_recovery_codes,
    plain_code,
)
from dashboard.access.store.delays import count_try, forgive_try
from dashboard.access.store.people import end_sessions
from dashboard.access.store.rows import Part, by_id, seconds
from dashboard.access.store.second_person import handed_out
from dashboard.access.store.tables import recovery_code, second_factor

SEALED = "second factor"
PENDING = timedelta(minutes=15)  # how long a new secret awaits its first code


class SecondFactors(Part):
    """Enrolling an authenticator application, and checking its codes."""

    def enrol(self, account_id: str, title: str, now: datetime) -> Enrolment:
        """A new secret, which counts from when it is confirmed; an older one holds until then.

        Asked again within a quarter of an hour it is the same, so that a mistyped code does not
        make the application start anew.
        """
        with self._writing() as connection:
            name = by_id(connection, account_id).name
            if sealed := _pending(_row(connection, account_id), now):
                return enrolment_of(self._unsealed(account_id, sealed), name, title)
            made = new_enrolment(name, title)
            sealed = self._keys.seal(SEALED, account_id, made.secret.encode())
            _keep_pending(connection, account_id, sealed, now)
        return made

    def confirm(
        self, account_id: str, code: str, address: str, now: datetime
    ) -> tuple[str, ...] | Refused:
        """Make the new secret count by its first code: the recovery codes, told this once."""
        counted = self._code_counted(account_id, address)
        with self._writing() as connection:
            tried = count_try(connection, counted, now)
            if not tried.examined:
                return Refused(tried.wait, examined=False)
            sealed = _pending(_row(connection, account_id), now)
            step = self._step(account_id, sealed, plain_code(code), now) if sealed else None
            if step is None:
                return Refused(tried.wait, examined=True)
            forgive_try(connection, counted, tried, now)
            _change(connection, account_id, secret=sealed, pending=None, used_step=step)
            self._noted(by_id(connection, account_id))
            return _new_codes(connection, account_id)

    def check_code(
        self, account_id: str, code: str, address: str, now: datetime
    ) -> Account | Refused:
        """The account, where the code is its telephone's or a recovery code; each counts once."""
        counted = self._code_counted(account_id, address)
        with self._writing() as connection:
            tried = count_try(connection, counted, now)
            if not tried.examined:
                return Refused(tried.wait, examined=False)
            account = by_id(connection, account_id)
            if not account.may_act or not self._uses(connection, account_id, plain_code(code), now):
                return Refused(tried.wait, examined=True)
            forgive_try(connection, counted, tried, now)
            return account

    def recovery_codes_left(self, account_id: str) -> int:
        asked = select(func.count()).where(recovery_code.c.account == account_id)
        with self._reading() as connection:
            return connection.execute(asked).scalar_one()

    def new_recovery_codes(self, account_id: str) -> tuple[str, ...]:
        """Ten new codes in place of those that are left; AccessError without a second factor."""
        with self._writing() as connection:
            row = _row(connection, account_id)
            if row is None or row.secret is None:
                raise AccessError("access.no_second_factor")
            self._noted(by_id(connection, account_id))
            return _new_codes(connection, account_id)

    def remove_second_factor(self, account_id: str, now: datetime | None = None) -> Account:
        """Forget secret and recovery codes, and end every session."""
        with self._writing() as connection:
            of_account = second_factor.c.account == account_id
            connection.execute(delete(second_factor).where(of_account))
            _drop_codes(connection, account_id)
            end_sessions(connection, account_id)
            return self._noted(handed_out(connection, self, account_id, now))

    def _uses(self, connection: Connection, account_id: str, code: str, now: datetime) -> bool:
        """Whether the code is right; it is used up by that."""
        row = _row(connection, account_id)
        if row is None or row.secret is None:
            return False
        if not fullmatch(r"\d{6}", code):
            digest = _digest(account_id, code)
            return bool(_drop_codes(connection, account_id, digest))
        step = self._step(account_id, row.secret, code, now)
        if step is None or step <= row.used_step:
            return False
        _change(connection, account_id, used_step=step)
        return True

    def _step(self, account_id: str, sealed: bytes, code: str, now: datetime) -> int | None:
        return matching_step(self._unsealed(account_id, sealed), code, now)

    def _unsealed(self, account_id: str, sealed: bytes) -> str:
        return self._keys.unseal(SEALED, account_id, sealed).decode()

    def _code_counted(self, account_id: str, address: str) -> Counted:
        narrow = self._keys.keyed("delays", "code", account_id, place_of(address))
        wide = self._keys.keyed("delays", "codes", account_id)
        return Counted(narrow, wide, ONE_ACCOUNT, ONE_SECOND_FACTOR)


def _row(connection: Connection, account_id: str) -> Row[Any] | None:
    asked = select(second_factor).where(second_factor.c.account == account_id)
    return connection.execute(asked).one_or_none()


def _change(connection: Connection, account_id: str, **values: Any) -> None:
    of_account = second_factor.c.account == account_id
    connection.execute(update(second_factor).where(of_account).values(values))


def _pending(row: Row[Any] | None, now: datetime) -> bytes | None:
    """The secret that awaits its first code, while it does."""
    if row is None or row.pending is None or row.pending_at <= seconds(now - PENDING):
        return None
    sealed: bytes = row.pending
    return sealed


def _keep_pending(connection: Connection, account_id: str, sealed: bytes, now: datetime) -> None:
    values = {"pending": sealed, "pending_at": seconds(now)}
    if _row(connection, account_id):
        _change(connection, account_id, **values)
    else:
        connection.execute(second_factor.insert().values(account=account_id, **values))


def _new_codes(connection: Connection, account_id: str) -> tuple[str, ...]:
    _drop_codes(connection, account_id)
    made = new_recovery_codes()
    rows = [{"account": account_id, "digest": _digest(account_id, plain_code(one))} for one in made]
    connection.execute(recovery_code.insert(), rows)
    return made


def _drop_codes(connection: Connection, account_id: str, digest: bytes | None = None) -> int:
    """Drop all recovery codes of an account, or the one of this digest; how many there were."""
    dropped = delete(recovery_code).where(recovery_code.c.account == account_id)
    if digest is not None:
        dropped = dropped.where(recovery_code.c.digest == digest)
    return connection.execute(dropped).rowcount


def _digest(account_id: str, code: str) -> bytes:
    return digest_of(f"recovery code of {account_id}", code)
