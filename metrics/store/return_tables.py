"""The tables of returns: rows that are only ever added, beside those of `metrics.store.tables`."""

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

from metrics.store.tables import KEY, metadata

partner_return = Table(  # each row one sending; what was done with it stands in `return_event`
    "partner_return",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("code", String, nullable=False),
    Column("key", String, nullable=False),
    Column("form", String, nullable=False),
    Column("organization", String, nullable=False),
    Column("period_start", Integer, nullable=False),  # as in `observation`
    Column("period_length", Integer, nullable=False),
    Column("language", String(2), nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("content", String(64), nullable=False),
    Column("salt", String(64)),  # by which the log tells its digests; erased with its values
    Column("submission_id", Integer, ForeignKey("submission.id"), nullable=False),
    Column("sent_at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("actor", String, nullable=False),
    *(
        Column(count, Integer, nullable=False)
        for count in ("added", "changed", "unchanged", "withdrawn")
    ),
    UniqueConstraint("code"),
    UniqueConstraint("organization", "key"),
    Index(None, "form", "organization", "period_start", "id"),
)

return_event = Table(
    "return_event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("return_id", Integer, ForeignKey("partner_return.id"), nullable=False),
    Column("state", String, nullable=False),
    Column("undone", SmallInteger, nullable=False),
    Column("submission_id", Integer, ForeignKey("submission.id")),  # null: no value was touched
    Column("at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("token", String, nullable=False),  # by which a step whose answer was lost is known
    UniqueConstraint("token"),
    Index(None, "return_id", "id"),
)

return_remark = Table(  # a partner's reasons, the office's comments: each at its cell
    "return_remark",
    metadata,
    Column("event_id", Integer, ForeignKey("return_event.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    *(Column(part, String, nullable=False) for part in ("sheet", "cell", "rule")),
    Column("words", Text, nullable=False),
    PrimaryKeyConstraint("event_id", "ordinal"),
)

return_removal = Table(  # approved values that a return no longer states: gone when it is approved
    "return_removal",
    metadata,
    Column("return_id", Integer, ForeignKey("partner_return.id"), nullable=False),
    *(Column(name, Integer, nullable=False) for name in KEY),
    PrimaryKeyConstraint("return_id", *KEY),
)

period_event = Table(
    "period_event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("form", String, nullable=False),
    Column("period_start", Integer, nullable=False),
    Column("period_length", Integer, nullable=False),
    Column("closed", SmallInteger, nullable=False),  # 0: opened again
    Column("at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "form", "id"),
)

obligation_event = Table(
    "obligation_event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("form", String, nullable=False),
    Column("organization", String, nullable=False),
    Column("table_id", String, nullable=False),
    Column("period", String, nullable=False),  # its code
    Column("kind", String, nullable=False),
    Column("until", String(10), nullable=False),  # a day, or empty
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),
    Index(None, "form", "organization", "id"),
)
