"""From a publisher's file to observations, or to findings that name a cell: the front door."""

from ingest.annotate import annotate, annotate_in_child
from ingest.command import run_load
from ingest.findings import Finding, ReadError, Severity
from ingest.limits import Limits
from ingest.load import LoadReport, check_source, load_source
from ingest.personal_data import RULE as PERSONAL_DATA
from ingest.personal_data import is_private, public_contacts
from ingest.returns import (
    READINGS,
    Checked,
    Context,
    Outcome,
    check,
    check_again,
    checked_from_json,
    checked_to_json,
    where_is,
)
from ingest.returns.heading_words import spoken_heading
from ingest.returns.in_child import check_in_child
from ingest.returns.layout import LayoutSheet
from ingest.returns.period_names import period_words
from ingest.returns.profile_model import (
    Meaning,
    Profile,
    ProfileTable,
    read_profile,
    write_profile,
)
from ingest.returns.recognition import PERIOD_UNKNOWN, WRONG_PARTNER
from ingest.returns.suggesting import suggest_in_child
from ingest.templates import blank_return

__all__ = [
    "PERIOD_UNKNOWN",
    "PERSONAL_DATA",
    "READINGS",
    "WRONG_PARTNER",
    "Checked",
    "Context",
    "Finding",
    "LayoutSheet",
    "Limits",
    "LoadReport",
    "Meaning",
    "Outcome",
    "Profile",
    "ProfileTable",
    "ReadError",
    "Severity",
    "annotate",
    "annotate_in_child",
    "blank_return",
    "check",
    "check_again",
    "check_in_child",
    "check_source",
    "checked_from_json",
    "checked_to_json",
    "is_private",
    "load_source",
    "period_words",
    "public_contacts",
    "read_profile",
    "run_load",
    "spoken_heading",
    "suggest_in_child",
    "where_is",
    "write_profile",
]
