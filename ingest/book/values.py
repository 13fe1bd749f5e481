"""The value of a workbook's cell from what its XML says: kind, style and words."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

from ingest.book.cells import ErrorValue, Unsaved, Value
from ingest.book.formats import Shown, Style, Styles, number_of
from ingest.book.strings import unescaped
from ingest.book.xml import damaged, is_true

_KEPT = 20_000  # numbers remembered: figures come again, and a table of all would be large


class Values:
    def __init__(self, strings: list[str], styles: Styles) -> None:
        self._shared = _Shared(strings)
        self._strings = strings
        self.styles = styles
        self.has_errors = False
        self._readers: dict[tuple[str, int], Callable[[str], Value]] = {}

    def unused(self) -> Iterator[str]:
        """Texts of the table that no cell shows: what was deleted and is in the file still."""
        used = {int(words) for words in self._shared}
        return (words for at, words in enumerate(self._strings) if at not in used)

    def unsaved(self, formula: str) -> Unsaved:
        self.has_errors = True
        return Unsaved(f"={formula}")

    def _error(self, words: str) -> ErrorValue:
        self.has_errors = True
        return ErrorValue(words.strip() or "#N/A")

    def of(self, kind: str, style: int, words: str) -> Value:
        """A cell's value; `words` are what it has saved."""
        return self.reader(kind, style)(words)

    def reader(self, kind: str, style: int) -> Callable[[str], Value]:
        """What turns the words of all cells of one kind and style into values."""
        read = self._readers.get((kind, style))
        if read is None:
            read = self._readers[kind, style] = self._reader(kind, style)
        return read

    def _reader(self, kind: str, style: int) -> Callable[[str], Value]:
        if kind == "s":
            return self._shared.__getitem__
        if kind in ("str", "inlineStr"):
            return _text
        if kind == "b":
            return _truth
        if kind == "e":
            return self._error
        if kind == "d":
            return _iso
        if kind in ("", "n"):
            return self._numbers(self.styles[style])
        raise damaged()

    def _numbers(self, style: Style) -> Callable[[str], Value]:
        if style.shown is Shown.NUMBER:
            return _Numbers(number_of, self).__getitem__
        return _Numbers(lambda words: self.styles.value(words, style), self).__getitem__


class _Shared(dict[str, Value]):
    """Texts by the words of their number."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, words: str) -> Value:
        if not words.strip():
            return None
        if not re.fullmatch(r"\s*[0-9]{1,9}\s*", words) or int(words) >= len(self._strings):
            raise damaged()
        found = self[words] = self._strings[int(words)] or None
        return found


class _Numbers(dict[str, Value]):
    """Numbers by their words; only so many are remembered."""

    def __init__(self, read: Callable[[str], Value], values: Values) -> None:
        super().__init__()
        self._read = read
        self._values = values

    def __missing__(self, words: str) -> Value:
        value = self._read(words)
        if type(value) is ErrorValue:
            self._values.has_errors = True
        if len(self) < _KEPT:
            self[words] = value
        return value


def _text(words: str) -> Value:
    return unescaped(words) or None


def _truth(words: str) -> Value:
    return is_true(words.strip()) if words.strip() else None


def _iso(words: str) -> Value:
    """A date as ISO 8601 writes it; what is none stays text, for the reader to ask about."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
            return date.fromisoformat(words)
        return datetime.fromisoformat(words).replace(tzinfo=None)
    except ValueError:
        return words or None
