"""Whether an organization keeps what it sends from whoever asks, before a value is touched."""

from dashboard.access.authorize import Kind, Thing
from dashboard.services import services
from metrics import OFFICE, HeldReturn, MetricsStore, not_consented


def is_kept_back(organization: str, form: str = "", store: MetricsStore | None = None) -> bool:
    """Whether this reader may not see what is sent by a form; by any, where none is said yet."""
    returns = (store or services().store).returns
    forms = [form] if form else list(returns.catalogue.returns)
    return any(returns.is_kept_back(organization, one) for one in forms)


def draft_of(organization: str, form: str = "", owner: str | None = None) -> Thing:
    """A draft as `authorize` is asked for it."""
    kept = is_kept_back(organization, form)
    return Thing(Kind.DRAFT, owner=owner, organization=organization, is_kept_back=kept)


def return_of(held: HeldReturn) -> Thing:
    """A return as `authorize` is asked for it."""
    whose = held.receipt.organization
    return Thing(Kind.RETURN, organization=whose, is_kept_back=held.is_kept_back)


def refuse_at_terminal(store: MetricsStore, organization: str, form: str = "") -> None:
    """MetricsError where the command line, which is the office's, may not see what was sent."""
    if is_kept_back(organization, form, store.seen_by(OFFICE)):
        raise not_consented(organization, store.catalogue.partners)
