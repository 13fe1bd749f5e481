"""Obligations as the store knows them: what is owed on a day, and what the office decides of it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.obligations import (
    Decided,
    Decision,
    Obligation,
    Owed,
    Received,
    checked_extension,
    form_without,
    not_asked,
    obligations,
    owed_of,
)
from metrics.periods import Period
from metrics.return_forms import ReturnForm
from metrics.return_reasons import reason_of
from metrics.return_scope import ReturnScope
from metrics.return_values import ReturnState
from metrics.store import obligation_events
from metrics.store import returns_kept as kept
from metrics.store.engine import reading
from metrics.store.names import instant
from metrics.store.obligation_events import EVER, Deciding
from metrics.store.recording import Wrote
from metrics.store.repository import Repository
from metrics.store.returns_counting import counting
from metrics.store.returns_kept import KeptReturn, moment

TABLE = Text("table", "Tableau")


class ObligationsHeld(ReturnScope):
    """What partners owe, in the scope of a reader; the part of `Returns` that speaks of it."""

    repository: Repository
    on: date
    wrote: Wrote

    def obligations(
        self, as_of: date | None = None, form: str | None = None, organization: str | None = None
    ) -> tuple[Obligation, ...]:
        """What is owed of the periods begun by a day, and what had become of it by then.

        Up to a day before today only what was done by then counts; else all that was done.
        """
        on = as_of or self.on
        until = _end_of(on) if on < self.on else EVER
        forms = [one for one in self.catalogue.returns.values() if form in (None, one.id)]
        whose = self._seen(organization)
        with reading(self.repository.engine) as connection:
            decided = obligation_events.decided(connection, frozenset(whose), until)
            returns = kept.kept_returns(connection, *kept.sent_by(frozenset(whose)))
        return obligations(forms, whose, decided, _received(returns, until), on)

    def form_asked(self, form: str, organization: str, period: Period) -> ReturnForm:
        """The form as an organization is asked for it: without the tables that are waived."""
        found, whose = self._form(form), self._seen(organization)
        with reading(self.repository.engine) as connection:
            told = obligation_events.decided(connection, frozenset(whose), EVER)
        waived = [
            one.table
            for one, said in told.items()
            if (one.form, one.period) == (form, period) and said.kind is Decision.WAIVED
        ]
        return form_without(found, organization, period, waived)

    def waive(
        self, form: str, organization: str, table: str, period: Period, actor: str, reason: str
    ) -> None:
        """Ask no more for a table, or for every one where `table` is empty; for a reason."""
        said = Decided(Decision.WAIVED, None, reason_of(reason))
        self._decide(self._owed(form, organization, table, period), said, actor)

    def extend(
        self, form: str, organization: str, table: str, period: Period, actor: str, reason: str,
        until: date,
    ) -> None:  # fmt: skip
        """Let a table, or every one, come later than the form says; for a reason."""
        owed = self._owed(form, organization, table, period)
        until = checked_extension(self.catalogue.returns[form], period, until)
        self._decide(owed, Decided(Decision.EXTENDED, until, reason_of(reason)), actor)

    def restore(
        self, form: str, organization: str, table: str, period: Period, actor: str, reason: str
    ) -> None:
        """Take a waiver or an extension back, so that it is due as the form says."""
        said = Decided(Decision.RESTORED, None, reason_of(reason))
        self._decide(self._owed(form, organization, table, period), said, actor)

    def _decide(self, owed: list[Owed], said: Decided, actor: str) -> None:
        deciding = Deciding(owed, said, actor, self.catalogue.returns[owed[0].form].fiscal)
        obligation_events.decide(self.repository.engine, self.wrote, deciding)

    def _owed(self, name: str, organization: str, table: str, period: Period) -> list[Owed]:
        """The tables meant; UnknownError or MetricsError for what nobody is asked for."""
        form, whose = self._form(name), self._seen(organization)
        if table and form.table(table) is None:
            raise UnknownError(TABLE, table, [one.id for one in form.tables])
        asked = [one for one in owed_of(form, whose, period.start) if one.period == period]
        found = [one for one in asked if table in ("", one.table)]
        if not found:
            raise not_asked(form, self.catalogue.partners[organization], period)
        return found


def _received(returns: Iterable[KeptReturn], until: int) -> dict[tuple[str, str, Period], Received]:
    """By form, organization and period: the return that counted at an instant."""
    of_period: dict[tuple[str, str, Period], list[KeptReturn]] = {}
    for one in returns:
        events = tuple(event for event in one.events if event.at < until)
        if events:
            then = one._replace(events=events)
            of_period.setdefault((one.form, one.organization, one.period), []).append(then)
    return {
        key: _of_period(last, sent) for key, sent in of_period.items() if (last := counting(sent))
    }


def _of_period(last: KeptReturn, sent: Iterable[KeptReturn]) -> Received:
    """In time is who sent it in time: what was sent again later, asked for or not, is no delay."""
    stood = [one.sent_at for one in sent if one.state is not ReturnState.WITHDRAWN]
    first, day = _day(min(stood, default=last.sent_at)), _day(last.sent_at)
    return Received(last.code, last.state, first, day if day != first else None)


def _day(at: int) -> date:
    """The day here, as the due date is one: not that of Greenwich."""
    return moment(at).astimezone().date()


def _end_of(day: date) -> int:
    following = day + timedelta(days=1)
    return instant(datetime(following.year, following.month, following.day).astimezone())
