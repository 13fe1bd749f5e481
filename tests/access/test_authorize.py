"""Who may do what, every role against every action on every kind of thing."""

from itertools import product

import pytest

from dashboard.access.authorize import Action, Kind, Thing, authorize, scope_of
from dashboard.access.roles import Account, Role
from metrics import OFFICE, OFFICIAL, PUBLIC, of_partner

A, B = "partner-a", "partner-b"
BOUND = {Role.PARTNER: A, Role.STEWARD: A}


def person(role):
    return Account(id=role.value, name=role.value, role=role, organization=BOUND.get(role))


EVERYBODY = {None: None, **{role: person(role) for role in Role}}
OFFICE_READERS = {Role.VIEWER, Role.EDITOR, Role.ADMIN}
SIGNED_IN = set(Role)
BRIEFERS = {Role.OFFICIAL, Role.EDITOR, Role.VIEWER}

OF_REVIEW = {
    Action.READ: OFFICE_READERS,
    Action.UPDATE: {Role.EDITOR},
    Action.RESTORE: {Role.EDITOR},
}
OF_PARTNERS = {  # whose it is may do it, and besides these of the office
    (Kind.TEMPLATE, Action.READ): OFFICE_READERS,
    (Kind.DRAFT, Action.CREATE): {Role.EDITOR},
    (Kind.RETURN, Action.CREATE): {Role.EDITOR},
    (Kind.RETURN, Action.READ): OFFICE_READERS,
    (Kind.RETURN, Action.EXPORT): {Role.EDITOR},
    (Kind.RETURN, Action.DELETE): {Role.EDITOR},
    (Kind.CALENDAR, Action.READ): OFFICE_READERS,
}

# (kind, action, whose): who may. Whatever does not stand here nobody may do.
ALLOWED = {
    (Kind.PAGE, Action.READ, "nobody's"): {None, *SIGNED_IN},
    (Kind.FIGURES, Action.READ, "released"): {None, *SIGNED_IN},
    (Kind.FIGURES, Action.EXPORT, "released"): {None, *SIGNED_IN},
    (Kind.FIGURES, Action.READ, A): {Role.PARTNER, Role.STEWARD, *OFFICE_READERS},
    (Kind.FIGURES, Action.EXPORT, A): {Role.PARTNER, Role.STEWARD, *OFFICE_READERS},
    (Kind.FIGURES, Action.READ, B): OFFICE_READERS,
    (Kind.FIGURES, Action.EXPORT, B): OFFICE_READERS,
    (Kind.FIGURES, Action.READ, "nobody's"): OFFICE_READERS,
    (Kind.FIGURES, Action.EXPORT, "nobody's"): OFFICE_READERS,
    (Kind.SIGN_IN, Action.CREATE, "nobody's"): {None, *SIGNED_IN},
    (Kind.ACCOUNT, Action.CREATE, "nobody's"): {Role.ADMIN},
    (Kind.ACCOUNT, Action.CREATE, "own"): {Role.ADMIN},
    (Kind.ACCOUNT, Action.READ, "own"): SIGNED_IN,
    (Kind.ACCOUNT, Action.READ, "nobody's"): {Role.ADMIN},
    (Kind.ACCOUNT, Action.UPDATE, "own"): SIGNED_IN,
    (Kind.SESSION, Action.READ, "own"): SIGNED_IN,
    (Kind.SESSION, Action.DELETE, "own"): SIGNED_IN,
    (Kind.AUDIT_LOG, Action.READ, "nobody's"): {Role.EDITOR, Role.ADMIN},
    (Kind.AUDIT_LOG, Action.EXPORT, "nobody's"): {Role.ADMIN},
    **{
        (Kind.ANNOTATION, action, "nobody's"): {Role.EDITOR, Role.ADMIN}
        for action in (Action.READ, Action.CREATE, Action.UPDATE, Action.DELETE)
    },
    **{
        (Kind.ADMINISTRATION, action, "nobody's"): {Role.ADMIN}
        for action in (Action.READ, Action.UPDATE)
    },
    **{(Kind.REVIEW, action, "nobody's"): may for action, may in OF_REVIEW.items()},
    (Kind.PERIOD, Action.READ, "nobody's"): OFFICE_READERS,
    (Kind.PERIOD, Action.UPDATE, "nobody's"): {Role.EDITOR},
    (Kind.OBLIGATION, Action.READ, "nobody's"): OFFICE_READERS,
    (Kind.OBLIGATION, Action.UPDATE, "nobody's"): {Role.EDITOR},
    **{
        (kind, action, whose): {*office, *({Role.PARTNER} if whose == A else ())}
        for (kind, action), office in OF_PARTNERS.items()
        for whose in ("nobody's", A, B)
    },
    **{
        (Kind.DRAFT, action, whose): may
        for action in (Action.READ, Action.UPDATE, Action.PREVIEW, Action.DELETE)
        for whose, may in ((A, {Role.PARTNER}), ("sent by oneself", {Role.EDITOR}))
    },
    (Kind.DRAFT, Action.CREATE, "sent by oneself"): {Role.EDITOR},
    **{  # what may be known of a release is a matter of scope; its organization is the data set
        (Kind.RELEASE, Action.READ, whose): {None, *SIGNED_IN} for whose in ("nobody's", A, B)
    },
    **{
        (Kind.RELEASE, action, whose): {Role.EDITOR}
        for action in (Action.CREATE, Action.UPDATE, Action.DELETE)
        for whose in ("nobody's", A, B)
    },
    **{  # the second key: no role of the office has it, the administrator's included
        (Kind.RELEASE, Action.RESTORE, whose): {Role.OFFICIAL, *of_steward}
        for whose, of_steward in (("nobody's", ()), (A, (Role.STEWARD,)), (B, ()))
    },
    (Kind.CONSENT, Action.READ, "nobody's"): OFFICE_READERS,
    (Kind.CONSENT, Action.READ, A): {Role.PARTNER, Role.STEWARD, *OFFICE_READERS},
    (Kind.CONSENT, Action.READ, B): OFFICE_READERS,
    **{  # no role of the office, the administrator's included
        (Kind.CONSENT, action, A): {Role.STEWARD} for action in (Action.UPDATE, Action.DELETE)
    },
    **{
        (Kind.OWN_DATA, action, A): {Role.PARTNER, Role.STEWARD}
        for action in (Action.READ, Action.EXPORT)
    },
    **{
        (Kind.BRIEFING, Action.CREATE, whose): BRIEFERS
        for whose in ("nobody's", "own", "issued", "own, issued")
    },
    **{  # a draft: its maker changes, issues and discards it; editors read it
        (Kind.BRIEFING, action, "own"): BRIEFERS
        for action in (
            Action.READ,
            Action.PREVIEW,
            Action.EXPORT,
            Action.UPDATE,
            Action.RESTORE,
            Action.DELETE,
        )
    },
    **{
        (Kind.BRIEFING, action, "nobody's"): {Role.EDITOR}
        for action in (Action.READ, Action.PREVIEW, Action.EXPORT)
    },
    **{  # once issued nobody changes it; who keeps the accounts knows of it, and reads none of it
        (Kind.BRIEFING, action, whose): {*BRIEFERS, *more}
        for action, more in (
            (Action.READ, (Role.ADMIN,)),
            (Action.PREVIEW, ()),
            (Action.EXPORT, ()),
        )
        for whose in ("issued", "own, issued")
    },
    (Kind.READING, Action.READ, "nobody's"): BRIEFERS,  # and nobody their own
    (Kind.READING, Action.CREATE, "nobody's"): BRIEFERS,
    **{
        (Kind.SCHEDULE, Action.CREATE, whose): {Role.OFFICIAL, Role.EDITOR}
        for whose in ("nobody's", "own")
    },
    **{
        (Kind.SCHEDULE, action, whose): {Role.EDITOR, *maker}
        for action in (Action.READ, Action.DELETE)
        for whose, maker in (("nobody's", ()), ("own", (Role.OFFICIAL,)))
    },
}


