"""What was overwritten in a database file, brought out of the journal beside it as well."""

import logging
from threading import Lock

from dashboard.store import WAITS, Database

PATIENCE = 2_000  # milliseconds, for a reader in the way here
_LOG = logging.getLogger(__name__)


class Journal:
    """The journal of a database file. Another program that reads keeps it as it is for so long."""

    def __init__(self, database: Database) -> None:
        self._database, self._lock, self._left = database, Lock(), 0

    def forget(self) -> bool:
        """Empty it, as something was just overwritten; what cannot be done now waits."""
        with self._lock:
            self._left += 1
        return self.try_again()

    def try_again(self) -> bool:
        """Whether nothing that was overwritten is left; how much is, stands in the log."""
        with self._lock:
            if not self._emptied():
                left = max(self._left, 1)
                _LOG.warning("the journal is being read: erased files left in it: %d", left)
                return False
            self._left = 0
            return True

    def _emptied(self) -> bool:
        if self._database.engine.dialect.name != "sqlite":
            return True
        with self._database.reading() as connection:
            run = connection.exec_driver_sql
            run("ROLLBACK")
            run(f"PRAGMA busy_timeout = {PATIENCE}")
            try:
                busy = run("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
            finally:  # whoever is given this connection next waits as everybody does
                run(WAITS)
            run("BEGIN")
        return not busy
