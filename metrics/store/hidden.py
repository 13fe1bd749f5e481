"""Numbers that were held once and have been hidden since: they are read again at no moment.

Protection is not undone by asking of a time before it: of each key what stands now decides. Where
that is "hidden", so is every earlier number; where it is "less than 5", so is an earlier 3.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import IntEnum
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from sqlalchemy import Connection, text

from metrics.observations import HeldObservation, Location, ObservationStatus, Qualifier
from metrics.store.comparing import standing_rows
from metrics.store.rows import KEY_LENGTH, QUALIFIER, REVISION, SHEET, STATUS, VALUE, Row
from metrics.store.seeks import Pair, Sight, of_pair, released
from metrics.store.tables import COLUMNS, KEY, QUALIFIERS, STATUSES

SUPPRESSED = STATUSES[ObservationStatus.SUPPRESSED]
LESS_THAN, EXACT = QUALIFIERS[Qualifier.LESS_THAN], QUALIFIERS[Qualifier.EXACT]
MAY_HIDE = f"(status = {SUPPRESSED} OR qualifier = {LESS_THAN})"
Key: TypeAlias = tuple[int, ...]


class Hides(IntEnum):
    """What a key's standing value hides of its other revisions."""

    NOTHING = 0
    BELOW = 1  # exact numbers below its bound
    EVERYTHING = 2


def hides(revisions: list[Row]) -> Hides:
    """What has been hidden since of one key, of which these are all revisions."""
    if len(revisions) < 2:  # as nearly every value
        return Hides.NOTHING
    shown = max(standing_rows(revisions), key=itemgetter(REVISION), default=None)
    if shown is None:
        return Hides.NOTHING
    if shown[STATUS] == SUPPRESSED:
        return Hides.EVERYTHING
    below = shown[QUALIFIER] == LESS_THAN and any(_is_below(row, shown) for row in revisions)
    return Hides.BELOW if below else Hides.NOTHING


def _is_below(row: Row, bound: Row) -> bool:
    """Whether a row states an exact number below the bound of another."""
    if row[QUALIFIER] != EXACT or row[VALUE] is None or bound[VALUE] is None:
        return False
    return bool(_number(row) < _number(bound))


def _number(row: Row) -> Decimal:
    return Decimal(row[VALUE]).scaleb(-row[VALUE + 1])


def hidden_keys(connection: Connection, keys: Iterable[Key], sight: Sight) -> dict[Key, Hides]:
    """Those of some keys that are hidden now: one statement finds the few that may be.

    What a scope may not see hides nothing from it either: that would tell of it.
    """
    listed = ",".join(f"({','.join(map(str, key))})" for key in keys)
    if not listed:
        return {}
    same = " AND ".join(f"observation.{name} = asked.{name}" for name in KEY)
    # each key is sought: of a list of keys SQLite would make a filter and read every row
    doubtful = (
        f"asked({', '.join(KEY)}) AS (VALUES {listed}), doubtful AS (SELECT * FROM asked "  # noqa: S608  only numbers
        f"WHERE EXISTS (SELECT 1 FROM observation WHERE {same} "
        f"AND {MAY_HIDE}{released('observation', sight)}))"
    )
    return {
        key_in(revisions[0]): hides(revisions)
        for revisions in _revisions(connection, doubtful, sight)
    }


def withheld_sheets(
    connection: Connection, pair: Pair | None, sight: Sight
) -> dict[Pair, frozenset[int]]:
    """The sheets in which a number stands that has been hidden since.

    By indicator and series: of one pair of them, or of all.
    """
    doubtful = (
        f"doubtful AS (SELECT DISTINCT {', '.join(KEY)} FROM observation "  # noqa: S608  only numbers
        f"WHERE {MAY_HIDE}{of_pair(pair)})"
    )
    found: dict[Pair, frozenset[int]] = {}
    for revisions in _revisions(connection, doubtful, sight):
        if sheets := _sheets(revisions):
            own = revisions[0][:2]
            found[own] = found.get(own, frozenset()) | sheets
    return found


def _sheets(revisions: list[Row]) -> set[int]:
    """Where the numbers of one key stand that have been hidden since."""
    found = hides(revisions)
    if found is Hides.NOTHING:
        return set()
    gone = found is Hides.EVERYTHING
    return {
        row[SHEET]
        for row in revisions
        if row[VALUE] is not None and (gone or row[QUALIFIER] != LESS_THAN)
    }


def without_value(held: HeldObservation, hidden: Hides) -> HeldObservation:
    """A revision whose number has been hidden since: that it was, and not what it was."""
    bound = held.observation.qualifier is Qualifier.LESS_THAN
    if hidden is Hides.NOTHING or (hidden is Hides.BELOW and bound):
        return held
    gone = held.observation._replace(
        value=None, numerator=None, denominator=None, words=None, note=None,
        qualifier=Qualifier.EXACT, status=ObservationStatus.SUPPRESSED,
        location=Location(held.observation.location.file, "", 0, 0),  # nor where it stands
    )  # fmt: skip
    return held._replace(observation=gone)


def _revisions(connection: Connection, doubtful: str, sight: Sight) -> Iterator[list[Row]]:
    """The revisions of each key that `doubtful` names, in one statement for all of them."""
    on = " AND ".join(f"observation.{name} = doubtful.{name}" for name in KEY)
    columns = ", ".join(f"observation.{name}" for name in COLUMNS)
    order = ", ".join(f"observation.{name}" for name in (*KEY, "revision"))
    query = (
        f"WITH {doubtful} SELECT {columns} FROM doubtful CROSS JOIN observation "  # noqa: S608  only numbers
        f"WHERE {on}{released('observation', sight)} ORDER BY {order}"
    )
    for _, revisions in groupby(map(tuple, connection.execute(text(query))), key_in):
        yield list(revisions)


def key_in(row: Row) -> Key:
    return tuple(row[:KEY_LENGTH])
