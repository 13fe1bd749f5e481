"""As whom a database on PostgreSQL is opened, and which of the rights that are needed it lacks."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, text

from metrics.store.engine import explained, unmigrated
from metrics.store.rights import VERSIONS, WHOLE, Rights

ROLE = text("""
    SELECT current_user, EXISTS (
        SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname = 'public' AND relkind IN ('r', 'p')
        AND pg_has_role(current_user, relowner, 'USAGE')
    ), has_schema_privilege('public', 'USAGE')
""")
# The catalogue is asked, which everybody may read; a table that is not there lacks nothing.
LACKING = text("""
    SELECT asked.privilege, asked.name, asked.field
    FROM unnest(CAST(:rights AS text[]), CAST(:tables AS text[]), CAST(:fields AS text[]))
        WITH ORDINALITY AS asked(privilege, name, field, place)
    JOIN pg_namespace ON nspname = 'public'
    JOIN pg_class ON relnamespace = pg_namespace.oid AND relname = asked.name
    LEFT JOIN pg_attribute ON attrelid = pg_class.oid AND attname = asked.field
    WHERE CASE WHEN asked.field = '' THEN NOT has_table_privilege(pg_class.oid, asked.privilege)
        ELSE NOT has_column_privilege(pg_class.oid, attnum, asked.privilege) END
    ORDER BY asked.place
""")
ON_SCHEMA = "USAGE ON SCHEMA public"


class HeldAs(NamedTuple):
    """As which role a database is opened; an owner may do everything, and lacks nothing."""

    role: str
    owns: bool
    lacks: tuple[str, ...] = ()  # as SQL calls it: "INSERT ON submission"


class _Asked(NamedTuple):
    """One right; a column is named where it is of that alone."""

    right: str
    table: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.right}{f' ({self.field})' if self.field else ''} ON {self.table}"


def held_as(address: str, rights: Rights, *, reads_only: bool = False) -> HeldAs | None:
    """The same of a database by its address, as it lies there; None for a file.

    StoreError where it does not answer.
    """
    engine = unmigrated(address)
    try:
        if engine.dialect.name == "sqlite":
            return None
        with explained(engine), engine.connect() as connection:
            return _held(connection, [*_reading(rights), *([] if reads_only else _writing(rights))])
    finally:
        engine.dispose()


def _held(connection: Connection, asked: list[_Asked]) -> HeldAs:
    role, owns, may_enter = connection.execute(ROLE).one()
    if owns:
        return HeldAs(role, owns=True)
    named = dict(zip(("rights", "tables", "fields"), map(list, zip(*asked, strict=True)),
                     strict=True))  # fmt: skip
    lacking = [str(_Asked(*row)) for row in connection.execute(LACKING, named)]
    return HeldAs(role, False, tuple(lacking if may_enter else [ON_SCHEMA, *lacking]))


def _reading(rights: Rights) -> Iterator[_Asked]:
    for table in sorted({*rights.every, *VERSIONS}):
        yield _Asked("SELECT", table)


def _writing(rights: Rights) -> Iterator[_Asked]:
    """What `rights.granted` gives a writer, but for what keeps tables in order."""
    for table in rights.every:
        if table not in VERSIONS:
            yield _Asked("INSERT", table)
    for table, columns in sorted(rights.changed.items()):
        for one in columns:
            yield _Asked("UPDATE", table, "" if columns == WHOLE else one)
    for table in rights.deleted:
        yield _Asked("DELETE", table)
