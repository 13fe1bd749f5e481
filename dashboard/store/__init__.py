"""The one way in which databases beside the figures are opened."""

from dashboard.store.engine import Database, Footprint, Kind, version_table
from dashboard.store.moving import moved_database

__all__ = ["Database", "Footprint", "Kind", "moved_database", "version_table"]
