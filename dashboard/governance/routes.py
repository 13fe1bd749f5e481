"""Where the pages of consent answer."""

from flask import Flask

from dashboard.governance import confirming, giving, home, issued, own_data, withdrawing
from dashboard.governance.bound import CONSENT


def add_governance(server: Flask) -> None:
    """Let those who govern their data say so; call when people can sign in."""
    add = server.add_url_rule
    one = f"{CONSENT}/<form>"
    add(CONSENT, "consent", home.page)
    add(f"{CONSENT}/log", "consent_log", issued.page)
    add(f"{CONSENT}/own-data.<any(csv, xlsx):kind>", "own_data", own_data.download)
    account = f"{confirming.ACCOUNTS}/<code>"
    add(account, "consent_account", confirming.page)
    add(account, "consent_account_confirmed", confirming.confirmed, methods=["POST"])
    add(f"{one}/give", "consent_give", giving.page)
    add(f"{one}/give", "consent_given", giving.given, methods=["POST"])
    add(f"{one}/withdraw", "consent_withdraw", withdrawing.page)
    add(f"{one}/withdraw", "consent_withdrawn", withdrawing.withdrawn, methods=["POST"])
