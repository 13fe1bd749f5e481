"""What is said of a password or a code that was not taken."""

from flask import request

from dashboard.access.journal import journal
from dashboard.access.reader import accounts, now
from dashboard.access.roles import Account, Refused
from dashboard.text import Words
from metrics import AuditAction


def refusal(refused: Refused, key: str, words: Words) -> str:
    """That it is not right; or, where it came too early to be looked at, how long to wait.

    Who is right all the same, and waits for a second person, is told that.
    """
    if refused.waits:
        return words("sign_in.waits")
    return words(key) if refused.examined else words.counted("sign_in.wait", max(refused.wait, 1))


def present_fault(account: Account, name: str, words: Words) -> dict[str, str]:
    """What is wrong with the present password in the field of this name; nothing if it is right."""
    present, place = request.form.get(name, ""), request.remote_addr or ""
    found = accounts().check_password(account.name, present, place, now())
    if isinstance(found, Account):
        return {}
    if found.examined:
        journal(AuditAction.SIGN_IN_FAILED, "account", account.id)
    return {name: refusal(found, "sign_in.present_wrong", words)}
