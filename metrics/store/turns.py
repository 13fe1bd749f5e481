"""What changes by itself as time goes on: releases come out, consents end.

Nothing is written when that happens. What is to come is read once for each version of the data,
and from then on a question needs the time of day alone to know what has changed since.
"""

from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from metrics.annotation_values import Annotation
from metrics.store import consents_kept
from metrics.store.annotations_kept import annotations
from metrics.store.consents_kept import Said
from metrics.store.names import day_instant, instant
from metrics.store.release_tables import release, release_event

NOTHING_SAID = Said({}, ())
# what was done last of these says whether a release comes out
COUNTS = ("approved", "cancelled", "stopped")


class Turns(NamedTuple):
    """What is known to come, as of a version of the data; instants in microseconds, UTC."""

    version: int = -1
    lifts: tuple[int, ...] = ()  # of the releases that are approved, oldest first
    consents: Said = NOTHING_SAID
    annotations: tuple[Annotation, ...] = ()  # every version; read here since it is little

    def passed(self, at: int, on: date) -> int:
        """How many of them have come by an instant and day: it never falls as time goes on."""
        return bisect_right(self.lifts, at) + self.consents.ended(on)

    def noted(self, at: int) -> int:
        """How many versions of notes were written by an instant."""
        return sum(instant(one.at) <= at for one in self.annotations)

    def until(self, at: int, on: date) -> int:
        """The instant after which nothing is public yet, though its day is there.

        It is the last lift that has come, or the day's own: what comes out at a later minute is
        not seen even by who does not know of it yet.
        """
        come = bisect_right(self.lifts, at)
        last = max(day_instant(on), *self.lifts[:come][-1:], 0)
        coming = self.lifts[come:][:1]
        return min(last, *(one - 1 for one in coming)) if coming else last


def read_turns(connection: Connection, version: int) -> Turns:
    """What is to come, as the store of this version knows it."""
    said = consents_kept.said(connection)
    return Turns(version, _lifts(connection), said, annotations(connection))


def _lifts(connection: Connection) -> tuple[int, ...]:
    columns, events = release.c, release_event.c
    done = (
        select(columns.id, columns.lifts_at, events.kind)
        .join(release_event, events.release_id == columns.id)
        .where(events.kind.in_(COUNTS))
        .order_by(events.id)
    )
    last = {row.id: (row.lifts_at, row.kind) for row in connection.execute(done)}
    return tuple(sorted(at for at, kind in last.values() if kind == COUNTS[0]))
