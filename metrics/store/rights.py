"""What each role of PostgreSQL may do with the tables, and no more: by name, not by good will.

The owner makes and migrates the tables. The writer, as whom pages and worker run, reads, adds, and
changes the columns that are named here; nothing else that was written can be changed or taken away
by it, and the audit log neither. The reader reads. Rights are named anew at every call: what an
earlier version allowed does not stay.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Engine

from metrics.store import tables
from metrics.store.engine import explained, open_engine
from metrics.store.scouring import TOUCHED

MAINTAINED_SINCE = 170000  # before, only its owner may VACUUM a table
VERSIONS = ("alembic_version", "schema_version")  # the owner's: a writer only reads them
WHOLE = ("*",)  # every column

# Most of it is what an erasure empties, or a step that marks something as cancelled or ended.
CHANGED: Mapping[str, tuple[str, ...]] = {
    "observation": ("value", "scale", "numerator", "denominator", "qualifier", "status", "note_id",
                    "words_id", "in_document_id"),
    "text": ("digest", "en", "fr"),
    "submission_file": ("name", "sha256"),
    "data_version": ("version",),
    "nature": ("example",),
    "annotation": ("text_en", "text_fr", "owner_en", "owner_fr"),
    "briefing": ("discarded_at", "discard_token"),
    "briefing_version": ("outline", "erased_at"),
    "briefing_issue": ("snapshot", "erased_at", "cancelled_at"),
    "briefing_reading": ("issued", "wording"),
    "briefing_schedule": ("cancelled_at", "cancel_token"),
    "briefing_run": ("ended_at", "result"),
    "release": ("content", "detail"),
    "release_cell": ("value", "exact", "status", "rounded"),
    "release_event": ("reason",),
    "partner_return": ("content", "salt"),
    "return_event": ("reason",),
    "return_remark": ("words",),
    "period_event": ("reason",),
    "obligation_event": ("reason",),
    "consent_event": ("reason",),
    "erasure": ("reason",),
}  # fmt: skip
# figures of a release that never came out, whose they were; lines of outlines; staff addresses
DELETED = ("observation", "released_part", "briefing_part", "briefing_recipient")


class Roles(NamedTuple):
    """The names of the two roles that own nothing."""

    writer: str
    reader: str


class Rights(NamedTuple):
    """What the writer may do in one database beside reading and adding."""

    every: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    deleted: tuple[str, ...]
    maintained: tuple[str, ...] = ()  # it brings off the disk what it erases
    is_read: bool = False  # by the reader: figures alone, never accounts or drafts


def rights_to_figures() -> Rights:
    """To the figures and all that belongs to them."""
    return Rights(tuple(sorted(tables.metadata.tables)), CHANGED, DELETED, TOUCHED, is_read=True)


def granted(rights: Rights, roles: Roles) -> tuple[str, ...]:
    """The statements that give these roles these rights, and take all others from them."""
    writer, reader = (_quoted(one) for one in roles)
    both = f"{writer}, {reader}"
    schema = [
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON SCHEMA public FROM {both}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {both}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {both}",
        f"GRANT USAGE ON SCHEMA public TO {both if rights.is_read else writer}",
    ]
    return (*schema, *_of_reader(rights, reader), *_of_writer(rights, writer))


def grant(engine: Engine, rights: Rights, roles: Roles) -> None:
    """Give them, all or none, in the database of this engine."""
    with explained(engine), engine.begin() as connection:
        for one in granted(rights, roles):
            connection.exec_driver_sql(one)


def grant_figures(database_url: str, roles: Roles) -> None:
    """The same of the figures by their address, once their tables are those of this program."""
    engine = open_engine(database_url)
    try:
        grant(engine, rights_to_figures(), roles)
    finally:
        engine.dispose()


def _of_reader(rights: Rights, reader: str) -> Iterable[str]:
    if rights.is_read:
        yield f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader}"


def _of_writer(rights: Rights, writer: str) -> Iterable[str]:
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {writer}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {writer}"
    added = ", ".join(map(_quoted, (one for one in rights.every if one not in VERSIONS)))
    yield f"GRANT INSERT ON {added} TO {writer}"
    for table, columns in sorted(rights.changed.items()):
        named = "" if columns == WHOLE else f" ({', '.join(map(_quoted, columns))})"
        yield f"GRANT UPDATE{named} ON {_quoted(table)} TO {writer}"
    if rights.deleted:
        yield f"GRANT DELETE ON {', '.join(map(_quoted, rights.deleted))} TO {writer}"
    if rights.maintained:
        given = f"GRANT MAINTAIN ON {', '.join(map(_quoted, rights.maintained))} TO {writer}"
        yield (
            f"DO $$BEGIN IF current_setting('server_version_num')::int >= {MAINTAINED_SINCE} "
            f"THEN {given}; END IF; END$$"
        )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
