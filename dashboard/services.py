"""What the running application holds, and how a page reaches it."""

from dataclasses import dataclass, field

from flask import current_app

from metrics import Catalogue, Memo, MetricsStore, Settings

PAGES_KEPT = 256


@dataclass(frozen=True)
class Services:
    settings: Settings
    catalogue: Catalogue
    store: MetricsStore
    pages: Memo = field(default_factory=lambda: Memo(PAGES_KEPT))


def services() -> Services:
    """The services of the application that answers this request; for pages only."""
    found: Services = current_app.extensions["services"]
    return found
