"""Where the pages of briefings answer."""

from flask import Flask

from dashboard.access.plain_pages import add_rules
from dashboard.issuing import (
    building,
    checking_again,
    draft,
    freeze_page,
    list_page,
    new_page,
    picturing,
    reader_page,
)
from dashboard.issuing.desk import BRIEFINGS, NEW

ONE = f"{BRIEFINGS}/<code>"
FILE = f"{ONE}/files/<any(en, fr):language>.<any(pdf, docx, pptx, xlsx):kind>"
PICTURE = f"{ONE}/pages/<language>/<int:number>/<digest>.png"


def add_briefings(server: Flask) -> None:
    """Let the pages of briefings answer; call when people can sign in."""
    add_rules(server, "briefing", (
        ("list", BRIEFINGS, list_page.show_list, "GET"),
        ("new", NEW, new_page.show_new, "GET"),
        ("begin", NEW, new_page.begin, "POST"),
        ("one", ONE, draft.show_one, "GET"),
        ("change", ONE, draft.change, "POST"),
        ("draft_pdf", f"{ONE}/draft.pdf", draft.draft_pdf, "POST"),
        ("discard", f"{ONE}/discard", draft.discard, "POST"),
        ("picture", PICTURE, picturing.show_picture, "GET"),
        ("freeze", f"{ONE}/freeze", freeze_page.show_freeze, "GET"),
        ("issue", f"{ONE}/freeze", freeze_page.freeze, "POST"),
        ("read", f"{ONE}/read", reader_page.show_lines, "GET"),
        ("confirm", f"{ONE}/read", reader_page.read_lines, "POST"),
        ("file", FILE, building.take_file, "GET"),
        ("files", f"{ONE}/files.zip", building.take_all, "GET"),
        ("rebuild", f"{ONE}/rebuild", checking_again.rebuild, "POST"),
        ("compare", f"{ONE}/compare", checking_again.show_compare, "GET"),
    ))  # fmt: skip
