"""The accounts in a database of their own, apart from the figures; the only SQL of access."""

from datetime import timedelta
from typing import Self

from dashboard.access.keys import Keys
from dashboard.access.store.counters import Counters
from dashboard.access.store.factors import SecondFactors
from dashboard.access.store.people import People
from dashboard.access.store.second_person import SecondPerson
from dashboard.access.store.sessions import Found, Session, Sessions
from dashboard.access.store.signing_in import SigningIn
from dashboard.access.store.tables import ACCOUNTS
from dashboard.access.store.tokens import Purpose, Tokens
from dashboard.store import Database
from metrics import Settings


class Accounts(People, SecondPerson, SigningIn, Sessions, Tokens, SecondFactors):
    """Who may sign in and who has; many threads may use one at the same time."""

    @classmethod
    def open(cls, settings: Settings, *, as_it_is: bool = False) -> Self:
        """Open the accounts of an installation; StoreError where they cannot be."""
        opened = Database.open(
            ACCOUNTS, settings.accounts_url, settings.database_url, as_it_is=as_it_is
        )
        return cls(opened, Keys(settings), timedelta(hours=settings.steward_wait_hours))

    def cookie_key(self) -> bytes:
        """What signs the cookies of this installation; they hold no more than a random number."""
        return self._keys.keyed("cookies")

    def cookie_key_before(self) -> bytes | None:
        """What signed them before, while the secret is being replaced."""
        return self._keys.keyed_before("cookies")

    @property
    def database(self) -> Database:
        """Where they are kept."""
        return self._database

    def counters(self) -> Counters | None:
        """Where requests are counted for all hosts; None where one process serves them all."""
        on_server = self._database.is_on_server
        return Counters(self._database, self._keys) if on_server else None

    def close(self) -> None:
        self._database.engine.dispose()


__all__ = ["Accounts", "Counters", "Found", "Purpose", "Session"]
