"""The audit log of a store: noted, told, anchored outside it, and checked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, TypedDict, Unpack

from metrics.anchors import Anchor, Anchors, append_anchor, read_anchors
from metrics.audit import AuditAction, AuditEntry, Kept, entry_of, noted
from metrics.audit_chain import Verdict, verify
from metrics.clock import now
from metrics.store import audit as kept
from metrics.store.audit import Wanted
from metrics.store.engine import reading, writing
from metrics.store.names import instant
from metrics.store.replicas import at_source
from metrics.store.repository import Repository
from metrics.store.returns_kept import moment

ANCHORED_EVERY = timedelta(seconds=1)
LIMIT = 100  # entries told at once


class Narrowed(TypedDict, total=False):
    """What may be asked of the log: entries of one action, actor or object, between instants."""

    action: str | None
    actor: str | None
    object: str | None
    since: datetime | None
    until: datetime | None


class Deed(NamedTuple):
    """One thing done that is to be noted."""

    action: str
    object: str  # "<kind>:<id>"
    detail: Mapping[str, Any]


class AuditLog:
    """What was done, in the order in which it was done.

    An anchor is written for an entry only once the disk holds it: after a power cut the file of
    anchors must not know more than the database. So what is noted is brought to the disk at once,
    except that of views, of which there are many, one in a second is.
    """

    def __init__(
        self,
        repository: Repository,
        anchors: Path | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.clock = clock
        self._engine = repository.engine
        self._anchors = anchors
        self._lock = Lock()
        self._waiting: Kept | None = None  # the newest entry that is not anchored yet
        self._anchored_at: datetime | None = None

    def note(self, actor: str, action: str, object_: str, detail: Mapping[str, Any]) -> AuditEntry:
        """Add an entry; MetricsError for what may not stand in it, StoreError from the store."""
        return self.note_many(actor, [Deed(action, object_, detail)])[-1]

    def note_many(self, actor: str, deeds: Iterable[Deed]) -> tuple[AuditEntry, ...]:
        """Add an entry for each of these in one transaction: all of them or none, as `note`."""
        said = [noted(actor, *one) for one in deeds]
        if not said:
            return ()
        at = self.clock()
        durable = any(one.action != AuditAction.VIEWED for one in said) or self._is_due(at)
        with writing(self._engine, durable=durable) as connection:
            entries = kept.append_all(connection, said, instant(at))
        self.wrote(entries[-1], durable)
        return tuple(map(entry_of, entries))

    def wrote(self, entry: Kept, durable: bool) -> None:
        """Told after each commit: anchor what the disk holds, keep the rest in mind."""
        with self._lock:
            newest = self._waiting
            if newest is None or newest.position < entry.position:
                self._waiting = entry
        if durable:
            self._anchor(entry)

    def close(self) -> None:
        """Anchor what is not anchored yet."""
        if self._waiting is not None:
            kept.settle(self._engine)
            self._anchor(self._waiting)

    def entries(
        self, before: int | None, limit: int, **narrowing: Unpack[Narrowed]
    ) -> tuple[AuditEntry, ...]:
        """The newest entries asked for, newest first."""
        with reading(self._engine) as connection:
            found = kept.entries(connection, _wanted(**narrowing), before, limit)
        return tuple(map(entry_of, found))

    def last_by(self, action: str) -> dict[str, datetime]:
        """By who did it, when each has done this last."""
        found = kept.newest_by_actor(self._engine, action)
        return {actor: moment(at) for actor, at in found.items()}

    def last_of(self, action: str, actor: str, kind: str) -> dict[str, AuditEntry]:
        """By the id of each thing of a kind, the newest entry of this action by this actor."""
        found = map(entry_of, kept.newest_by_object(self._engine, action, actor, kind))
        return {one.object.partition(":")[2]: one for one in found}

    def anchored(self) -> Anchor | None:
        """The newest entry that was told to the file outside; None where there is none."""
        lines = read_anchors(self._anchors).lines
        return lines[-1] if lines else None

    def every(self, **narrowing: Unpack[Narrowed]) -> Iterator[AuditEntry]:
        """All entries asked for, oldest first, streamed."""
        return map(entry_of, kept.oldest_first(self._engine, _wanted(**narrowing)))

    def verify(self, anchors: Anchors | None = None) -> Verdict:
        """Is the log as it was written? Against its own file of anchors where none are given."""
        # read first: what is anchored is held, what is held may not be anchored yet
        known = read_anchors(self._anchors) if anchors is None else anchors
        with at_source():  # a server that follows may not have yet what is anchored
            return verify(kept.as_kept(self._engine), known, guarded=kept.is_guarded(self._engine))

    def _is_due(self, at: datetime) -> bool:
        """Whether a second has passed since the last anchor, or a clock was set back."""
        last = self._anchored_at
        return last is None or not timedelta() <= at - last < ANCHORED_EVERY

    def _anchor(self, entry: Kept) -> None:
        at = self.clock()
        anchor = Anchor(entry.position, entry.digest, _iso(at))
        if self._anchors is not None and not append_anchor(self._anchors, anchor):
            return
        with self._lock:
            self._anchored_at = at
            if self._waiting and self._waiting.position <= entry.position:
                self._waiting = None


def verify_rows(rows: Iterable[Mapping[str, str | None]], anchors: Anchors) -> Verdict:
    """Is a log as it was written whose rows are told by column, outside of any database?"""
    return verify((_kept(one) for one in rows), anchors)


def _kept(row: Mapping[str, str | None]) -> Kept:
    position, at, *rest = (row[name] or "" for name in Kept._fields)
    return Kept(int(position), int(at), *rest)


def _wanted(**asked: Unpack[Narrowed]) -> Wanted:
    """What is asked of the log, as the store takes it."""
    since, until = asked.get("since"), asked.get("until")
    return Wanted(
        asked.get("action"),
        asked.get("actor"),
        asked.get("object"),
        instant(since) if since else None,
        instant(until) if until else None,
    )


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
