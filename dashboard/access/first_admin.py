"""The first administrator: whether there is one, and the address by which one is made."""

from datetime import UTC, datetime

from dashboard.access.roles import Account, AccountKind, Role
from dashboard.access.store import Accounts, Purpose
from dashboard.readable import file_of
from dashboard.text import Words
from metrics import Language, Settings


def lacks_admin(settings: Settings) -> bool:
    """Whether nobody can administer this installation: who is only invited cannot yet."""
    held = file_of(settings.accounts_url)
    if held is not None and not held.exists():
        return True  # asked of what is not there, it would be made
    return not any(_administers(one) for one in Accounts.open(settings).every())


def _administers(one: Account) -> bool:
    may_sign_in = one.has_password or one.kind is AccountKind.OIDC
    return one.role is Role.ADMIN and not one.disabled and may_sign_in


def way_in(accounts: Accounts, settings: Settings, language: Language = Language.EN) -> str:
    """What is printed at a start as long as there has never been an administrator."""
    if accounts.admin_has_existed():
        return ""
    token = accounts.issue(Purpose.FIRST_ADMIN, datetime.now(UTC))
    place = f"http://{settings.host}:{settings.port}/welcome?token={token}"
    return Words(language)("sign_in.way_in", place=place) + "\n"
