"""The tables of releases, of what owners consent to, and of what was erased."""

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

release = Table(  # each row one proposal; what was done with it stands in `release_event`
    "release",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("code", String, nullable=False),
    Column("form", String, nullable=False),
    Column("title_en", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("lifts_at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("by_partner", SmallInteger, nullable=False),
    Column("proposed_at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),
    Column("content", String(64), nullable=False),  # of the approved values that it is made from
    Column("detail", Text, nullable=False),  # JSON: series, periods, rules, loss
    UniqueConstraint("code"),
    Index(None, "form", "id"),
)

release_cell = Table(  # what a release says, frozen; nothing of it is reckoned again
    "release_cell",
    metadata,
    Column("release_id", Integer, ForeignKey("release.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    *(
        Column(name, String, nullable=False)
        for name in ("indicator", "series", "place", "disaggregation", "partner", "period")
    ),
    Column("value", Text),  # as shown; null where nothing is
    Column("status", SmallInteger, nullable=False),  # as in `observation`
    Column("rounded", SmallInteger, nullable=False),
    Column("exact", Text),  # what stands behind it: the office's alone, erased with its parts
    PrimaryKeyConstraint("release_id", "ordinal"),
)

release_part = Table(  # whose figures a cell is made of
    "release_part",
    metadata,
    Column("release_id", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("organization", String, nullable=False),
    PrimaryKeyConstraint("release_id", "ordinal", "organization"),
)

release_event = Table(
    "release_event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("release_id", Integer, ForeignKey("release.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("organization", String, nullable=False),  # whose steward; else empty
    Column("actor", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("submission_id", Integer, ForeignKey("submission.id")),  # null: no value was written
    Column("token", String, nullable=False),  # by which a step whose answer was lost is known
    UniqueConstraint("token"),
    Index(None, "release_id", "id"),
)

PUBLISHED = (
    "indicator_id", "series_id", "place_id", "disaggregation_id", "frequency", "period_start",
    "period_length",
)  # fmt: skip

released_part = Table(  # whose figures have ever stood in a published cell
    "released_part",
    metadata,
    *(Column(name, Integer, nullable=False) for name in (*PUBLISHED, "organization_id")),
    PrimaryKeyConstraint(*PUBLISHED, "organization_id"),
)

consent_event = Table(  # what an owner has given or withdrawn, for one of its data sets
    "consent_event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("organization", String, nullable=False),
    Column("form", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("purposes", String, nullable=False),  # joined by commas
    Column("detail", String, nullable=False),
    Column("until_on", Integer),  # the last day on which it holds, date.toordinal; null: no end
    Column("steward", String, nullable=False),
    Column("others", Integer, nullable=False),
    Column("floor", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),
    Column("token", String, nullable=False),
    UniqueConstraint("token"),
    Index(None, "organization", "form", "id"),
)

erasure = Table(  # what is left of values that were erased: that they were, and why
    "erasure",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("organization", String, nullable=False),
    Column("form", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("cells", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "organization", "form", "id"),
)
