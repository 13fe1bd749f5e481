"""How a workbook's styles show numbers: as dates, with a per cent sign, in thousands, not at all.

A file keeps 45 % as 0.45 and a date as a count of days: only its styles tell which.
"""

import re
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from typing import NamedTuple

from ingest.book.cells import ErrorValue, Percent, Value
from ingest.book.package import Package
from ingest.book.xml import walk


class Shown(Enum):
    NUMBER = auto()
    PERCENT = auto()
    DATE = auto()
    DURATION = auto()


class Style(NamedTuple):
    shown: Shown = Shown.NUMBER
    scale: int = 0  # how many times a thousand the number is shown smaller than it is
    unseen: bool = False  # what is in the cell is not shown at all
    worded: bool = False  # the format shows digits of its own, or words in place of the number

    @property
    def misleads(self) -> bool:
        """Whether a person at the screen sees another number than the one in the cell."""
        return self.unseen or self.worded or self.scale > 0

    @property
    def misleading(self) -> str:
        """How it does: by which name a sheet keeps its cells."""
        return "unseen" if self.unseen else "worded" if self.worded else "scaled"


_BUILT_IN = {
    **dict.fromkeys((9, 10), Style(Shown.PERCENT)),
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), Style(Shown.DATE)),
    46: Style(Shown.DURATION),
}
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE = re.compile(r"[ymdhsg]|a/p|am/pm", re.IGNORECASE)
_NOT_DATE = re.compile(r"general|standard", re.IGNORECASE)
# 52 with the format 0"00" shows as 5200, with "n/a" as n/a; a condition [=0] is of other numbers
_OWN_DIGITS = re.compile(r'"[^"]*[0-9][^"]*"|\\[0-9]')
_PLACE = re.compile(r"[0#?@]|general|standard", re.IGNORECASE)
_CONDITION = re.compile(r"\[[<>=]")
_SCALED = re.compile(r"[0#?](,+)(?![0#?,])")
_DIGITS = 30
_LONGEST = 255  # characters of a format code, as spreadsheet programs allow
_WHOLE = re.compile(r"-[0-9]{1,30}")
_LAST_DAY = 2_958_465  # 9999-12-31
_NO_DAY = 60  # 29 February 1900, which the first spreadsheets had and the calendar has not


def style_of(code: str) -> Style:
    """What a format code does to a number."""
    sections = [_LITERAL.sub("", part) for part in _sections(code[:_LONGEST])]
    first = sections[0]
    unseen = len(sections) >= 3 and not any(map(str.strip, sections)) and '"' not in code
    if _DURATION.search(first):
        return Style(Shown.DURATION, 0, unseen)
    if _DATE.search(_NOT_DATE.sub("", first)):
        return Style(Shown.DATE, 0, unseen)
    scaled = _SCALED.search(first)
    shown = Shown.PERCENT if "%" in first else Shown.NUMBER
    worded = _is_worded(_sections(code[:_LONGEST])[0], first)
    return Style(shown, len(scaled[1]) if scaled else 0, unseen, worded)


def _is_worded(section: str, bare: str) -> bool:
    """Whether what shows is not the number: `section` is a part of a code, `bare` without words."""
    if _CONDITION.search(section):
        return False
    return bool(_OWN_DIGITS.search(section)) or ('"' in section and not _PLACE.search(bare))


def _sections(code: str) -> list[str]:
    """A code's parts for positive, negative, zero and text: cut at semicolons outside quotes."""
    quoted = re.sub(r'"[^"]*"|\\.', lambda found: found[0].replace(";", ","), code)
    return quoted.split(";")


class Styles:
    """The styles that cells name by their number."""

    def __init__(self, styles: tuple[Style, ...] = (), from_1904: bool = False) -> None:
        self._styles = styles
        self._zero = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
        self._from_1904 = from_1904

    @classmethod
    def of(cls, package: Package) -> "Styles":
        found = next(package.related(package.main, "styles"), None)
        styles = _read(package, found) if found else ()
        return cls(styles, package.counts_from_1904)

    def __getitem__(self, number: int) -> Style:
        return self._styles[number] if 0 <= number < len(self._styles) else Style()

    def value(self, words: str, style: Style) -> Value:
        """A number as its style shows it; what is no finite number is an error, not a figure."""
        number = number_of(words)
        if number is None or isinstance(number, ErrorValue):
            return number
        if style.shown is Shown.PERCENT:
            return Percent(number)
        if style.shown is Shown.DATE:
            return self._date(number)
        if style.shown is Shown.DURATION and abs(number) <= _LAST_DAY:
            return timedelta(seconds=round(number * 86_400))
        return number

    def _date(self, number: int | float) -> Value:
        """The day of a count of days, the moment of one with a fraction; else the number."""
        if not 0 < number <= _LAST_DAY or (int(number) == _NO_DAY and not self._from_1904):
            return number
        days, seconds = divmod(round(number * 86_400), 86_400)
        if number < 1 and seconds and not self._from_1904:
            return time_of(timedelta(seconds=seconds))
        if not self._from_1904 and days < _NO_DAY:
            days += 1
        try:
            day = self._zero + timedelta(days)
        except OverflowError:
            return number
        moment = time_of(timedelta(seconds=seconds))
        return day if moment == time.min else datetime.combine(day, moment)


def time_of(span: timedelta) -> time:
    """The time of day after so long."""
    return (datetime(1904, 1, 1) + span).time()  # noqa: DTZ001 - of any day, and of no zone


def number_of(words: str) -> int | float | ErrorValue | None:
    """A number as files write it, exact where it is whole."""
    if words.isdecimal() and words.isascii() and len(words) <= _DIGITS:
        return int(words)
    try:
        number = float(words)
    except ValueError:
        return ErrorValue(words) if words.strip() else None
    # NaN and INF are no figures, 1e309 is beyond every number; Python reads more than XML writes
    if number - number != 0 or "_" in words or not words.isascii():
        return ErrorValue(words)
    if not number.is_integer():
        return number
    # 3501.0 and 1E+05 are whole; beyond 2**53 a fraction cannot be told from none
    if abs(number) < 1 << 53:
        return int(number)
    return int(words) if _WHOLE.fullmatch(words) else number


def _read(package: Package, part: str) -> tuple[Style, ...]:
    codes: dict[int, str] = {}
    numbers: list[int] = []
    inside = [False]

    def start(tag: str, held: dict[str, str]) -> None:
        if tag == "numFmt":
            codes[_int(held.get("numFmtId"))] = held.get("formatCode", "")
        elif tag == "cellXfs":
            inside[0] = True
        elif tag == "xf" and inside[0]:
            numbers.append(_int(held.get("numFmtId")))

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside[0] = False

    walk(package.pieces(part), start, end)
    known = {number: style_of(code) for number, code in codes.items()}
    return tuple(known.get(number) or _BUILT_IN.get(number, Style()) for number in numbers)


def _int(words: str | None) -> int:
    return int(words) if words and re.fullmatch("[0-9]{1,9}", words) else 0
