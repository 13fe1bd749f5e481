"""Whether this process can answer readers, and why not: the same looks for every probe."""

from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple

from dashboard.access.store import Accounts
from dashboard.services import Services
from dashboard.text import Words, both
from dashboard.watching.door import Doors
from dashboard.watching.looks import (
    Looked,
    look_at_backup,
    look_at_follower,
    look_at_key,
    look_at_room,
    look_at_store,
    look_at_worker,
    look_at_writing,
    now,
)
from metrics import StoreError

KEPT_FOR = 1.0  # seconds: however often it is asked, the stores are asked once


class Readiness(NamedTuple):
    """Everything that was looked at."""

    looked: tuple[Looked, ...]

    @property
    def is_ready(self) -> bool:
        """Pages can be answered; what cannot be done besides is told."""
        return all(one.ok for one in self.looked if one.stops)

    @property
    def status(self) -> str:
        if not self.is_ready:
            return "not_ready"
        return "ready" if all(one.ok for one in self.looked) else "degraded"

    def told(self, words: Words) -> dict[str, Any]:  # what JSON can say
        """With a reason for each thing that is not as it should be, in plain words."""
        why = [words.text(one.words) for one in self.looked if not one.ok]
        checks = [
            {"check": one.name, "ok": one.ok, "words": words.text(one.words)} for one in self.looked
        ]
        return {"status": self.status, "why": why, "checks": checks}


@dataclass
class Probe:
    """Looks at the application it belongs to, at most once a second."""

    held: Services
    accounts: Accounts | None
    door: Doors
    _turn: Lock = field(default_factory=Lock)
    _kept: Readiness | None = None
    _at: float = float("-inf")

    def look(self) -> Readiness:
        with self._turn:
            if self._kept is None or monotonic() - self._at >= KEPT_FOR:
                self._kept, self._at = Readiness(tuple(self._looked())), monotonic()
            return self._kept

    def _looked(self) -> list[Looked]:
        settings, catalogue = self.held.settings, self.held.catalogue
        _, store = look_at_store(self.held.store.health)
        found = [*store, *look_at_follower(self.held.store), *self._accounts()]
        found.append(look_at_writing(self.door.obstacle()))
        if self.accounts is not None:  # without sign-in nothing is sent and nothing released
            found += [look_at_worker(settings, catalogue, now()), look_at_key(settings)]
        return [*found, look_at_room(settings), look_at_backup(settings)]

    def _accounts(self) -> list[Looked]:
        if self.accounts is None:
            return []
        try:
            self.accounts.admin_has_existed()
        except StoreError:
            stops = not self.held.store.is_followed  # what is public is read all the same
            return [Looked("accounts", False, both("watch.accounts_silent"), stops=stops)]
        return [Looked("accounts", True, both("watch.accounts_sound"))]
