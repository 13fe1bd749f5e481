"""Spans of the key: the rows that agree in its first columns, and their order."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, select

from metrics.store import tables
from metrics.store.rows import CELL_END, Row
from metrics.store.tables import COLUMNS

Span: TypeAlias = tuple[int, ...]  # the first columns of the key
AT_ONCE = 5000  # rows fetched together


def rows_of(span: Span) -> Select[tuple[int, ...]]:
    """The question for the rows of a span, in the key's order."""
    columns = tables.observation.c
    where = [columns[name] == number for name, number in zip(COLUMNS, span, strict=False)]
    return select(tables.observation).where(*where).order_by(*tables.observation.primary_key)


def streamed(connection: Connection, query: Select[Any]) -> Iterator[Row]:
    """The rows that answer a question, never all of them in memory."""
    found = connection.execute(query.execution_options(yield_per=AT_ONCE))
    return map(tuple, chain.from_iterable(found.partitions()))


def spans_of(rows: list[Row], width: int) -> Iterator[tuple[Span, slice]]:
    """Where the rows, in the key's order, agree in its first columns."""
    start = 0
    while start < len(rows):
        span = rows[start][:width]
        end = bisect_left(rows, (*span[:-1], span[-1] + 1), start)
        yield span, slice(start, end)
        start = end


def into_order(rows: list[Row]) -> None:
    """Into the key's order; ties on the day of publication by document, then by cell."""
    try:
        rows.sort()
    except TypeError:  # one cell twice, with and without a number: they cannot be compared
        rows.sort(key=lambda row: row[:CELL_END])
