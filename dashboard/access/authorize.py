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
    TEMPLATE = "template"  # of a partner's return
    DRAFT = "draft"  # what was sent to be checked
    RETURN = "return"  # what was sent to stay
    REVIEW = "review"  # what the office makes of returns
    CALENDAR = "calendar"
    PERIOD = "period"  # open for returns, or closed
    OBLIGATION = "obligation"
    RELEASE = "release"  # what is prepared to become public; its organization is the data set
    CONSENT = "consent"  # of an organization that governs its own data
    OWN_DATA = "own-data"  # everything an organization has sent, and who has seen it
    BRIEFING = "briefing"  # its owner is who made it; once issued it is released
    READING = "reading"  # of a draft's key lines by somebody else; its owner made the draft
    SCHEDULE = "schedule"  # of a briefing, with the addresses to which it goes
    ANNOTATION = "annotation"  # what the office notes beside figures, as those who write it see it
    ADMINISTRATION = "administration"  # of the installation: other people's accounts, loads, jobs


class Thing(NamedTuple):
    """What is asked for: its kind, and whose it is where it is somebody's."""

    kind: Kind
    owner: str | None = None  # an account's id
    organization: str | None = None
    is_released: bool = False  # of a briefing: it was issued
    is_kept_back: bool = False  # the organization does not consent to show it


PAGE, SIGN_IN, AUDIT_LOG = Thing(Kind.PAGE), Thing(Kind.SIGN_IN), Thing(Kind.AUDIT_LOG)
READERS = (Role.VIEWER, Role.EDITOR, Role.ADMIN)  # the part of the office that sees all figures
BRIEFERS = (Role.OFFICIAL, Role.EDITOR, Role.VIEWER)  # who makes briefings, and carries them
NOTERS = (Role.EDITOR, Role.ADMIN)  # who writes beside figures what everybody reads there
Rule: TypeAlias = Callable[[Account | None, Thing], bool]


def authorize(account: Account | None, action: Action, thing: Thing) -> bool:
    """Whether this account, or an anonymous reader (None), may do this to this thing."""
    if account is not None and not account.may_act:
        account = None
    asked = thing.kind, action
    if thing.is_kept_back and asked not in _TELLS_NO_VALUE and not _bound_to(account, thing):
        return False
    rule = _RULES.get(asked)
    return rule is not None and rule(account, thing)


def scope_of(account: Account | None) -> Scope:
    """Which values an account reads: what is published, besides it its own, or all."""
    if account is None or not account.may_act:
        return PUBLIC
    if account.role in (Role.PARTNER, Role.STEWARD):
        return of_partner(account.organization) if account.organization else PUBLIC
    return OFFICIAL if account.role is Role.OFFICIAL else OFFICE


def sees_returns(account: Account) -> bool:
    """Whether an account has anything to do with returns: its own, or those of all."""
    return authorize(account, Action.READ, Thing(Kind.RETURN, organization=account.organization))


def sees_consent(account: Account) -> bool:
    """Whether an account has anything to do with consent: its own, or how all of them stand."""
    return authorize(account, Action.READ, Thing(Kind.CONSENT, organization=account.organization))


def sees_briefings(account: Account) -> bool:
    """Whether an account has anything to do with briefings: makes them, or knows that they are."""
    return authorize(account, Action.READ, Thing(Kind.BRIEFING, is_released=True))


def administers(account: Account) -> bool:
    """Whether an account looks after the installation."""
    return authorize(account, Action.READ, Thing(Kind.ADMINISTRATION))


def writes_notes(account: Account) -> bool:
    """Whether an account writes notes beside figures."""
    return authorize(account, Action.CREATE, Thing(Kind.ANNOTATION))


def _anyone(_: Account | None, __: Thing) -> bool:
    return True


def _owner_of(account: Account | None, thing: Thing) -> bool:
    return account is not None and account.id == thing.owner


