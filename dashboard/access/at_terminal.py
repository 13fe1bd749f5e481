"""Who acts at a terminal: an account that is named, proven by its password.

Whoever runs the machine owns the files, and no program can keep them from what lies there in
plain. Commands that decide at least take nobody's word for who decides.
"""

import sys
from contextlib import closing
from datetime import UTC, datetime
from getpass import getpass

from dashboard.access.faults import AccessError
from dashboard.access.roles import Account, Refused
from dashboard.access.store import Accounts
from dashboard.printing import WrongOptionError
from dashboard.text import Words, both
from metrics import MetricsError, Settings

HERE = "127.0.0.1"  # the place by which tries of a password are counted


def proven(name: str, settings: Settings, words: Words, *, stdin: bool) -> Account:
    """The account of this name, proven by its password, and by a code where it has codes.

    Each is typed, or a line of standard input: who has learned a password alone is nobody here.
    """
    with closing(Accounts.open(settings)) as accounts:
        found = accounts.find(name)
        if found is None or found.disabled:
            raise WrongOptionError(*both("governance.no_account", name=name))
        typed = _typed("password", name, words, stdin=stdin)
        given = accounts.check_password(name, typed, HERE, datetime.now(UTC))
        if isinstance(given, Account) and given.has_second_factor:
            code = _typed("code", name, words, stdin=stdin)
            with_code = accounts.check_code(given.id, code, HERE, datetime.now(UTC))
            given = _unless("code", name, with_code)
    return _unless("password", name, given)


def _unless(kind: str, name: str, given: Account | Refused) -> Account:
    """The account; MetricsError where what was typed is not its own, or it waits for somebody."""
    if isinstance(given, Refused) and given.waits:
        raise AccessError("access.waits", name=name)
    if isinstance(given, Refused):
        raise MetricsError(*both(f"governance.wrong_{kind}", name=name))
    return given


def _typed(kind: str, name: str, words: Words, *, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    return getpass(words(f"governance.ask_{kind}", name=name))
