"""Notes of the office that could tell what an owner withdraws: emptied, in every version.

A note may quote any figure of the line on which it stands, also that of another period. So every
note of a line goes of which a released figure is erased; and of what was written of a pillar since
the first of these came out, each that says one of their numbers.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select, update

from metrics.annotation_values import AnnotationKind
from metrics.store import tables
from metrics.store.annotations_kept import annotation
from metrics.store.returns_kept import Where

NOTES, OBSERVED = annotation.c, tables.observation.c
SEPARATORS = "[ ,.'’\u00a0\u202f\u2009]?"
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
    shown = [*where, OBSERVED.value.is_not(None)]
    query = select(OBSERVED.value, OBSERVED.scale, OBSERVED.published_at).where(*shown)
    rows = connection.execute(query.distinct()).all()
    if not rows:
        return
    said = re.compile("|".join(sorted({_written(row.value, row.scale) for row in rows})))
    since = NOTES.at >= min(row.published_at for row in rows)
    told = NOTES.kind == AnnotationKind.NARRATIVE.value
    for row in connection.execute(select(annotation).where(told, since)):
        if said.search(f"{row.text_en}\n{row.text_fr}"):
            yield row.code


def _written(value: Any, scale: int) -> str:
    """A number however its digits are grouped, and with the decimal sign of either language."""
    whole, _, rest = f"{Decimal(value).scaleb(-scale).normalize():f}".lstrip("-").partition(".")
    digits = SEPARATORS.join(whole) + (f"[.,]{rest}" if rest else "")
    return rf"(?<!\d){digits}(?!\d)"
