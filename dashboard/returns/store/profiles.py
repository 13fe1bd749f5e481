"""How partners' own layouts are read, as each has confirmed it: sealed, in versions that stay."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from dashboard.access.keys import Keys
from dashboard.access.store.rows import seconds
from dashboard.returns.store import tables
from dashboard.returns.store.rows import moment_of
from dashboard.store import Database

PROFILE = "return profile"


class KeptProfile(NamedTuple):
    """How a partner's own layout is read, as the partner has confirmed it."""

    version: int
    confirmed_at: datetime
    account: str
    content: str  # TOML


class Profiles:
    """The part of `Drafts` that keeps them."""

    _database: Database
    _keys: Keys

    def keep_profile(
        self, organization: str, form: str, content: str, account: str, now: datetime
    ) -> int:
        """Keep how an organization's own layout is read; its version, counted from 1."""
        table = tables.profile
        sealed = self._keys.seal(PROFILE, f"{organization}/{form}", content.encode())
        own = (table.c.organization == organization, table.c.form == form)
        with self._database.writing() as connection:
            newest = connection.execute(select(func.max(table.c.version)).where(*own)).scalar()
            version = int(newest or 0) + 1
            connection.execute(table.insert().values(
                organization=organization, form=form, version=version, account=account,
                confirmed_at=seconds(now), content=sealed,
            ))  # fmt: skip
        return version

    def profiles(self, organization: str, form: str) -> tuple[KeptProfile, ...]:
        """Every version that was confirmed, newest first."""
        table = tables.profile
        own = (table.c.organization == organization, table.c.form == form)
        query = select(table).where(*own).order_by(table.c.version.desc())
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        owner = f"{organization}/{form}"
        return tuple(
            KeptProfile(
                row.version, moment_of(row.confirmed_at), row.account,
                self._keys.unseal(PROFILE, owner, row.content).decode(),
            )
            for row in rows
        )  # fmt: skip
