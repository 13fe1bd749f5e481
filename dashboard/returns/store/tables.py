"""The tables of drafts; instants are whole seconds since 1970, in UTC.

What comes from a partner's file is sealed: whoever copies this database without the secret of the
installation reads no file, no value and no word of it.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table

from dashboard.store import Kind, version_table

metadata = MetaData()
NEWER = {"job": 2, "worker": 2, "release_request": 3}
DRAFTS = Kind("returns", metadata, version=3, writer_lock=0x72657475, newer=NEWER)
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

release_request = Table(  # steps with a release that a worker takes for somebody
    "release_request",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("step", String, nullable=False),
    Column("account", String, nullable=False),
    Column("form", String, nullable=False),
    Column("said", String, nullable=False),  # what was written, as JSON
    Column("release", String, nullable=False),  # the code of what came of it
    Column("refused", String, nullable=False),  # else why nothing did, in both languages
    Column("made_at", BigInteger, nullable=False),
)

job = Table(  # what workers are asked for; instants in microseconds, by the clock of the database
    "job",
    metadata,
    Column("kind", String, primary_key=True),
    Column("subject", String, primary_key=True),  # of a check its draft, of a load its source
    Column("key", String, nullable=False),  # of all that have the same one runs at a time
    Column("state", String, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),  # the last sign of life of who runs it
    Column("ended_at", BigInteger, nullable=False),
    Column("worker", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("share", Integer, nullable=False),
    Column("fault", String, nullable=False),  # the kind of the last error; never its words
)
IS_RUNNING = job.c.state == "running"
Index("one_run_of_a_key", job.c.key, unique=True,
      sqlite_where=IS_RUNNING, postgresql_where=IS_RUNNING)  # fmt: skip

worker = Table(  # who takes jobs, where several hosts share one server
    "worker",
    metadata,
    Column("id", String, primary_key=True),
    Column("began_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)
