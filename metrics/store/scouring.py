"""What was erased, brought off the disk as well: out of free pages and out of the journal.

That cannot be done in the transaction that erases. So the store itself remembers that it is owed,
until it has been done: a process that dies between the two leaves it to the next.
"""

from typing import Any

from sqlalchemy import Connection, Engine

from metrics.store.engine import explained, reading
from metrics.store.slow import timed

OWED = 1  # SQLite's user_version while it is owed
TOUCHED = (
    "observation", "text", "partner_return", "return_event", "return_remark", "submission_file",
    "release", "release_cell", "release_event", "annotation", "briefing_version", "briefing_issue",
    "briefing_recipient", "briefing_reading", "obligation_event", "period_event", "consent_event",
    "erasure",
)  # fmt: skip


def owe(connection: Connection) -> None:
    """Within the transaction that erases: it is owed as soon as that is kept."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        connection.exec_driver_sql(f"PRAGMA user_version = {OWED}")


def is_owed(engine: Engine) -> bool:
    """Whether something was erased of which traces may be left; a server is always asked anew."""
    if engine.dialect.name != "sqlite":
        return False
    with reading(engine) as connection:
        return bool(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def scour(engine: Engine) -> bool:
    """Leave no trace of what was erased; False where a reader stands in the way, for the moment.

    SQLite: the file is written anew, page by page, and its journal is emptied. PostgreSQL: the
    room of the old rows is given back; its own journal and copies of it expire as its keeper says.
    """
    with explained(engine):
        connection = engine.raw_connection()
        try:
            driver: Any = connection.driver_connection
            connection.info["query_only"] = False
            return (_scour_file if engine.dialect.name == "sqlite" else _vacuum)(driver)
        finally:
            connection.close()


def _scour_file(driver: Any) -> bool:
    driver.execute("PRAGMA query_only = OFF")
    driver.execute("PRAGMA secure_delete = ON")
    with timed("VACUUM"):
        driver.execute("VACUUM")
    if not _empty_journal(driver):
        return False
    driver.execute("PRAGMA user_version = 0")
    _empty_journal(driver)
    return True


def _empty_journal(driver: Any) -> bool:
    """Whether all of it could be moved into the file; a store in memory has none."""
    busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _vacuum(driver: Any) -> bool:
    driver.rollback()
    before, driver.autocommit = driver.autocommit, True
    try:
        for table in TOUCHED:
            with timed(statement := f"VACUUM {table}"):
                driver.execute(statement)
    finally:
        driver.autocommit = before
    return True
