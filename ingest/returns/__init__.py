"""A partner's file as values to keep, or as findings that name each faulty cell."""

from ingest.returns.again import check_again
from ingest.returns.checking import check, check_book, run
from ingest.returns.context import Checked, Context, Cutout, History, Outcome
from ingest.returns.layout import Layout, LayoutSheet, where_is
from ingest.returns.passing import (
    checked_from_json,
    checked_to_json,
    context_from_json,
    context_to_json,
)
from ingest.returns.reading_names import READINGS
from ingest.returns.recognized import fingerprint

__all__ = [
    "READINGS",
    "Checked",
    "Context",
    "Cutout",
    "History",
    "Layout",
    "LayoutSheet",
    "Outcome",
    "check",
    "check_again",
    "check_book",
    "checked_from_json",
    "checked_to_json",
    "context_from_json",
    "context_to_json",
    "fingerprint",
    "run",
    "where_is",
]
