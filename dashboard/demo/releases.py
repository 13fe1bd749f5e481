"""Made-up releases: one that is out, one that is approved and waits, one that is only proposed."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from dashboard.demo import plan
from dashboard.demo.consents import steward_of
from metrics import (
    OFFICE,
    OFFICIAL,
    MetricsStore,
    Period,
    Proposal,
    Release,
    ReturnState,
    Text,
    of_partner,
)

EDITOR, OFFICIAL_ROLE = "editor", "official"
OUT_BEFORE = timedelta(days=30)  # so long before today the first came out
APPROVED_AFTER, OUT_AFTER = timedelta(hours=20), timedelta(days=2)
AHEAD = timedelta(days=30)
OUT = Text("Example release: people served and outreach",
           "Diffusion d'exemple\u00a0: personnes desservies et travail de proximité")  # fmt: skip
WAITS = Text("Example release to come: training and funding",
             "Diffusion d'exemple à venir\u00a0: formation et financement")  # fmt: skip
PROPOSED = Text("Example proposal: services by organization",
                "Proposition d'exemple\u00a0: services par organisme")  # fmt: skip
FIRST = ("people-served", "new-people-served", "services-provided", "outreach-contacts",
         "community-sessions", "guides-shared", "referrals-made")  # fmt: skip
SECOND = ("training-sessions", "training-seats", "support-positions", "funding-received")
THIRD = ("services-provided", "community-sessions")
QUARTERS = 2
Step = tuple[datetime, Callable[[], object]]


class MadeReleases:
    """What is done with the made-up releases, and when."""

    def __init__(self, store: MetricsStore, people: Mapping[str, str], now: datetime) -> None:
        self.store, self.people, self.now = store, people, now
        self.codes: dict[Text, str] = {}

    def agenda(self) -> Iterator[Step]:
        """The first is proposed, agreed to, approved and out on days that have passed."""
        out = _minute(self.now - OUT_BEFORE)
        first = out - OUT_AFTER
        yield first, lambda: self._propose(OUT, FIRST, out, by_partner=True)
        yield first + APPROVED_AFTER, lambda: self._agree_and_approve(OUT)

    def propose_others(self) -> None:
        """Today's: one approved, announced and to come, one that is only proposed."""
        at = _minute(self.now + AHEAD)
        self._propose(WAITS, SECOND, at)
        self._agree_and_approve(WAITS)
        self._announce(WAITS)
        self._propose(PROPOSED, THIRD, at + timedelta(days=30), by_partner=True)

    def _propose(
        self, title: Text, series: tuple[str, ...], at: datetime, *, by_partner: bool = False
    ) -> None:
        periods = self._approved_quarters()
        proposal = Proposal(plan.FORM, series, periods, title, at, by_partner)
        if periods:
            made = self.store.seen_by(OFFICE).releases.propose(proposal, self.people[EDITOR])
            self.codes[title] = made.code

    def _agree_and_approve(self, title: Text) -> None:
        """Each owner's steward agrees, then an official approves."""
        if not (code := self.codes.get(title)):
            return
        found: Release = self.store.seen_by(OFFICE).releases.find(code)
        for one in found.lacking:
            steward = self.people[steward_of(one)]
            self.store.seen_by(of_partner(one)).releases.steward_approve(code, one, steward)
        self.store.seen_by(OFFICIAL).releases.approve(code, self.people[OFFICIAL_ROLE])

    def _announce(self, title: Text) -> None:
        if code := self.codes.get(title):
            self.store.seen_by(OFFICE).releases.announce(code, self.people[EDITOR])

    def _approved_quarters(self) -> tuple[Period, ...]:
        """The newest quarters of which nearly everything that came is approved."""
        held = self.store.seen_by(OFFICE).returns.held(form=plan.FORM)
        states: dict[Period, list[bool]] = {}
        for one in held:
            approved = one.receipt.state is ReturnState.APPROVED
            states.setdefault(one.receipt.period, []).append(approved)
        found = [one for one, said in states.items() if sum(said) * 5 >= len(said) * 4]
        return tuple(sorted(found)[-QUARTERS:])


def _minute(at: datetime) -> datetime:
    """Ten in the morning of that day in Ontario's summer."""
    return at.replace(hour=14, minute=0, second=0, microsecond=0)
