"""The numbers of values that are about to be erased, to be found in what people have written."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from metrics.store import tables
from metrics.store.returns_kept import Where

OBSERVED = tables.observation.c
SEPARATORS = "[ ,.'’\u00a0\u202f\u2009]?"
# a year and the next one's last digits, and quarters: no number that is told of anything
SPANS = re.compile(r"\b(?:19|20)\d\d\s?[-–/]\s?\d\d\b|\b[QTqt][1-4]\b")
NOT_BY_CHANCE = 100  # smaller numbers stand in any text
Said = re.Pattern[str] | None


def numbers_of(connection: Connection, wheres: Iterable[Where]) -> set[Decimal]:
    """What these values say, each number once."""
    query = select(OBSERVED.value, OBSERVED.scale).distinct()
    return {
        Decimal(row.value).scaleb(-row.scale)
        for where in wheres
        for row in connection.execute(query.where(*where, OBSERVED.value.is_not(None)))
    }


def said_by(shown: Iterable[Decimal], own: Iterable[Decimal] = ()) -> Said:
    """What finds any of the numbers that were shown, and of those that were not the larger ones.

    A small number that nobody was shown stands in a text by chance, and would empty every draft.
    """
    told = {*shown, *(one for one in own if abs(one) >= NOT_BY_CHANCE)}
    every = "|".join(sorted(map(_written, told)))
    return re.compile(rf"(?<!\d)(?=\d)(?:{every})(?!\d)") if told else None  # \d first: it is fast


def tells(said: Said, *texts: str) -> bool:
    """Whether a text says one of the numbers; no part of a span of years is one."""
    return said is not None and any(said.search(SPANS.sub(" ", one)) for one in texts)


def texts_in(held: Any) -> Iterator[str]:
    """Every text within what JSON has given back."""
    if isinstance(held, str):
        yield held
    within = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    for one in within:
        yield from texts_in(one)


def _written(number: Decimal) -> str:
    """A number however its digits are grouped, and with the decimal sign of either language."""
    whole, _, rest = f"{number.normalize():f}".lstrip("-").partition(".")
    return SEPARATORS.join(whole) + (f"[.,]{rest}" if rest else "")
