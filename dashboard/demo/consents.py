"""Made-up consents: one steward consents to every use, another has said nothing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta

from dashboard.demo import plan
from dashboard.demo.plan import partner_named
from metrics import Detail, MetricsStore, Purpose, Terms, of_partner

STEWARD = "The data steward (example)"
AFTER = timedelta(days=7)  # from the day on which the organization is a partner


def steward_of(organization: str) -> str:
    """By what the account of an organization's steward is known among the made-up people."""
    return f"steward of {organization}"


def made_consents(
    store: MetricsStore, people: Mapping[str, str]
) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """What a steward says, and when: before the organization's first return is looked at."""
    organization = partner_named(plan.CONSENTING)
    partner = store.catalogue.partners[organization]
    if partner.governance is None or partner.since is None:
        return
    held = partner.governance
    terms = Terms(frozenset(Purpose), Detail.TOTAL, None, STEWARD, held.floor, held.others)
    at = datetime.combine(partner.since + AFTER, time(15), tzinfo=UTC)
    yield (
        at,
        lambda: store.seen_by(of_partner(organization)).consents.give(
            organization, plan.FORM, terms, people[steward_of(organization)]
        ),
    )
