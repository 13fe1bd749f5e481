"""One messy return, and what must become of it."""

from collections.abc import Callable
from typing import NamedTuple

OK, ASKED, NO = "accept", "accept-with-warnings", "reject"


class Messy(NamedTuple):
    """A return, and what a check says of it; no rule where nothing may be said."""

    name: str
    make: Callable[[], bytes]
    outcome: str
    rule: str = ""
    cell: str = ""
    file: str = "return.xlsx"
