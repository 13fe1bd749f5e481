"""Numbers that were held once and have been hidden since: they are read again at no moment.

Protection is not undone by asking of a time before it: of each key what stands now decides.
"""

from collections.abc import Iterable
from operator import itemgetter
from typing import TypeAlias

from sqlalchemy import Connection, select

from metrics.observations import HeldObservation, ObservationStatus, Qualifier
from metrics.store import tables
from metrics.store.comparing import newest_of_each_document
from metrics.store.rows import KEY_LENGTH, REVISION, STATUS, Row
from metrics.store.seeks import Sight, only, released
from metrics.store.tables import KEY, STATUSES, WITHDRAWN

SUPPRESSED = STATUSES[ObservationStatus.SUPPRESSED]
Key: TypeAlias = tuple[int, ...]


def hidden_since(revisions: list[Row]) -> bool:
    """Whether what stands now of one key, of which these are all revisions, is hidden."""
    newest = newest_of_each_document(revisions)
    standing = [row for row in newest.values() if row[STATUS] != WITHDRAWN]
    shown = max(standing, key=itemgetter(REVISION), default=None)
    return shown is not None and shown[STATUS] == SUPPRESSED


def hidden_keys(connection: Connection, keys: Iterable[Key], sight: Sight) -> set[Key]:
    """Those of some keys that are hidden now: one statement finds the few that may be.

    What a scope may not see hides nothing from it either: that would tell of it.
    """
    found = []
    if listed := ",".join(f"({','.join(map(str, key))})" for key in keys):
        statement = (
            f"SELECT DISTINCT {', '.join(KEY)} FROM observation "  # noqa: S608  only numbers
            f"WHERE ({', '.join(KEY)}) IN (VALUES {listed}) AND status = {SUPPRESSED}"
            f"{released('observation', sight)}"
        )
        found = [tuple(row) for row in connection.exec_driver_sql(statement)]
    return {key for key in found if hidden_since(_revisions(connection, key, sight))}


def without_value(held: HeldObservation) -> HeldObservation:
    """A revision whose number has been hidden since: that it was, and not what it was."""
    gone = held.observation._replace(
        value=None, numerator=None, denominator=None, words=None, note=None,
        qualifier=Qualifier.EXACT, status=ObservationStatus.SUPPRESSED,
    )  # fmt: skip
    return held._replace(observation=gone)


def _revisions(connection: Connection, key: Key, sight: Sight) -> list[Row]:
    columns = tables.observation.c
    where = [columns[name] == number for name, number in zip(KEY, key, strict=True)]
    query = select(tables.observation).where(*where, *only(released("observation", sight)))
    query = query.order_by(columns.revision)
    return [tuple(row) for row in connection.execute(query)]


def key_in(row: Row) -> Key:
    return tuple(row[:KEY_LENGTH])
