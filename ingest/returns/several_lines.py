"""A cell of several lines, as Alt+Enter makes them: two figures, or one with something beside it.

White space elsewhere may separate thousands; a line break, a tab or a wide gap between digits never
does, or 129 over 145 would be 129145.
"""

import re

from ingest.cells import plain
from ingest.returns.figure_words import right_for
from ingest.returns.figures import Refused
from metrics import Text, Unit

_BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_GAP = re.compile(r"(?<=\d)\s{2,}(?=\d)")
_TOLD = 3  # lines that are repeated


def several_lines(cell: str, unit: Unit) -> Refused | None:
    """What is wrong with a figure on more than one line; None where it stands on one."""
    if (apart := parted(cell)) is None:
        return None
    said = " / ".join((*apart[:_TOLD], *(["…"] if len(apart) > _TOLD else [])))
    return Refused(
        "several-lines",
        Text(
            f"There are two lines in one cell, or a wide gap in it: '{said}'. It cannot be told "
            "which number is meant.",
            f"Il y a deux lignes dans une même cellule, ou un grand espace\u00a0: « {said} ». On "
            "ne peut pas savoir quel nombre est voulu.",
        ),
        right_for(unit),
    )


def parted(cell: str) -> list[str] | None:
    """The parts of a cell with a digit that a line break, a tab or a wide gap sets apart."""
    if cell.isprintable() and "  " not in cell:  # nearly every text
        return None
    parts = [one for part in _GAP.split(cell) for one in _BREAKS.split(part)]
    apart = [words for one in parts if (words := plain(one))]
    return apart if len(apart) > 1 and any(one.isdigit() for one in cell) else None
