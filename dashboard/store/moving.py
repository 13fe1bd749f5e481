"""A database beside the figures, moved to another: every table whole, verified."""

from collections.abc import Iterator

from dashboard.store.engine import Database, Kind
from metrics import Moved, moved


def moved_database(kind: Kind, source: str, target: str) -> Iterator[Moved]:
    """What it holds at this instant; StoreError where either cannot be opened."""
    held, copy = Database.open(kind, source), Database.open(kind, target, source)
    try:
        yield from moved(held.engine, copy.engine, kind.metadata)
    finally:
        for one in (held, copy):
            one.engine.dispose()
