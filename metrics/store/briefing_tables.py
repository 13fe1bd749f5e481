"""The tables of briefings: outlines by version, what was issued, whose figures stand in them."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from metrics.store.tables import metadata

briefing = Table(
    "briefing",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("code", String, nullable=False),  # as B-2026-001
    Column("created_at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("actor", String, nullable=False),
    Column("discarded_at", BigInteger),
    Column("discard_token", String),
    UniqueConstraint("code"),
)

briefing_version = Table(  # only ever added; an erasure empties the lines of an outline
    "briefing_version",
    metadata,
    Column("briefing_id", Integer, ForeignKey("briefing.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("title_en", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("outline", Text, nullable=False),  # JSON
    Column("actor", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("erased_at", BigInteger),
    Column("token", String, nullable=False),  # by which a step whose answer was lost is known
    PrimaryKeyConstraint("briefing_id", "version"),
    UniqueConstraint("token"),
)

briefing_issue = Table(
    "briefing_issue",
    metadata,
    Column("briefing_id", Integer, ForeignKey("briefing.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("snapshot", Text),  # JSON; null once an owner has withdrawn a figure in it
    Column("content", String(64), nullable=False),  # sha256 of the snapshot: it stays
    Column("held_at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("erased_at", BigInteger),
    Column("cancelled_at", BigInteger),  # of a release whose figures are in it
    Column("token", String, nullable=False),
    PrimaryKeyConstraint("briefing_id"),
    UniqueConstraint("token"),
)

briefing_reading = Table(  # a second person has read the lines that the check does not understand
    "briefing_reading",
    metadata,
    Column("briefing_id", Integer, ForeignKey("briefing.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("version", Integer, nullable=False),  # of the outline that was read
    Column("wording", String(64), nullable=False),  # sha256 of the lines; empty once erased
    Column("actor", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("issued", SmallInteger, nullable=False),  # 1: what was issued rests on it
    Column("token", String, nullable=False),
    PrimaryKeyConstraint("briefing_id", "number"),
    UniqueConstraint("token"),
)

briefing_part = Table(  # whose figures stand in an outline's lines (0) or in what was issued (1)
    "briefing_part",
    metadata,
    Column("briefing_id", Integer, ForeignKey("briefing.id"), nullable=False),
    Column("issued", SmallInteger, nullable=False),
    Column("organization", String, nullable=False),
    Column("series", String, nullable=False),  # "<source>/<series>"
    Column("period_start", Integer, nullable=False),  # proleptic day number, date.toordinal
    Column("period_length", Integer, nullable=False),  # days
    Column("named", SmallInteger, nullable=False),  # 1: the figure says whose it is
    Column("version", Integer, nullable=False),  # the last one of the outline in which it stands
    PrimaryKeyConstraint(
        "briefing_id", "issued", "organization", "series", "period_start", "period_length", "named"
    ),
    Index(None, "organization"),
)

briefing_schedule = Table(
    "briefing_schedule",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("briefing_id", Integer, ForeignKey("briefing.id"), nullable=False),
    Column("rule", Text, nullable=False),
    Column("formats", String, nullable=False),  # joined by commas
    Column("languages", String, nullable=False),  # joined by commas
    Column("actor", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("cancelled_at", BigInteger),
    Column("cancel_token", String),
    Column("token", String, nullable=False),
    UniqueConstraint("token"),
)

briefing_recipient = Table(  # staff addresses: deleted, and off the disk, once it is cancelled
    "briefing_recipient",
    metadata,
    Column("schedule_id", Integer, ForeignKey("briefing_schedule.id"), nullable=False),
    Column("address", String, nullable=False),
    PrimaryKeyConstraint("schedule_id", "address"),
)

briefing_run = Table(  # its key lets nobody run the same twice
    "briefing_run",
    metadata,
    Column("schedule_id", Integer, ForeignKey("briefing_schedule.id"), nullable=False),
    Column("for_key", String, nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("result", String, nullable=False),
    Column("token", String, nullable=False),
    PrimaryKeyConstraint("schedule_id", "for_key"),
)