def _owner_or_admin(account: Account | None, thing: Thing) -> bool:
    return _owner_of(account, thing) or _roles(Role.ADMIN)(account, thing)


def _roles(*roles: Role) -> Rule:
    return lambda account, _: account is not None and account.role in roles


def _partner_of(account: Account | None, thing: Thing) -> bool:
    """A partner, of the organization whose it is; a steward sends nothing."""
    if account is None or account.role is not Role.PARTNER or not thing.organization:
        return False
    return account.organization == thing.organization


def _bound_to(account: Account | None, thing: Thing) -> bool:
    """Partner or steward of the organization whose it is: no role of the office is."""
    bound = account is not None and account.role in (Role.PARTNER, Role.STEWARD)
    return (
        bound
        and account is not None
        and bool(thing.organization)
        and (account.organization == thing.organization)
    )


def _steward_of(account: Account | None, thing: Thing) -> bool:
    """The steward of the organization whose it is, and nobody else, whatever their role."""
    return _bound_to(account, thing) and account is not None and account.role is Role.STEWARD


def _bound_or(*roles: Role) -> Rule:
    return lambda account, thing: _bound_to(account, thing) or _roles(*roles)(account, thing)


def _partner_or(*roles: Role) -> Rule:
    return lambda account, thing: _partner_of(account, thing) or _roles(*roles)(account, thing)


def _sender_of(account: Account | None, thing: Thing) -> bool:
    """Of one's own organization, or what an editor has sent for a partner and nobody else."""
    is_own = _owner_of(account, thing) and _roles(Role.EDITOR)(account, thing)
    return is_own or _partner_of(account, thing)


def _maker_of_draft(account: Account | None, thing: Thing) -> bool:
    """Whose draft it is: nobody else changes it, and nobody once it is issued."""
    own = _owner_of(account, thing) and _roles(*BRIEFERS)(account, thing)
    return own and not thing.is_released


def _second_reader(account: Account | None, thing: Thing) -> bool:
    """Whoever makes briefings, but who made this one: a second person is another."""
    return _roles(*BRIEFERS)(account, thing) and not _owner_of(account, thing)


def _reader_of_briefing(account: Account | None, thing: Thing) -> bool:
    """What is issued is for all who make briefings; a draft for its maker and editors."""
    if thing.is_released:
        return _roles(*BRIEFERS)(account, thing)
    return _maker_of_draft(account, thing) or _roles(Role.EDITOR)(account, thing)


def _knows_briefing(account: Account | None, thing: Thing) -> bool:
    """Who keeps the accounts knows that it was issued, when and by whom, and reads none of it."""
    listed = thing.is_released and _roles(Role.ADMIN)(account, thing)
    return listed or _reader_of_briefing(account, thing)


def _keeper_of_schedule(account: Account | None, thing: Thing) -> bool:
    """Addresses are for who gave them, and for editors, who end what nobody looks after."""
    own = _owner_of(account, thing) and _roles(Role.OFFICIAL)(account, thing)
    return own or _roles(Role.EDITOR)(account, thing)


def _second_key(account: Account | None, thing: Thing) -> bool:
    """An official, or the steward of the data set: the office proposes, and does not approve."""
    if account is None or account.role is not Role.STEWARD:
        return _roles(Role.OFFICIAL)(account, thing)
    return bool(thing.organization) and account.organization == thing.organization


def _in_scope(account: Account | None, thing: Thing) -> bool:
    """Released figures are everybody's; the rest belongs to its organization and the office."""
    if thing.is_released:
        return True
    organizations = scope_of(account).organizations
    return organizations is None or (thing.organization or "") in organizations


