"""What the writer may do in a database that stands beside the figures; nobody else reads there."""

from collections.abc import Iterable

from dashboard.store.engine import Database, Kind
from metrics import Rights, Roles, grant

READ_ONLY = "schema_version"
ADDED_ONLY = frozenset({"happened"})  # what has happened once stays


def rights_to(kind: Kind, more: Iterable[str] = ()) -> Rights:
    """Everything in its tables ends or is renewed in the course of the day, but for a few."""
    every = tuple(sorted({*kind.metadata.tables, *more} - {READ_ONLY}))
    passing = tuple(one for one in every if one not in ADDED_ONLY)
    return Rights(every, dict.fromkeys(passing, ("*",)), passing)


def grant_in(database: Database, rights: Rights, roles: Roles) -> None:
    """Give them in a database that was opened, and so has its tables."""
    grant(database.engine, rights, roles)
