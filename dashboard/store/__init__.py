"""The one way in which databases beside the figures are opened."""

from dashboard.store.engine import Database, Kind, version_table

__all__ = ["Database", "Kind", "version_table"]
