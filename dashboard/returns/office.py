"""What the office's pages of returns have in common, and where they answer."""

from dash import html
from dash.development.base_component import Component
from flask import abort, g, request
from flask_wtf.csrf import generate_csrf

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import CSRF
from dashboard.access.reader import account, accounts, may
from dashboard.access.roles import Account, Role
from dashboard.addresses import Address
from dashboard.components import Child, attrs
from dashboard.forms import hidden_fields
from dashboard.returns import comments
from dashboard.returns.asking import period_in as period_in
from dashboard.returns.frame import HOME, may_or_gone
from dashboard.returns.naming import Names, actor_words
from dashboard.services import services
from dashboard.text import Words
from ingest import public_contacts
from metrics import (
    Catalogue,
    HeldReturn,
    MetricsError,
    MetricsStore,
    UnfitWordsError,
    UnknownError,
)

REVIEW, CALENDAR, PERIODS = "/returns/review", "/returns/calendar", "/returns/periods"
OBLIGATIONS = "/returns/obligations"
READ_REVIEW = (Action.READ, Thing(Kind.REVIEW))
STEP = (Action.UPDATE, Thing(Kind.REVIEW))


def reviewer(name: str = "queue") -> Account:
    """Who asks, where they may see the office's pages; else there is nothing here."""
    return may_or_gone(*READ_REVIEW, "return", name)


def stepping(name: str) -> Account:
    """Who asks, where they may take steps with returns."""
    return may_or_gone(*STEP, "return", name)


def may_step() -> bool:
    return may(*STEP)


def store() -> MetricsStore:
    return services().store


def catalogue() -> Catalogue:
    return services().catalogue


def found(code: str) -> HeldReturn:
    """The return of this code; what nobody sent is answered as a page that does not exist."""
    try:
        return store().returns.find(code)
    except UnknownError:
        abort(404)


def names_in(address: Address) -> Names:
    return Names(catalogue(), Words(address.language))


def ways(address: Address, words: Words, here: str) -> Component:
    """From one page of the office to the others; a partner has the calendar alone."""
    every = [(HOME, "review.home"), (CALENDAR, "review.calendar")]
    if may(*READ_REVIEW):
        every[1:1] = [(REVIEW, "review.queue")]
        every.append((PERIODS, "review.periods"))
    links = [
        html.Li(
            html.A(
                words(key), href=address.to(path),
                **(attrs(aria_current="page") if path == here else {}),
            )
        )
        for path, key in every
    ]  # fmt: skip
    return html.Nav(html.Ul(links), className="siblings", **attrs(aria_label=words("review.ways")))


def wide_form(action: str, *parts: Child) -> Component:
    """A form as wide as the page, with the token that proves it was drawn here."""
    token = hidden_fields({CSRF: generate_csrf()})
    return html.Form([*token, *parts], action=action, method="post", className="wide-form")


def reason_given(name: str = "reason") -> str:
    """The words that were sent as a reason; refused where they would hold personal data."""
    said = request.form.get(name, "").strip()
    refuse_private(said)
    return said


def status_of(error: MetricsError) -> int:
    """422 for words that can be written otherwise, 409 where the step itself cannot be taken."""
    return 422 if isinstance(error, UnfitWordsError) else 409


def refuse_private(said: str) -> None:
    """MetricsError for words that tell of a person, but for what the office itself publishes."""
    comments.refuse_private(said, published())


def published() -> frozenset[str]:
    """The contacts that the office itself publishes: they are nobody's secret."""
    allowed: frozenset[str] | None = g.get("public_contacts")
    if allowed is None:
        allowed = g.public_contacts = public_contacts(services().settings.data)
    return allowed


def who(actor: str, words: Words) -> str:
    """The name of an account; a service or the command line by its word."""
    return actor_words(actor, g.get("people") or _people(), words)


def _people() -> dict[str, str]:
    people: dict[str, str] = g.setdefault(
        "people", {one.id: one.name for one in accounts().every()}
    )
    return people


def own_organization() -> str | None:
    """Whose calendar a partner sees; None for the office, which sees every one."""
    reading = account()
    return reading.organization if reading and reading.role is Role.PARTNER else None
