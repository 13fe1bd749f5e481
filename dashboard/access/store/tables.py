"""The tables of the accounts; instants are whole seconds since 1970, in UTC."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from dashboard.store import Kind, version_table

metadata = MetaData()
NEWER = {"awaited": 2, "handled": 2, "counted": 3}
ACCOUNTS = Kind("access", metadata, version=3, writer_lock=0x61636373, newer=NEWER)

version_table(metadata)

account = Table(
    "account",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("key", String, nullable=False, unique=True),  # the name as it is compared
    Column("role", String, nullable=False),
    Column("organization", String),
    Column("language", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("password", String),  # its hash; none before the first is chosen, and none with oidc
    Column("password_at", BigInteger),
    Column("issuer", String),
    Column("subject", String),
    Column("added_at", BigInteger, nullable=False),
    UniqueConstraint("issuer", "subject"),
)


def _of_account(*, is_key: bool = False) -> Column[str]:
    of = ForeignKey("account.id")
    return Column("account", of, nullable=False, primary_key=is_key, index=not is_key)


session = Table(
    "session",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("id", String, nullable=False, unique=True),  # what it is called in the list of sessions
    _of_account(),
    Column("begun_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("device", String, nullable=False),
    Column("is_whole", Boolean, nullable=False),  # false while the second factor is awaited
)

token = Table(
    "token",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("purpose", String, nullable=False),
    Column("account", ForeignKey("account.id")),
    Column("expires_at", BigInteger, nullable=False),
)

delay = Table(
    "delay",
    metadata,
    Column("key", LargeBinary, primary_key=True),  # a keyed digest: no address, no name
    Column("failures", Integer, nullable=False),
    Column("tried_at", BigInteger, nullable=False, index=True),
    Column("until", BigInteger, nullable=False),
    Column("proven_at", BigInteger),
)

second_factor = Table(
    "second_factor",
    metadata,
    _of_account(is_key=True),
    Column("secret", LargeBinary),  # encrypted, as is the one that is not confirmed yet
    Column("pending", LargeBinary),
    Column("pending_at", BigInteger),
    Column("used_step", BigInteger, nullable=False, default=0),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    _of_account(is_key=True),
    Column("digest", LargeBinary, primary_key=True),
)

awaited = Table(  # an account that takes no effect before a second person has confirmed it
    "awaited",
    metadata,
    _of_account(is_key=True),
    Column("asked_by", String, primary_key=True),  # an account's id; each who had a hand in it
    Column("asked_at", BigInteger, nullable=False),
    Column("lifts_at", BigInteger),  # where there is no second person: when it takes effect alone
)

handled = Table(  # when an account last came into the hands of whoever holds it
    "handled",
    metadata,
    _of_account(is_key=True),
    Column("at", BigInteger, nullable=False),
)

counted = Table(  # requests within a while, where several hosts count together
    "counted",
    metadata,
    Column("key", LargeBinary, primary_key=True),  # a keyed digest: no address, no account
    Column("number", Integer, nullable=False),
    Column("ends_at", BigInteger, nullable=False, index=True),  # microseconds
)

# What has happened once and is never forgotten, whatever becomes of the accounts.
happened = Table("happened", metadata, Column("what", String, primary_key=True))
