"""A partner's own layout: described once as data, then read and checked like the template."""

from ingest.returns.profile_checks import check_by
from ingest.returns.profile_model import (
    Meaning,
    Profile,
    ProfileField,
    ProfileTable,
    read_profile,
    write_profile,
)
from ingest.returns.profile_reading import ProfiledCell, Reading, form_cells, read_by
from ingest.returns.profile_suggestions import suggest

__all__ = [
    "Meaning",
    "Profile",
    "ProfileField",
    "ProfileTable",
    "ProfiledCell",
    "Reading",
    "check_by",
    "form_cells",
    "read_by",
    "read_profile",
    "suggest",
    "write_profile",
]