# that a return came may be known of whoever keeps it back; nothing of what it says
_TELLS_NO_VALUE = frozenset({(Kind.RETURN, Action.READ)})
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
    (Kind.TEMPLATE, Action.READ): _partner_or(*READERS),
    (Kind.DRAFT, Action.CREATE): _partner_or(Role.EDITOR),
    (Kind.DRAFT, Action.READ): _sender_of,
    (Kind.DRAFT, Action.UPDATE): _sender_of,
    (Kind.DRAFT, Action.PREVIEW): _sender_of,
    (Kind.DRAFT, Action.DELETE): _sender_of,
    (Kind.RETURN, Action.CREATE): _partner_or(Role.EDITOR),
    (Kind.RETURN, Action.READ): _partner_or(*READERS),
    (Kind.RETURN, Action.EXPORT): _partner_or(Role.EDITOR),  # the file as it was sent
    (Kind.RETURN, Action.DELETE): _partner_or(Role.EDITOR),  # to withdraw it
    (Kind.REVIEW, Action.READ): _roles(*READERS),
    (Kind.REVIEW, Action.UPDATE): _roles(Role.EDITOR),
    (Kind.REVIEW, Action.RESTORE): _roles(Role.EDITOR),
    (Kind.CALENDAR, Action.READ): _partner_or(*READERS),
    (Kind.PERIOD, Action.READ): _roles(*READERS),
    (Kind.PERIOD, Action.UPDATE): _roles(Role.EDITOR),
    (Kind.OBLIGATION, Action.READ): _roles(*READERS),
    (Kind.OBLIGATION, Action.UPDATE): _roles(Role.EDITOR),
    (Kind.RELEASE, Action.READ): _anyone,  # what may be known of it is a matter of scope
    (Kind.RELEASE, Action.CREATE): _roles(Role.EDITOR),
    (Kind.RELEASE, Action.UPDATE): _roles(Role.EDITOR),  # to announce that it comes
    (Kind.RELEASE, Action.RESTORE): _second_key,  # to let it out
    (Kind.RELEASE, Action.DELETE): _roles(Role.EDITOR),  # to take it back before its minute
    (Kind.CONSENT, Action.READ): _bound_or(*READERS),  # how it stands; the office changes nothing
    (Kind.CONSENT, Action.UPDATE): _steward_of,
    (Kind.CONSENT, Action.DELETE): _steward_of,  # to withdraw it: its values are erased
    (Kind.OWN_DATA, Action.READ): _bound_to,
    (Kind.OWN_DATA, Action.EXPORT): _bound_to,
    (Kind.BRIEFING, Action.READ): _knows_briefing,  # code, title, days; not what it says
    (Kind.BRIEFING, Action.PREVIEW): _reader_of_briefing,  # its outline and its pages
    (Kind.BRIEFING, Action.EXPORT): _reader_of_briefing,  # its files
    (Kind.BRIEFING, Action.CREATE): _roles(*BRIEFERS),
    (Kind.READING, Action.READ): _second_reader,
    (Kind.READING, Action.CREATE): _second_reader,
    (Kind.BRIEFING, Action.UPDATE): _maker_of_draft,
    (Kind.BRIEFING, Action.RESTORE): _maker_of_draft,  # to issue it
    (Kind.BRIEFING, Action.DELETE): _maker_of_draft,  # to discard it
    (Kind.SCHEDULE, Action.READ): _keeper_of_schedule,
    (Kind.SCHEDULE, Action.CREATE): _roles(Role.OFFICIAL, Role.EDITOR),
    (Kind.SCHEDULE, Action.DELETE): _keeper_of_schedule,
    (Kind.ANNOTATION, Action.READ): _roles(*NOTERS),
    (Kind.ANNOTATION, Action.CREATE): _roles(*NOTERS),
    (Kind.ANNOTATION, Action.UPDATE): _roles(*NOTERS),
    (Kind.ANNOTATION, Action.DELETE): _roles(*NOTERS),  # to take it back
    (Kind.ADMINISTRATION, Action.READ): _roles(Role.ADMIN),
    (Kind.ADMINISTRATION, Action.UPDATE): _roles(Role.ADMIN),  # of others' accounts, by a password
}
