"""Who may sign in: roles, accounts, and how their names are compared."""

import unicodedata
from datetime import datetime
from enum import StrEnum
from re import fullmatch
from typing import NamedTuple

from dashboard.access.faults import AccessError
from metrics import Language

LONGEST_NAME = 254
BLANK = (
    "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\ufe0f"  # letters and marks that draw nothing
)
# as the audit log can tell it: letters without accents, digits, and single hyphens between
ORGANIZATION = r"(?=.*[a-z])(?=.{1,64}\Z)[a-z0-9]+(?:-[a-z0-9]+)*"


class Role(StrEnum):
    """What an account is for; each has exactly one."""

    PARTNER = "partner"
    VIEWER = "viewer"
    EDITOR = "editor"
    STEWARD = "steward"
    OFFICIAL = "official"
    ADMIN = "admin"


OFFICE_ROLES = frozenset(Role) - {Role.PARTNER}
BOUND_ROLES = frozenset({Role.PARTNER, Role.STEWARD})  # to an organization or a data set


class AccountKind(StrEnum):
    """Who says that a person is who they say: this installation, or an identity provider."""

    LOCAL = "local"
    OIDC = "oidc"


class Account(NamedTuple):
    """A person who may sign in; `organization` is held by partners and stewards only."""

    id: str
    name: str
    role: Role
    organization: str | None = None
    language: Language = Language.EN
    kind: AccountKind = AccountKind.LOCAL
    disabled: bool = False
    has_second_factor: bool = False
    has_password: bool = False
    waits: bool = False  # for a second person, who has to confirm it
    lifts_at: datetime | None = None  # when it takes effect all the same, where there is nobody

    @property
    def may_act(self) -> bool:
        """Whether it takes effect: it is not disabled, and waits for nobody."""
        return not (self.disabled or self.waits)

    @property
    def needs_second_factor(self) -> bool:
        """The office and stewards sign in with two factors, whoever says who they are."""
        return self.role in OFFICE_ROLES


class Refused(NamedTuple):
    """A sign-in that was not let in, for a reason that is never told.

    `wait` is the number of seconds before the next try is looked at; `examined` is false where
    this one came too early to be looked at. `waits` is told to who has the password alone: the
    account takes no effect before a second person has confirmed it.
    """

    wait: int
    examined: bool
    waits: bool = False


def clean_name(name: str) -> str:
    """A name as it is kept; AccessError where it could not be told from another by eye."""
    cleaned = _normal(name).strip()
    seen = all(unicodedata.category(one)[0] not in "CZ" and one not in BLANK for one in cleaned)
    if not (seen and 2 <= len(cleaned) <= LONGEST_NAME):
        raise AccessError("access.name_unfit")
    return cleaned


def name_key(name: str) -> str:
    """What two names are compared by: without case, and without a second way to write them."""
    return _normal(_normal(name).strip().casefold())


def checked_organization(role: Role, organization: str | None) -> str | None:
    """The organization, or AccessError where the role lacks one or has no use for it."""
    if role not in BOUND_ROLES and organization:
        raise AccessError("access.organization_unused", role=role.value)
    if role in BOUND_ROLES and not fullmatch(ORGANIZATION, organization or ""):
        raise AccessError("access.organization_needed", role=role.value)
    return organization or None


def _normal(name: str) -> str:
    # Cut first: to put in order a long row of accents takes a time that grows with its square.
    return unicodedata.normalize("NFKC", name[: 2 * LONGEST_NAME])
