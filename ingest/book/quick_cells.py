"""What the cells and rows of a sheet say by their attributes as they are written, for `quick`.

Each form of attributes is read once. Any that is not known raises UnusualError.
"""

import re
from collections.abc import Callable

from ingest.book.cells import Value
from ingest.book.grid import Grid
from ingest.book.strings import without_entities
from ingest.book.values import Values


class UnusualError(Exception):
    """The sheet is not of the form that is read here."""


# The values that rows and formulas have; with any other, the sheet is read tag by tag.
VALUE = r'"(?:[a-z]{0,5}|[0-9]{1,8}(?:\.[0-9]*)?|[0-9]{1,5}:[0-9]{1,5})"'
_ROW_ATTRIBUTES = re.compile(rf"(?: [a-zA-Z:0-9]{{1,30}}={VALUE})* ?")
_HIDDEN = re.compile(r' (?:hidden="(?:1|true)"|ht="0(?:\.0)?")')
_ATTRIBUTES = re.compile(
    r'(?: (?:s="(?P<s>[0-9]{1,8})"|t="(?P<t>[a-zA-Z]+)"|(?:cm|vm)="[0-9]{1,8}"|ph="[01]"))*'
)
_SPACE = r'(?: xml:space="preserve")?'
_INSIDE = re.compile(
    r'(?P<f><f(?: (?:xml:space="preserve"|[a-z12D]{1,6}='
    r'"(?:[a-zA-Z]{0,10}|[0-9]{1,8}|[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?)"))*'
    r"(?:/>|>(?P<formula>[^<]*)</f>))?"
    rf"(?:<v{_SPACE}(?:/>|>(?P<v>[^<]*)</v>)|<is><t{_SPACE}(?:/>|>(?P<t>[^<]*)</t>)</is>)?"
    r"(?:</c>)?"
)
_KEPT = 1_000  # forms of a row that are remembered


class Readers(dict[str, Callable[[str], Value]]):
    """What reads the words of a cell, by its attributes as they are written."""

    def __init__(self, values: Values, grid: Grid) -> None:
        super().__init__()
        self._values = values
        self._grid = grid

    def __missing__(self, held: str) -> Callable[[str], Value]:
        said = _ATTRIBUTES.fullmatch(held)
        if not said:
            raise UnusualError
        style = int(said["s"] or 0)
        if self._values.styles[style].misleads:  # such cells are told, so their places are needed
            raise UnusualError
        read = self[held] = self._values.reader(said["t"] or "", style)
        return read

    def inside(self, held: str, xml: str) -> Value:
        """A cell that holds more than a bare value: a formula, or a text of its own."""
        if not xml:
            return None
        said = _INSIDE.fullmatch(xml)
        if not said or held.endswith("/"):
            raise UnusualError
        own = 't="inlineStr"' in held
        if not own and said["t"]:
            raise UnusualError
        words = read_entities(said["t" if own else "v"] or "")
        if said["f"] is not None:
            formula = read_entities(said["formula"] or "")
            self._grid.count_formula(formula)
            if not words and 't="str"' not in held and 't="e"' not in held:
                return self._values.unsaved(formula)
        elif not words and 't="e"' not in held:
            return None
        return self[held](words)


class Hides(dict[str, bool]):
    """Whether a row is hidden, by its attributes as they are written."""

    def __missing__(self, held: str) -> bool:
        if not _ROW_ATTRIBUTES.fullmatch(held):
            raise UnusualError
        hides = bool(_HIDDEN.search(held))
        if len(self) < _KEPT:
            self[held] = hides
        return hides


def read_entities(words: str) -> str:
    try:
        return without_entities(words)
    except (ValueError, KeyError, OverflowError):
        raise UnusualError from None
