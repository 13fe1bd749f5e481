"""What a sheet's part says around its cells: extent, merged and hidden cells, links, prompts.

And every other word of it: filters that are saved, scenarios, views, whatever a program adds.
"""

import re
from typing import NamedTuple

from ingest.book.cells import Merged
from ingest.book.machine import may_hold
from ingest.book.xml import is_true, plain_names
from ingest.extents import COLUMNS, ROWS, column_number

_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")
_HEADERS = frozenset(f"{page}{end}" for page in ("odd", "even", "first")
                     for end in ("Header", "Footer"))  # fmt: skip
_PROMPTS = ("promptTitle", "prompt", "errorTitle", "error")
_LINKED = ("location", "tooltip", "display")
_SHOWN = ("tooltip", "display")  # of a link: words that somebody wrote
_KEPT = frozenset({"formula", "formula1", "formula2", "f", "sqref", *_HEADERS})
_FILTERS = frozenset({"filter", "customFilter", "dateGroupItem", "dynamicFilter", "top10"})
_SUMS = frozenset({"hashValue", "saltValue"})  # of passwords
_SUM = re.compile(r"[A-Za-z0-9+/]{8,}={0,2}")


class Said(NamedTuple):
    """Words of a sheet outside its cells, and the cell that they belong to."""

    where: str
    cell: str
    words: str


class Link(NamedTuple):
    cell: str
    relation: str


class Frame:
    def __init__(self) -> None:
        self.extent: Merged | None = None
        self.may_remark = True  # unless it is known that no comment stands between the tags
        self.merged: list[Merged] = []
        self._hidden: list[tuple[int, int]] = []
        self.links: list[Link] = []
        self.said: list[Said] = []
        self._texts: list[str] | None = None
        self._others: list[str] = []
        self._rule: list[str] = []
        self._cell = ""

    def start(self, tag: str, held: dict[str, str]) -> None:
        self._end_other()
        self._note_values(tag, held)
        if tag == "dimension":
            self.extent = range_of(held.get("ref", ""))
        elif tag == "col":
            self._column(held)
        elif tag == "mergeCell" and (merged := range_of(held.get("ref", ""))):
            self.merged.append(merged)
        elif tag == "hyperlink":
            self._link(plain_names(held))
        elif tag == "dataValidation":
            self._cell = _first(held.get("sqref", ""))
            self._rule = [held[name] for name in _PROMPTS if held.get(name)]
        if tag in _KEPT:
            self._texts = []

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Each column once, however often the file hides it."""
        found: list[int] = []
        for first, last in sorted(self._hidden):
            found += range(max(first, found[-1] + 1 if found else 1), last + 1)
        return frozenset(found)

    def text(self, words: str) -> None:
        (self._others if self._texts is None else self._texts).append(words)

    def note(self, cell: str, words: str, where: str = "sheet") -> None:
        """Words that no cell shows, where any could be in them."""
        words = words.strip()
        if may_hold(words):
            self.said.append(Said(where, cell, words))

    def end(self, tag: str) -> None:
        self._end_other()
        if tag in _KEPT and self._texts is not None:
            self._keep(tag, "".join(self._texts))
            self._texts = None
        elif tag == "dataValidation":
            self.said += (Said("validation", self._cell, words) for words in self._rule)

    def _keep(self, tag: str, words: str) -> None:
        if tag in _HEADERS:
            self.said.append(Said("header", "", words))
        elif tag == "sqref":
            self._cell = _first(words)
        elif tag == "formula":
            self.note("", words, "rule")
        elif words:
            self._rule.append(words)

    def _note_values(self, tag: str, held: dict[str, str]) -> None:
        where = "filter" if tag in _FILTERS else "rule" if tag == "cfRule" else "sheet"
        told = _PROMPTS if tag == "dataValidation" else _LINKED if tag == "hyperlink" else ()
        for name, value in held.items():
            is_sum = name in _SUMS and _SUM.fullmatch(value)
            if not is_sum and name not in told:
                self.note("", value, where)

    def _end_other(self) -> None:
        """A text in a tag that is not known."""
        if self._others:
            others, self._others = "".join(self._others), []
            self.note("", others)

    def _column(self, held: dict[str, str]) -> None:
        if not (is_true(held.get("hidden")) or held.get("width") in ("0", "0.0")):
            return
        first, last = held.get("min", ""), held.get("max", "")
        if re.fullmatch("[0-9]{1,5}", first) and re.fullmatch("[0-9]{1,5}", last):
            self._hidden.append((int(first), min(int(last), COLUMNS)))

    def _link(self, held: dict[str, str]) -> None:
        cell = _first(held.get("ref", ""))
        self.links.append(Link(cell, held.get("id", "")))
        for name in _LINKED:
            if words := held.get(name):
                self.said.append(Said("link-note" if name in _SHOWN else "link", cell, words))


def range_of(words: str) -> Merged | None:
    """`B2:D4`, or one cell; None for what is neither."""
    found = _RANGE.fullmatch(words)
    if not found:
        return None
    left, top = column_number(found[1].upper().encode()), int(found[2])
    right = column_number(found[3].upper().encode()) if found[3] else left
    bottom = int(found[4]) if found[4] else top
    if not (1 <= top <= bottom <= ROWS and 1 <= left <= right <= COLUMNS):
        return None
    return Merged(top, left, bottom, right)


def _first(places: str) -> str:
    """The first cell of a list of ranges."""
    return next(iter(re.split(r"[ :]", places.replace("$", ""))), "")
