"""Organizations as data/ declares them: a slip would see nothing, ever; some govern their data."""

from dashboard.access.roles import Account, Role
from dashboard.text import Words
from metrics import Catalogue, nearest


def owners_of(catalogue: Catalogue) -> frozenset[str]:
    """The organizations that govern their own data."""
    return frozenset(name for name, one in catalogue.partners.items() if one.governance is not None)


def undeclared(
    account: Account, catalogue: Catalogue, words: Words, way: str = "by_command"
) -> str | None:
    """What to say where nothing declares it yet, with the names that come nearest.

    `way` is how another name is given: by command, or on the page of the account.
    """
    known = [*catalogue.partners, *(catalogue.returns if account.role is Role.STEWARD else ())]
    name = account.organization
    if name is None or name in known:
        return None
    said = words("access.organization_undeclared", organization=name)
    said = " ".join((said, words(f"access.organization_{way}")))
    near = ", ".join(nearest(name, known))
    return f"{said} {words('access.organization_near', names=near)}" if near else said
