"""A whole file searched: every cell of every sheet, also hidden ones, and all that stands beside.

What is found is told by sheet, cell and kind. No text of the file reaches a finding: where the
name of a sheet or of the file itself is at fault, it is called by its number, or not at all.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from ingest.book import Aside, Book, BookSheet, Value
from ingest.cells import plain
from ingest.findings import Finding
from ingest.personal_data.contact_patterns import is_local
from ingest.personal_data.context import Neutral
from ingest.personal_data.digits import (
    LARGEST,
    LARGEST_CARD,
    SMALLEST,
    SMALLEST_CARD,
    number_kinds,
)
from ingest.personal_data.hidden import Beside
from ingest.personal_data.hot import hot_among, is_allowed, kinds_in, may_head
from ingest.personal_data.kinds import Kind, finding
from ingest.personal_data.labels import HEADS, LABELS
from ingest.personal_data.neighbours import split_over_cells
from ingest.personal_data.normal import folded, normal
from ingest.personal_data.notes import private_notes
from ingest.personal_data.people import named_people, unheaded_people, unnamed_people
from ingest.personal_data.rows import person_rows
from ingest.personal_data.sentences import may_name_among, named_in_column, tells_in_sentence
from metrics import Location

Declared = Mapping[str, Container[int]]  # by sheet: the columns of a form's values
_NOTHING: Declared = MappingProxyType({})

TOLD = 25  # cells of one kind on one sheet that are told one by one
_BESIDE, _UNDER, _GAP = 8, 5_000, 3  # how far from a label its value may stand
_NUMBERS = frozenset({
    Kind.TELEPHONE, Kind.SOCIAL_INSURANCE, Kind.HEALTH_NUMBER, Kind.PAYMENT_CARD,
})  # fmt: skip
# print areas and lists of titles repeat the names of sheets
_TELL_NAMES = ("name", "property", "property-note", "data")
_IS_FILE = ("file-name", "property", "data", "name")


def scan(
    book: Book,
    file: str,
    allowed: frozenset[str] = frozenset(),
    declared: Declared = _NOTHING,
    known: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Every place that holds personal data; nothing of such a file may be kept.

    `allowed` is what `public_contacts` gives; `declared` names the columns whose numbers a form
    declares as values; `known` are titles of the catalogue, which are nobody's names.
    """
    return _Scan(file, allowed, declared, frozenset(map(folded, known))).of(book)


@dataclass(repr=False)
class _Scan:
    file: str
    allowed: frozenset[str]
    declared: Declared
    known: frozenset[str]
    kinds: dict[str, frozenset[Kind]] = field(default_factory=dict)

    def of(self, book: Book) -> tuple[Finding, ...]:
        beside = Beside(self.allowed, self.known, book)
        kinds = beside.kinds_of(Aside("file-name", "", "", self.file))
        file = "" if kinds else self.file
        found = [finding(one, _place("", ""), "file-name") for one in sorted(kinds)]
        names = self._safe_names(book, beside)
        found += self._beside(book, file, names, beside)
        for sheet in book.sheets:
            found += self._told(_Sheet(self, sheet).found(), file, names[sheet.name])
        return tuple(dict.fromkeys(found))

    def kinds_of(self, words: str) -> frozenset[Kind]:
        """The kinds in a text that could hold some; one that does is searched once."""
        found = self.kinds.get(words)
        if found is None:
            found = kinds_in(words, self.allowed)
            if tells_in_sentence(words, self.titles):
                found |= {Kind.NAME}
            if found and folded(words) in self.known:
                found = frozenset()
            if found:
                self.kinds[words] = found
        return found

    @cached_property
    def titles(self) -> frozenset[str]:
        """The words of the titles of the catalogue."""
        return frozenset(word for one in self.known for word in one.split())

    def _safe_names(self, book: Book, beside: Beside) -> dict[str, str]:
        """By sheet, the name that may be told: its number where the name itself is at fault."""
        return {
            one.name: f"#{at}" if beside.kinds_of(_named(one.name)) else one.name
            for at, one in enumerate(book.sheets, 1)
        }

    def _beside(
        self, book: Book, file: str, names: Mapping[str, str], beside: Beside
    ) -> Iterator[Finding]:
        told = {aside.sheet for aside in book.asides if aside.where == "sheet-name"}
        asides = [
            *book.asides,
            *(_named(one) for one in names if one not in told),
        ]
        for aside in asides:
            if aside.where == "file-name" and aside.words == self.file:
                continue
            searched = aside._replace(words=_beyond_names(aside, names))
            for kind in sorted(beside.kinds_of(searched)):
                sheet = "" if aside.where in _IS_FILE else names.get(aside.sheet, "")
                yield finding(kind, _place(file, sheet, aside.cell), aside.where)

    def _told(
        self, found: Mapping[Kind, list[tuple[int, int]]], file: str, sheet: str
    ) -> Iterator[Finding]:
        for kind, cells in found.items():
            cells = sorted(set(cells))
            more = len(cells) - TOLD
            for at, (row, column) in enumerate(cells[:TOLD], 1):
                place = Location(file, sheet, row, column)
                yield finding(kind, place, more=more if at == TOLD and more > 0 else 0)


