"""What the store takes: values with who sent them, what data/ declares, entries of the log."""

from collections.abc import Callable, Iterable
from typing import Unpack

from metrics.admission import admit
from metrics.anchors import Anchors
from metrics.archive import Archive
from metrics.audit import SYSTEM, AuditEntry
from metrics.audit_chain import Verdict
from metrics.auditing import LIMIT, AuditLog, Deed, Narrowed
from metrics.errors import Obstacle
from metrics.memo import Memo, MemoCount
from metrics.observations import Action, Observation, Receipt, Submission
from metrics.seeing import Seeing
from metrics.store.footprint import Footprint, footprint
from metrics.store.health import StoreHealth, health_of, obstacle_of
from metrics.store.names import NewNames
from metrics.store.recording import preview, record
from metrics.store.replicas import UNKNOWN, read_at_source, reads_at_source, replica_of
from metrics.store.scouring import is_owed, scour


class Writing(Seeing):
    """The part of `MetricsStore` that writes, and that answers for what was written."""

    audit: AuditLog
    _memo: Memo

    def close(self) -> None:
        """Let go of the connections; the next question opens new ones."""
        self.audit.close()
        self._repository.close()

    def remember(self, archive: Archive) -> bool:
        """Keep what data/ declares now, to be read again later; True when it is new."""
        return self._repository.remember(archive, example=self.catalogue.example is not None)

    def note(self, actor: str, action: str, object_: str, /, **detail: str | int) -> AuditEntry:
        """Add an entry to the audit log: `object_` is "<kind>:<id>", details codes and counts."""
        return self.audit.note(actor, action, object_, detail)

    def note_many(self, actor: str, deeds: Iterable[Deed]) -> tuple[AuditEntry, ...]:
        """Add entries to the audit log, all of them or none."""
        return self.audit.note_many(actor, deeds)

    def audit_entries(
        self, before: int | None = None, limit: int = LIMIT, **narrowing: Unpack[Narrowed]
    ) -> tuple[AuditEntry, ...]:
        """The newest entries of the audit log, newest first, before a position."""
        return self.audit.entries(before, limit, **narrowing)

    def verify_audit(self, anchors: Anchors | None = None) -> Verdict:
        """Is the audit log as it was written? By its own anchors, unless others are given."""
        return self.audit.verify(anchors)

    def record(
        self,
        submission: Submission,
        observations: Iterable[Observation],
        actions: Iterable[Action] = (),
        actor: str = SYSTEM,
    ) -> Receipt:
        """Record a submission, and who sent it: all of it in one transaction, or nothing."""
        return record(
            self._repository.engine, submission, observations, actions, self._admit,
            example=self.catalogue.example is not None, actor=actor, wrote=self.audit.wrote,
        )  # fmt: skip

    def preview(
        self,
        submission: Submission,
        observations: Iterable[Observation],
        actions: Iterable[Action] = (),
    ) -> Receipt:
        """What recording would do; nothing is kept."""
        engine = self._repository.engine
        example = self.catalogue.example is not None
        return preview(engine, submission, observations, actions, self._admit, example=example)

    def when_erased(self, forget: Callable[[], None]) -> None:
        """Have something forgotten as soon as this process meets that values were erased."""
        self._repository.forgetting.append(forget)

    def scour(self) -> bool:
        """Bring off the disk what was erased and may still lie there; False while it cannot be."""
        engine = self._repository.engine
        return scour(engine) if is_owed(engine) else True

    def footprint(self) -> Footprint:
        """Which database this store is, and how much room it takes: nothing of what it holds."""
        return footprint(self._repository.engine)

    def health(self) -> StoreHealth:
        """The schema, the size and the loads of the store; no figure is in it."""
        return health_of(self._repository.engine)

    @property
    def is_followed(self) -> bool:
        """Whether it is read from a server that follows its own."""
        return replica_of(self._repository.engine) is not None

    @property
    def is_follower_away(self) -> bool:
        """Whether that server did not answer when it was last asked."""
        replica = replica_of(self._repository.engine)
        return replica is not None and replica.is_away

    def written(self) -> int:
        """The position of what was written or met last, where it is followed; a reader keeps it."""
        replica = replica_of(self._repository.engine)
        return replica.needed if replica and replica.needed < UNKNOWN else 0

    def begin_reading(self, written: int, *, at_source: bool) -> None:
        """Read nothing older than this position, here and from now on; all of it at the source
        where something is to be written.
        """
        if replica := replica_of(self._repository.engine):
            replica.needs(written)
            read_at_source(at_source)

    def turn_to_source(self) -> bool:
        """What could not be read where this thread has read is asked of the store's own server
        from here on; False where it already was.
        """
        if not self.is_followed or reads_at_source():
            return False
        read_at_source(True)
        return True

    def memory(self) -> MemoCount:
        """How often what is kept of answers has served; nothing of them."""
        return self._memo.count()

    def obstacle(self) -> Obstacle | None:
        """What keeps the store from being written now; it is asked without waiting."""
        return obstacle_of(self._repository.engine)

    def _admit(self, new: NewNames) -> None:
        admit(new, self.catalogue)
