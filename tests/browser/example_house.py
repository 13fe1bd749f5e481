"""The example data behind the production server and its worker, on stores of their own.

Two partners' returns of earlier quarters are there, so that there is a past; nothing of the newest.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from dashboard.access.store import Accounts
from dashboard.demo.filled import Asking, filled, said_by
from dashboard.demo.people import make_people
from dashboard.demo.plan import FORM, partner_named
from dashboard.returns import asking
from dashboard.returns.grouping import grouped
from dashboard.returns.sending import own_returns, sent_return
from dashboard.returns.store import Draft, DraftState
from ingest import check
from metrics import OFFICE, Catalogue, Language, MetricsStore, Period, Settings, dated_back, pack
from metrics.settings import PROJECT
from tests.browser.conftest import START, free_port, wait_for

EXAMPLE = PROJECT / "data" / "example"
PASSWORD = "kettle umbrella violin harbour"
SHOWN = (partner_named("a"), partner_named("b"), "editor", "viewer")
PAST = 5  # earlier quarters that were sent: a past is made of four
REASON = "Made up: a new service began."


class Example(NamedTuple):
    """Where it answers, and of which quarter a return is sent."""

    address: str
    period: Period
    settings: Settings
    log: Path


def newest(catalogue: Catalogue, today: date) -> Period:
    """The newest quarter that is over."""
    form = catalogue.returns[FORM]
    period = form.obligations[0].since
    while form.after(period).end < today:
        period = form.after(period)
    return period


@contextmanager
def example_served(folder: Path) -> Iterator[Example]:
    """Everything made, then served until the block ends."""
    port = free_port()
    settings = Settings(
        data=EXAMPLE, framework="example-strategy", env="test", port=port,
        database_url=f"sqlite:///{folder / 'figures.sqlite'}",
        accounts_url=f"sqlite:///{folder / 'accounts.sqlite'}",
        returns_url=f"sqlite:///{folder / 'returns.sqlite'}",
    )  # fmt: skip
    period = _fill(settings)
    own = {
        "PILLARS_DATA": str(EXAMPLE), "PILLARS_FRAMEWORK": "example-strategy",
        "PILLARS_ENV": "test", "PILLARS_DATABASE_URL": settings.database_url,
        "PILLARS_ACCOUNTS_URL": settings.accounts_url,
        "PILLARS_RETURNS_URL": settings.returns_url, "PORT": str(port),
    }  # fmt: skip
    log = folder / "server.log"
    with log.open("w") as told:
        server = subprocess.Popen([sys.executable, "-c", START], env={**os.environ, **own},
                                  stdout=told, stderr=told)  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}", server)
        yield Example(f"http://127.0.0.1:{port}", period, settings, log)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _fill(settings: Settings) -> Period:
    """Accounts with one password, and earlier quarters approved."""
    catalogue = Catalogue.read(EXAMPLE)
    accounts, store = Accounts.open(settings), MetricsStore.open(settings, catalogue)
    with closing(accounts), closing(store):
        store.remember(pack(settings.data))
        people = make_people(accounts, catalogue, store.note)
        for name in SHOWN:
            account = accounts.find(name)
            accounts.set_password(account.id, PASSWORD, datetime.now(UTC))
        period = newest(catalogue, datetime.now(UTC).date())
        _send_past(settings, store, people, period)
    return period


def _send_past(settings, store, people, until: Period) -> None:
    """As the pages send them, on the days on which they would have come."""
    form, quarters = store.catalogue.returns[FORM], []
    period = form.obligations[0].since
    while period != until:
        quarters.append(period)
        period = form.after(period)
    for period in quarters[-PAST:]:
        for letter in "ab":
            one = Asking(form, partner_named(letter), period, Language.EN)
            at = datetime.combine(form.due_on(period), datetime.min.time(), UTC)
            with dated_back(at):
                _send(settings, store, people, one, at)


def _send(settings, store, people, one: Asking, at: datetime) -> None:
    content = filled(store, one, said_by(one))
    first = asking.first_context(settings, store.catalogue, one.partner, one.language, at.date(),
                                 form=one.form.id, period=one.period)  # fmt: skip
    checked = check(content, one.name, asking.full_context(first, store))
    groups = grouped(checked.findings)
    reasons = {group.key: REASON for group in groups if group.asks_reason}
    draft = Draft(f"d{one.partner[-1]}{one.period.code}", "", one.partner, FORM, one.period.code,
                  one.language, one.name, "0" * 64, len(content), DraftState.SENT, "", 100, "", "",
                  at, at)  # fmt: skip
    sent = sent_return(draft, checked, groups, reasons)
    account = people[one.partner]
    receipt = own_returns(store, one.partner).submit(sent, checked.observations, account)
    store.seen_by(OFFICE).returns.approve(receipt.code, people["editor"])