def _may_identify(number: int | float) -> bool:
    return SMALLEST <= number < LARGEST or SMALLEST_CARD <= number < LARGEST_CARD


def _beyond_names(aside: Aside, names: Mapping[str, str]) -> str:
    """The words of what is beside the sheets, without a sheet's name that is told by itself."""
    words = aside.words
    if aside.where in _TELL_NAMES:
        for name, safe in names.items():
            words = words.replace(name, "") if safe != name else words
    return words


def _named(sheet: str) -> Aside:
    return Aside("sheet-name", sheet, "", sheet)


def _place(file: str, sheet: str, cell: str = "") -> Location:
    letters, digits = cell.rstrip("0123456789"), cell[len(cell.rstrip("0123456789")) :]
    if not (letters.isalpha() and letters.isascii() and digits and len(letters) <= 3):
        return Location(file, sheet, 0, 0)
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return Location(file, sheet, int(digits), column)


_Matter = tuple[str, frozenset[Kind]]  # a label's words, and the kinds in the text itself
_Place = tuple[int, int, Value, _Matter]


class _Sheet:
    """One sheet: its distinct values first, then the places of the few that matter."""

    def __init__(self, scan: _Scan, sheet: BookSheet) -> None:
        self._scan, self._sheet = scan, sheet
        self._found: dict[Kind, list[tuple[int, int]]] = {}
        self._neutral = Neutral(sheet, scan.allowed)
        self._last = sheet.last_row
        self._values: set[Value] = set()  # each once

    def found(self) -> dict[Kind, list[tuple[int, int]]]:
        heads: dict[int, dict[int, str]] = {}
        for row, column, value, (head, kinds) in self._places(self._that_matter()):
            if head in LABELS:
                self._look_around(row, column, head)
            if head in HEADS:
                heads.setdefault(row, {})[column] = head
            if kinds:
                self._look_at(row, column, value, kinds)
        for place in (*person_rows(self._sheet, heads), *unnamed_people(self._sheet, heads)):
            self._add(Kind.PERSON_ROWS, *place)
        for kind, row, column in split_over_cells(
            self._sheet, self._values, self._scan.allowed,
            self._scan.declared.get(self._sheet.name, ()),
        ):  # fmt: skip
            self._add(kind, row, column)
        known = self._scan.known
        for place in (*named_people(self._sheet, heads),
                      *unheaded_people(self._sheet, self._values, known),
                      *named_in_column(self._sheet, self._values, self._scan.titles),
                      *private_notes(self._sheet, self._values, known)):  # fmt: skip
            self._add(Kind.NAME, *place)
        return self._found

    def _that_matter(self) -> dict[Value, _Matter]:
        """The values that may hold something or label what does, with their words as a label."""
        values = self._values
        for _, cells in self._sheet.iter_rows():
            values.update(cells)
        texts = [one for one in values if isinstance(one, str)]
        heads = {one: head for one in filter(may_head, texts) if (head := self._head(one))}
        matter: dict[Value, _Matter] = {
            one: (heads.get(one, ""), kinds)
            for one in chain(hot_among(texts), may_name_among(texts))
            if (kinds := self._scan.kinds_of(one))
        }
        matter |= {one: (head, frozenset()) for one, head in heads.items() if one not in matter}
        numbers = [one for one in values if isinstance(one, int | float)]
        of_numbers = {one: self._in_number(one) for one in numbers if _may_identify(one)}
        return matter | {one: ("", kinds) for one, kinds in of_numbers.items() if kinds}

    def _head(self, words: str) -> str:
        """A text as a heading or label that says what stands under or beside it; else nothing."""
        head = folded(words)
        return head if head in LABELS or head in HEADS else ""

    def _places(self, matter: Mapping[Value, _Matter]) -> Iterator[_Place]:
        if not matter:
            return
        absent = matter.keys().isdisjoint
        for row, cells in self._sheet.iter_rows():
            if not absent(cells):
                for column, value in enumerate(cells, 1):
                    if value in matter:
                        yield row, column, value, matter[value]

    def _in_number(self, value: int | float) -> frozenset[Kind]:
        if value != int(value):
            return frozenset()
        kinds = frozenset(number_kinds(int(value)))
        if kinds and is_allowed(str(int(value)), self._scan.allowed):
            return frozenset()
        return kinds

    def _look_at(self, row: int, column: int, value: Value, kinds: frozenset[Kind]) -> None:
        if kinds & _NUMBERS and self._is_only_number(value):
            declared = column in self._scan.declared.get(self._sheet.name, ())
            if declared or self._neutral.is_value(row, column):
                kinds -= _NUMBERS
        if Kind.TELEPHONE in kinds and is_local(value) and self._neutral.is_code(row, column):
            kinds -= {Kind.TELEPHONE}
        for kind in kinds:
            if not self._neutral.is_excepted(kind, row, column):
                self._add(kind, row, column)

    def _is_only_number(self, value: Value) -> bool:
        """Digits in groups of three or none: how an amount is written, and no telephone."""
        words = normal(value).strip() if isinstance(value, str) else plain(value)
        groups = words.replace(",", " ").split(" ")
        return all(one.isdigit() for one in groups) and all(len(one) == 3 for one in groups[1:])

    def _look_around(self, row: int, column: int, label: str) -> None:
        """What stands beside a label, or under it."""
        kind, holds = LABELS[label]
        beside = self._beside(row, column)
        value = self._sheet.cell(row, beside) if beside else None
        if value is not None and not self._is_heading(value) and holds(value):
            self._add_value(kind, row, beside)
        missed = 0
        for under in range(row + 1, min(row + _UNDER, self._last) + 1):
            value = self._sheet.cell(under, column)
            if self._is_label(value):
                return
            missed = 0 if value is not None and holds(value) else missed + 1
            if missed > _GAP:
                return
            if not missed:
                self._add_value(kind, under, column)

    def _beside(self, row: int, column: int) -> int:
        """The column of the next cell that holds something."""
        for at in range(column + 1, column + 1 + _BESIDE):
            if self._sheet.cell(row, at) is not None:
                return at
        return 0

    def _is_label(self, value: Value) -> bool:
        return isinstance(value, str) and len(value) <= 60 and folded(value) in LABELS

    def _is_heading(self, value: Value) -> bool:
        """A heading beside a heading is no value of it: "Last name", "Age"."""
        return isinstance(value, str) and len(value) <= 60 and bool(self._head(value))

    def _add_value(self, kind: Kind, row: int, column: int) -> None:
        value = self._sheet.cell(row, column)
        words = plain(value)
        if is_allowed(normal(words), self._scan.allowed) or folded(words) in self._scan.known:
            return
        if not self._neutral.is_excepted(kind, row, column):
            self._add(kind, row, column)

    def _add(self, kind: Kind, row: int, column: int) -> None:
        self._found.setdefault(kind, []).append((row, column))
