"""Access: accounts, roles, sign-in, sessions, and what each may see."""

from dashboard.access.faults import AccessError, FaultyPasswordError
from dashboard.access.passwords import password_faults
from dashboard.access.roles import OFFICE_ROLES, Account, AccountKind, Refused, Role
from dashboard.access.second_factor import Enrolment
from dashboard.access.store import Accounts, Found, Purpose, Session

__all__ = [
    "OFFICE_ROLES", "AccessError", "Account", "AccountKind", "Accounts", "Enrolment",
    "FaultyPasswordError", "Found", "Purpose", "Refused", "Role", "Session", "password_faults",
]  # fmt: skip
