"""The one way in which databases beside the figures are opened."""

from dashboard.store.ending import Ending, end_in, over_in
from dashboard.store.engine import DRIVER_ERRORS, Database, Footprint, Kind, version_table
from dashboard.store.files import WAITS
from dashboard.store.moving import moved_database

__all__ = [
    "DRIVER_ERRORS",
    "WAITS",
    "Database",
    "Ending",
    "Footprint",
    "Kind",
    "end_in",
    "moved_database",
    "over_in",
    "version_table",
]
