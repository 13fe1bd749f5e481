"""Returns of partners: sent, looked through, approved, sent back, taken back; each in one step."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from metrics import return_differences
from metrics.catalogue import KINDS, Catalogue
from metrics.consent_refusals import not_consented
from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.obligations_held import ObligationsHeld
from metrics.observations import HeldObservation, Observation, Receipt
from metrics.periods import Period
from metrics.return_differences import differences
from metrics.return_forms import ReturnForm
from metrics.return_reasons import reason_of, remarks_of
from metrics.return_refusals import no_period_of, not_over, nothing_stated
from metrics.return_values import (
    Difference,
    DifferenceKind,
    HeldReturn,
    PastValues,
    Preview,
    ProgressChange,
    Remark,
    ReturnReceipt,
    SentReturn,
    ValueKey,
)
from metrics.scopes import Scope
from metrics.store import period_turns
from metrics.store import returns_kept as kept
from metrics.store.engine import reading
from metrics.store.recording import Admission, Wrote
from metrics.store.repository import Repository
from metrics.store.returns_counting import counting, shown_mark
from metrics.store.returns_kept import RETURNS, KeptReturn, moment
from metrics.store.returns_reading import ReturnReader
from metrics.store.returns_recording import Doing, ReturnSteps, Sending, as_sent
from metrics.store.scratch import scratch
from metrics.verdicts import Progress

Judge: TypeAlias = Callable[[Repository, Iterable[str]], dict[str, Progress]]
RETURN = Text("return", "Rapport")
SENDER, APPROVER = "sender", "approver"  # of a copy that is tried and forgotten


@dataclass(frozen=True)
class Returns(ObligationsHeld):
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
    kept_back: frozenset[tuple[str, str]] = frozenset()  # organizations and forms not consented to
    govern: Callable[[str, str], None] = lambda *_: None  # told who sends, before it is kept

    def preview(self, sent: SentReturn, observations: Iterable[Observation]) -> Preview:
        """What sending a return would do, and what words of progress its approval would change.

        Nothing is written: the progress is judged on a copy in memory that forgets itself.
        """
        sending = self._sending(sent, observations, SENDER)
        steps = self._steps(self.repository)
        told, counts = return_differences.previewed(steps, self._reader, sending)
        return Preview(told, counts, self._judged(sending, told))

    def mark(self, sent: SentReturn) -> str:
        """A mark of what a preview of it shows, to be given back when it is sent."""
        self._in_scope(sent.organization)
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

    def find(self, code: str) -> HeldReturn:
        """One return; UnknownError for a code that is none, or not in scope."""
        return self._held([self._kept(code)])[0]

    def held(
        self,
        *,
        form: str | None = None,
        organization: str | None = None,
        period: Period | None = None,
        state: str | None = None,
        key: str | None = None,
    ) -> tuple[HeldReturn, ...]:
        """The returns asked for, newest first; `state` may be "replaced" too (see `standing`).

        `key` is the sender's own mark of a sending.
        """
        columns = RETURNS.c
        where = [
            *([columns.form == form] if form is not None else ()),
            *([columns.organization == organization] if organization is not None else ()),
            *([columns.key == key] if key is not None else ()),
            *kept.in_period(period),
            *kept.sent_by(self.scope.organizations),
        ]
        with reading(self.repository.engine) as connection:
            found = kept.kept_returns(connection, *where)
        told = [one for one in self._held(found) if state in (None, one.standing)]
        return tuple(reversed(told))

    def values(self, code: str) -> tuple[HeldObservation, ...]:
        """What a return states, also after it was sent back, replaced or withdrawn."""
        found = self._open(code)
        return tuple(self._reader.stated(found, self._source(found.form)).now.values())

    def differences(self, code: str) -> tuple[Difference, ...]:
        """What a return changed of what was held before it."""
        found = self._open(code)
        stated = self._reader.stated(found, self._source(found.form))
        before = {key: one.observation for key, one in stated.before.items()}
        return differences(before, {key: one.observation for key, one in stated.now.items()})

    def history(
        self, series: str, organization: str, place: str, disaggregation: str, period: Period
    ) -> tuple[HeldObservation, ...]:
        """Everything ever said of one cell, oldest first, withdrawals too."""
        self._in_scope(organization)
        self._consented_source(organization, series.partition("/")[0])
        return self._reader.history(series, organization, place, disaggregation, period)

    def past_values(
        self, form: str, organization: str, before: Period
    ) -> Mapping[ValueKey, PastValues]:
        """What stands of earlier periods, by cell, oldest first: approved, else as it was sent."""
        self._in_scope(organization)
        self._consented(organization, form)
        source, found = self._form(form).source, dict[ValueKey, list[tuple[Period, Observation]]]()
        for one in self._reader.standing(source, organization, before.start):
            value = one.observation
            key = value.series, value.place, value.disaggregation.code
            found.setdefault(key, []).append((value.period, value))
        return {key: sorted(values, key=lambda one: one[0]) for key, values in found.items()}

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

    def close(self, form: str, period: Period, actor: str) -> None:
        """Take no more steps with the returns of a period."""
        declared = self._form(form)
        period = self._period(declared, period)
        if period.end >= self.on:
            raise not_over(period, fiscal=declared.fiscal)
        period_turns.close(self.repository.engine, self.wrote, form, period, actor)

    def reopen(self, form: str, period: Period, actor: str, reason: str) -> None:
        """Take them again, for a reason."""
        declared, why = self._form(form), reason_of(reason)
        period_turns.reopen(
            self.repository.engine, self.wrote, form, self._period(declared, period), actor, why,
            fiscal=declared.fiscal,
        )  # fmt: skip

    def closed(self, form: str) -> frozenset[Period]:
        with reading(self.repository.engine) as connection:
            return kept.closed_periods(connection, self._form(form).id)

    @property
    def _reader(self) -> ReturnReader:
        return ReturnReader(self.repository)

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
        self._in_scope(sent.organization)
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

    def _kept(self, code: str) -> KeptReturn:
        where = RETURNS.c.code == code, *kept.sent_by(self.scope.organizations)
        with reading(self.repository.engine) as connection:
            for found in kept.kept_returns(connection, *where):
                return found
        raise UnknownError(RETURN, code, ())

    def is_kept_back(self, organization: str, form: str) -> bool:
        """Whether an organization does not consent to show this reader what it sends by a form."""
        return (organization, form) in self.kept_back

    def _open(self, code: str) -> KeptReturn:
        """A return whose values this reader may see, and decide on; else MetricsError."""
        found = self._kept(code)
        self._consented(found.organization, found.form)
        return found

    def _consented(self, organization: str, form: str) -> None:
        if self.is_kept_back(organization, form):
            raise not_consented(organization)

    def _consented_source(self, organization: str, source: str) -> None:
        """Of a source every form has to be consented to."""
        for form in self.catalogue.returns.values():
            if form.source == source:
                self._consented(organization, form.id)

    def _form(self, name: str) -> ReturnForm:
        if name not in self.catalogue.returns:
            raise UnknownError(KINDS["form"], name, self.catalogue.returns)
        return self.catalogue.returns[name]

    def _source(self, form: str) -> str:
        return self._form(form).source

    def _period(self, form: ReturnForm, period: Period) -> Period:
        if not form.is_period(period):
            raise no_period_of(period, form.id)
        return period

    def _in_scope(self, organization: str) -> None:
        """UnknownError for who is no partner, or is not seen; told alike."""
        known = [one for one in self.catalogue.partners if self.scope.sees_whole(one)]
        if organization not in known:
            raise UnknownError(KINDS["partner"], organization, known)

    def _held(self, returns: Sequence[KeptReturn]) -> list[HeldReturn]:
        with reading(self.repository.engine) as connection:
            told = kept.told_with(connection, returns, counting)
        held = [
            HeldReturn(
                self._receipt(one),
                tuple(event.told for event in one.events),
                more.reasons,
                more.comments,
                one.submission,
                one.language,
                one.version,
                *more[2:],
            )
            for one, more in zip(returns, told, strict=True)
        ]
        return [self._wordless(one) for one in held]

    def _wordless(self, held: HeldReturn) -> HeldReturn:
        """That a return came, and when, where its words and checksums are not consented to."""
        receipt = held.receipt
        if not self.is_kept_back(receipt.organization, receipt.form):
            return held
        return held._replace(
            receipt=receipt._replace(
                content="", file_sha256="", receipt=Receipt(receipt.receipt.submission, 0, 0, 0, 0)
            ),
            events=tuple(one._replace(reason="") for one in held.events),
            reasons=(), comments=(), file="", is_kept_back=True,
        )  # fmt: skip

    def _receipt(self, found: KeptReturn, *, again: bool = False) -> ReturnReceipt:
        with reading(self.repository.engine) as connection:
            _, sha256 = kept.file_of(connection, found.submission)
        return ReturnReceipt(
            code=found.code,
            form=found.form,
            organization=found.organization,
            period=found.period,
            state=found.state,
            sent_at=moment(found.sent_at),
            actor=found.actor,
            content=found.content,
            file_sha256=sha256,
            receipt=Receipt(found.submission, *found.counts),
            next_due=self._next_due(found),
            again=again,
        )

    def _next_due(self, found: KeptReturn) -> date | None:
        """When the next return is due; None where the form is gone, or the partner by then."""
        form = self.catalogue.returns.get(found.form)
        partner = self.catalogue.partners.get(found.organization)
        if form is None or partner is None:
            return None
        following = form.after(found.period)
        left = partner.until is not None and partner.until < following.start
        return None if left else form.due_on(following)


def _nobody(*_: object) -> None:
    """Who is told of what a copy wrote."""
