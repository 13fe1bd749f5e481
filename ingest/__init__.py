"""From a publisher's file to observations, or to findings that name a cell: the front door."""

from ingest.command import run_load
from ingest.findings import Finding, Severity
from ingest.load import LoadReport, check_source, load_source

__all__ = [
    "Finding",
    "LoadReport",
    "Severity",
    "check_source",
    "load_source",
    "run_load",
]
