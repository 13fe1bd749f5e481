"""What the office has decided of obligations: rows that are only ever added."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, select

from metrics.audit import AuditAction, Noted, code_of, noted, object_of
from metrics.obligations import Decided, Decision, Owed, nothing_decided
from metrics.periods import Period
from metrics.store.names import last_id
from metrics.store.noting import noting
from metrics.store.recording import Wrote
from metrics.store.return_tables import obligation_event

EVENTS = obligation_event.c
EVER = 1 << 62  # an instant after every other, in microseconds
ACTIONS = {
    Decision.WAIVED: AuditAction.OBLIGATION_WAIVED,
    Decision.EXTENDED: AuditAction.OBLIGATION_EXTENDED,
    Decision.RESTORED: AuditAction.OBLIGATION_RESTORED,
}


class Deciding(NamedTuple):
    """What is decided of one or several tables of one partner's return, and by whom."""

    owed: Sequence[Owed]
    decided: Decided
    actor: str
    fiscal: bool  # how the form counts its years, for what is said of it


def decide(engine: Engine, wrote: Wrote, deciding: Deciding) -> None:
    """Keep a decision with its audit entry; restoring what nobody has changed is refused."""

    def work(connection: Connection, at: int) -> Noted:
        owed = deciding.owed
        if deciding.decided.kind is Decision.RESTORED:
            owed = _changed(connection, deciding)
        _add(connection, owed, deciding, at)
        return _said(owed, deciding)

    noting(engine, wrote, work)


def decided(
    connection: Connection, organizations: frozenset[str] | None, before: int
) -> dict[Owed, Decided]:
    """What was decided last of each obligation before an instant; None stands for everybody."""
    query = select(obligation_event).where(EVENTS.at < before).order_by(EVENTS.id)
    if organizations is not None:
        query = query.where(EVENTS.organization.in_(sorted(organizations)))
    return {
        Owed(row.form, row.organization, row.table_id, Period.parse(row.period)): Decided(
            Decision(row.kind), date.fromisoformat(row.until) if row.until else None, row.reason
        )
        for row in connection.execute(query)
    }


def _changed(connection: Connection, deciding: Deciding) -> list[Owed]:
    """Those that a decision stands of; MetricsError where there is none."""
    owed, first = deciding.owed, deciding.owed[0]
    held = decided(connection, frozenset({first.partner}), EVER)
    found = [one for one in owed if one in held and held[one].kind is not Decision.RESTORED]
    if not found:
        raise nothing_decided(first.period, fiscal=deciding.fiscal)
    return found


def _add(connection: Connection, owed: Iterable[Owed], deciding: Deciding, at: int) -> None:
    number, said = last_id(connection, obligation_event), deciding.decided
    rows = [
        {
            "id": number + ordinal, "form": one.form, "organization": one.partner,
            "table_id": one.table, "period": one.period.code, "kind": said.kind.value,
            "until": said.until.isoformat() if said.until else "", "reason": said.reason,
            "at": at, "actor": deciding.actor,
        }
        for ordinal, one in enumerate(owed, 1)
    ]  # fmt: skip
    connection.execute(insert(obligation_event), rows)


def _said(owed: Sequence[Owed], deciding: Deciding) -> Noted:
    one = owed[0]
    name = object_of("obligation", f"{one.form}/{one.partner}/{one.period.code}")
    detail: dict[str, str | int] = {"tables": len(owed)}
    detail |= {"form": code_of(one.form), "organization": code_of(one.partner)}
    if until := deciding.decided.until:
        detail["until"] = code_of(f"day-{until}")
    return noted(deciding.actor, ACTIONS[deciding.decided.kind], name, detail)
