"""Sessions, kept here and not in the browser: a cookie is a random number and nothing else."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    bindparam,
    delete,
    func,
    not_,
    or_,
    select,
    update,
)

from dashboard.access.faults import AccessError
from dashboard.access.keys import digest_of, new_id
from dashboard.access.roles import Account
from dashboard.access.store import tables
from dashboard.access.store.people import end_sessions
from dashboard.access.store.rows import ACCOUNTS, Part, account_of, by_id, seconds
from metrics import StoreError

log = logging.getLogger(__name__)
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
AWAITED = timedelta(minutes=10)  # how long a second factor is waited for
SEEN_EVERY = timedelta(minutes=1)  # an instant is written so often at most
LONGEST_DEVICE = 80
SESSION = "session"
COLUMNS = tables.session.c


class Session(NamedTuple):
    """One sign-in on one device; `id` is what it is called in the list of sessions.

    It is whole when nothing is awaited any more: until the second factor has been given it is
    not, and whoever asks for a session must look.
    """

    id: str
    begun_at: datetime
    last_seen_at: datetime
    device: str
    is_whole: bool


class Found(NamedTuple):
    """The account and the session behind a cookie."""

    account: Account
    session: Session


def _alive() -> ColumnElement[bool]:
    """Neither left alone too long, nor too old, nor waiting too long for a second factor."""
    return and_(
        COLUMNS.seen_at > bindparam("idle_since"),
        COLUMNS.begun_at > bindparam("oldest"),
        or_(COLUMNS.is_whole, COLUMNS.begun_at > bindparam("awaited_since")),
    )


ALIVE = _alive()
SESSION_COLUMNS = [COLUMNS[name].label(f"session_{name}") for name in (
    "id", "begun_at", "seen_at", "device", "is_whole"
)]  # fmt: skip
OF_TOKEN = (
    ACCOUNTS.add_columns(*SESSION_COLUMNS)
    .join(tables.session, COLUMNS.account == tables.account.c.id)
    .where(COLUMNS.digest == bindparam("digest"), tables.account.c.disabled.is_(False), ALIVE)
)


class Sessions(Part):
    """Beginning, following and ending sessions."""

    def begin(self, account_id: str, now: datetime, *, device: str = "", whole: bool = True) -> str:
        """Begin a session: what its cookie carries, told this once.

        `whole` is false while the second factor is awaited. `device` is a family of devices,
        "Firefox, Windows", for the list of sessions. AccessError for a disabled account.
        """
        token, instant = new_id(), seconds(now)
        row = {"account": account_id, "device": device[:LONGEST_DEVICE], "is_whole": whole}
        names = {"id": new_id(), "digest": digest_of(SESSION, token)}
        with self._writing() as connection:
            account = by_id(connection, account_id)
            if account.disabled:
                raise AccessError("access.disabled_first")
            if account.waits:
                raise AccessError("access.waits", name=account.name)
            connection.execute(delete(tables.session).where(not_(ALIVE)), _limits(now))
            begun = {"begun_at": instant, "seen_at": instant}
            connection.execute(tables.session.insert().values(**names, **row, **begun))
            self._noted(account)
        return token

    def session(self, token: str, now: datetime) -> Found | None:
        """Who carries this cookie; None for one unknown, ended, idle or too old."""
        asked = {"digest": digest_of(SESSION, token), **_limits(now)}
        with self._reading() as connection:
            row = connection.execute(OF_TOKEN, asked).one_or_none()
        if row is None:
            return None
        if row.session_seen_at <= seconds(now - SEEN_EVERY):
            self._touched(asked["digest"], now)
        return Found(account_of(row), _session_of(row))

    def rotate(self, token: str, now: datetime, *, whole: bool | None = None) -> str:
        """The same session under another token; the old one is nothing from now on.

        `whole=True` says that the second factor has been given. AccessError where it has ended.
        """
        fresh = new_id()
        same = {} if whole is None else {"is_whole": whole}
        renew = (
            update(tables.session)
            .where(COLUMNS.digest == bindparam("held"), ALIVE)
            .values(digest=digest_of(SESSION, fresh), seen_at=seconds(now), **same)
        )
        with self._writing() as connection:
            held = {"held": digest_of(SESSION, token), **_limits(now)}
            whose = select(COLUMNS.account).where(COLUMNS.digest == held["held"])
            account_id = connection.execute(whose).scalar()
            if not connection.execute(renew, held).rowcount:
                raise AccessError("access.session_ended")
            self._noted(by_id(connection, str(account_id)))
        return fresh

    def end(self, session_id: str) -> None:
        """Sign out: its cookie is nothing from now on, wherever a copy of it is."""
        with self._writing() as connection:
            whose = select(COLUMNS.account).where(COLUMNS.id == session_id)
            account_id = connection.execute(whose).scalar()
            connection.execute(delete(tables.session).where(COLUMNS.id == session_id))
            if account_id is not None:
                self._noted(by_id(connection, account_id))

    def end_every(self, account_id: str, *, keep: str | None = None) -> None:
        """End all sessions of an account, but for the one of the id `keep`."""
        with self._writing() as connection:
            end_sessions(connection, account_id, keep=keep)
            self._noted(by_id(connection, account_id))

    def sessions_of(self, account_id: str, now: datetime) -> tuple[Session, ...]:
        """The sessions of an account that could still be used, newest first."""
        asked = select(*SESSION_COLUMNS).where(COLUMNS.account == account_id, ALIVE)
        with self._reading() as connection:
            rows = connection.execute(asked.order_by(COLUMNS.begun_at.desc()), _limits(now))
            return tuple(_session_of(row) for row in rows)

    def session_counts(self, now: datetime) -> dict[str, int]:
        """By account, how many whole sessions could still be used."""
        alive = select(COLUMNS.account, func.count()).where(ALIVE, COLUMNS.is_whole)
        with self._reading() as connection:
            rows = connection.execute(alive.group_by(COLUMNS.account), _limits(now))
            return {account: int(count) for account, count in rows}

    def _touched(self, digest: Any, now: datetime) -> None:
        """As `_touch`; a session that cannot be written is one all the same, until it is idle.

        Its next request tries again.
        """
        try:
            self._touch(digest, now)
        except StoreError as error:
            log.warning("a session goes on unwritten: %s", error)

    def _touch(self, digest: Any, now: datetime) -> None:
        """Write when it was last seen, unless another thread just has; nobody is waited for."""
        stale = COLUMNS.seen_at <= seconds(now - SEEN_EVERY)
        with self._database.writing(waits=False) as connection:
            seen = update(tables.session).where(COLUMNS.digest == digest, stale)
            connection.execute(seen.values(seen_at=seconds(now)))


def _limits(now: datetime) -> dict[str, int]:
    return {
        "idle_since": seconds(now - IDLE),
        "oldest": seconds(now - LONGEST),
        "awaited_since": seconds(now - AWAITED),
    }


def _session_of(row: Row[Any]) -> Session:
    begun, seen = _instant(row.session_begun_at), _instant(row.session_seen_at)
    return Session(row.session_id, begun, seen, row.session_device, row.session_is_whole)


def _instant(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
