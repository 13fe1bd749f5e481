"""The digest of a store: everything that is kept of figures, in one checksum.

Checks, drafts and views live elsewhere: what does not record a figure leaves this as it was.
"""

from hashlib import sha256

from sqlalchemy import Table, select

from metrics import MetricsStore
from metrics.store import tables
from metrics.store.engine import reading

AUDIT = tables.audit_entry
FIGURES = tuple(one for one in tables.metadata.sorted_tables if one is not AUDIT)


def figures_digest(store: MetricsStore) -> str:
    """Of every table but the audit log: observations, revisions, submissions, returns, names."""
    return _digest(store, FIGURES)


def whole_digest(store: MetricsStore) -> str:
    """Of every table there is."""
    return _digest(store, (*FIGURES, AUDIT))


def _digest(store: MetricsStore, wanted: tuple[Table, ...]) -> str:
    found = sha256()
    with reading(store._repository.engine) as connection:
        for table in sorted(wanted, key=lambda one: one.name):
            order = list(table.primary_key.columns)
            for row in connection.execute(select(table).order_by(*order)):
                found.update(f"{table.name} {tuple(row)}\n".encode())
    return found.hexdigest()
