"""Statements that take long, told by their text: never by what they were asked with."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, event

log = logging.getLogger(__name__)
LONGEST = 2000  # characters of a statement
_told_from = [0]  # milliseconds; 0 tells none
LITERAL = re.compile(r"'(?:[^']|'')*'|(?<![\w.])\d[\d.]*")


@contextmanager
def slow_statements_told(milliseconds: int) -> Iterator[None]:
    """Within, every statement of this process that takes so long is logged; 0 tells none.

    What counts is the time until its first row: how fast rows are taken is the reader's affair.
    """
    if not milliseconds:
        yield
        return

    def begin(connection: Any, *_: Any) -> None:  # SQLAlchemy's own
        connection.info["began"] = perf_counter()

    def end(connection: Any, _: Any, statement: str, *__: Any) -> None:
        took = (perf_counter() - connection.info.get("began", perf_counter())) * 1000
        if took >= milliseconds:
            _tell(statement, round(took))

    event.listen(Engine, "before_cursor_execute", begin)
    event.listen(Engine, "after_cursor_execute", end)
    before, _told_from[0] = _told_from[0], milliseconds
    try:
        yield
    finally:
        _told_from[0] = before
        event.remove(Engine, "before_cursor_execute", begin)
        event.remove(Engine, "after_cursor_execute", end)


@contextmanager
def timed(statement: str) -> Iterator[None]:
    """Around a statement that the driver is asked itself, of which SQLAlchemy does not know."""
    began = perf_counter()
    yield
    took = (perf_counter() - began) * 1000
    if 0 < _told_from[0] <= took:
        _tell(statement, round(took))


def _tell(statement: str, took: int) -> None:
    words = shape_of(statement)
    log.warning("slow statement, %d ms: %s", took, words, extra={
        "told": {"ms": took, "statement": words}
    })  # fmt: skip


def shape_of(statement: str) -> str:
    """A statement on one line without a value in it: texts and numbers are a question mark."""
    return LITERAL.sub("?", " ".join(statement.split()))[:LONGEST]
