"""A store whose northern partner governs its own data, and consents as its steward gives them."""

from dataclasses import replace
from datetime import date

from metrics import (
    Detail,
    Governance,
    MetricsStore,
    Purpose,
    Settings,
    Terms,
    of_partner,
)
from tests.factories import catalogue, document, indicator, words
from tests.metrics.returned import FORM, NORTH, with_returns

ON = date(2025, 8, 15)
STEWARD = "steward-c3"
EVERY = frozenset(Purpose)


def governed_catalogue(**changes):
    """The line of record of calls is what partners send; the northern one governs its own."""
    told = {"count_basis": "contacts", "frequency": "Q", **changes}
    held = with_returns(catalogue(indicators=(indicator(**told),)))
    source = held.sources["hotline"].model_copy(
        update={
            "returns": FORM,
            "documents": {**held.sources["hotline"].documents, "returns": document("returns")},
        }
    )
    governance = Governance(principles=words("Our own principles"))
    north = held.partners[NORTH].model_copy(update={"governance": governance})
    partners = {**held.partners, NORTH: north}
    return replace(held, sources={"hotline": source}, partners=partners)


def open_governed(address: str, held=None) -> MetricsStore:
    settings = Settings(database_url=address, framework="plan")
    store = MetricsStore.open(settings, held or governed_catalogue())
    store.today = lambda: ON
    return store


def terms(*purposes: Purpose, **changes) -> Terms:
    asked = frozenset(purposes) or frozenset({Purpose.INTERNAL})
    return Terms(asked, Detail.OWN, None, "The data steward", 20, 2)._replace(**changes)


def consents(store: MetricsStore, organization: str = NORTH):
    """As the steward of an organization reaches them."""
    return store.seen_by(of_partner(organization)).consents


def give(store: MetricsStore, *purposes: Purpose, **changes):
    return consents(store).give(NORTH, FORM, terms(*purposes, **changes), STEWARD)


def withdraw(store: MetricsStore, reason: str = "Our council decided so."):
    return consents(store).withdraw(NORTH, FORM, STEWARD, reason)
