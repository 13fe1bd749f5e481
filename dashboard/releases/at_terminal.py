"""What commands that take a step work with: an account that is named, and proven by its password.

Apart from the commands of releases: those of briefings need it, and nothing that draws a page.
"""

from contextlib import closing

from dashboard.access.authorize import Action, Thing, authorize, scope_of
from dashboard.access.roles import Account
from dashboard.access.store import Accounts
from dashboard.printing import WrongOptionError
from dashboard.returns.at_terminal import Office
from dashboard.text import both
from metrics import Releases, Text, UnknownError


class Desk(Office):
    """What these commands work with, each as the account that it names and whose password it has.

    As `pillars consent` they take nobody's word for who acts: a second key that anybody at the
    terminal could turn in another's name would be none.
    """

    def acting(self, name: str, action: Action, thing: Thing) -> Account:
        """The account that takes a step: one that could take it on the pages, and no other."""
        found = self.named(name)
        if not found.waits and not authorize(found, action, thing):  # who waits is told so
            raise WrongOptionError(*both("release.account_may_not", name=found.name))
        return self.proven(found)

    def named(self, name: str) -> Account:
        with closing(Accounts.open(self.settings)) as accounts:
            found, known = accounts.find(name), [one.name for one in accounts.every()]
        if found is None:
            raise UnknownError(Text("account", "Compte"), name, known)
        return found

    def seen_as(self, account: Account) -> Releases:
        return self.store.seen_by(scope_of(account)).releases

    @property
    def releases(self) -> Releases:
        return self.store.releases
