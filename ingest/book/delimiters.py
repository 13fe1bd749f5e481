"""What separates the cells of a CSV file: tabs, semicolons or commas.

Where numbers have decimal commas, commas cut a file with semicolons as evenly as those do. So it
is asked as well what a delimiter leaves within the cells: the right one leaves figures and
sentences, the wrong one leaves the other delimiter between words.
"""

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice
from typing import Literal, NamedTuple

_LOOKED_AT = 200  # records
_LENGTH = 200_000  # characters
_DOUBT = 0.75  # of the best score: as good as the best
_NAMES = {
    "\t": ("tabs", "des tabulations"),
    ";": ("semicolons", "des points-virgules"),
    ",": ("commas", "des virgules"),
}
_ONE_COLUMN = (
    "one column, where commas stand before decimals",
    "une seule colonne, où les virgules précèdent les décimales",
)
# A comma in a figure or before a space is one of figures and sentences; so is a semicolon.
_LEFT = {
    "\t": re.compile("\t"),
    ";": re.compile(r";(?!\s|$)"),
    ",": re.compile(r"(?<![0-9]),(?!\s|$)|(?<=[0-9]),(?![0-9]|\s|$)"),
}
_DECIMAL = re.compile(r"[-–−]?\s?[0-9]{1,3}(?:[ \u00a0\u202f]?[0-9]{3})*,[0-9]{1,9}(?:\s?[%$])?")
_SAID = re.compile(r"""\ufeff?"?sep=([^\r\n"])"?(?:\r\n|\r|\n|$)""", re.IGNORECASE)


class Cut(NamedTuple):
    """The delimiter, where the first record begins, and how many cells most records have."""

    delimiter: str
    start: int = 0
    width: int = 1
    doubtful: bool = False

    @property
    def names(self) -> tuple[str, str]:
        if self.width == 1:
            return _ONE_COLUMN
        return _NAMES.get(self.delimiter, (self.delimiter, self.delimiter))


def cut_of(text: str) -> Cut:
    """How a file is to be cut: as it says itself, or as most of its first records show."""
    if said := _SAID.match(text):
        start = said.end()
        return Cut(said[1], start, _judged(text[start : start + _LENGTH], said[1])[1])
    judged = {one: _judged(text[:_LENGTH], one) for one in _NAMES}
    best = max(judged, key=lambda one: judged[one])
    score, width = judged[best]
    if not score:
        return Cut(",")
    one_column = best == "," and _one_column(text[:_LENGTH])
    if one_column == "headed":
        unused = next(one for one in ("\t", ";", "|", "\x1f") if one not in text)
        return Cut(unused, 0, 1, True)
    rivals = [one for one, (other, _) in judged.items() if one != best and other > _DOUBT * score]
    return Cut(best, 0, width, bool(rivals) or bool(one_column))


def _one_column(text: str) -> Literal["", "bare", "headed"]:
    """Whether commas cut only numbers in two, as decimal commas in a single column would be.

    A heading that is not cut settles it; without one there is no telling.
    """
    records = _records(text, ",")
    whole = [one for one in records if len(one) == 1]
    cut = [one for one in records if len(one) > 1]
    if not all(_DECIMAL.fullmatch(",".join(one).strip()) for one in cut):
        return ""
    if any(any(letter.isalpha() for letter in one[0]) for one in whole):
        return "headed"
    return "" if whole else "bare"


def _judged(text: str, delimiter: str) -> tuple[float, int]:
    """How well a delimiter cuts, from 0 to 1, and into how many cells."""
    records = _records(text, delimiter)
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return 0.0, 1
    width, count = widths.most_common(1)[0]
    wide = [record for record in records if len(record) == width]
    others = [_LEFT[one] for one in _NAMES if one != delimiter]
    left = sum(len(one.findall(cell)) for record in wide for cell in record for one in others)
    return count / len(records) * (1 - min(1, left / (count * (width - 1))) / 2), width


def _records(text: str, delimiter: str) -> list[list[str]]:
    """The first records that are not empty; whatever is wrong in them is told later."""
    try:
        records = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        return [record for record in islice(records, _LOOKED_AT) if record]
    except csv.Error:
        return []
