"""Notes of the office as the store keeps them: versions that are only ever added."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    PrimaryKeyConstraint,
    Row,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    insert,
    select,
)
from sqlalchemy import Text as Words

from metrics.annotation_values import About, Annotation, AnnotationKind, Author, Said
from metrics.languages import Text
from metrics.periods import Period
from metrics.store.names import day_instant, instant
from metrics.store.returns_kept import moment
from metrics.store.seeks import Sight
from metrics.store.tables import metadata

DAY = 86_400_000_000  # microseconds

annotation = Table(
    "annotation",
    metadata,
    Column("code", String, nullable=False),
    Column("number", Integer, nullable=False),  # of the version
    Column("kind", String, nullable=False),
    Column("indicator", String, nullable=False),
    Column("series", String, nullable=False),
    Column("place", String, nullable=False),
    Column("disaggregation", String, nullable=False),
    Column("framework", String, nullable=False),
    Column("pillar", String, nullable=False),
    Column("period", String, nullable=False),
    Column("text_en", Words, nullable=False),
    Column("text_fr", Words, nullable=False),
    Column("owner_en", String, nullable=False),
    Column("owner_fr", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("role", String, nullable=False),
    Column("at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("taken_back", SmallInteger, nullable=False),
    Column("token", String, nullable=False),  # by which a step whose answer was lost is known
    PrimaryKeyConstraint("code", "number"),
    UniqueConstraint("token"),
)


def annotations(connection: Connection) -> tuple[Annotation, ...]:
    """Every version of every note, in the order of writing: it is little."""
    query = select(annotation).order_by(annotation.c.at, annotation.c.code, annotation.c.number)
    return tuple(map(_annotation, connection.execute(query)))


def versions(connection: Connection, code: str) -> list[Annotation]:
    """The versions of one note, oldest first; none where there is no such note."""
    query = select(annotation).where(annotation.c.code == code).order_by(annotation.c.number)
    return [_annotation(row) for row in connection.execute(query)]


def is_done(connection: Connection, token: str) -> bool:
    """Whether the step of this mark was taken, and only its answer was lost."""
    query = select(annotation.c.code).where(annotation.c.token == token)
    return connection.execute(query).first() is not None


def add(connection: Connection, one: Annotation, token: str) -> None:
    about, said = one.about, one.said
    fields = {
        **about._asdict(), "kind": about.kind.value, "period": about.period.code,
        "code": one.code, "number": one.number, "at": instant(one.at),
        "text_en": said.text.en, "text_fr": said.text.fr,
        "owner_en": said.owner.en, "owner_fr": said.owner.fr,
        **one.author._asdict(), "taken_back": int(one.is_taken_back), "token": token,
    }  # fmt: skip
    connection.execute(insert(annotation), fields)


def standing(every: Sequence[Annotation], sight: Sight) -> tuple[Annotation, ...]:
    """The version of each note that stood then, in the order of writing; not what is gone.

    A past reporting day, or one by which something was known, has the notes of that day.
    """
    until = _until(sight)
    seen = every if until is None else [one for one in every if instant(one.at) <= until]
    last = {one.code: one for one in seen}
    return tuple(one for one in seen if last[one.code] is one and one.stands)


def _until(sight: Sight) -> int | None:
    days = [day_instant(one) + DAY - 1 for one in (sight.as_of, sight.known_at) if one]
    return min([*days, *([] if sight.held_at is None else [sight.held_at])], default=None)


def _annotation(row: Row[Any]) -> Annotation:
    about = About(
        AnnotationKind(row.kind), Period.parse(row.period), row.indicator, row.series, row.place,
        row.disaggregation, row.framework, row.pillar,
    )  # fmt: skip
    said = Said(Text(row.text_en, row.text_fr), Text(row.owner_en, row.owner_fr))
    author, at = Author(row.actor, row.role), moment(row.at)
    return Annotation(row.code, row.number, about, said, author, at, bool(row.taken_back))
