"""All that is held, streamed: the part of `MetricsStore` that keeps nothing of what it gives."""

from collections.abc import Iterator

from metrics.admission import narrowed
from metrics.desks import Desks
from metrics.disclosure import protect
from metrics.observations import HeldObservation
from metrics.series_lines import standing
from metrics.telling import telling


class Streaming(Desks):
    """Values in the order of the key, of the series that are declared."""

    def observations(
        self, source: str | None = None, indicator: str | None = None, place: str | None = None
    ) -> Iterator[HeldObservation]:
        """Every revision held of the series declared, streamed; unknown names are refused."""
        held = self._repository.observations(
            self._fresh_sight,
            self.catalogue.source(source).id if source else None,
            self.catalogue.indicator(indicator).id if indicator else None,
            self.catalogue.place(place).code if place else None,
        )
        declared = (one for one in held if one.observation.series in self.catalogue.series)
        return telling((protect(one, self.scope) for one in declared), self.gave, self._today)

    def standing(
        self, source: str | None = None, indicator: str | None = None, place: str | None = None
    ) -> Iterator[HeldObservation]:
        """The values that stand at this moment, line by line, streamed."""
        own = self.catalogue.source(source).id if source else None
        asked = [self.catalogue.indicator(indicator).id] if indicator else self.catalogue.indicators
        narrowing = narrowed(self.catalogue, place)
        found = standing(self._repository, self.catalogue, asked, own, narrowing, self._fresh_sight)
        return telling(found, self.gave, self._today)
