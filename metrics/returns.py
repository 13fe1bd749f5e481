"""Returns of partners: sent, looked through, approved, sent back, taken back; each in one step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from metrics import return_differences
from metrics.catalogue import Catalogue
from metrics.obligations_held import ObligationsHeld
from metrics.observations import Observation
from metrics.periods import Period
from metrics.return_forms import ReturnForm
from metrics.return_reasons import reason_of, remarks_of
from metrics.return_refusals import no_period_of, not_over, nothing_stated
from metrics.return_values import (
    Closing,
    Difference,
    DifferenceKind,
    Preview,
    ProgressChange,
    Remark,
    ReturnReceipt,
    SentReturn,
)
from metrics.returns_held import ReturnsHeld
from metrics.scopes import Scope
from metrics.store import period_turns
from metrics.store.engine import reading
from metrics.store.recording import Admission, Wrote
from metrics.store.repository import Repository
from metrics.store.returns_counting import shown_mark
from metrics.store.returns_recording import Doing, ReturnSteps, Sending, as_sent
from metrics.store.scratch import scratch
from metrics.verdicts import Progress

Judge: TypeAlias = Callable[[Repository, Iterable[str]], dict[str, Progress]]
SENDER, APPROVER = "sender", "approver"  # of a copy that is tried and forgotten


@dataclass(frozen=True)
class Returns(ReturnsHeld, ObligationsHeld):
    """The returns that a reader sees: an organization's own, or all for the office.

    What lies outside its scope is answered as if it had never been sent.
    """

    repository: Repository
    catalogue: Catalogue
    scope: Scope
    on: date  # the day of a step that is taken now
    admit: Admission
    wrote: Wrote
    judge: Judge
    way: str = ""  # by which steps are taken where it is not a page: "command-line"
    until: int = 0  # the instant up to which what was published is out
    kept_back: frozenset[tuple[str, str]] = frozenset()  # organizations and forms not consented to
    govern: Callable[[str, str], None] = lambda *_: None  # told who sends, before it is kept

    def preview(self, sent: SentReturn, observations: Iterable[Observation]) -> Preview:
        """What sending a return would do, and what words of progress its approval would change.

        Nothing is written: the progress is judged on a copy in memory that forgets itself.
        """
        sending = self._sending(sent, observations, SENDER)
        steps = self._steps(self.repository)
        told, counts = return_differences.previewed(steps, self._reader, sending)
        holding = self._holding(sent.organization, told)
        return Preview(told, counts, self._judged(sending, told), holding)

    def mark(self, sent: SentReturn) -> str:
        """A mark of what a preview of it shows, to be given back when it is sent."""
        self._seen(sent.organization)
        sent = sent._replace(reasons=remarks_of(sent.reasons))
        with reading(self.repository.engine) as connection:
            return shown_mark(connection, sent)

    def submit(
        self,
        sent: SentReturn,
        observations: Iterable[Observation],
        actor: str,
        seen: str | None = None,
    ) -> ReturnReceipt:
        """Take a return: all of it in one transaction, with its reasons and its audit entry.

        The same again, by its content or its key, changes nothing and gives the first receipt.
        ChangedSinceError where `seen`, the mark of a preview, is no longer that of this sending.
        """
        sending = self._sending(sent, observations, actor)._replace(seen=seen)
        self.govern(sent.organization, actor)
        found, again = self._steps(self.repository).submit(sending)
        return self._receipt(found, again=again)

    def approve(self, code: str, actor: str) -> ReturnReceipt:
        """Let what was sent stand as approved; never by the account that sent it."""
        return self._receipt(self._steps(self.repository).approve(self._doing(code, actor)))

    def send_back(
        self, code: str, actor: str, reason: str, comments: Iterable[Remark] = ()
    ) -> ReturnReceipt:
        """Ask for the return anew, with comments at its cells; what was approved goes on."""
        said = remarks_of(comments)
        doing = self._doing(code, actor, reason_of(reason, needed=not said))._replace(comments=said)
        return self._receipt(self._steps(self.repository).send_back(doing))

    def withdraw(self, code: str, actor: str, reason: str) -> ReturnReceipt:
        """Take back what a return says, for a reason.

        Nobody had approved it: what was approved before it goes on standing. It was approved:
        nothing stands in its place.
        """
        doing = self._doing(code, actor, reason_of(reason))
        return self._receipt(self._steps(self.repository).withdraw(doing))

    def undo(self, code: str, actor: str, reason: str) -> ReturnReceipt:
        """Reverse a return, so that what was held before it stands again, for a reason.

        Of one that was withdrawn that is reversed: what it said stands again, in its old state.
        """
        doing = self._doing(code, actor, reason_of(reason))
        return self._receipt(self._steps(self.repository).undo(doing))

    def close(self, form: str, period: Period, actor: str) -> Closing | None:
        """Take no more steps with the returns of a period; who closed it, where that was before."""
        declared = self._form(form)
        period = self._period(declared, period)
        if period.end >= self.on:
            raise not_over(period, fiscal=declared.fiscal)
        return period_turns.close(self.repository.engine, self.wrote, form, period, actor)

    def reopen(self, form: str, period: Period, actor: str, reason: str) -> None:
        """Take them again, for a reason."""
        declared, why = self._form(form), reason_of(reason)
        period_turns.reopen(
            self.repository.engine, self.wrote, form, self._period(declared, period), actor, why,
            fiscal=declared.fiscal,
        )  # fmt: skip

    def _steps(self, repository: Repository) -> ReturnSteps:
        """The steps in the store itself, or in a copy, of which no anchor speaks."""
        wrote = self.wrote if repository is self.repository else _nobody
        example = self.catalogue.example is not None
        return ReturnSteps(repository.engine, self.admit, wrote, example=example)

    def _judged(self, sending: Sending, told: Iterable[Difference]) -> tuple[ProgressChange, ...]:
        """What would be another word, of the indicators of which anything changes."""
        indicators = sorted(
            {one.indicator for one in told if one.kind is not DifferenceKind.UNCHANGED}
        )
        stated = [one for one in sending.observations if one.indicator in indicators]
        before = self.judge(self.repository, indicators)
        with scratch(self.repository, indicators) as copy:
            steps = self._steps(copy)
            found, _ = steps.submit(sending._replace(observations=stated))
            steps.approve(Doing(found.code, APPROVER, self.on, sending.source))
            after = self.judge(copy, indicators)
        changed = [one for one in indicators if before[one] != after[one]]
        return tuple(ProgressChange(one, before[one], after[one]) for one in changed)

    def _sending(
        self, sent: SentReturn, observations: Iterable[Observation], actor: str
    ) -> Sending:
        form = self._form(sent.form)
        self._seen(sent.organization)
        self._consented(sent.organization, sent.form)
        self._period(form, sent.period)
        stated = as_sent(observations, sent.organization, self.on)
        if not stated:
            raise nothing_stated()
        sent = sent._replace(reasons=remarks_of(sent.reasons))
        return Sending(sent, stated, form.source, self.on, actor, fiscal=form.fiscal)

    def _doing(self, code: str, actor: str, reason: str = "") -> Doing:
        found = self._open(code)
        form = self._form(found.form)
        return Doing(code, actor, self.on, form.source, reason, way=self.way, fiscal=form.fiscal)

    def _period(self, form: ReturnForm, period: Period) -> Period:
        if not form.is_period(period):
            raise no_period_of(period, form.id)
        return period


def _nobody(*_: object) -> None:
    """Who is told of what a copy wrote."""
