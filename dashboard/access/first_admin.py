"""The first administrator: whether there is one, and the address by which one is made."""

from collections.abc import Iterable
from datetime import UTC, datetime
from re import fullmatch

from dashboard.access.roles import Account, AccountKind, Role
from dashboard.access.store import Accounts, Purpose
from dashboard.readable import file_of
from dashboard.text import Words, both_counted
from metrics import Language, MetricsError, Settings

# names that nobody has anywhere else
OF_THE_DEMO = r"example-(?:(?:partner|steward)-[a-z]|data-steward)"


def lacks_admin(settings: Settings) -> bool:
    """Whether nobody can administer this installation: who is only invited cannot yet.

    MetricsError where made-up people could sign in: production is not safe beside them.
    """
    held = file_of(settings.accounts_url)
    if held is not None and not held.exists():
        return True  # asked of what is not there, it would be made
    every = Accounts.open(settings).every()
    if found := made_up(every):
        raise MetricsError(*both_counted("access.made_up", len(found)))
    return not any(_administers(one) for one in every)


def made_up(every: Iterable[Account]) -> tuple[Account, ...]:
    """The accounts that the demo has made and that may still sign in: its own, and its office's."""
    held = tuple(every)
    if not any(fullmatch(OF_THE_DEMO, one.name) for one in held):
        return ()
    roles = {role.value for role in Role}
    return tuple(
        one for one in held
        if not one.disabled and (one.name in roles or fullmatch(OF_THE_DEMO, one.name))
    )  # fmt: skip


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
