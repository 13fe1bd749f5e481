"""Of which forms and partners a reader may speak."""

from metrics.catalogue import KINDS, Catalogue
from metrics.errors import UnknownError
from metrics.partners import Partner
from metrics.return_forms import ReturnForm
from metrics.scopes import Scope


class ReturnScope:
    """What is declared of returns, in the scope of a reader."""

    catalogue: Catalogue
    scope: Scope

    def _form(self, name: str) -> ReturnForm:
        if name not in self.catalogue.returns:
            raise UnknownError(KINDS["form"], name, self.catalogue.returns)
        return self.catalogue.returns[name]

    def _seen(self, organization: str | None) -> dict[str, Partner]:
        """The partners in scope, or the one asked for; unknown and unseen are told alike."""
        seen = {
            name: one
            for name, one in self.catalogue.partners.items()
            if self.scope.sees_whole(name)
        }
        if organization is None:
            return seen
        if organization not in seen:
            raise UnknownError(KINDS["partner"], organization, seen)
        return {organization: seen[organization]}
