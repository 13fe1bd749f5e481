"""What each partner owes, table by table and period by period, and what has become of it.

Pure: from what the forms ask for, what was received and what the office has decided, to the state
of a day. Nothing is kept of it, so it cannot go stale.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from metrics import labels
from metrics.errors import MetricsError
from metrics.languages import Language, Text
from metrics.partners import Partner
from metrics.period_names import period_in_full
from metrics.periods import Period
from metrics.return_forms import FormObligation, ReturnForm
from metrics.return_values import ReturnState

LONGEST_EXTENSION = timedelta(days=400)


class ObligationState(StrEnum):
    """What has become of a table that is owed; a state never changes its meaning."""

    NOT_YET_DUE = "not-yet-due"  # its period is not over
    DUE = "due"
    EXTENDED = "extended"  # due, at a later day than the form says
    LATE = "late"
    RECEIVED = "received"
    RETURNED = "returned"  # sent back: it is to be sent again
    APPROVED = "approved"
    WAIVED = "waived"


OPEN = (  # something is still to be sent
    ObligationState.NOT_YET_DUE, ObligationState.DUE, ObligationState.EXTENDED,
    ObligationState.LATE, ObligationState.RETURNED,
)  # fmt: skip
SENT = (ObligationState.RECEIVED, ObligationState.APPROVED)


class Decision(StrEnum):
    """What the office may decide of an obligation; the last decision holds."""

    WAIVED = "waived"
    EXTENDED = "extended"
    RESTORED = "restored"  # as the form says, after a waiver or an extension


class Owed(NamedTuple):
    """A table that an organization is asked for, of one period."""

    form: str
    partner: str
    table: str
    period: Period


class Decided(NamedTuple):
    """What the office has decided last; `until` is the later due date of an extension."""

    kind: Decision
    until: date | None
    reason: str


class Received(NamedTuple):
    """The return that counts for a form, partner and period, as it stood on a day.

    `on` is the day of the first that was not taken back, by which a partner was in time or not;
    `last` that of the one that counts, where another was sent since.
    """

    code: str
    state: ReturnState
    on: date
    last: date | None = None


class Obligation(NamedTuple):
    """One table owed, and what has become of it; `code` is that of the return, or empty."""

    form: str
    partner: str
    table: str
    period: Period
    due_on: date
    state: ObligationState
    received_on: date | None
    reason: str
    code: str
    again_on: date | None = None  # when it was sent again, after the first of `received_on`

    @property
    def owed(self) -> Owed:
        return Owed(self.form, self.partner, self.table, self.period)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be sent."""
        return self.state in OPEN

    @property
    def came_late(self) -> bool:
        return self.received_on is not None and self.received_on > self.due_on


Decisions: TypeAlias = Mapping[Owed, Decided]
Returns: TypeAlias = Mapping[tuple[str, str, Period], Received]  # by form, partner, period


class Coverage(NamedTuple):
    """How many partners have sent what a form asks of a period, of those who are asked."""

    form: str
    period: Period
    received: int
    approved: int
    asked: int


def obligations(
    forms: Iterable[ReturnForm],
    partners: Mapping[str, Partner],
    decisions: Decisions,
    returns: Returns,
    on: date,
) -> tuple[Obligation, ...]:
    """Everything owed of the periods that have begun by a day, the newest periods first."""
    found = [
        _obligation(form, one, decisions.get(one), returns.get((one.form, one.partner, one.period)),
                    on)
        for form in forms
        for one in owed_of(form, partners, on)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.period.start, reverse=True))


def owed_of(form: ReturnForm, partners: Mapping[str, Partner], on: date) -> Iterator[Owed]:
    """What a form asks for, period by period, up to the one in which a day lies."""
    if not form.obligations:
        return
    first = min(one.since.start for one in form.obligations)
    period = form.period_of(first)
    if period.start < first:
        period = form.after(period)
    while period.start <= on:
        for partner in form.partners_in(period):
            if _takes_part(partners.get(partner), period):
                for table in form.tables_of(partner, period):
                    yield Owed(form.id, partner, table.id, period)
        period = form.after(period)


def asked_in(
    form: ReturnForm, partners: Mapping[str, Partner], decisions: Decisions, on: date
) -> dict[Period, dict[str, frozenset[str]]]:
    """By period, who is asked and for which tables; what was waived is not asked for."""
    found: dict[Period, dict[str, frozenset[str]]] = {}
    for one in owed_of(form, partners, on):
        decided = decisions.get(one)
        if decided is None or decided.kind is not Decision.WAIVED:
            of_period = found.setdefault(one.period, {})
            of_period[one.partner] = of_period.get(one.partner, frozenset()) | {one.table}
    return found


