"""Whether drafts of returns can be kept and checked; looked at without making anything."""

from dashboard.readable import file_of, queue_path
from dashboard.returns.store import Drafts, DraftState
from dashboard.text import both
from metrics import Settings, Text


def kept_and_waiting(settings: Settings) -> Text:
    """How many drafts are kept and how many wait; StoreError where they cannot be read."""
    file = file_of(settings.returns_url)
    if file is not None and not file.exists():
        return both("returns.doctor_empty", file=str(file))
    drafts = Drafts.open(settings)
    try:
        kept = drafts.of()
    finally:
        drafts.close()
    waiting = sum(one.state is DraftState.WAITING for one in kept)
    unsent = sum(one.state is not DraftState.SENT for one in kept)
    queue = str(queue_path(settings))
    return both("returns.doctor_kept", kept=len(kept), unsent=unsent, waiting=waiting, queue=queue)
