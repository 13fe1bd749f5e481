"""How an account stands, and what decides what it may read: for command line and pages alike."""

from dashboard.access.roles import Account, AccountKind
from dashboard.access.store import Purpose
from metrics import AuditAction, code_of

# What decides who reads what: an organization finds in its log what was done to its accounts.
BINDING = (
    AuditAction.ACCOUNT_ADDED, AuditAction.ACCOUNT_CHANGED, AuditAction.ACCOUNT_DISABLED,
    AuditAction.ACCOUNT_ENABLED, AuditAction.SECOND_FACTOR_CHANGED, AuditAction.LINK_ISSUED,
)  # fmt: skip
PATHS = {
    Purpose.FIRST_ADMIN: "/welcome",
    Purpose.INVITE: "/choose-password",
    Purpose.RESET: "/choose-password",
}


def path_of(purpose: Purpose, token: str) -> str:
    """Where a link that is good once leads, below the installation's own address."""
    return f"{PATHS[purpose]}?token={token}"


def state_of(account: Account) -> str:
    """Active, disabled, or invited and without a password yet."""
    if account.disabled:
        return "disabled"
    waits = account.kind is AccountKind.LOCAL and not account.has_password
    return "invited" if waits else "active"


def bound(account: Account, before: str = "") -> dict[str, str]:
    """What decides what an account may read, for the audit log: its role and organization."""
    told = {"role": account.role.value, "organization": code_of(account.organization or "")}
    kept = {key: value for key, value in told.items() if key == "role" or account.organization}
    return {f"{before}_{key}" if before else key: value for key, value in kept.items()}
