"""When and as whom the store is asked, and what is seen of it then."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from metrics.catalogue import Catalogue
from metrics.moments import Moment
from metrics.scopes import Scope
from metrics.sights import Consented, sight_of
from metrics.store.names import instant, iso
from metrics.store.repository import Repository
from metrics.store.seeks import Sight
from metrics.telling import Today


class Seeing:
    """The part of `MetricsStore` that knows the day, the minute, the moment and the reader."""

    catalogue: Catalogue
    moment: Moment
    scope: Scope
    today: Callable[[], date]
    now: Callable[[], datetime]
    _repository: Repository
    _consented: Consented

    def data_version(self) -> int:
        """A number that grows with every change: what is written, what comes out, what ends."""
        held = self.moment.held_at
        version = self._repository.data_version(instant(held) if held else None)
        turns = self._repository.turns
        version += turns.noted(instant(held)) if held else 0
        return version + turns.passed(instant(self.now()), self.today())

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Whatever is asked within, by whoever asks it here, is of one version of the data."""
        with self._repository.as_one():
            yield

    @property
    def _declared_now(self) -> Catalogue:
        """What data/ declares today, also where a past moment is asked for."""
        raise NotImplementedError

    @property
    def _sight(self) -> Sight:
        """What this store's reader sees, as of the version of the data that was met last."""
        turns = self._repository.turns
        seen = sight_of(self.moment, self.scope, self.today(), self.now(), turns)
        return self._consented.of(seen, self._declared_now, turns.consents)

    @property
    def _fresh_sight(self) -> Sight:
        """The same, where no version is asked for besides."""
        self.data_version()
        return self._sight

    @property
    def _today(self) -> Today:
        return Today(self.today(), iso(instant(self.now())))

    def _judged_on(self) -> date:
        """The day of which progress is judged: the reporting day, else that of the moment."""
        held = self.moment.held_at
        return self.moment.as_of or self.moment.known_at or (held.date() if held else self.today())