def form_without(
    form: ReturnForm, partner: str, period: Period, tables: Collection[str]
) -> ReturnForm:
    """The form as a partner is asked for it once some of its tables are waived.

    It is good for this partner and period. Where every table is waived it stays as it is: nothing
    is asked for, and whoever sends it all the same sends the whole.
    """
    left = [one.id for one in form.tables_of(partner, period) if one.id not in tables]
    if not left or not tables:
        return form
    others = tuple(one for one in form.obligations if one.partner != partner)
    own = FormObligation(partner=partner, tables=tuple(left), since=period, until=period)
    return form.model_copy(update={"obligations": (*others, own)})


def coverages(owed: Iterable[Obligation]) -> tuple[Coverage, ...]:
    """By form and period, how many partners have sent all that was not waived."""
    told: dict[tuple[str, Period], dict[str, list[ObligationState]]] = {}
    for one in owed:
        if one.state is not ObligationState.WAIVED:
            of_partner = told.setdefault((one.form, one.period), {})
            of_partner.setdefault(one.partner, []).append(one.state)
    return tuple(
        Coverage(
            form, period,
            sum(all(one in SENT for one in states) for states in of.values()),
            sum(all(one is ObligationState.APPROVED for one in states) for states in of.values()),
            len(of),
        )
        for (form, period), of in told.items()
    )  # fmt: skip


def checked_extension(form: ReturnForm, period: Period, until: date) -> date:
    """A later due date; MetricsError where it is not later, or far from any due date."""
    due = form.due_on(period)
    if due < until <= due + LONGEST_EXTENSION:
        return until
    days = (until, due, due + LONGEST_EXTENSION)
    new, old, last = (Text(*(labels.day_words(day, one) for one in Language)) for day in days)
    raise MetricsError(
        f"{new.en} is no later due date: choose a day after {old.en} and not after {last.en}.",
        f"Le {new.fr} ne reporte pas l'échéance\u00a0: choisissez un jour après le {old.fr} et au "
        f"plus tard le {last.fr}.",
    )


def not_asked(form: ReturnForm, partner: Partner, period: Period) -> MetricsError:
    said, whose = period_in_full(period, fiscal=form.fiscal), partner.title
    return MetricsError(
        f"'{form.title.en}' asks {whose.en} for no such table of {said.en}.",
        f"« {form.title.fr} » ne demande pas ce tableau à {whose.fr} pour {said.fr}.",
    )


def nothing_decided(period: Period, *, fiscal: bool) -> MetricsError:
    said = period_in_full(period, fiscal=fiscal)
    return MetricsError(
        f"Nothing was waived or extended of {said.en}: there is nothing to restore.",
        f"Rien n'a été levé ni reporté pour {said.fr}\u00a0: il n'y a rien à rétablir.",
    )


def _takes_part(partner: Partner | None, period: Period) -> bool:
    """Whether an organization was a partner for any day of a period."""
    if partner is None:
        return False
    came = partner.since is None or partner.since <= period.end
    return came and (partner.until is None or period.start <= partner.until)


def _obligation(
    form: ReturnForm, owed: Owed, decided: Decided | None, received: Received | None, on: date
) -> Obligation:
    if decided is not None and decided.kind is Decision.RESTORED:
        decided = None
    due = form.due_on(owed.period)
    if decided is not None and decided.until is not None:
        due = decided.until
    stands = received is not None and received.state is not ReturnState.WITHDRAWN
    return Obligation(
        *owed,
        due_on=due,
        state=_state(owed.period, due, decided, received if stands else None, on),
        received_on=received.on if received and stands else None,
        reason=decided.reason if decided else "",
        code=received.code if received and stands else "",
        again_on=received.last if received and stands else None,
    )


_OF_RETURN = {
    ReturnState.SUBMITTED: ObligationState.RECEIVED,
    ReturnState.RETURNED: ObligationState.RETURNED,
    ReturnState.APPROVED: ObligationState.APPROVED,
}


def _state(
    period: Period, due: date, decided: Decided | None, received: Received | None, on: date
) -> ObligationState:
    """What was sent says more than what was decided: a waived table may still come."""
    waived = decided is not None and decided.kind is Decision.WAIVED
    if received is not None and not (waived and received.state is ReturnState.RETURNED):
        return _OF_RETURN[received.state]
    if waived:
        return ObligationState.WAIVED
    if on > due:
        return ObligationState.LATE
    if decided is not None:
        return ObligationState.EXTENDED
    return ObligationState.DUE if on > period.end else ObligationState.NOT_YET_DUE
