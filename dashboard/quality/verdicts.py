"""What a measure finds: a word, its numbers, and the values or definitions behind it."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from dashboard.news import Cell
from metrics import HeldObservation, Period, SeriesLine, Text, Unit


class Measure(StrEnum):
    """The columns of the table, in their order."""

    TIMELY = "timely"
    COMPLETE = "complete"
    VALID = "valid"
    CONSISTENT = "consistent"
    STABLE = "stable"
    DOCUMENTED = "documented"


class Word(StrEnum):
    """Round is in order, pointed is to be looked at, a dashed square cannot be told.

    The value is the name of the mark.
    """

    IN_ORDER = "on"
    LOOK = "watch"
    UNTOLD = "none"
    KEPT_BACK = "na"  # its owner does not consent to show it


class FormPeriod(NamedTuple):
    """A period as a return form counts its years."""

    form: str
    period: Period


Said: TypeAlias = int | Decimal | str | date | Period | FormPeriod | Text | HeldObservation


class Weak(NamedTuple):
    """One thing to look at: what it is called, where it is found, and what is to be said of it.

    `kind` names the sentence. `held` leads to the trail of a value, else `path` and `query` lead.
    The greatest `size` comes first.
    """

    kind: str
    title: Text
    path: str = ""
    query: Mapping[str, str] = {}
    held: HeldObservation | None = None
    unit: Unit | None = None  # of `held` and of the values said
    said: Mapping[str, Said] = {}
    cell: Cell = ()  # the statements that differ
    size: Decimal | int = 0
    language: str = ""  # of what a partner wrote


class Verdict(NamedTuple):
    """The word of one measure, the numbers that it is said with, and what is behind it."""

    word: Word
    numbers: Mapping[str, int | Decimal] = {}
    weak: tuple[Weak, ...] = ()
    rule: str = ""  # where a partner's words differ from a source's


Judged: TypeAlias = Mapping[Measure, Verdict]


def told(weak: Iterable[Weak], *, of: int, rule: str = "", **numbers: int | Decimal) -> Verdict:
    """In order where nothing is weak of what there is; untold where there is nothing."""
    found = tuple(sorted(weak, key=lambda one: -one.size))
    word = Word.LOOK if found else Word.IN_ORDER if of else Word.UNTOLD
    return Verdict(word, {"count": len(found), "of": of, **numbers}, found, rule)


def of_value(kind: str, line: SeriesLine, held: HeldObservation, **said: Said) -> Weak:
    """A value to look at; its name leads to its trail."""
    return Weak(kind, line.series.title, held=held, unit=line.unit, said=said)


def of_series(kind: str, key: str, title: Text, /, size: int = 0, **said: Said) -> Weak:
    """A series to look at; its name leads to its figures."""
    source, _, name = key.partition("/")
    return Weak(kind, title, f"/sources/{source}#figures", {"series": name}, said=said, size=size)
