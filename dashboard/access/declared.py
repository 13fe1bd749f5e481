"""Whether an account's organization is one that data/ declares: a slip would see nothing, ever."""

from dashboard.access.roles import Account, Role
from dashboard.text import Words
from metrics import Catalogue, nearest


def undeclared(account: Account, catalogue: Catalogue, words: Words) -> str | None:
    """What to say where nothing declares it yet, with the names that come nearest."""
    known = [*catalogue.partners, *(catalogue.returns if account.role is Role.STEWARD else ())]
    name = account.organization
    if name is None or name in known:
        return None
    said = words("access.organization_undeclared", organization=name)
    near = ", ".join(nearest(name, known))
    return f"{said} {words('access.organization_near', names=near)}" if near else said
