"""Where the pages of notes answer."""

from flask import Flask

from dashboard.access.plain_pages import add_rules
from dashboard.annotating import form_page, list_page
from dashboard.annotating.desk import ANNOTATIONS, NEW


def add_annotations(server: Flask) -> None:
    """Let the office write notes; call when people can sign in."""
    one = f"{ANNOTATIONS}/<code>"
    add_rules(server, "annotation", (
        ("list", ANNOTATIONS, list_page.show_all, "GET"),
        ("new", NEW, form_page.show_new, "GET"),
        ("write", NEW, form_page.write, "POST"),
        ("one", one, form_page.show_one, "GET"),
        ("change", one, form_page.change, "POST"),
        ("take_back", f"{one}/take-back", list_page.take_back, "POST"),
    ))  # fmt: skip
