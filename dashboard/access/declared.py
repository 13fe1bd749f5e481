"""Organizations as data/ declares them: a slip would see nothing, ever; some govern their data."""

from dataclasses import dataclass

from dashboard.access.roles import Account, Role
from dashboard.text import Words
from metrics import Catalogue, nearest


@dataclass(frozen=True)
class Owners:
    """The organizations that govern their own data, and those of which nothing is declared yet.

    Such a one may govern its data once it is declared: an account that was prepared for it before
    would then read them, and nobody else would have looked at it.
    """

    declared: frozenset[str]
    governing: frozenset[str]

    def __contains__(self, name: object) -> bool:
        return bool(name) and (name in self.governing or name not in self.declared)


def owners_of(catalogue: Catalogue) -> Owners:
    """As data/ declares them today."""
    partners = catalogue.partners.items()
    governing = frozenset(name for name, one in partners if one.governance is not None)
    return Owners(frozenset(catalogue.partners), governing)


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
