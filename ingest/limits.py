"""How large a partner's file may be, and what reading it may cost.

The gate, the readers and the child process that they run in are all held to the same figures.
"""

from typing import NamedTuple

from metrics import Settings

MEBIBYTE = 1 << 20


class Limits(NamedTuple):
    """What one file may be and cost; the first four sizes of a table are settings."""

    bytes: int = 20 * MEBIBYTE  # of the file as it is sent
    inflated: int = 300 * MEBIBYTE  # of all its parts, unpacked
    parts: int = 1_000  # of a workbook's archive
    rows: int = 200_000  # of one sheet
    columns: int = 500
    sheets: int = 60
    cells: int = 5_000_000  # that hold something, over all sheets
    seconds: int = 60  # by the clock, and of processor time
    memory: int = 400 * MEBIBYTE  # of the child process that reads it

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """The limits of this installation."""
        return cls(
            bytes=settings.return_bytes,
            rows=settings.return_rows,
            columns=settings.return_columns,
            sheets=settings.return_sheets,
        )


DEFAULT = Limits()
