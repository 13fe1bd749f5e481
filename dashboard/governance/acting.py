"""Who acts from the command line: an account that may, proven by its password.

Whoever runs the machine owns the files, and no program can keep them from what lies there in
plain. These commands at least take nobody's word for a steward's: each one names the account, asks
for its password, and stands under that account in the audit log.
"""

import sys
from contextlib import closing
from datetime import UTC, datetime
from getpass import getpass

from dashboard.access.authorize import Action, Kind, Thing, authorize
from dashboard.access.roles import Account, Refused
from dashboard.access.store import Accounts
from dashboard.printing import WrongOptionError, language_of
from dashboard.returns.comments import refuse_private
from dashboard.returns.forgetting import forget
from dashboard.returns.naming import Names
from dashboard.returns.store import Drafts
from dashboard.text import Words, both
from ingest import public_contacts
from metrics import Catalogue, Consents, MetricsError, MetricsStore, Settings, of_partner

HERE = "127.0.0.1"  # the place by which tries of a password are counted


class Acting:
    """What these commands work with, and the accounts that they act as."""

    def __init__(self, lang: str, *, stdin: bool = False) -> None:
        self.words = Words(language_of(lang))
        self.settings = Settings()
        self.catalogue = Catalogue.read(self.settings.data)
        self.store = MetricsStore.open(self.settings, self.catalogue)
        self.names = Names(self.catalogue, self.words)
        self._stdin = stdin

    def account(self, name: str) -> Account:
        """The account of this name, whose password was given; MetricsError for anybody else."""
        return proven(name, self.settings, self.words, stdin=self._stdin)

    def steward(self, name: str) -> Account:
        """A steward; no other role may do what this is asked for."""
        found = self.account(name)
        thing = Thing(Kind.CONSENT, organization=found.organization)
        if not authorize(found, Action.UPDATE, thing):
            raise not_steward(name, found.organization or "")
        return found

    def bound(self, name: str) -> Account:
        """A partner or steward, who may have all of its organization's own data."""
        found = self.account(name)
        thing = Thing(Kind.OWN_DATA, organization=found.organization)
        if not authorize(found, Action.EXPORT, thing):
            raise WrongOptionError(
                *both("governance.not_bound", name=name, organization=found.organization or "–")
            )
        return found

    def consents(self, account: Account) -> Consents:
        """As this account reaches them."""
        return self.store.seen_by(of_partner(account.organization or "")).consents

    def safe(self, said: str) -> str:
        """MetricsError for words that tell of a person."""
        refuse_private(said, public_contacts(self.settings.data))
        return said

    def forget(self) -> None:
        """Drop the files of what was erased."""
        with closing(Drafts.open(self.settings)) as drafts:
            forget(self.store, drafts)


def proven(name: str, settings: Settings, words: Words, *, stdin: bool) -> Account:
    """The account of this name, proven by its password, and by a code where it has codes.

    Each is typed, or a line of standard input: who has learned a password alone is nobody here.
    """
    with closing(Accounts.open(settings)) as accounts:
        found = accounts.find(name)
        if found is None or found.disabled:
            raise WrongOptionError(*both("governance.no_account", name=name))
        typed = _typed("password", name, words, stdin=stdin)
        given = accounts.check_password(name, typed, HERE, datetime.now(UTC))
        if isinstance(given, Account) and given.has_second_factor:
            code = _typed("code", name, words, stdin=stdin)
            with_code = accounts.check_code(given.id, code, HERE, datetime.now(UTC))
            given = _unless("code", name, with_code)
    return _unless("password", name, given)


def _unless(kind: str, name: str, given: Account | Refused) -> Account:
    """The account; MetricsError where what was typed is not its own."""
    if isinstance(given, Refused):
        raise MetricsError(*both(f"governance.wrong_{kind}", name=name))
    return given


def _typed(kind: str, name: str, words: Words, *, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    return getpass(words(f"governance.ask_{kind}", name=name))


def not_steward(name: str, organization: str) -> WrongOptionError:
    return WrongOptionError(
        *both("governance.not_steward", name=name, organization=organization or "–")
    )
