"""Periods of a form: closed, so that no more returns are taken, and opened again."""

from sqlalchemy import Connection, Engine

from metrics.audit import AuditAction, Noted, code_of, noted, object_of
from metrics.periods import Period
from metrics.return_refusals import not_closed
from metrics.return_values import Closing
from metrics.store.noting import noting
from metrics.store.recording import Wrote
from metrics.store.returns_kept import add_period_event, closed_periods, closings


def close(engine: Engine, wrote: Wrote, form: str, period: Period, actor: str) -> Closing | None:
    """Take no more returns of a period; of one that is closed, who closed it: nothing changes."""
    before: list[Closing] = []

    def work(connection: Connection, at: int) -> Noted | None:
        before[:] = filter(None, [closings(connection, form).get(period)])
        if before:
            return None
        said = {"closed": 1, "at": at, "actor": actor, "reason": ""}
        add_period_event(connection, form, period, said)
        return _said(AuditAction.PERIOD_CLOSED, form, period, actor)

    noting(engine, wrote, work)
    return next(iter(before), None)


def reopen(
    engine: Engine, wrote: Wrote, form: str, period: Period, actor: str, reason: str,
    *, fiscal: bool,
) -> None:  # fmt: skip
    """Take returns of a closed period again."""

    def work(connection: Connection, at: int) -> Noted | None:
        if period not in closed_periods(connection, form):
            raise not_closed(period, fiscal=fiscal)
        said = {"closed": 0, "at": at, "actor": actor, "reason": reason}
        add_period_event(connection, form, period, said)
        return _said(AuditAction.PERIOD_REOPENED, form, period, actor)

    noting(engine, wrote, work)


def _said(action: AuditAction, form: str, period: Period, actor: str) -> Noted:
    of_period = object_of("period", f"{form}/{period.code}")
    return noted(actor, action, of_period, {"form": code_of(form)})
