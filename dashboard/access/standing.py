"""How an account stands, and what decides what it may read: for command line and pages alike."""

from dashboard.access.roles import Account, AccountKind
from dashboard.access.store import Purpose
from dashboard.services import services
from dashboard.text import Words
from metrics import AuditAction, code_of

# What decides who reads what: an organization finds in its log what was done to its accounts.
BINDING = (
    AuditAction.ACCOUNT_ADDED, AuditAction.ACCOUNT_CHANGED, AuditAction.ACCOUNT_DISABLED,
    AuditAction.ACCOUNT_ENABLED, AuditAction.ACCOUNT_CONFIRMED,
    AuditAction.SECOND_FACTOR_CHANGED, AuditAction.LINK_ISSUED,
)  # fmt: skip
MINUTE = "lifts-%Y%m%dT%H%MZ"  # as entries of the log tell when something takes effect
PATHS = {
    Purpose.FIRST_ADMIN: "/welcome",
    Purpose.INVITE: "/choose-password",
    Purpose.RESET: "/choose-password",
}


def path_of(purpose: Purpose, token: str) -> str:
    """Where a link that is good once leads, below the installation's own address."""
    return f"{PATHS[purpose]}?token={token}"


def state_of(account: Account) -> str:
    """Active, disabled, waiting for a second person, or invited and without a password yet."""
    if account.disabled:
        return "disabled"
    if account.waits:
        return "waits"
    waits = account.kind is AccountKind.LOCAL and not account.has_password
    return "invited" if waits else "active"


def organization_of(account: Account, words: Words) -> str | None:
    """The name of an account's organization, or a data steward's form; its code if undeclared."""
    known, code = services().catalogue, account.organization or ""
    bound_to = known.partners.get(code) or known.returns.get(code)
    return words.text(bound_to.title) if bound_to else account.organization


def means_said(account: Account, words: Words) -> str | None:
    """What somebody signs in with; nobody does yet with a password that is not chosen."""
    if state_of(account) == "invited":
        return None
    return words(f"access.kind_{account.kind}")


def waits_said(account: Account, words: Words) -> str:
    """When an account takes effect that waits: once it is confirmed, or at an instant."""
    if account.lifts_at is None:
        return words("access.waits_told")
    return words("access.waits_alone", when=words.minute(account.lifts_at))


def bound(account: Account, before: str = "") -> dict[str, str]:
    """What decides what an account may read, for the audit log: its role and organization.

    And whether it waits for a second person first, or for an instant.
    """
    told = {"role": account.role.value, "organization": code_of(account.organization or "")}
    kept = {key: value for key, value in told.items() if key == "role" or account.organization}
    if before:
        return {f"{before}_{key}": value for key, value in kept.items()}
    return kept | _waits(account)


def _waits(account: Account) -> dict[str, str]:
    if not account.waits:
        return {}
    if account.lifts_at is None:
        return {"waits": "second-person"}
    return {"lifts": account.lifts_at.strftime(MINUTE)}
