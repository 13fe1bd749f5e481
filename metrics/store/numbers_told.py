"""The numbers of values that are about to be erased, to be found in what people have written."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from metrics.store import tables
from metrics.store.returns_kept import Where

OBSERVED = tables.observation.c
RUN = re.compile(r"\d+")
SEPARATORS = " ,.'’\u00a0\u202f\u2009"  # between the groups of a number's digits
LONGEST = 20  # groups of digits in one number
# a year and the next one's last digits, and quarters: no number that is told of anything
SPANS = re.compile(r"\b(?:19|20)\d\d\s?[-–/]\s?\d\d\b|\b[QTqt][1-4]\b")
NOT_BY_CHANCE = 100  # smaller numbers stand in any text
Said = frozenset[str]  # numbers in plain digits: "9200", "88.5"


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
    return frozenset(f"{one.normalize():f}".lstrip("-") for one in told)


def tells(said: Said, *texts: str) -> bool:
    """Whether a text says one of the numbers; no part of a span of years is one."""
    return any(not said.isdisjoint(_numbers_in(SPANS.sub("\n", one))) for one in texts)


def _numbers_in(text: str) -> Iterator[str]:
    """Every number that can be read in a text, however its digits are grouped, and with the decimal
    sign of either language: "1 200,5" is 1, 200, 1200, 5, 200.5, 1200.5 and 12005.
    """
    runs = [*RUN.finditer(text)]
    for first, run in enumerate(runs):
        whole = run[0]
        yield whole
        for before, after in pairwise(runs[first : first + LONGEST]):
            between = text[before.end() : after.start()]
            if len(between) != 1 or between not in SEPARATORS:
                break
            if between in ".,":
                yield f"{whole}.{after[0]}"
            whole += after[0]
            yield whole


def texts_in(held: Any) -> Iterator[str]:
    """Every text within what JSON has given back."""
    if isinstance(held, str):
        yield held
    within = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    for one in within:
        yield from texts_in(one)
