"""Accounts that nobody can confirm: they take effect once they have waited, and the log says so."""

from dashboard.access.reader import accounts, now
from dashboard.access.roles import Account
from dashboard.access.standing import bound
from dashboard.services import services
from metrics import SYSTEM, AuditAction, object_of


def settle() -> None:
    """Before anybody signs in: whose time has come waits no longer."""

    def note(changed: Account) -> None:
        about = object_of("account", changed.id)
        services().store.note(SYSTEM, AuditAction.ACCOUNT_CONFIRMED, about, **bound(changed))

    with accounts().noting(note):
        accounts().settle(now())
