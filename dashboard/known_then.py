"""What was known by the day that an address asks about: documents, events, strategies, actions."""

from datetime import date

from dashboard.addresses import Address
from dashboard.services import Services
from metrics import Document, Event, Framework, HeldAction, NotedEvent


def known_by(document: Document, day: date | None) -> bool:
    """Whether a document was out by a day; of a month or a year, its last day counts."""
    return day is None or document.known_on <= day


def action_known(one: HeldAction, held: Services, day: date | None) -> bool:
    return known_by(held.catalogue.document(one.source.id, one.action.document), day)


def event_known(event: Event, held: Services, day: date | None) -> bool:
    """Whether the office had noted it, or its document was out."""
    if isinstance(event, NotedEvent):
        return day is None or event.noted_on <= day
    return _announced(event.source, held, day)


def strategies_known(held: Services, address: Address) -> list[Framework]:
    """Those that had been announced, and the one that is shown; oldest first."""
    known = (
        one for one in held.catalogue.frameworks.values()
        if one.id == address.framework or _announced(one.source, held, address.known_at)
    )  # fmt: skip
    return sorted(known, key=lambda one: one.starts_on)


def _announced(document: str, held: Services, day: date | None) -> bool:
    """Of a document written as "<source>/<document>"."""
    return known_by(held.catalogue.document(*document.split("/", 1)), day)
