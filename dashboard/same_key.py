"""One rounding key for all hosts: with another the same cell would be released otherwise."""

from hashlib import sha256

from dashboard.access.store import Accounts
from dashboard.access.store.agreed import agrees
from dashboard.text import both
from metrics import MetricsError, Settings, rounding_key, rounding_key_file

WHAT = "rounding key"


def refuse_other_key(settings: Settings, accounts: Accounts) -> None:
    """MetricsError where another host has begun with another key; one machine has but its own."""
    path = rounding_key_file(settings)
    if not (accounts.database.is_on_server and path.exists()):
        return
    told = sha256(WHAT.encode() + rounding_key(path, make=False)).hexdigest()
    if not agrees(accounts.database, WHAT, told):
        raise MetricsError(*both("access.other_rounding_key", file=str(path)))
