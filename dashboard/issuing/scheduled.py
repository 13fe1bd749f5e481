"""Briefings that are made and sent by themselves: at each look of the worker, what has come due.

Of every period a schedule makes one briefing and sends it once to each address, whatever happens:
each step is begun in the store under its own key before it is taken, and of all who begin it one
may go on. A message whose sending was cut off is not sent again; that it is not known to have
arrived is told.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from typing import NamedTuple

from dashboard.access.authorize import Action, Kind, Thing, authorize
from dashboard.access.roles import Account
from dashboard.access.store import Accounts
from dashboard.briefings.outline import Outline
from dashboard.briefings.snapshot import outline_text
from dashboard.issuing.delivery import message
from dashboard.issuing.due_days import DueDay, Rule, closings_of, due_day
from dashboard.issuing.making import drafted, issue, kept_snapshot, made, outline_of
from dashboard.issuing.next_time import said_again, set_forward
from dashboard.issuing.sending import (
    ATTEMPTS,
    DELIVERED,
    REFUSED,
    Sending,
    attempts_of,
    is_readable,
)
from dashboard.returns.mail import Post
from metrics import (
    OFFICE,
    OFFICIAL,
    Briefing,
    BriefingState,
    MetricsError,
    MetricsStore,
    Period,
    Run,
    Schedule,
    Settings,
)

_LOG = logging.getLogger(__name__)
LEASE = timedelta(minutes=30)  # after it, who began an attempt is taken to be gone
TRIES = 3  # to issue, where figures are loaded at the same moment
DAY = timedelta(days=1)
NO_RIGHTS, MADE = "no-rights", "made"  # a result; part of the keys of runs: "2026-Q2/made"
RIGHTS = ((Action.CREATE, Thing(Kind.SCHEDULE)), (Action.CREATE, Thing(Kind.BRIEFING)))


class Done(NamedTuple):
    """What became of a schedule at a look; `said` is for the log, and holds no address."""

    schedule: str
    key: str
    result: str
    said: str = ""


def look(settings: Settings, store: MetricsStore) -> list[Done]:
    """Run what has come due; what goes wrong is told in the log, without an address."""
    post = Post(settings)
    if not post.is_set:
        return []
    try:
        with closing(Accounts.open(settings)) as accounts:
            people = accounts.every()
        done = Schedules(settings, store, post).look(people)
    except MetricsError as error:
        _LOG.warning("schedules of briefings: %s", error)
        return []
    for one in done:
        if one.result != DELIVERED:
            _LOG.warning("schedule %s for %s: %s %s", *one)
    return done


class Schedules:
    """The schedules of a store, run with the rights of the accounts that made them."""

    def __init__(self, settings: Settings, store: MetricsStore, post: Post) -> None:
        self._store, self._office = store.seen_by(OFFICIAL), store.seen_by(OFFICE)
        self._url, self._sending = settings.public_url, Sending(self._store, post)

    def look(self, people: Iterable[Account]) -> list[Done]:
        """Take the next step of everything that is due; one that fails holds up no other."""
        known = {one.id: one for one in people}
        found = []
        for schedule in self._store.briefings.schedules():
            due = self.due(schedule)
            done = self._run(schedule, due, known) if due else None
            found += [done] if done else []
        return found

    def due(self, schedule: Schedule) -> DueDay | None:
        """The last time that a schedule came due since it was made."""
        rule = Rule.parse(schedule.rule)
        found = due_day(rule, self._store.today(), self.closings(rule)) if rule else None
        made_on = schedule.at.astimezone().date()
        return found if found and found.day >= made_on else None

    def closings(self, rule: Rule | None) -> Sequence[tuple[Period, date]]:
        """When the periods of a rule's return form close, with the extensions that were given."""
        if rule is None or rule.form not in self._office.catalogue.returns:
            return ()
        return closings_of(self._office.returns.obligations(form=rule.form))

    def _run(self, schedule: Schedule, due: DueDay, known: Mapping[str, Account]) -> Done | None:
        """One attempt at what is due; None where there is nothing to do, or somebody is at it."""
        held, key = self._store.briefings, due.key
        runs = {one.key: one for one in held.runs(schedule.code)}
        if key in runs and runs[key].ended is not None:
            return None
        if not may_run(known.get(schedule.actor)):
            held.begin_run(schedule.code, key)
            return self._ended(schedule, key, NO_RIGHTS)
        attempt = self._next_attempt(runs, key)
        if attempt is None:
            return None
        held.begin_run(schedule.code, key)
        mine = f"{key}/{attempt}"
        if not held.begin_run(schedule.code, mine):
            return None
        result, said = self._attempted(schedule, due, attempt)
        held.ran(schedule.code, mine, result)
        if result == DELIVERED or attempt == ATTEMPTS:
            self._ended(schedule, key, result)
        return Done(schedule.code, key, result, said)

    def _next_attempt(self, runs: Mapping[str, Run], key: str) -> int | None:
        """The number of the next attempt; None while the last one may still go on."""
        tried = attempts_of(runs, key)
        if tried and tried[-1].ended is None and self._store.now() - tried[-1].began < LEASE:
            return None
        return len(tried) + 1 if len(tried) < ATTEMPTS else None

    def _ended(self, schedule: Schedule, key: str, result: str) -> Done:
        self._store.briefings.ran(schedule.code, key, result)
        return Done(schedule.code, key, result)

    def _attempted(self, schedule: Schedule, due: DueDay, attempt: int) -> tuple[str, str]:
        try:
            briefing = self._issued(schedule, due)
            told = message(briefing, kept_snapshot(self._store, briefing.code), schedule, self._url)
            return self._sending.send(schedule, due.key, attempt, briefing, told)
        except MetricsError as error:
            return REFUSED, str(error)

    def _issued(self, schedule: Schedule, due: DueDay) -> Briefing:
        """The briefing of this time, made and issued where it is not yet."""
        code = self._made(schedule, due)
        for left in reversed(range(TRIES)):
            found = self._store.briefings.find(code)
            if found.issue is not None:
                break
            try:
                outline, version = outline_of(self._store, code), found.versions[-1].number
                issue(self._store, code, version, made(self._store, outline), schedule.actor)
            except MetricsError:
                if not left:
                    raise
        return self._store.briefings.find(code)

    def _made(self, schedule: Schedule, due: DueDay) -> str:
        """The code of the draft of this time: of all that are kept for it, one counts."""
        held, key = self._store.briefings, f"{due.key}/{MADE}"
        runs = {one.key: one for one in held.runs(schedule.code)}
        if key in runs and runs[key].result:
            return runs[key].result.upper()
        held.begin_run(schedule.code, key)
        before = self.last_issued(schedule, runs)
        outline = self._outline(before, due)
        code = (
            self._found(schedule, outline, runs.get(due.key))
            or drafted(self._store, outline, schedule.actor, copied_from=before).code
        )
        return held.ran(schedule.code, key, code.lower()).result.upper()

    def last_issued(self, schedule: Schedule, runs: Mapping[str, Run]) -> str:
        """The last briefing that this schedule issued; at first the one that it was made of."""
        codes = [
            one.result.upper()
            for one in sorted(runs.values(), key=lambda run: run.began)
            if one.key.endswith(f"/{MADE}") and one.result
        ]
        found = [
            one for one in codes if self._store.briefings.find(one).state is BriefingState.ISSUED
        ]
        return found[-1] if found else schedule.briefing

    def _outline(self, before: str, due: DueDay) -> Outline:
        """The outline of the one before, set forward; compared with it as long as it can be read.

        A draft that was never issued is taken as it stands, but for its period.
        """
        outline = outline_of(self._store, before)
        moved = set_forward(outline, before, min(Period.parse(due.key).end, due.day - DAY))
        if not is_readable(self._store, before):
            since = (
                outline.since if outline.since and is_readable(self._store, outline.since) else None
            )
            moved = moved.model_copy(update={"since": since})
        return said_again(self._store, moved)

    def _found(self, schedule: Schedule, outline: Outline, began: Run | None) -> str | None:
        """The same draft, kept by an attempt that was cut off before it could say so."""
        held, text = self._store.briefings, outline_text(outline)
        drafts = held.held(BriefingState.DRAFT, schedule.actor) if began else ()
        since = began.began if began else self._store.now()
        return next(
            (
                one.code
                for one in drafts
                if one.created >= since and outline_text(outline_of(self._store, one.code)) == text
            ),
            None,
        )


def may_run(account: Account | None) -> bool:
    """Whether an account may, today, what a schedule of its does."""
    return account is not None and all(authorize(account, *one) for one in RIGHTS)
