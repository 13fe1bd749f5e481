"""Where the pages of releases answer."""

from flask import Flask

from dashboard.access.plain_pages import add_rules
from dashboard.releases import asked, list_page, new_page, one_page, taking
from dashboard.releases.desk import NEW, RELEASES

STEP = "<any(approve, 'steward-approve', 'steward-refuse', announce, cancel):step>"


def add_releases(server: Flask) -> None:
    """Let the pages of releases answer; call when people can sign in."""
    one = f"{RELEASES}/<code>"
    add_rules(server, "release", (
        ("list", RELEASES, list_page.show_releases, "GET"),
        ("new", NEW, new_page.show_new, "GET"),
        ("propose", NEW, new_page.propose, "POST"),
        ("asked", f"{asked.ASKED}/<id_>", asked.show_asked, "GET"),
        ("asked_cancel", f"{asked.ASKED}/<id_>/cancel", asked.cancel_asked, "POST"),
        ("one", one, one_page.show_release, "GET"),
        ("step", f"{one}/{STEP}", taking.show_step, "GET"),
        ("take", f"{one}/{STEP}", taking.take_step, "POST"),
    ))  # fmt: skip