OWNED = (
    Kind.FIGURES, Kind.TEMPLATE, Kind.DRAFT, Kind.RETURN, Kind.CALENDAR, Kind.CONSENT,
    Kind.OWN_DATA, Kind.RELEASE,
)  # fmt: skip


def things(kind, account):
    """The kinds of thing by whose they are."""
    yield "nobody's", Thing(kind)
    if kind in (Kind.ACCOUNT, Kind.SESSION, Kind.BRIEFING, Kind.READING, Kind.SCHEDULE) and account:
        yield "own", Thing(kind, owner=account.id)
    if kind is Kind.BRIEFING:
        yield "issued", Thing(kind, owner="another", is_released=True)
        yield "own, issued", Thing(kind, owner=account.id if account else None, is_released=True)
    if kind in OWNED:
        yield A, Thing(kind, organization=A)
        yield B, Thing(kind, organization=B)
    if kind is Kind.DRAFT and account:
        yield "sent by oneself", Thing(kind, owner=account.id, organization=B)
    if kind is Kind.FIGURES:
        yield "released", Thing(kind, is_released=True)


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_action_on_every_thing_is_decided(who):
    account = EVERYBODY[who]
    for kind, action in product(Kind, Action):
        for whose, thing in things(kind, account):
            allowed = who in ALLOWED.get((kind, action, whose), set())
            assert authorize(account, action, thing) is allowed, (who, kind, action, whose)


@pytest.mark.parametrize("role", Role)
def test_a_disabled_account_may_what_anyone_may(role):
    disabled = person(role)._replace(disabled=True)
    for kind, action in product(Kind, Action):
        for _, thing in things(kind, disabled):
            assert authorize(disabled, action, thing) is authorize(None, action, thing)
    assert scope_of(disabled) == PUBLIC


def test_what_is_another_persons_is_nobodys_but_theirs():
    for role in Role:
        for kind, action in ((Kind.SESSION, Action.DELETE), (Kind.ACCOUNT, Action.UPDATE)):
            assert not authorize(person(role), action, Thing(kind, owner="another"))


def test_scopes_follow_the_role():
    assert scope_of(None) == PUBLIC
    assert scope_of(person(Role.PARTNER)) == scope_of(person(Role.STEWARD)) == of_partner(A)
    for role in OFFICE_READERS:
        assert scope_of(person(role)) == OFFICE
    assert scope_of(person(Role.OFFICIAL)) == OFFICIAL


def test_a_partner_without_an_organization_sees_what_anyone_sees():
    assert scope_of(person(Role.PARTNER)._replace(organization=None)) == PUBLIC


@pytest.mark.parametrize("role", [None, *Role])
def test_what_its_owner_keeps_back_is_nobody_elses_but_that_it_came(role):
    """A rule that allows the office something does not reach what is not consented to."""
    account = EVERYBODY[role]
    for kind, action in product((Kind.DRAFT, Kind.RETURN, Kind.REVIEW), Action):
        owner = account.id if account else None
        own = Thing(kind, owner=owner, organization=A, is_kept_back=True)
        if role in (Role.PARTNER, Role.STEWARD):
            same = authorize(account, action, own._replace(is_kept_back=False))
            assert authorize(account, action, own) is same
        elif (kind, action) != (Kind.RETURN, Action.READ):
            assert not authorize(account, action, own)
