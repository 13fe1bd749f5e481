"""A release's figures as rows of the store: written when it is approved, gone when it is not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from metrics.dimensions import PARTNER, Disaggregation
from metrics.observations import FileRead, Observation, Submission
from metrics.periods import Period
from metrics.release_values import FrozenCell
from metrics.store import tables
from metrics.store.comparing import Changes
from metrics.store.names import WriterNames
from metrics.store.recording import Recording
from metrics.store.release_tables import PUBLISHED, released_part
from metrics.store.releases_kept import RELEASES, KeptRelease, frozen_cells, kept_releases
from metrics.store.rows import PUBLISHED_AT, Row
from metrics.store.tables import FREQUENCIES, PUBLISHER

OBSERVED = tables.observation.c


@dataclass
class ReleaseChanges(Changes):
    """The figures of a release: each comes out at its minute, also where it says what was said."""

    lifts_at: int = 0

    def weigh(self, held: Iterator[Row], incoming: list[Row]) -> None:
        after = PUBLISHED_AT + 1
        super().weigh(
            held, [(*row[:PUBLISHED_AT], self.lifts_at, *row[after:]) for row in incoming]
        )


def released_file(code: str) -> str:
    """Where a released figure stands, in the place of a file."""
    return f"release-{code}"


def write_figures(
    connection: Connection,
    source: str,
    found: KeptRelease,
    observations: Sequence[Observation],
    checksum: str,
) -> Recording[ReleaseChanges]:
    """The rows of a release, compared with what was released before, written and referred to."""
    file = FileRead(released_file(found.code), checksum)
    recording = Recording(connection, Submission(source, (file,)), ReleaseChanges)
    recording.changes.lifts_at = found.lifts_at
    recording.compare(observations, ())
    return recording


def keep_parts(connection: Connection, names: WriterNames, cells: Iterable[FrozenCell]) -> None:
    """Keep for good whose figures have stood in each of these cells."""
    table = released_part
    held = {tuple(row) for row in connection.execute(select(table))}
    rows = {
        (*_numbers(names, cell), names.organizations[one])
        for cell in cells
        for one in cell.organizations
    }
    columns = (*PUBLISHED, "organization_id")
    new = [dict(zip(columns, row, strict=True)) for row in sorted(rows - held)]
    if new:
        connection.execute(insert(table), new)


def take_out(connection: Connection, names: WriterNames, found: KeptRelease) -> None:
    """Remove figures that have never come out: nobody may read of them later that they were to."""
    cells = frozen_cells(connection, found)
    pairs = {(names.indicators[one.key.indicator], names.series[one.key.series]) for one in cells}
    for indicator, series in sorted(pairs):
        connection.execute(delete(tables.observation).where(
            OBSERVED.indicator_id == indicator, OBSERVED.series_id == series,
            OBSERVED.organization_id == PUBLISHER, OBSERVED.submission_id == found.submission,
        ))  # fmt: skip
    _forget_parts(connection, names, found, cells)
    version = tables.data_version.c.version
    connection.execute(update(tables.data_version).values(version=version + 1))


def _forget_parts(
    connection: Connection, names: WriterNames, found: KeptRelease, cells: Iterable[FrozenCell]
) -> None:
    """Whose figures stood in them, where no other release that comes out says so too."""
    columns = released_part.c
    for row in {(*_numbers(names, cell), names.organizations[one])
                for cell in cells for one in cell.organizations}:  # fmt: skip
        where = [
            columns[name] == number
            for name, number in zip((*PUBLISHED, "organization_id"), row, strict=True)
        ]
        connection.execute(delete(released_part).where(*where))
    for other in kept_releases(connection, RELEASES.form == found.form):
        if other.is_approved and other.number != found.number:
            keep_parts(connection, names, frozen_cells(connection, other))


def _numbers(names: WriterNames, cell: FrozenCell) -> tuple[Any, ...]:
    """A cell as the key of `released_part` has it."""
    key, period = cell.key, Period.parse(cell.key.period)
    return (
        names.indicators[key.indicator], names.series[key.series], names.places[key.place],
        names.disaggregations[breakdown_of(cell)], FREQUENCIES[period.frequency],
        period.start.toordinal(), period.days,
    )  # fmt: skip


def breakdown_of(cell: FrozenCell) -> Disaggregation:
    """The breakdown under which a cell is published: that of a partner names it."""
    own = Disaggregation.parse(cell.key.disaggregation).members
    partner = ((PARTNER, cell.key.partner),) if cell.key.partner else ()
    return Disaggregation.of((*own, *partner))
