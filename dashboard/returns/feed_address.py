"""The secret address of an account's calendar: made, ended, and what it leads to."""

from dataclasses import replace
from datetime import UTC, datetime

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, redirect
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action, Kind, Thing, authorize, scope_of
from dashboard.access.journal import journal
from dashboard.access.plain_pages import address_of, form
from dashboard.access.reader import account, accounts, now
from dashboard.access.roles import Account, Role
from dashboard.addresses import Address
from dashboard.components import section
from dashboard.returns.desk import desk
from dashboard.returns.feed import calendar_file
from dashboard.returns.frame import drawn, may_or_gone, notice
from dashboard.returns.naming import Names
from dashboard.returns.office import CALENDAR, catalogue, own_organization
from dashboard.returns.store import Feeds
from dashboard.services import services, site
from dashboard.text import Words
from metrics import AuditAction, Language, Obligation

FEED = f"{CALENDAR}/feed"
ICS = "text/calendar; charset=utf-8"
PURPOSE = "calendar"


def feeds() -> Feeds:
    return Feeds(desk().drafts.database)


def standing(account_id: str) -> datetime | None:
    """Since when an account has an address; None too where it was changed by others since.

    The address was given to who held the account then: another role would show them other
    organizations, and one that was let in again is not let in by what it left behind.
    """
    made = feeds().made_at(account_id)
    return None if made and accounts().handled_since(account_id, made) else made


def feed_section(account_id: str, address: Address, words: Words) -> Component:
    """Ways to other calendars: a file now, or a secret address that stays up to date."""
    made = standing(account_id)
    file = html.P(html.A(words("review.feed_file"), href=address.to(f"{CALENDAR}.ics"),
                         download=""))  # fmt: skip
    make = form(address.to(FEED), words("review.feed_renew" if made else "review.feed_make"))
    said = words("review.feed_since", day=words.day(made.date())) if made else None
    end = form(address.to(f"{FEED}/end"), words("review.feed_end")) if made else None
    return section(
        "feed", words("review.feed"), file, html.P(said) if said else None, make, end,
        note=words("review.feed_note"),
    )  # fmt: skip


def make_feed() -> Response:
    """Make the address, and show it this once; where no form is there is nothing to follow."""
    found = _following()
    token = feeds().make(found.id, now())
    journal(AuditAction.LINK_ISSUED, "account", found.id, purpose=PURPOSE)
    address = replace(address_of(), path=CALENDAR)
    words = Words(address.language)
    link = f"{site()}{CALENDAR}/{token}.ics"
    return drawn(
        address,
        words("review.feed"),
        notice(words("review.feed_once")),
        html.P(html.Code(link, className="feed-address")),
        html.P(html.A(words("review.back_calendar"), href=address.to(CALENDAR))),
        lead=words("review.feed_how"),
        kicker=words("review.kicker_calendar"),
    )


def end_feed() -> AnyResponse:
    """From now on the address leads nowhere."""
    found = _following()
    feeds().end(found.id)
    journal(AuditAction.SETTING_CHANGED, "account", found.id, purpose=PURPOSE)
    return redirect(address_of().to(CALENDAR, done="feed-ended"))


def own_file() -> Response:
    """The calendar as a file, in the language of the page."""
    found, address = _reading(), address_of()
    journal(AuditAction.EXPORTED, "page", "calendar", form="ics")
    return _answer(found, Words(address.language).language)


def by_token(token: str) -> Response:
    """The calendar of whoever's secret this is; a wrong one leads nowhere, like an ended one."""
    if not catalogue().returns:
        abort(404)
    name = feeds().account(token)
    found = accounts().account(name) if name else None
    if found is None or found.disabled or standing(found.id) is None:
        abort(404)
    if not authorize(found, Action.READ, _of(found)):
        abort(404)
    return _answer(found, found.language)


def _of(found: Account) -> Thing:
    return Thing(Kind.CALENDAR, organization=found.organization)


def _reading() -> Account:
    """Who asks, where they may see a calendar."""
    thing = Thing(Kind.CALENDAR, organization=own_organization())
    may_or_gone(Action.READ, thing, "obligation", "calendar")
    found = account()
    if found is None:
        abort(404)
    return found


def _following() -> Account:
    found = _reading()
    if not catalogue().returns:
        abort(404)
    return found


def _answer(found: Account, language: Language) -> Response:
    """The obligations that this account may see, whoever has asked for them."""
    own = found.organization if found.role is Role.PARTNER else None
    known = catalogue()
    owed: tuple[Obligation, ...] = ()
    if own is None or own in known.partners:
        owed = services().store.seen_by(scope_of(found)).returns.obligations(organization=own)
    names = Names(known, Words(language))
    made = calendar_file(owed, names, datetime.now(UTC), one_partner=own is not None)
    told = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'attachment; filename="calendar.ics"',
    }
    return Response(made, 200, told, content_type=ICS)
