"""Rows of the store made into lines: which revision of each value stands, and what came before."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from metrics.observations import HeldObservation
from metrics.store.comparing import ORGANIZATION, PUBLIC, key_of, standing_rows
from metrics.store.hidden import hides, without_value
from metrics.store.rows import (
    CONFIDENTIALITY,
    DOCUMENT,
    KEY_LENGTH,
    RECORDED_AT,
    REVISION,
    SEQUENCE,
    STATUS,
    Decoder,
    Row,
)
from metrics.store.seeks import Sight
from metrics.store.tables import PUBLISHER, WITHDRAWN

LINE_SPAN = 6  # the columns of the key that tell one line from another


class HeldLine(NamedTuple):
    """The values of one line that stand, oldest first, and what was said of them earlier."""

    series: str
    place: str
    disaggregation: str
    frequency: str
    values: tuple[HeldObservation, ...]
    earlier: dict[str, tuple[HeldObservation, ...]]
    organization: str  # empty for the publisher itself


def held_lines(rows: Iterable[Row], decoder: Decoder, sight: Sight) -> Iterator[HeldLine]:
    """The lines among rows in the key's order; a line without a visible value is left out.

    The rows are all that the scope sees of each key, and no others.
    """
    for _, line in groupby(rows, itemgetter(*range(LINE_SPAN))):
        values: list[HeldObservation] = []
        earlier: dict[str, tuple[HeldObservation, ...]] = {}
        for _, revisions in groupby(line, key_of):
            every = list(revisions)
            standing = _standing(every, sight)
            held = [decoder.held(row, rank) for row, rank in standing]
            if hidden := hides(every):
                held = [without_value(one, hidden) for one in held]
            if held:
                values.append(held[-1])
            if held[:-1]:
                earlier[held[-1].observation.period.code] = tuple(held[:-1])
        if values:
            yield _line(values, earlier)


def _line(
    values: list[HeldObservation], earlier: dict[str, tuple[HeldObservation, ...]]
) -> HeldLine:
    one = values[0].observation
    frequency, breakdown = one.period.frequency.value, one.disaggregation.code
    return HeldLine(
        one.series, one.place, breakdown, frequency, tuple(values), earlier, one.organization
    )


def _standing(revisions: list[Row], sight: Sight) -> list[tuple[Row, int]]:
    """The visible revisions of one key that stand, with their rank; the last is the one to show."""
    if len(revisions) == 1:  # as nearly every value
        row = revisions[0]
        return [(row, 1)] if _visible(row, sight) and _spoke(row) else []
    ranked = ranked_visible(revisions, sight)
    standing = standing_rows([row for row, _ in ranked])
    if not standing:
        return []
    shown = max(standing, key=itemgetter(REVISION))
    documents = {row[DOCUMENT] for row in standing}
    said = [one for one in ranked if one[0][DOCUMENT] in documents and _spoke(one[0])]
    if shown[ORGANIZATION] != PUBLISHER:  # what nobody approved was never said to anybody else
        said = [one for one in said if one[0] is shown or one[0][CONFIDENTIALITY] == PUBLIC]
    return sorted(said, key=lambda one: one[0] is shown)


def ranked_visible(revisions: Iterable[Row], sight: Sight) -> list[tuple[Row, int]]:
    """The revisions of one key that are visible, each with its number among them."""
    seen = (row for row in revisions if _visible(row, sight))
    return [(row, rank) for rank, row in enumerate(seen, 1)]


def _spoke(row: Row) -> bool:
    return bool(row[STATUS] != WITHDRAWN)


def _visible(row: Row, sight: Sight) -> bool:
    known = sight.known_at
    if known and row[REVISION] // SEQUENCE > known.toordinal():
        return False
    if sight.held_at is not None and row[RECORDED_AT] > sight.held_at:
        return False
    return sight.as_of is None or _existed(row, sight.as_of.toordinal())


def _existed(row: Row, day: int) -> bool:
    start, length = row[KEY_LENGTH - 2 : KEY_LENGTH]
    return bool(start + length <= day + 1 or row[REVISION] // SEQUENCE <= day)
