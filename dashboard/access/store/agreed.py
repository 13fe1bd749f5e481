"""What every host of an installation must have alike: the first has said it, by its digest."""

from sqlalchemy import select

from dashboard.access.store.tables import happened
from dashboard.store import Database


def agrees(database: Database, what: str, digest: str) -> bool:
    """Whether this host has the same as the first that said; whoever is first says it."""
    own, column = f"{what} {digest}", happened.c.what
    with database.writing() as connection:
        said = connection.execute(select(column).where(column.startswith(f"{what} "))).scalars()
        held = set(said)
        if not held:
            connection.execute(happened.insert().values(what=own))
    return not held or own in held
