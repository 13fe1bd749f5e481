"""Accounts that take effect only once a second person has confirmed them.

Whoever can hand out the account of a steward could be the steward. So what one administrator does
with such an account waits, and it signs in nowhere, until the steward whom the organization has
already, or else another administrator, confirms it. Where there is nobody else it waits for some
days, which its organization reads in its log.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from dashboard.access.faults import AccessError
from dashboard.access.roles import Account, AccountKind, Role
from dashboard.access.store import tables
from dashboard.access.store.rows import (
    ACCOUNTS,
    AWAITED,
    Part,
    account_of,
    by_id,
    is_usable,
    seconds,
)

ACCOUNT, HANDLED = tables.account.c, tables.handled.c


class SecondPerson(Part):
    """Asking for a second person, and being one."""

    def vouch(self, account_id: str, by: Account, now: datetime) -> Account:
        """Let it take effect; AccessError for who may not be the second person for it.

        Its own person chooses the password first: else whoever made the link still could.
        """
        with self._writing() as connection:
            found, second = by_id(connection, account_id), by_id(connection, by.id)
            if not found.waits:
                raise AccessError("access.waits_not", name=found.name)
            self._refuse_alone(connection, found, second, now)
            _refuse_open_link(connection, found, now)
            _forget(connection, account_id)
            return self._noted(by_id(connection, account_id))

    def may_vouch(self, account_id: str, by: Account, now: datetime) -> bool:
        """Whether this account could be the second person, once the password is chosen."""
        with self._reading() as connection:
            found = by_id(connection, account_id)
            try:
                self._refuse_alone(connection, found, by, now)
            except AccessError:
                return False
        return found.waits

    def handled_since(self, account_id: str, instant: datetime) -> bool:
        """Whether somebody has made or changed the account, or its way in, after an instant."""
        with self._reading() as connection:
            return _is_fresh(connection, account_id, instant)

    def let_stand(self, account_id: str) -> Account:
        """Without a second person: for made-up people, behind whom there is nobody."""
        with self._writing() as connection:
            _forget(connection, account_id)
            return by_id(connection, account_id)

    def settle(self, now: datetime) -> None:
        """Let take effect what has waited long enough and has nobody who could confirm it."""
        with self._reading() as connection:
            if connection.execute(_due(now)).first() is None:
                return
        with self._writing() as connection:
            for account_id in connection.execute(_due(now)).scalars().all():
                account = by_id(connection, account_id)
                if _has_second(connection, account):  # somebody is there by now, or again
                    _lift(connection, account_id, None)
                    continue
                _forget(connection, account_id)
                self._noted(by_id(connection, account_id))

    def _refuse_alone(
        self, connection: Connection, found: Account, second: Account, now: datetime
    ) -> None:
        """AccessError for whoever is no second person, or not the one who is asked here."""
        asked = select(AWAITED.asked_by).where(AWAITED.account == found.id)
        askers = connection.execute(asked).scalars().all()
        if second.id == found.id or second.id in askers:
            raise AccessError("access.same_person", name=found.name)
        if stewards := _stewards(connection, found):
            if second.id not in stewards:
                raise AccessError("access.steward_confirms", name=found.name)
        elif second.role is not Role.ADMIN or not second.may_act:
            raise AccessError("access.no_second", name=found.name)
        elif any(_is_fresh(connection, one, now - self.wait) for one in (second.id, *askers)):
            hours = int(self.wait / timedelta(hours=1))
            raise AccessError("access.fresh_admin", hours=str(hours))


def handed_out(
    connection: Connection, part: Part, account_id: str, now: datetime | None = None
) -> Account:
    """Somebody else has made or changed this account: it waits where nobody may do so alone."""
    at, account = now or datetime.now(UTC), by_id(connection, account_id)
    _remember(connection, account_id, at)
    if part.is_guarded(account):
        _ask(connection, account, part, at)
    else:
        _forget(connection, account_id)
    return by_id(connection, account_id)


def _ask(connection: Connection, account: Account, part: Part, at: datetime) -> None:
    """Note who asks; sessions end. Where there is nobody to confirm it, it takes effect later."""
    own = AWAITED.account == account.id, AWAITED.asked_by == part.by
    connection.execute(delete(tables.awaited).where(*own))
    asked = {"account": account.id, "asked_by": part.by, "asked_at": seconds(at)}
    connection.execute(insert(tables.awaited).values(**asked))
    lifts = None if _has_second(connection, account) else seconds(at + part.wait)
    _lift(connection, account.id, lifts)
    session = tables.session.c
    connection.execute(delete(tables.session).where(session.account == account.id))


def _lift(connection: Connection, account_id: str, at: int | None) -> None:
    """When it takes effect by itself; never where it is for somebody to confirm it."""
    of_account = update(tables.awaited).where(AWAITED.account == account_id)
    connection.execute(of_account.values(lifts_at=at))


def _has_second(connection: Connection, account: Account) -> bool:
    """Whether there is a steward of the organization, or more than one administrator."""
    if _stewards(connection, account):
        return True
    admins = ACCOUNTS.where(ACCOUNT.role == Role.ADMIN.value, ACCOUNT.disabled.is_(False))
    return sum(is_usable(row) for row in connection.execute(admins)) > 1


def _stewards(connection: Connection, account: Account) -> set[str]:
    """The other stewards of the same organization who can sign in and wait for nobody."""
    same = (
        ACCOUNT.role == Role.STEWARD.value, ACCOUNT.organization == account.organization,
        ACCOUNT.disabled.is_(False), ACCOUNT.id != account.id,
    )  # fmt: skip
    held = [row for row in connection.execute(ACCOUNTS.where(*same)) if is_usable(row)]
    return {one.id for one in map(account_of, held) if one.may_act}


def _is_fresh(connection: Connection, account_id: str, since: datetime) -> bool:
    """Whether it came into somebody's hands so lately that these may be the hands of who asks."""
    asked = select(HANDLED.at).where(HANDLED.account == account_id)
    at = connection.execute(asked).scalar()
    return at is not None and at > seconds(since)


def _refuse_open_link(connection: Connection, found: Account, now: datetime) -> None:
    if found.kind is not AccountKind.LOCAL:
        return
    token = tables.token.c
    links = select(token.digest).where(token.account == found.id, token.expires_at > seconds(now))
    if not found.has_password or connection.execute(links).first() is not None:
        raise AccessError("access.chooses_first", name=found.name)


def _due(now: datetime) -> Select[Any]:
    latest, count = func.max(AWAITED.lifts_at), func.count()
    every = count == func.count(AWAITED.lifts_at)  # none of them waits for a person
    return select(AWAITED.account).group_by(AWAITED.account).having(every, latest <= seconds(now))


def _remember(connection: Connection, account_id: str, at: datetime) -> None:
    connection.execute(delete(tables.handled).where(HANDLED.account == account_id))
    row = {"account": account_id, "at": seconds(at)}
    connection.execute(insert(tables.handled).values(**row))


def _forget(connection: Connection, account_id: str) -> None:
    connection.execute(delete(tables.awaited).where(AWAITED.account == account_id))
