"""What the attributes of an OpenDocument cell say: its value, and how often it is repeated."""

import re
from datetime import date, datetime, timedelta

from ingest.book.cells import Percent, Value
from ingest.book.formats import number_of, time_of
from ingest.book.xml import damaged, is_true
from ingest.cells import plain

_VALUES = ("value", "date-value", "time-value", "boolean-value", "currency")
_TYPED = re.compile("[0-9.TZ:+PHMSDE-]{0,32}|true|false|[A-Z]{3}")
_LONG = 6  # digits of a number that is looked for, at least
_FIGURES = re.compile(r"[0-9]")
_LETTER = re.compile(r"[^\W\d_]|@")
_DURATION = re.compile(r"P(?:(\d{1,6})D)?T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:\.\d*)?)S)?")


def typed(kind: str, held: dict[str, str], words: str) -> Value:
    """The value of a cell that says of which kind it is; `words` are what it shows."""
    if kind in ("float", "currency", "percentage"):
        number = number_of(held.get("value", ""))
        if kind == "percentage" and isinstance(number, int | float):
            return Percent(number)
        return number
    if kind == "boolean":
        return is_true(held.get("boolean-value"))
    if kind == "date":
        return _day(held.get("date-value", "")) or words or None
    if kind == "time":
        return _duration(held.get("time-value", "")) or words or None
    return held.get("string-value") or words or None


def besides(value: Value, shown: str, held: dict[str, str]) -> list[str]:
    """What a cell shows where that is not its value; and words that stand where a value should."""
    if isinstance(value, str):
        told = (shown, held.get("string-value", ""))
        differing = [one for one in told if one and one != value]
    else:
        digits = "".join(_FIGURES.findall(shown))
        odd = _LETTER.search(shown) or (len(digits) > _LONG and digits not in plain(value))
        differing = [shown] if odd else []
    said = [held[one] for one in _VALUES if one in held and not _TYPED.fullmatch(held[one])]
    return [*differing, *said]


def count(words: str | None) -> int:
    """How many times something is repeated; once where it is not said."""
    if words is None:
        return 1
    if not re.fullmatch("[0-9]{1,9}", words):
        raise damaged()
    return max(1, int(words))


def _day(words: str) -> Value:
    try:
        if len(words) == len("2025-03-31"):
            return date.fromisoformat(words)
        return datetime.fromisoformat(words).replace(tzinfo=None)
    except ValueError:
        return None


def _duration(words: str) -> Value:
    found = _DURATION.fullmatch(words)
    if not found:
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return span if span >= timedelta(days=1) else time_of(span)
