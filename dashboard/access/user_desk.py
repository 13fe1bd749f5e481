"""What `pillars user` works with: accounts, the audit log, and who makes a change."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TypeAlias

from dashboard.access.at_terminal import proven
from dashboard.access.authorize import administers
from dashboard.access.declared import owners_of
from dashboard.access.faults import AccessError
from dashboard.access.roles import Account
from dashboard.access.standing import BINDING, bound
from dashboard.access.store import Accounts
from dashboard.printing import language_of
from dashboard.text import Words
from metrics import Catalogue, MetricsStore, Settings, Text, UnknownError

Note: TypeAlias = Callable[..., object]
ACTOR = "command line"


def note_change(
    note: Note, action: str, account: Account, actor: str = ACTOR, **detail: str | int
) -> None:
    """Write one change of an account to the audit log."""
    note(actor, action, f"account:{account.id}", **detail)


class Opened:
    """What these commands work with: settings, accounts, the audit log and the words."""

    def __init__(self, lang: str) -> None:
        self.words = Words(language_of(lang))
        self.settings = Settings()
        self.accounts = Accounts.open(self.settings)
        self.by = ACTOR

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue.read(self.settings.data)

    def acting(self, changed: Account, named: str | None) -> None:
        """From here on what is changed is changed by an administrator who is named and proven.

        An account that decides or reads for an owner takes a second person, so the first one has
        to be known; MetricsError where nobody is named.
        """
        self.accounts.owners = owners_of(self.catalogue)
        if not self.accounts.is_guarded(changed):
            return
        if named is None:
            raise AccessError("access.needs_account")
        found = self.proven(named)
        if not administers(found):
            raise AccessError("access.not_admin", name=found.name)
        self.by = found.id

    def proven(self, named: str) -> Account:
        stdin = not sys.stdin.isatty()
        return proven(self.account(named).name, self.settings, self.words, stdin=stdin)

    def audit(self) -> Note:
        """The audit log; opened before anything is changed, so that no change goes without."""
        return audit_of(self.settings)

    @contextmanager
    def noting(self, note: Note, action: str, **detail: str) -> Iterator[None]:
        """Within, an account is changed only where the log has an entry of it."""

        def told(changed: Account) -> None:
            own = bound(changed) if action in BINDING else {}
            note_change(note, action, changed, self.by, **detail, **own)

        with self.accounts.noting(told, by=self.by):
            yield

    def account(self, name: str) -> Account:
        """The account of this name; UnknownError tells which come near."""
        if found := self.accounts.find(name):
            return found
        known = [one.name for one in self.accounts.every()]
        raise UnknownError(Text("account", "Compte"), name, known)


def audit_of(settings: Settings) -> Note:
    note: Note = MetricsStore.open(settings, Catalogue.read(settings.data)).note
    return note
