"""The tables of the store.

`observation` is append-only and clustered on the question asked of it: its primary key is its only
index, so "the newest value" is one seek backwards in the key. Its key and its words are small
integers; the tables of names beside it say what they stand for.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from metrics.observations import Confidentiality, ObservationStatus, Qualifier
from metrics.periods import Frequency

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PUBLISHER = 0  # the number of the organization that is the publisher itself

# Once written to a store a code never changes its meaning: add, never renumber.
FREQUENCIES = {
    Frequency.ANNUAL: 1,
    Frequency.HALF_YEARLY: 2,
    Frequency.QUARTERLY: 3,
    Frequency.MONTHLY: 4,
    Frequency.DAILY: 5,
    Frequency.OTHER: 6,
}
QUALIFIERS = {
    Qualifier.EXACT: 0,
    Qualifier.APPROXIMATE: 1,
    Qualifier.UP_TO: 2,
    Qualifier.AT_LEAST: 3,
    Qualifier.MORE_THAN: 4,
    Qualifier.LESS_THAN: 5,
    Qualifier.IN_WORDS: 6,
}
STATUSES = {
    ObservationStatus.NORMAL: 0,
    ObservationStatus.BREAK: 1,
    ObservationStatus.DEFINITION_DIFFERS: 2,
    ObservationStatus.ESTIMATED: 3,
    ObservationStatus.MISSING: 4,
    ObservationStatus.NOT_COLLECTED: 5,
    ObservationStatus.PROVISIONAL: 6,
    ObservationStatus.SUPPRESSED: 7,
    ObservationStatus.LOW_RELIABILITY: 8,
    ObservationStatus.WITHDRAWN: 9,
    ObservationStatus.NOT_YET: 10,
    ObservationStatus.ERASED: 11,
}
CONFIDENTIALITIES = {
    Confidentiality.FREE: 0,
    Confidentiality.NOT_FOR_PUBLICATION: 1,
    Confidentiality.EMBARGO: 2,
    Confidentiality.CONFIDENTIAL: 3,
}
WITHDRAWN = STATUSES[ObservationStatus.WITHDRAWN]


def _names(name: str) -> Table:
    """A table that gives each text code a small number."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("code", String, nullable=False),
        UniqueConstraint("code"),
    )


indicator = _names("indicator")
series = _names("series")  # "<source>/<series>"
organization = _names("organization")  # 0 is the publisher itself
place = _names("place")
disaggregation = _names("disaggregation")  # 0 is the total
document = _names("document")  # "<source>/<document>"

text = Table(
    "text",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # PostgreSQL cannot index a long text, and a note may be one
    Column("digest", String(64), nullable=False),
    Column("en", Text, nullable=False),
    Column("fr", Text, nullable=False),
    UniqueConstraint("digest"),
)

submission = Table(
    "submission",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("source", String, nullable=False),
    Column("organization_id", Integer, ForeignKey("organization.id"), nullable=False),
    Column("recorded_at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("replaces_all", SmallInteger, nullable=False),
    Column("version", Integer),  # of the data, with this submission in it
    Index(None, "source", "organization_id", "id"),
)

submission_file = Table(
    "submission_file",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("submission_id", Integer, ForeignKey("submission.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    UniqueConstraint("submission_id", "name"),
)

sheet = Table(
    "sheet",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("submission_file_id", Integer, ForeignKey("submission_file.id"), nullable=False),
    Column("name", String, nullable=False),
)

measured = Table(  # which indicators each series has values of, and how often
    "measured",
    metadata,
    Column("indicator_id", Integer, ForeignKey("indicator.id"), nullable=False),
    Column("series_id", Integer, ForeignKey("series.id"), nullable=False),
    Column("frequency", SmallInteger, nullable=False),
    PrimaryKeyConstraint("indicator_id", "series_id", "frequency"),
)

# No foreign keys here: checking ten of them a row would double the cost of a load, and every
# number is given out in the transaction that writes the row.
observation = Table(
    "observation",
    metadata,
    Column("indicator_id", Integer, nullable=False),
    Column("series_id", Integer, nullable=False),
    Column("organization_id", Integer, nullable=False),
    Column("place_id", Integer, nullable=False),
    Column("disaggregation_id", Integer, nullable=False),
    Column("frequency", SmallInteger, nullable=False),
    Column("period_start", Integer, nullable=False),  # proleptic day number, date.toordinal
    Column("period_length", Integer, nullable=False),  # days
    # day number on which it was made known * 1000 + sequence within that day
    Column("revision", Integer, nullable=False),
    Column("document_id", Integer, nullable=False),
    Column("sheet_id", Integer, nullable=False),
    Column("cell_row", Integer, nullable=False),
    Column("cell_column", Integer, nullable=False),
    Column("in_document_id", Integer),
    Column("submission_id", Integer, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("published_at", BigInteger, nullable=False),
    Column("published_assumed", SmallInteger, nullable=False),
    Column("value", BigInteger),  # the published digits; the number is value / 10 ** scale
    Column("scale", SmallInteger, nullable=False),
    Column("numerator", BigInteger),
    Column("denominator", BigInteger),
    Column("qualifier", SmallInteger, nullable=False),
    Column("status", SmallInteger, nullable=False),
    Column("confidentiality", SmallInteger, nullable=False),
    Column("note_id", Integer),
    Column("words_id", Integer),
    PrimaryKeyConstraint(
        "indicator_id",
        "series_id",
        "organization_id",
        "place_id",
        "disaggregation_id",
        "frequency",
        "period_start",
        "period_length",
        "revision",
    ),
    CheckConstraint("period_length > 0", name="period_length"),
    sqlite_with_rowid=False,
)

action = Table(
    "action",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("source", String, nullable=False),
    Column("code", String, nullable=False),
    Column("document", String, nullable=False),
    Column("place", String, nullable=False),
    Column("state", String, nullable=False),
    Column("happened_on", String(10), nullable=False),  # as precisely as published
    Column("title_en", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("pillar", String, nullable=False),
    Column("framework", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("note_en", Text),
    Column("note_fr", Text),
    Column("sheet_id", Integer, ForeignKey("sheet.id"), nullable=False),
    Column("cell_row", Integer, nullable=False),
    Column("cell_column", Integer, nullable=False),
    Column("in_document", Text, nullable=False),
    Column("submission_id", Integer, ForeignKey("submission.id"), nullable=False),
    Column("withdrawn", SmallInteger, nullable=False),
    Index(None, "source"),
)

data_version = Table(
    "data_version",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)

declaration = Table(  # every version of what data/ declared, packed
    "declaration",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

nature = Table(  # one row: 1 for a store of example data, 0 for real figures, null while empty
    "nature",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("example", SmallInteger),
)

audit_entry = Table(  # append-only, as triggers see to; each row is bound to the one before it
    "audit_entry",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("object", String, nullable=False),
    Column("detail", Text, nullable=False),  # canonical JSON
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)

COLUMNS = tuple(column.name for column in observation.columns)
KEY = COLUMNS[:8]  # everything that says which observation; revision says which of its values
