"""What a release writes: its rows with the notes of those who own the figures, and its mark.

A figure that is released by the name of a partner which governs its data takes along what that
partner says of it. The note is frozen with the figure, so that its steward agrees to both.
"""

import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from metrics.consent_judging import governed
from metrics.disclosure.tables import CellKey
from metrics.languages import Text
from metrics.observations import Observation
from metrics.release_making import Making, observations_of
from metrics.release_notes import with_owners
from metrics.release_values import FrozenCell, ReleasePreview

Notes: TypeAlias = Mapping[CellKey, Text]


def cells_of(making: Making) -> tuple[FrozenCell, ...]:
    """The cells of a release, with what the owners of figures by name say of them.

    Nothing is said of a number that is not shown, or not the one that was sent with the note.
    """
    notes = _notes(making)
    return tuple(
        one._replace(note=notes.get(one.key)) if _is_as_sent(one) else one for one in making.cells
    )


def content_of(making: Making) -> str:
    """What everything behind a release comes to, its owners' notes too; nobody can try numbers."""
    notes = sorted((*key, *note) for key, note in _notes(making).items())
    said = json.dumps([making.content, notes], separators=(",", ":"))
    return _keyed(making.key, said)


def mark_of(cells: Iterable[FrozenCell], key: bytes) -> str:
    """What stands in the place of a file's checksum: without the key nobody can try numbers."""
    shown = [[*one.key, *one.shown, *(one.note or ())] for one in cells]
    return _keyed(key, json.dumps(shown, separators=(",", ":"), default=str))


def rows_of(
    cells: tuple[FrozenCell, ...], code: str, lifts_at: datetime
) -> tuple[Observation, ...]:
    """The rows that a release puts before the public, worded as they will be read."""
    rows = observations_of(cells, code, lifts_at)
    return tuple(_with_note(row, cell) for row, cell in zip(rows, cells, strict=True))


def released_observations(preview: ReleasePreview) -> tuple[Observation, ...]:
    """The same of what a reader sees of a release."""
    return rows_of(preview.cells, preview.release.code, preview.release.lifts_at)


def _is_as_sent(one: FrozenCell) -> bool:
    return one.shown.value is not None and not one.shown.revised


def _with_note(row: Observation, cell: FrozenCell) -> Observation:
    if cell.note is None or row.value is None:
        return row
    return row._replace(note=with_owners(row.note, cell.note))


def _notes(making: Making) -> dict[CellKey, Text]:
    """By figure, what those who govern their data have said of their own."""
    owners = governed(making.catalogue, making.repository.turns.consents)
    pairs = [(making.catalogue.series_of(one).indicator, one) for one in making.choice.series]
    found = {}
    for line in making.repository.lines(pairs, making.sight) if owners else ():
        for held in line.values if line.organization in owners else ():
            one = held.observation
            if one.note is not None and one.period in making.choice.periods:
                found[_key(one)] = one.note
    return found


def _key(one: Observation) -> CellKey:
    return CellKey(
        one.indicator, one.series, one.place, one.disaggregation.code, one.organization,
        one.period.code,
    )  # fmt: skip


def _keyed(key: bytes, said: str) -> str:
    return hmac.digest(key, said.encode(), "sha256").hex()
