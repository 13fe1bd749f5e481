"""Where the pages of the administration answer."""

from flask import Flask

from dashboard.access.plain_pages import add_rules
from dashboard.administering import account_page, home_page, new_page, store_part, taking
from dashboard.administering.desk import ACCOUNTS, ADMIN, NEW, VERIFY

STEP = "<any(confirm, role, link, factor, sessions, disable, enable):step>"


def add_administration(server: Flask) -> None:
    """Let administrators look after the installation; call when people can sign in."""
    one = f"{ACCOUNTS}/<code>"
    add_rules(server, "admin", (
        ("home", ADMIN, home_page.show_admin, "GET"),
        ("verify", VERIFY, store_part.verify, "POST"),
        ("new", NEW, new_page.show_new, "GET"),
        ("invite", NEW, new_page.invite, "POST"),
        ("account", one, account_page.show_account, "GET"),
        ("step", f"{one}/{STEP}", taking.show_step, "GET"),
        ("take", f"{one}/{STEP}", taking.take_step, "POST"),
    ))  # fmt: skip
