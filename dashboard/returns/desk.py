"""What the pages of returns work with, beside the figures: drafts, the queue, and how often."""

from datetime import UTC, datetime
from threading import Lock

from flask import Flask, current_app
from limits import RateLimitItemPerHour

from dashboard.access import counting
from dashboard.returns.jobs import Jobs
from dashboard.returns.store import Board, Drafts
from metrics import Settings

NAME, UPLOADS = "returns", "uploads"


class Desk:
    """Opened when a page first needs it: an installation without forms makes no database."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = Lock()
        self._drafts: Drafts | None = None
        self._jobs: Jobs | None = None
        self._most = RateLimitItemPerHour(settings.return_uploads)  # of one account

    @property
    def drafts(self) -> Drafts:
        with self._lock:
            if self._drafts is None:
                self._drafts = Drafts.open(self.settings)
            return self._drafts

    @property
    def jobs(self) -> Jobs:
        board = Board(self.drafts.database)
        with self._lock:
            if self._jobs is None:
                self._jobs = Jobs(self.settings, board=board)
            return self._jobs

    def use(self, drafts: Drafts, jobs: Jobs) -> None:
        """Work with these: tests check at once, without a worker."""
        self._drafts, self._jobs = drafts, jobs

    def may_upload(self, account: str) -> bool:
        """Count an upload; False where there were too many within the hour."""
        return counting.may(self._most, UPLOADS, account)

    def uploads_again_at(self, account: str) -> datetime:
        """From when an account may upload again, in UTC."""
        again = counting.again_at(self._most, UPLOADS, account)
        return datetime.fromtimestamp(again, UTC)


def open_desk(server: Flask, settings: Settings) -> None:
    server.extensions[NAME] = Desk(settings)


def desk() -> Desk:
    """The desk of the application that answers this request."""
    found: Desk = current_app.extensions[NAME]
    return found
