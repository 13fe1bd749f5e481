"""Notes of the office that could tell what an owner withdraws: emptied, in every version.

A note may quote any figure of the line on which it stands, also that of another period. So every
note of a line goes of which a released figure is erased; and of what was written of a pillar since
the first of these came out, each that says one of their numbers.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select, update

from metrics.annotation_values import AnnotationKind
from metrics.store import tables
from metrics.store.annotations_kept import annotation
from metrics.store.numbers_told import numbers_of, said_by, tells
from metrics.store.returns_kept import Where

NOTES, OBSERVED = annotation.c, tables.observation.c
GONE = {"text_en": "", "text_fr": "", "owner_en": "", "owner_fr": ""}
LINE = ("series", "place", "disaggregation")


def erase_notes(connection: Connection, released: Iterable[Where]) -> None:
    """Before the figures are: what their numbers are is asked of them."""
    for where in released:
        for code in dict.fromkeys([*_at_lines(connection, where), *_telling(connection, where)]):
            connection.execute(update(annotation).where(NOTES.code == code).values(**GONE))


def _at_lines(connection: Connection, where: Where) -> Iterator[str]:
    """The notes at any value of the lines on which these figures stand."""
    for line in connection.execute(_lines().where(*where).distinct()):
        own = [NOTES[name] == code for name, code in zip(LINE, line, strict=True)]
        kind = NOTES.kind == AnnotationKind.VALUE.value
        yield from connection.execute(select(NOTES.code).where(kind, *own)).scalars()


def _lines() -> Any:
    """A line by its codes, as notes name it."""
    every = [getattr(tables, name).c for name in LINE]
    same = [own.id == OBSERVED[f"{name}_id"] for name, own in zip(LINE, every, strict=True)]
    return select(*(own.code for own in every)).where(*same)


def _telling(connection: Connection, where: Where) -> Iterator[str]:
    """What was written of a pillar, in any version that says one of their numbers."""
    said = said_by(numbers_of(connection, [where]))
    first = select(func.min(OBSERVED.published_at)).where(*where, OBSERVED.value.is_not(None))
    since = NOTES.at >= (connection.execute(first).scalar() or 0)
    told = NOTES.kind == AnnotationKind.NARRATIVE.value
    for row in connection.execute(select(annotation).where(told, since)):
        if tells(said, row.text_en, row.text_fr):
            yield row.code
