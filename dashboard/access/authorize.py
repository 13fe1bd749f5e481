"""Who may do what: the one question that every route and command asks.

Nothing is allowed that no rule allows. Whoever may not see a thing is answered as if it did not
exist, so a refusal tells nothing.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from dashboard.access.roles import Account, Role
from metrics import OFFICE, OFFICIAL, PUBLIC, Scope, of_partner


class Action(StrEnum):
    """What may be done to a thing."""

    READ = "read"
    EXPORT = "export"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    PREVIEW = "preview"
    RESTORE = "restore"


class Kind(StrEnum):
    """The kinds of things that this product holds for somebody."""

    PAGE = "page"  # of figures; what stands on it is a matter of scope
    FIGURES = "figures"
    SIGN_IN = "sign-in"
    ACCOUNT = "account"
    SESSION = "session"
    AUDIT_LOG = "audit-log"


class Thing(NamedTuple):
    """What is asked for: its kind, and whose it is where it is somebody's."""

    kind: Kind
    owner: str | None = None  # an account's id
    organization: str | None = None
    is_released: bool = False


PAGE, SIGN_IN, AUDIT_LOG = Thing(Kind.PAGE), Thing(Kind.SIGN_IN), Thing(Kind.AUDIT_LOG)
Rule: TypeAlias = Callable[[Account | None, Thing], bool]


def authorize(account: Account | None, action: Action, thing: Thing) -> bool:
    """Whether this account, or an anonymous reader (None), may do this to this thing."""
    if account is not None and account.disabled:
        account = None
    rule = _RULES.get((thing.kind, action))
    return rule is not None and rule(account, thing)


def scope_of(account: Account | None) -> Scope:
    """Which values an account reads: what is published, besides it its own, or all."""
    if account is None or account.disabled:
        return PUBLIC
    if account.role in (Role.PARTNER, Role.STEWARD):
        return of_partner(account.organization) if account.organization else PUBLIC
    return OFFICIAL if account.role is Role.OFFICIAL else OFFICE


def _anyone(_: Account | None, __: Thing) -> bool:
    return True


def _owner_of(account: Account | None, thing: Thing) -> bool:
    return account is not None and account.id == thing.owner


def _owner_or_admin(account: Account | None, thing: Thing) -> bool:
    return _owner_of(account, thing) or _roles(Role.ADMIN)(account, thing)


def _roles(*roles: Role) -> Rule:
    return lambda account, _: account is not None and account.role in roles


def _in_scope(account: Account | None, thing: Thing) -> bool:
    """Released figures are everybody's; the rest belongs to its organization and the office."""
    if thing.is_released:
        return True
    organizations = scope_of(account).organizations
    return organizations is None or (thing.organization or "") in organizations


_RULES: Mapping[tuple[Kind, Action], Rule] = {
    (Kind.PAGE, Action.READ): _anyone,
    (Kind.FIGURES, Action.READ): _in_scope,
    (Kind.FIGURES, Action.EXPORT): _in_scope,
    (Kind.SIGN_IN, Action.CREATE): _anyone,
    (Kind.ACCOUNT, Action.CREATE): _roles(Role.ADMIN),
    (Kind.ACCOUNT, Action.READ): _owner_or_admin,
    (Kind.ACCOUNT, Action.UPDATE): _owner_of,
    (Kind.SESSION, Action.READ): _owner_of,
    (Kind.SESSION, Action.DELETE): _owner_of,
    (Kind.AUDIT_LOG, Action.READ): _roles(Role.EDITOR, Role.ADMIN),
    (Kind.AUDIT_LOG, Action.EXPORT): _roles(Role.ADMIN),
}
