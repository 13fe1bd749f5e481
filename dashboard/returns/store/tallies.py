"""How many drafts stand how, counted without opening what is sealed in them."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from dashboard.returns.store.rows import DraftState, moment_of
from dashboard.returns.store.tables import draft
from dashboard.store import Database


class Tally(NamedTuple):
    """How many drafts are in one state, and since when the oldest of them is there."""

    number: int
    oldest: datetime


def tallies(database: Database) -> dict[DraftState, Tally]:
    """By state, for each state in which there are drafts."""
    query = select(draft.c.state, func.count(), func.min(draft.c.made_at)).group_by(draft.c.state)
    with database.reading() as connection:
        return {
            DraftState(state): Tally(int(count), moment_of(int(oldest)))
            for state, count, oldest in connection.execute(query)
        }
