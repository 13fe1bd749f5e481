"""Returns as they are held: which there are, what they state and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from metrics.consent_refusals import not_consented
from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.observations import HeldObservation, Observation, Receipt
from metrics.periods import Period
from metrics.return_differences import differences, holding_briefings
from metrics.return_scope import ReturnScope
from metrics.return_values import (
    Closing,
    Difference,
    HeldReturn,
    HoldingBriefing,
    PastValues,
    ReturnReceipt,
    ValueKey,
)
from metrics.store import returns_kept as kept
from metrics.store.engine import reading
from metrics.store.repository import Repository
from metrics.store.returns_counting import counting
from metrics.store.returns_kept import RETURNS, KeptReturn, moment
from metrics.store.returns_reading import ReturnReader

RETURN = Text("return", "Rapport")


class ReturnsHeld(ReturnScope):
    """What partners sent, in the scope of a reader; the part of `Returns` that only reads."""

    repository: Repository
    until: int
    kept_back: frozenset[tuple[str, str]]

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

    def in_briefings(self, code: str) -> tuple[HoldingBriefing, ...]:
        """The issued briefings that hold values which a return changes, newest first."""
        return self._holding(self._open(code).organization, self.differences(code))

    def history(
        self, series: str, organization: str, place: str, disaggregation: str, period: Period
    ) -> tuple[HeldObservation, ...]:
        """Everything ever said of one cell, oldest first, withdrawals too."""
        self._seen(organization)
        self._consented_source(organization, series.partition("/")[0])
        return self._reader.history(series, organization, place, disaggregation, period)

    def past_values(
        self, form: str, organization: str, before: Period
    ) -> Mapping[ValueKey, PastValues]:
        """What stands of earlier periods, by cell, oldest first: approved, else as it was sent."""
        self._seen(organization)
        self._consented(organization, form)
        source, found = self._form(form).source, dict[ValueKey, list[tuple[Period, Observation]]]()
        for one in self._reader.standing(source, organization, before.start):
            value = one.observation
            key = value.series, value.place, value.disaggregation.code
            found.setdefault(key, []).append((value.period, value))
        return {key: sorted(values, key=lambda one: one[0]) for key, values in found.items()}

    def closed(self, form: str) -> frozenset[Period]:
        with reading(self.repository.engine) as connection:
            return kept.closed_periods(connection, self._form(form).id)

    def closing(self, form: str, period: Period) -> Closing | None:
        """By whom a period was closed and when; None for one that is open."""
        with reading(self.repository.engine) as connection:
            return kept.closings(connection, self._form(form).id).get(period)

    def _holding(
        self, organization: str, told: Iterable[Difference]
    ) -> tuple[HoldingBriefing, ...]:
        """What is told of briefings: of figures that are not out, to those who see ahead alone."""
        until = None if self.scope.sees_ahead else self.until
        return holding_briefings(self.repository, organization, told, until)

    @property
    def _reader(self) -> ReturnReader:
        return ReturnReader(self.repository)

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
            raise not_consented(organization, self.catalogue.partners)

    def _consented_source(self, organization: str, source: str) -> None:
        """Of a source every form has to be consented to."""
        for form in self.catalogue.returns.values():
            if form.source == source:
                self._consented(organization, form.id)

    def _source(self, form: str) -> str:
        return self._form(form).source

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
