"""Which source was changed by which version of the data, so that what others said is kept.

A submission brings values of its own source alone. Whatever else makes a version, as a consent or
an erasure, may change what is seen of every source.
"""

from collections.abc import Mapping
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection, select

from metrics.store import tables

INFO = "data_version"  # under this word a connection knows the version of its snapshot


class Known(NamedTuple):
    """What is known as of a version: nothing older than `whole` is kept of any source."""

    version: int = -1
    whole: int = -1
    last: int = 0  # the submission that was met last
    by_source: Mapping[str, int] = {}


class Sent:
    """Of each source the version of the data that changed it last; learned as versions are met."""

    def __init__(self) -> None:
        self._known = Known()
        self._lock = Lock()

    def learn(self, connection: Connection, version: int) -> None:
        """Read what was sent since the version that was met last."""
        with self._lock:
            if version > self._known.version:
                self._known = _later(connection, version, self._known)

    def changed(self, source: str, version: int) -> int:
        """The version that a source has as of this one: it is the same until the source changes.

        Of a version that has been passed meanwhile nothing is known but itself.
        """
        known = self._known
        if version != known.version:
            return version
        return max(known.whole, known.by_source.get(source, 0))


def _later(connection: Connection, version: int, before: Known) -> Known:
    """At the first look it is not known what was sent: every source is as of this version."""
    table = tables.submission
    query = select(table.c.id, table.c.source, table.c.version).where(table.c.id > before.last)
    newest = connection.execute(query.order_by(table.c.id)).all() if before.last else ()
    if not before.last:
        last = connection.execute(select(table.c.id).order_by(table.c.id.desc()).limit(1)).scalar()
        return Known(version, version, last or 0, {})
    sent = {one.version: one.source for one in newest if one.version is not None}
    others = [one for one in range(before.version + 1, version + 1) if one not in sent]
    by_source = {source: made for made, source in sorted(sent.items()) if made > before.version}
    last = max((one.id for one in newest), default=before.last)
    return Known(
        version, max(others, default=before.whole), last, {**before.by_source, **by_source}
    )
