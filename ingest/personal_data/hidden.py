"""The kinds in words that stand beside the cells, by where they stand.

What somebody wrote is read as a note is: a comment, a property of the file, the words of a link,
a list to choose from, a header. A name of a sheet, of the file, of cells or in a saved filter may
be a person's by itself; bytes that are no words are told by form alone.
"""

import re
from functools import cached_property

from ingest.book import Aside, Book
from ingest.personal_data.digits import LARGEST, SMALLEST
from ingest.personal_data.hot import is_hot, kinds_in, strong_kinds
from ingest.personal_data.kinds import Kind
from ingest.personal_data.normal import folded
from ingest.personal_data.notes import tells_of_person, tells_surely
from ingest.personal_data.sentences import full_name_in, tells_in_sentence

_COPIES = ("chart", "pivot")  # of numbers that stand in cells, where headings tell what they are
_NOTES = ("property-note", "link-note", "validation")
_NAMED = ("file-name", "sheet-name", "filter", "name")
_SHOWN = ("shape", "header", "scenario", "sheet")
_CODED = re.compile("&[A-Z]")  # a header with its codes, of which the words come by themselves
_TEXT = re.compile('"([^"]*)"')  # within a formula
_MAIL = re.compile(
    r"[\w.+%-]{2,64}@(?:[a-z0-9-]{2,63}\.)+(?:com|ca|org|net|info|edu|gov|io|me|fr|uk|co|us|biz|app)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![0-9A-Z])[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]\d[A-Z]\d(?![0-9A-Z])")


class Beside:
    def __init__(self, allowed: frozenset[str], known: frozenset[str], book: Book) -> None:
        self._allowed, self._known, self._book = allowed, known, book
        self._seen: dict[tuple[str, bool, str], frozenset[Kind]] = {}

    def kinds_of(self, aside: Aside) -> frozenset[Kind]:
        """The kinds in one; the same words in a like place are searched once."""
        key = (aside.where, bool(aside.cell), aside.words)
        found = self._seen.get(key)
        if found is None:
            found = self._kinds_of(aside)
            if folded(aside.words[:200]) in self._known:
                found = frozenset()
            self._seen[key] = found
        return found

    def _kinds_of(self, aside: Aside) -> frozenset[Kind]:
        where, words = aside.where, aside.words
        if where.endswith("bytes"):
            return self._in_bytes(words)
        if where in _COPIES and self._stands_in_a_cell(words):
            return frozenset()
        kinds = kinds_in(words, self._allowed) if is_hot(words) else frozenset()
        if where == "author":
            kinds -= {Kind.EMAIL}  # of who is signed in to the program that saved the file
        return kinds or (frozenset({Kind.NAME}) if self._names(aside) else kinds)

    def _names(self, aside: Aside) -> bool:
        where, words = aside.where, aside.words
        if (where == "comment" and aside.cell) or where in _NOTES:
            return tells_of_person(words, self._titles)
        if where == "header" and aside.sheet and not _CODED.search(words):
            return tells_of_person(words, self._titles)
        if where in _NAMED:
            return full_name_in(words, self._titles) or self._is_called(where, words)
        return where in _SHOWN and tells_in_sentence(words, self._titles)

    def _is_called(self, where: str, words: str) -> bool:
        """Whether a name of a file or of cells tells of somebody by less than a full name."""
        if where == "name":
            said = " ".join(_TEXT.findall(words))
            return tells_of_person(said, self._titles) or tells_surely(_apart(words), self._titles)
        return where == "file-name" and tells_surely(_apart(words), self._titles)

    def _in_bytes(self, words: str) -> frozenset[Kind]:
        """By form alone, and more strictly: any bytes may look like letters."""
        kinds = strong_kinds(words, self._allowed)
        if not _MAIL.search(words):
            kinds -= {Kind.EMAIL}
        if not _CODE.search(words):
            kinds -= {Kind.POSTAL_CODE}
        return kinds

    def _stands_in_a_cell(self, words: str) -> bool:
        return words.isdecimal() and words[0] != "0" and int(words) in self._numbers

    @cached_property
    def _numbers(self) -> frozenset[int]:
        """The long numbers of the cells: each is judged there, under its heading."""
        return frozenset(
            int(one)
            for sheet in self._book.sheets
            for _, cells in sheet.iter_rows()
            for one in cells
            if isinstance(one, int | float) and SMALLEST <= one < LARGEST
        )

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(word for one in self._known for word in one.split())


def _apart(words: str) -> str:
    """The words of a name, which signs take the place of spaces in."""
    stem = re.sub(r"\.[A-Za-z]{2,4}$", "", words)
    return " ".join(re.sub(r"[_+.-]", " ", stem).split())
