"""The first administrator: whether there is one, and the address by which one is made."""

from datetime import UTC, datetime

from dashboard.access.roles import Role
from dashboard.access.store import Accounts, Purpose
from dashboard.text import Words
from metrics import Language, Settings


def lacks_admin(settings: Settings) -> bool:
    """Whether nobody may administer this installation."""
    return not any(
        one.role is Role.ADMIN and not one.disabled for one in Accounts.open(settings).every()
    )


def way_in(accounts: Accounts, settings: Settings) -> str:
    """What is printed at a start as long as there has never been an administrator."""
    if accounts.admin_has_existed():
        return ""
    token = accounts.issue(Purpose.FIRST_ADMIN, datetime.now(UTC))
    place = f"http://{settings.host}:{settings.port}/welcome?token={token}"
    return Words(Language.EN)("sign_in.way_in", place=place) + "\n"
