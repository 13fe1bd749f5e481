"""Who may sign in to the demo: a made-up account for each role, with a password of this start.

Passwords are drawn at each start and told on the terminal alone: nothing is fixed, nothing is kept
but their hashes. Real data, and production, get no such account.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from secrets import choice
from typing import NamedTuple

from dashboard.access.roles import Account, Role
from dashboard.access.store import Accounts
from dashboard.access.user_desk import note_change
from dashboard.demo.consents import steward_of
from dashboard.demo.plan import FORM, letter, partner_named
from metrics import Catalogue, Language, MetricsError, Settings

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
GROUPS, EACH = 5, 4
OFFICE_ROLES = (Role.VIEWER, Role.EDITOR, Role.OFFICIAL, Role.ADMIN)
STEWARD = "example-steward-"
KEEPER = "example-data-steward"  # of the data set: may approve releases beside the official
SHOWN = ("a", "b", "c")  # the partners whose password is told; c is written to in French
Note = Callable[..., object]


class SignIn(NamedTuple):
    """What is told at the start: the name to sign in with, and whose account it is."""

    name: str
    role: Role
    organization: str


def make_people(accounts: Accounts, catalogue: Catalogue, note: Note) -> Mapping[str, str]:
    """Accounts of partners, stewards and each role of the office, by partner or role."""
    made = {one: _account(accounts, catalogue, one, note) for one in catalogue.partners}
    made |= {role.value: _account(accounts, catalogue, role.value, note) for role in OFFICE_ROLES}
    made |= {
        steward_of(one.id): _account(accounts, catalogue, _steward_named(one.id), note)
        for one in catalogue.partners.values()
        if one.governance is not None
    }
    made[KEEPER] = _account(accounts, catalogue, KEEPER, note)
    return {name: one.id for name, one in made.items()}


def _steward_named(organization: str) -> str:
    """The name of the account of an organization's steward."""
    return f"{STEWARD}{letter(organization)}"


def new_password(
    settings: Settings, accounts: Accounts, catalogue: Catalogue, note: Note
) -> tuple[str, tuple[SignIn, ...]]:
    """A password for this start, which the accounts that are shown have from now on.

    MetricsError in production and where the figures are real.
    """
    if settings.env == "production" or catalogue.example is None:
        raise MetricsError(
            "Sign-ins of the demo are for made-up figures on one's own machine only.",
            "Les comptes de la démonstration ne servent qu'aux chiffres inventés, sur sa machine.",
        )
    password = "-".join("".join(choice(LETTERS) for _ in range(EACH)) for _ in range(GROUPS))
    shown = [*map(partner_named, SHOWN), *(role.value for role in OFFICE_ROLES)]
    shown += [_steward_named(one.id) for one in catalogue.partners.values() if one.governance]
    shown.append(KEEPER)
    found = [one for name in shown if (one := accounts.find(name)) and not one.disabled]
    for one in found:
        accounts.set_password(one.id, password, datetime.now(UTC))
        note_change(note, "password-changed", one)
    return password, tuple(SignIn(one.name, one.role, one.organization or "") for one in found)


def _account(accounts: Accounts, catalogue: Catalogue, name: str, note: Note) -> Account:
    """The account of this name, added where there is none yet."""
    if found := accounts.find(name):
        return found
    role, bound_to = _duty(catalogue, name)
    partner = catalogue.partners.get(bound_to or "")
    added = accounts.add(
        name, role, now=datetime.now(UTC), organization=bound_to,
        language=partner.language if partner else Language.EN,
    )  # fmt: skip
    bound = {"organization": bound_to} if bound_to else {}
    note_change(note, "account-added", added, role=role.value, **bound)
    return accounts.let_stand(added.id)


def _duty(catalogue: Catalogue, name: str) -> tuple[Role, str | None]:
    """The role of the account of this name, and the organization or data set it is bound to."""
    if name == KEEPER:
        return Role.STEWARD, FORM
    if name.startswith(STEWARD):
        return Role.STEWARD, partner_named(name.removeprefix(STEWARD))
    return (Role.PARTNER, name) if name in catalogue.partners else (Role(name), None)
