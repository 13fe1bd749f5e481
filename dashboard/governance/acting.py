"""Who acts from the command line for an organization: an account that may, proven by its password.

Nobody's word is taken for a steward's: each command names the account, asks for its password, and
stands under that account in the audit log.
"""

from contextlib import closing

from dashboard.access.at_terminal import proven
from dashboard.access.authorize import Action, Kind, Thing, authorize
from dashboard.access.roles import Account
from dashboard.printing import WrongOptionError, language_of
from dashboard.returns.comments import refuse_private
from dashboard.returns.forgetting import forget
from dashboard.returns.naming import Names
from dashboard.returns.store import Drafts
from dashboard.text import Words, both
from ingest import public_contacts
from metrics import Catalogue, Consents, MetricsStore, Settings, of_partner


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


def not_steward(name: str, organization: str) -> WrongOptionError:
    return WrongOptionError(
        *both("governance.not_steward", name=name, organization=organization or "–")
    )
