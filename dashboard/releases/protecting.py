"""The steps with a release that take long, done by a worker: to propose one, and to approve it.

What is proposed is protected and attacked, what is approved is attacked once more: with thousands
of figures that takes longer than a browser, or what stands before the server, waits for an answer.
"""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from typing import Any, NamedTuple

from dashboard.access.authorize import Action, Kind, Thing, authorize
from dashboard.access.roles import Account
from dashboard.access.store import Accounts
from dashboard.returns.checks import Checks
from dashboard.returns.store import Board, Turn
from dashboard.returns.store.requests import Request, Requests
from dashboard.text import both
from metrics import (
    OFFICE,
    OFFICIAL,
    MetricsError,
    MetricsStore,
    Period,
    Proposal,
    Release,
    Releases,
    ReleaseState,
    ReleaseStep,
    Stage,
    StoreError,
    Text,
)

PROTECT = "protect"  # the kind of job
PROPOSE, APPROVE = "propose", "approve"
SHARES = {Stage.PROTECTING: 10, Stage.ATTACKING: 60, Stage.KEEPING: 90}  # done as it begins
Tell = Callable[[Stage], object]


class Work(NamedTuple):
    """What it is done with; `account` finds who has asked, by the id."""

    store: MetricsStore
    requests: Requests
    account: Callable[[str], Account | None]

    def take(self, id_: str, tell: Tell) -> None:
        """Do what was asked for, once; why it cannot be done is kept for whoever asked."""
        asked = self.requests.find(id_)
        if asked is None or asked.is_over:
            return
        try:
            code = self._done(asked, tell)
        except StoreError:
            raise  # its server is away: tried again
        except MetricsError as error:
            self.requests.refuse(id_, error.text)
        else:
            self.requests.end(id_, code)

    def _done(self, asked: Request, tell: Tell) -> str:
        """The code of the release. Who has asked must still be who may."""
        account = self.account(asked.account)
        form = Thing(Kind.RELEASE, organization=asked.form)
        needed = {PROPOSE: (Action.CREATE, Thing(Kind.RELEASE)), APPROVE: (Action.RESTORE, form)}
        if account is None or not account.may_act or not authorize(account, *needed[asked.step]):
            raise MetricsError(*both("release.no_longer"))
        if asked.step == PROPOSE:
            return _proposed(self.store.seen_by(OFFICE).releases, asked, tell)
        return _approved(self.store.seen_by(OFFICIAL).releases, asked, tell)


def protect(checks: Checks, turn: Turn) -> None:
    """The same for a worker; TurnLostError where it was cancelled, and nothing is kept."""
    board, requests = Board(checks.drafts.database), Requests(checks.drafts.database)
    with closing(Accounts.open(checks.settings)) as accounts:
        work = Work(checks.store, requests, accounts.account)
        work.take(turn.subject, lambda stage: board.tell(turn, stage.value, SHARES[stage]))


def give_up(checks: Checks, id_: str) -> None:
    """Tell whoever asked for what has ended every worker that took it."""
    Requests(checks.drafts.database).refuse(id_, both("release.request_broken"))


def said_of(proposal: Proposal) -> dict[str, Any]:
    """A proposal as it is kept with its request."""
    return {
        "series": [*proposal.series], "periods": [one.code for one in proposal.periods],
        "title": [*proposal.title], "lifts_at": proposal.lifts_at.isoformat(),
        "by_partner": proposal.by_partner,
    }  # fmt: skip


def proposal_of(asked: Request) -> Proposal:
    said = asked.said
    return Proposal(
        asked.form, tuple(said["series"]), tuple(map(Period.parse, said["periods"])),
        Text(*said["title"]), datetime.fromisoformat(said["lifts_at"]), said["by_partner"],
    )  # fmt: skip


def same(releases: Releases, proposal: Proposal, source: str, account: str) -> str:
    """The code of the very same that waits already; empty where there is none."""
    asked = proposal.title, proposal.lifts_at, proposal.by_partner, {*proposal.periods}
    keys = {f"{source}/{one}" for one in proposal.series}
    for one in releases.held(form=proposal.form, state=ReleaseState.PROPOSED):
        found = one.title, one.lifts_at, one.by_partner, {*one.periods}
        if (found, {*one.series}, one.actor) == (asked, keys, account):
            return one.code
    return ""


def _proposed(releases: Releases, asked: Request, tell: Tell) -> str:
    """Proposed once, also where its worker was lost after it had been kept."""
    proposal = proposal_of(asked)
    source = releases.catalogue.form(asked.form).source
    held = same(releases, proposal, source, asked.account)
    return held or releases.propose(proposal, asked.account, tell).code


def _approved(releases: Releases, asked: Request, tell: Tell) -> str:
    code = str(asked.said["release"])
    if not is_last(releases.find(code), ReleaseStep.APPROVED, asked.account):
        releases.approve(code, asked.account, tell)
    return code


def is_last(release: Release, step: ReleaseStep, account: str) -> bool:
    """Whether the last thing done with it is this step, by this account."""
    last = release.events[-1]
    return (last.step, last.actor) == (step, account)
