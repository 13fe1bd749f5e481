"""The headings of the long format: indicator, period, place, breakdowns, value, note."""

from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from ingest.book import BookSheet
from ingest.cells import plain
from ingest.returns.layout import INDICATOR, NOTE, PERIOD, PLACE, VALUE
from ingest.returns.notation import folded
from metrics import Text

LOOKED_AT = 300
_NEEDED = ("indicator", "value")
_REMARKS = ("comment", "comments", "commentaire", "commentaires", "remark", "remarks", "remarque",
            "remarques")  # fmt: skip
NAMES = {
    "indicator": (*INDICATOR, "series", "série", "measure", "mesure"),
    "period": (*PERIOD, "quarter", "trimestre", "month", "mois"),
    "place": (*PLACE, "location", "region", "région", "endroit"),
    "value": (*VALUE, "count", "nombre", "number"),
    "note": (*NOTE, "notes", *_REMARKS),
}


class DataHeadings(NamedTuple):
    row: int
    at: Mapping[str, int]  # role, or dimension, and its column
    strange: Mapping[int, str]
    doubled: Mapping[int, str]


def data_headings(sheet: BookSheet, dimensions: Mapping[str, Text]) -> DataHeadings | None:
    """The row that heads a long format; None where none has at least an indicator and a value."""
    roles = {folded(name): role for role, names in NAMES.items() for name in names}
    roles |= {folded(name): key for key, title in dimensions.items() for name in (*title, key)}
    for number, cells in islice(sheet.iter_rows(), LOOKED_AT):
        words = {at: folded(one) for at, one in enumerate(cells, 1) if isinstance(one, str)}
        at: dict[str, int] = {}
        doubled = {}
        for column, word in words.items():
            if (role := roles.get(word)) and at.setdefault(role, column) != column:
                doubled[column] = role
        if all(one in at for one in _NEEDED):
            strange = {
                column: plain(cells[column - 1])
                for column, word in words.items()
                if word and word not in roles
            }
            return DataHeadings(number, at, strange, doubled)
    return None
