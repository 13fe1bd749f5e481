"""What the worker does of itself every now and then: it reminds partners."""

import logging
from contextlib import closing
from datetime import UTC, datetime

from dashboard.access.store import Accounts
from dashboard.returns.mail import Post
from dashboard.returns.reminders import Done, Reminders
from dashboard.returns.store import Drafts, Reminded
from metrics import Catalogue, MetricsError, MetricsStore, Settings

_LOG = logging.getLogger(__name__)


def remind(
    settings: Settings, catalogue: Catalogue, store: MetricsStore, drafts: Drafts
) -> list[Done]:
    """Send the reminders of today that were not sent; what goes wrong is told in the log."""
    post = Post(settings)
    if not (post.is_set and catalogue.returns):
        return []
    try:
        done = _reminded(settings, catalogue, store, drafts, post)
    except MetricsError as error:
        _LOG.warning("reminders: %s", error)
        return []
    for one in done:
        if one.result == "failed":
            _LOG.warning("reminder of %s not sent: %s", one.owing.form, one.said)
    return done


def _reminded(
    settings: Settings, catalogue: Catalogue, store: MetricsStore, drafts: Drafts, post: Post
) -> list[Done]:
    reminders = Reminders(catalogue, store, Reminded(drafts.database), settings.public_url)
    with closing(Accounts.open(settings)) as accounts:
        people = accounts.every()
    return reminders.send(people, post, store.today(), datetime.now(UTC))
