"""What an organization has to send, return by return: its tables of a period taken together."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ingest import period_words
from metrics import (
    Catalogue,
    HeldReturn,
    Language,
    MetricsStore,
    Obligation,
    ObligationState,
    Period,
    ReturnForm,
    of_partner,
)

# The state of a return is the gravest of its tables'.
GRAVEST = (
    ObligationState.RETURNED, ObligationState.LATE, ObligationState.DUE, ObligationState.EXTENDED,
    ObligationState.NOT_YET_DUE, ObligationState.RECEIVED, ObligationState.APPROVED,
    ObligationState.WAIVED,
)  # fmt: skip


class Due(NamedTuple):
    """One return that an organization owes, or has sent."""

    form: ReturnForm
    period: Period
    due_on: date
    state: ObligationState
    reason: str  # of the office, where it has waived or extended
    code: str  # of the return that counts, or empty

    @property
    def is_open(self) -> bool:
        return self.state in GRAVEST[:5]

    @property
    def value(self) -> str:
        """Form and period as one choice of a form field."""
        return f"{self.form.id}|{self.period.code}"


def dues(store: MetricsStore, organization: str) -> tuple[Due, ...]:
    """What is owed of the periods that have begun, newest first."""
    returns = store.seen_by(of_partner(organization)).returns
    found: dict[tuple[str, Period], list[Obligation]] = {}
    for one in returns.obligations(organization=organization):
        found.setdefault((one.form, one.period), []).append(one)
    return tuple(_due(store.catalogue, tables) for tables in found.values())


def _due(catalogue: Catalogue, tables: list[Obligation]) -> Due:
    gravest = min(tables, key=lambda one: GRAVEST.index(one.state))
    due_on = min(one.due_on for one in tables if one.state is gravest.state)
    form = catalogue.returns[gravest.form]
    code = next((one.code for one in tables if one.code), "")
    return Due(form, gravest.period, due_on, gravest.state, gravest.reason, code)


def sent_of(store: MetricsStore, organization: str) -> tuple[HeldReturn, ...]:
    """What an organization has sent, newest first."""
    if not store.scope.sees_whole(organization):
        store = store.seen_by(of_partner(organization))
    return store.returns.held(organization=organization)


def open_first(found: Iterable[Due]) -> list[Due]:
    """What is still to be sent: sent back first, then late, then due; the oldest first."""
    waiting = [one for one in found if one.is_open]
    return sorted(waiting, key=lambda one: (GRAVEST.index(one.state), one.period.start))


def next_up(found: Iterable[Due]) -> Due | None:
    """What is most likely to be sent now: the newest period that is over, else the newest open."""
    waiting = sorted((one for one in found if one.is_open), key=lambda one: one.period.start)
    over = [one for one in waiting if one.state is not ObligationState.NOT_YET_DUE]
    return next(reversed(over or waiting[:1]), None)


def behind(found: Iterable[Due]) -> list[Due]:
    """What should have come already: late or sent back, the oldest first."""
    owing = (ObligationState.LATE, ObligationState.RETURNED)
    late = [one for one in found if one.state in owing]
    return sorted(late, key=lambda one: one.period.start)


def said_period(form: ReturnForm, period: Period, language: Language) -> str:
    """The period as the form counts it."""
    return period_words(period, language, fiscal=form.fiscal)
