"""What the pages of releases have in common: who may do what, and how things are called."""

from datetime import datetime
from typing import Any

from dash import html
from dash.development.base_component import Component
from flask import abort

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.reader import account, may
from dashboard.access.roles import Account, Role
from dashboard.addresses import Address
from dashboard.components import attrs
from dashboard.returns.frame import may_or_gone
from dashboard.returns.marks import mark
from dashboard.returns.naming import Names
from dashboard.services import services
from dashboard.text import Words
from metrics import (
    OFFICIAL,
    MetricsStore,
    Release,
    Releases,
    ReleaseState,
    ReleaseStep,
    UnknownError,
)

RELEASES = "/releases"
NEW = f"{RELEASES}/new"
WAITS = (ReleaseState.PROPOSED, ReleaseState.APPROVED)
PROPOSING = (Action.CREATE, Thing(Kind.RELEASE))
STATES = {  # the mark that goes before each state's word
    ReleaseState.PROPOSED: "due",
    ReleaseState.APPROVED: "watch",
    ReleaseState.LIFTED: "met",
    ReleaseState.CANCELLED: "na",
}


def releases() -> Releases:
    return services().store.releases


def approving() -> Releases:
    """The same for whoever may approve: a steward of the data set sees ahead what it lets out."""
    store: MetricsStore = services().store
    return (store if store.scope.sees_ahead else store.seen_by(OFFICIAL)).releases


def proposer(name: str = "new") -> Account:
    """Who asks, where they may propose; else there is nothing here."""
    return may_or_gone(*PROPOSING, "release", name)


def release_of(code: str) -> Release:
    """A release to be known of; what is not to be known of yet is answered as nothing."""
    try:
        return view_of(code).find(code)
    except UnknownError:
        abort(404)


def known() -> tuple[Release, ...]:
    """Every release that this reader may know of, the latest to come out first."""
    found = {one.code: one for one in releases().held()}
    for form in _keys():
        found |= {one.code: one for one in approving().held(form=form)}
    return tuple(sorted(found.values(), key=lambda one: one.lifts_at, reverse=True))


def view_of(code: str) -> Releases:
    """The releases as this reader sees this one: ahead, where its second key is theirs."""
    if keys := _keys():
        try:
            if approving().find(code).form in keys:
                return approving()
        except UnknownError:
            abort(404)
    return releases()


def _keys() -> frozenset[str]:
    """The data sets of which the account has the second key: what waits for it may be known."""
    forms = services().catalogue.returns
    return frozenset(one for one in forms if may(Action.RESTORE, thing_of_form(one)))


def sees_all(release: Release) -> bool:
    """Whether all that was done with it may be known: by the office, and who has its second key."""
    return releases().scope.sees_ahead or release.form in _keys()


def lacking(release: Release) -> tuple[str, ...]:
    """Whose agreement is lacking, as far as this reader may know: owners learn of themselves."""
    if sees_all(release):
        return release.lacking
    own = releases().scope.organizations or frozenset()
    return tuple(one for one in release.lacking if one in own)


def thing_of_form(form: str) -> Thing:
    """The data set of a release; its steward is bound to it by the form's id."""
    return Thing(Kind.RELEASE, organization=form)


def may_approve(release: Release) -> bool:
    """Whether the second key is theirs: an official's or a steward's, never the proposer's."""
    own = account()
    is_other = own is not None and own.id != release.actor
    return is_other and may(Action.RESTORE, thing_of_form(release.form))


def speaks_for(release: Release) -> str:
    """The organization for which the account may agree or refuse; empty where it may not."""
    own = account()
    if own is None or own.role is not Role.STEWARD:
        return ""
    return own.organization if own.organization in release.stewards else ""


def has_spoken(release: Release, organization: str) -> ReleaseStep | None:
    """The last word of an owner's steward; None where there is none."""
    said = [one.step for one in release.events if one.organization == organization]
    return said[-1] if said else None


def stopped_by(release: Release) -> str:
    """The owner whose word has stopped it, as far as this reader may know."""
    own = releases().scope.organizations or frozenset()
    return release.stopped_by if sees_all(release) or release.stopped_by in own else ""


def state_mark(release: Release, words: Words) -> Component:
    """How it stands; of what is to come, also that its owners have withdrawn all of it."""
    key = state_key(release, stopped_by(release))
    kind = "na" if key == "state_withdrawn" else STATES[release.state]
    return mark(kind, words(f"release.{key}"))


def state_key(release: Release, stopped: str) -> str:
    """The message for how it stands; `stopped` names whose word has stopped it, if anybody's."""
    gone = release.is_withdrawn and release.state in WAITS
    if stopped:
        return "state_stopped"
    return "state_withdrawn" if gone else f"state_{release.state}"


def may_cancel() -> bool:
    return may(Action.DELETE, Thing(Kind.RELEASE))


def may_announce() -> bool:
    return may(Action.UPDATE, Thing(Kind.RELEASE))


def names_in(address: Address) -> Names:
    return Names(services().catalogue, Words(address.language))


def ways(address: Address, words: Words, here: str) -> Component | None:
    """From one page of releases to the others, for those who have more than one."""
    if not may(*PROPOSING):
        return None
    every = [(RELEASES, "release.title"), (NEW, "release.new")]
    links = [
        html.Li(
            html.A(words(key), href=address.to(path), **_current(here=path == here)),
        )
        for path, key in every
    ]
    return html.Nav(html.Ul(links), className="siblings", **attrs(aria_label=words("release.ways")))


def _current(*, here: bool) -> dict[str, Any]:
    return attrs(aria_current="page") if here else {}


def minute_in(written: str) -> datetime | None:
    """A minute as the clock of this server shows it; None for what is none."""
    try:
        return datetime.fromisoformat(written).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
