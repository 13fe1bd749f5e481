"""The desks at which people act: returns, consents, releases, briefings and the office's notes."""

from collections.abc import Callable, Iterable

from metrics.annotations import Annotations
from metrics.archive import Archive
from metrics.audit import SYSTEM
from metrics.briefings import Briefings
from metrics.consent_judging import kept_back
from metrics.consents import Consents
from metrics.progress import Progress
from metrics.releases import Releases
from metrics.returns import Returns
from metrics.store.names import instant
from metrics.store.repository import Repository
from metrics.store.seeks import Sight
from metrics.telling import Gave
from metrics.writing import Writing


class Desks(Writing):
    """The part of `MetricsStore` that opens each desk, as this store's reader may sit at it."""

    gave: Gave
    _key: Callable[[], bytes]

    def remember(self, archive: Archive) -> bool:
        """Keep what data/ declares now; and for good who governs its own data by it."""
        is_new = super().remember(archive)
        for name, partner in self.catalogue.partners.items():
            if partner.governance is not None:
                self.consents.govern(name, SYSTEM)
        return is_new

    def _approved(self) -> Sight:
        """All that was approved, whoever reads: what a release is made of."""
        raise NotImplementedError

    def _progress_in(
        self, repository: Repository, indicators: Iterable[str]
    ) -> dict[str, Progress]:
        """The words of progress of these indicators, as they are or as a copy would have them."""
        raise NotImplementedError

    @property
    def returns(self) -> Returns:
        """The returns of partners, as this store's reader sees them."""
        self.data_version()  # what is consented to is judged now
        turns, declared = self._repository.turns, self._declared_now
        said, until = turns.consents, turns.until(instant(self.now()), self.today())
        return Returns(
            self._repository, self.catalogue, self.scope, self.today(), self._admit,
            self.audit.wrote, self._progress_in, until=until,
            kept_back=kept_back(declared, said, self.scope, self.today()),
            govern=self.consents.govern,
        )  # fmt: skip

    @property
    def consents(self) -> Consents:
        """What those who own figures consent to, as this store's reader may know and say it."""
        self.data_version()
        return Consents(
            self._repository, self._declared_now, self.scope, self.today(),
            self._repository.turns.consents, self.audit.wrote, self.now,
        )  # fmt: skip

    @property
    def releases(self) -> Releases:
        """The releases of partners' figures, as this store's reader may know of them."""
        self.data_version()  # what is consented to is judged now
        return Releases(
            self._repository, self._declared_now, self.scope,
            self._approved, self.now, self._admit, self.audit.wrote, self.gave, self._key,
        )  # fmt: skip

    @property
    def briefings(self) -> Briefings:
        """The briefings that are kept, as this store's reader may know of them."""
        self.data_version()  # what is consented to is judged now
        return Briefings(
            self._repository, self._declared_now, self.scope, self.now, self.today,
            self.audit.wrote,
        )  # fmt: skip

    @property
    def annotations(self) -> Annotations:
        """The notes of the office as they stand at this store's moment."""
        sight = self._fresh_sight
        return Annotations(self._repository, self.catalogue, sight, self.audit.wrote)
