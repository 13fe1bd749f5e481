"""Second factors sealed anew, with the secret that is set now."""

from sqlalchemy import select, update

from dashboard.access.keys import Keys
from dashboard.access.store.factors import SEALED
from dashboard.access.store.tables import ACCOUNTS, second_factor
from dashboard.store import Database
from metrics import Settings

SECRETS = ("secret", "pending")


def reseal_factors(settings: Settings) -> int:
    """How many were sealed anew; AccessError, and nothing changed, where one cannot be read."""
    database, keys = _opened(settings), Keys(settings)
    with database.writing() as connection:
        rows = connection.execute(select(second_factor)).all()
        for row in rows:
            sealed = {one: getattr(row, one) for one in SECRETS if getattr(row, one)}
            values = {one: keys.reseal(SEALED, row.account, old) for one, old in sealed.items()}
            own = second_factor.c.account == row.account
            connection.execute(update(second_factor).where(own).values(**values))
    database.engine.dispose()
    return len(rows)


def _opened(settings: Settings) -> Database:
    return Database.open(ACCOUNTS, settings.accounts_url, settings.database_url)
