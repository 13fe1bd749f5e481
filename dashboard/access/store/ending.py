"""What is kept of sign-ins for a time: when it is over, whether anybody comes again or not."""

from datetime import datetime

from sqlalchemy import and_, or_

from dashboard.access.delays import FORGOTTEN, PROVEN
from dashboard.access.store import tables
from dashboard.access.store.factors import PENDING
from dashboard.access.store.rows import seconds
from dashboard.access.store.sessions import AWAITED, IDLE, LONGEST
from dashboard.store import Ending


def accounts_ending(now: datetime) -> tuple[Ending, ...]:
    """Table by table."""
    session, delay = tables.session.c, tables.delay.c
    token, factor, counted = tables.token.c, tables.second_factor.c, tables.counted.c
    ended = or_(
        session.seen_at <= seconds(now - IDLE), session.begun_at <= seconds(now - LONGEST),
        and_(~session.is_whole, session.begun_at <= seconds(now - AWAITED)),
    )  # fmt: skip
    proven = or_(delay.proven_at.is_(None), delay.proven_at < seconds(now - PROVEN))
    waits = and_(factor.pending.is_not(None), factor.pending_at <= seconds(now - PENDING))
    return (
        Ending(tables.session, ended),
        Ending(tables.token, token.expires_at <= seconds(now)),
        Ending(tables.delay, and_(delay.tried_at < seconds(now - FORGOTTEN), proven)),
        Ending(tables.second_factor, waits, ("pending", "pending_at")),
        Ending(tables.counted, counted.ends_at < seconds(now) * 1_000_000),
    )
