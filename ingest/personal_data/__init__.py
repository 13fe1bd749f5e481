"""Personal data never gets in: a file that holds any is refused before anything of it is kept."""

from ingest.personal_data.contacts import public_contacts
from ingest.personal_data.hot import is_private
from ingest.personal_data.kinds import RULE, Kind
from ingest.personal_data.scanning import scan

__all__ = ["RULE", "Kind", "is_private", "public_contacts", "scan"]
