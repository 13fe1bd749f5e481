"""The tables of drafts; instants are whole seconds since 1970, in UTC.

What comes from a partner's file is sealed: whoever copies this database without the secret of the
installation reads no file, no value and no word of it.
"""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table

from dashboard.store import Kind, version_table

metadata = MetaData()
DRAFTS = Kind("returns", metadata, version=1, writer_lock=0x72657475)
version_table(metadata)

draft = Table(
    "draft",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account", String, nullable=False),
    Column("organization", String, nullable=False, index=True),
    Column("form", String, nullable=False),
    Column("period", String, nullable=False),
    Column("language", String(2), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("share", Integer, nullable=False),  # of the stage, in hundredths
    Column("outcome", String, nullable=False),
    Column("sent", String, nullable=False, index=True),  # the code of the return it became
    Column("made_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
    # sealed, each for its draft and its purpose
    Column("name", LargeBinary, nullable=False),  # of the file
    Column("content", LargeBinary),
    Column("result", LargeBinary),
    Column("annotated", LargeBinary),
    Column("said", LargeBinary),  # answers to questions and reasons for warnings
)

profile = Table(  # how a partner's own layout is read, as the partner has confirmed it
    "profile",
    metadata,
    Column("organization", String, primary_key=True),
    Column("form", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("confirmed_at", BigInteger, nullable=False),
    Column("account", String, nullable=False),
    Column("content", LargeBinary, nullable=False),  # sealed TOML
)

feed = Table(  # the secret address under which an account's calendar is read by other programs
    "feed",
    metadata,
    Column("account", String, primary_key=True),
    Column("token", LargeBinary(32), nullable=False, unique=True),  # its digest
    Column("made_at", BigInteger, nullable=False),
)

reminder = Table(  # what was sent, so that nothing is sent twice
    "reminder",
    metadata,
    *(
        Column(name, String, primary_key=True)
        for name in ("account", "form", "organization", "period", "due_on", "step")
    ),
    Column("sent_at", BigInteger, nullable=False),
)
