"""The runs by people with screen readers and keyboards, read from the record that they write in.

docs/accessibility.md holds the script of the run and its record; nothing here repeats them.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

RECORD = Path(__file__).resolve().parent.parent / "docs" / "accessibility.md"
HEADING = "## Record"
NOT_YET = "not yet done"
TASKS = 5


class Run(NamedTuple):
    """A run with one reader: its day as it is written, and how each task went."""

    day: str
    reader: str  # "NVDA, Firefox"
    tasks: tuple[str, ...]
    notes: str

    @property
    def is_done(self) -> bool:
        return self.day != NOT_YET


@cache
def manual_runs(record: Path = RECORD) -> tuple[Run, ...]:
    """Every row of the record; none where an installation came without it."""
    if not record.is_file():
        return ()
    _, _, below = record.read_text(encoding="utf-8").partition(HEADING)
    rows = [_cells(one) for one in below.splitlines() if one.startswith("|")]
    return tuple(
        Run(day, reader, tuple(tasks[:TASKS]), tasks[TASKS]) for day, _, reader, *tasks in rows[2:]
    )


def _cells(row: str) -> list[str]:
    return [one.strip() for one in row.strip().strip("|").split("|")]
