"""The part of `Briefings` that knows who besides its author has read the lines of a briefing."""

from collections.abc import Callable
from datetime import datetime

from metrics.briefing_refusals import not_yours, other_content
from metrics.briefing_values import Briefing
from metrics.scopes import Scope
from metrics.store.briefings_reading import read
from metrics.store.recording import Wrote
from metrics.store.repository import Repository

DIGEST = 64  # hexadecimal digits of a sha256


class BriefingReadings:
    """Readings of lines that the check does not understand."""

    repository: Repository
    scope: Scope
    now: Callable[[], datetime]
    wrote: Wrote

    def read_lines(self, code: str, version: int, wording: str, actor: str) -> Briefing:
        """Keep that somebody else has read these lines; the same again is kept once.

        `wording` is the sha256 of the lines of the newest version, with what stands beneath them.
        Refused of a draft's authors, and where a newer version is kept.
        """
        if not self.scope.sees_ahead:
            raise not_yours()
        if len(wording) != DIGEST or not wording.isalnum():
            raise other_content(code)
        return read(self.repository.engine, self.wrote, self.now, (code, version, wording, actor))
