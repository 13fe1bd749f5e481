"""What the running application holds, and how a page reaches it."""

from dataclasses import dataclass, field, replace
from sys import getsizeof
from typing import Any, NamedTuple

from flask import current_app, g, has_request_context, request

from metrics import PUBLIC, Catalogue, Memo, MetricsStore, Moment, Scope, Settings

PAGES_KEPT = 256
PAGES_BYTES = 64_000_000


def page_weight(drawn: Any) -> int:  # routes.Drawn, which stands above this module
    """About how many bytes a kept page takes: its markup, and the same again as components."""
    return 2 * getsizeof(drawn.markup)


class ReaderKey(NamedTuple):
    """What an answer depends on besides its question: a part of the key of all that is kept."""

    scope: Scope = PUBLIC
    is_signed_in: bool = False
    sees_returns: bool = False  # the link to the pages of returns stands in the head
    sees_consent: bool = False  # and that to the pages of consent
    sees_briefings: bool = False  # and that to the pages of briefings
    writes_notes: bool = False  # links to write notes stand beside figures and on pillars
    administers: bool = False  # the link to the administration stands in the head
    cannot_write: bool = False  # nothing can be saved: a banner says so


ANYONE = ReaderKey()
# series and organization of values that are not public; of a total, how many partners are in it
Given = frozenset[tuple[str, str, int]]


class Shown(NamedTuple):
    """What a request was answered with, for the audit log: which page, and whose own values."""

    kind: str
    name: str
    status: int
    given: Given = frozenset()
    asked: str = ""  # the partner whose own values the address asks for, as it was typed


@dataclass(frozen=True)
class Services:
    settings: Settings
    catalogue: Catalogue
    store: MetricsStore
    pages: Memo = field(default_factory=lambda: Memo(PAGES_KEPT, PAGES_BYTES, page_weight))
    reader: ReaderKey = ANYONE
    takes_sign_in: bool = False

    def at(self, moment: Moment) -> "Services":
        """The same services, of a past moment: what was known, held and declared then."""
        store = self.store.at(moment)
        return replace(self, store=store, catalogue=store.catalogue)

    def seen_by(self, reader: ReaderKey) -> "Services":
        """The same services, as one reader may see them."""
        store = self.store.seen_by(reader.scope)
        store.gave = _give
        return replace(self, store=store, reader=reader)


def _give(series: str, organization: str, partners: int = 0, /) -> None:
    """Remember, for the length of this request, whose own values it has asked for."""
    held: dict[tuple[str, str], int] = g.setdefault("given", {})
    held[series, organization] = max(partners, held.get((series, organization), 0))


def given() -> Given:
    """Whose own values this request has asked for so far."""
    held: dict[tuple[str, str], int] = g.get("given", {})
    return frozenset((*whose, partners) for whose, partners in held.items())


def services() -> Services:
    """The services of the application that answers this request; for pages only."""
    found: Services = g.get("services") or current_app.extensions["services"]
    return found


def site() -> str:
    """The address under which people reach the pages: as it is set, else as this request asks.

    Only the hosts that are answered get so far. What is kept of a page is kept by it.
    """
    own = services().settings.public_url
    return (own or (request.host_url if has_request_context() else "")).rstrip("/")


def services_at(moment: Moment) -> Services:
    """Let everything that answers this request speak of a past moment, if one is asked for."""
    g.services = services().at(moment)
    return services()
