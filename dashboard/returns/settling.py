"""What becomes of a return's file: once the return is settled it is kept a while, then erased."""

from datetime import datetime

from dashboard.returns.store import Drafts
from metrics import ReturnState

SETTLED = (ReturnState.APPROVED, ReturnState.WITHDRAWN)


def follow(drafts: Drafts, code: str, state: ReturnState, now: datetime) -> None:
    """A step was taken: count the days of the file, or keep it while the return is looked at."""
    if state in SETTLED:
        drafts.settle(code, now)
    elif (draft := drafts.became(code)) is not None:
        drafts.mark_sent(draft.id, code)
