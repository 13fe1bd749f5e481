"""What the commands of briefings work with, as an account that is named and proven."""

from dashboard.access.roles import Account
from dashboard.releases.commands import Desk, StdinOption

__all__ = ["BriefingDesk", "StdinOption"]


class BriefingDesk(Desk):
    """As that of releases; the password is asked for once, however many steps a command takes."""

    _known: Account | None = None

    def proven(self, found: Account) -> Account:
        if self._known is None or self._known.id != found.id:
            self._known = super().proven(found)
        return self._known
