"""Which return of a period counts, whether the same was received before, what may not be done."""

import json
from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import Connection

from metrics.periods import Period
from metrics.return_refusals import closed_period, done_since, other_content, replaced
from metrics.return_values import ReturnState, SentReturn
from metrics.store import returns_kept as kept
from metrics.store.returns_kept import RETURNS, KeptReturn


def received(connection: Connection, sent: SentReturn) -> KeptReturn | None:
    """The same return as it was received before: by its key, or as what counts of its period.

    One that was sent back or withdrawn does not stand: the same figures sent anew are a new return.
    """
    ours = RETURNS.c.organization == sent.organization
    for one in kept.kept_returns(connection, ours, RETURNS.c.key == sent.key):
        if (one.form, one.period, one.content) != (sent.form, sent.period, sent.content):
            raise other_content()
        return one
    same = kept.same_period(sent.form, sent.organization, sent.period)
    found = counting(kept.kept_returns(connection, *same))
    waits = found is not None and found.state in (ReturnState.SUBMITTED, ReturnState.APPROVED)
    return found if found and waits and found.content == sent.content else None


def shown_mark(connection: Connection, sent: SentReturn) -> str:
    """A mark of what a preview shows: of what is sent, and of what counts of its period."""
    same = kept.same_period(sent.form, sent.organization, sent.period)
    held = kept.kept_returns(connection, *same)
    stands = [(one.code, one.state, len(one.events)) for one in held]
    shown = json.dumps([stands, sent.content, sent.file.sha256, sent.reasons])
    return sha256(shown.encode()).hexdigest()[:32]


def counting(returns: Sequence[KeptReturn]) -> KeptReturn | None:
    """Which of the returns of one period counts, given the oldest first."""
    return next((one for one in reversed(returns) if one.ends_others), None)


def of_code(connection: Connection, code: str) -> KeptReturn:
    (found,) = kept.kept_returns(connection, RETURNS.c.code == code)
    return found


def replaced_by(connection: Connection, found: KeptReturn) -> str:
    """The code of the later return of the same period that counts in its place, else nothing."""
    same = kept.same_period(found.form, found.organization, found.period)
    later = counting(kept.kept_returns(connection, *same, RETURNS.c.id > found.number))
    return later.code if later else ""


def refuse_replaced(connection: Connection, found: KeptReturn) -> None:
    if by := replaced_by(connection, found):
        raise replaced(found.code, by)


def refuse_done_since(connection: Connection, found: KeptReturn) -> None:
    """A withdrawal is reversed as long as it is the last thing done with the period."""
    same = kept.same_period(found.form, found.organization, found.period)
    others = kept.kept_returns(connection, *same)
    if any(one.events[-1].number > found.events[-1].number for one in others):
        raise done_since(found.code)


def refuse_closed(connection: Connection, form: str, period: Period, *, fiscal: bool) -> None:
    if period in kept.closed_periods(connection, form):
        raise closed_period(period, fiscal=fiscal)
