"""Drafts of returns in a database of their own, apart from the figures; the only SQL of returns."""

from dashboard.returns.store.board import Board, TurnLostError
from dashboard.returns.store.drafts import Drafts
from dashboard.returns.store.feeds import Feeds
from dashboard.returns.store.job_rows import Job, JobState, Turn
from dashboard.returns.store.reminded import Reminded
from dashboard.returns.store.rows import Draft, DraftState
from dashboard.returns.store.tallies import Tally, tallies

__all__ = [
    "Board",
    "Draft",
    "DraftState",
    "Drafts",
    "Feeds",
    "Job",
    "JobState",
    "Reminded",
    "Tally",
    "Turn",
    "TurnLostError",
    "tallies",
]
