"""The addresses of returns, of the partner's side."""

from threading import Lock

from dash import Dash
from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.access.plain_pages import Rule, add_rules
from dashboard.answers import plain_fault
from dashboard.memory import large
from dashboard.returns import (
    changes_page,
    check_page,
    files,
    home,
    profile_page,
    receipt_page,
    taking,
    withdrawing,
)
from dashboard.returns.desk import open_desk
from dashboard.returns.frame import HOME
from dashboard.returns.office_routes import add_office
from dashboard.returns.uploading import CHECK
from metrics import Settings

# what reads a whole check, or writes a workbook, takes tens of MB while it does
LARGE = frozenset(
    {"template", "upload", "check", "say", "annotated", "changes", "send", "layout", "layout_kept"}
)
ROOM = Lock()
DRAFT, SENT = f"{HOME}/checks/<id_>", f"{HOME}/sent/<code>"


def add_returns(app: Dash, settings: Settings) -> None:
    """Let partners send their returns; call when people can sign in."""
    server = app.server
    open_desk(server, settings)
    rules: tuple[Rule, ...] = (
        ("home", HOME, home.page, "GET"),
        ("template", f"{HOME}/template", files.template, "GET"),
        ("upload", CHECK, taking.sent, "POST"),
        ("check", DRAFT, check_page.page, "GET"),
        ("say", f"{DRAFT}/say", check_page.say, "POST"),
        ("discard", f"{DRAFT}/discard", check_page.discard, "POST"),
        ("annotated", f"{DRAFT}/annotated.xlsx", files.annotated, "GET"),
        ("changes", f"{DRAFT}/changes", changes_page.page, "GET"),
        ("send", f"{DRAFT}/send", changes_page.sent, "POST"),
        ("layout", f"{HOME}/profile/<id_>", profile_page.page, "GET"),
        ("layout_kept", f"{HOME}/profile/<id_>", profile_page.confirmed, "POST"),
        ("receipt", SENT, receipt_page.page, "GET"),
        ("receipt_json", f"{SENT}.json", receipt_page.as_json, "GET"),
        ("file", f"{SENT}/file", files.own_file, "GET"),
        ("withdraw", f"{SENT}/withdraw", withdrawing.page, "GET"),
        ("withdrawn", f"{SENT}/withdraw", withdrawing.withdrawn, "POST"),
    )
    add_rules(server, "returns", (
        (name, rule, large(view, ROOM) if name in LARGE else view, method)
        for name, rule, view, method in rules
    ))  # fmt: skip
    add_office(server)
    server.register_error_handler(413, _too_large)


def _too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """A file that is refused before it is read is told of in words of its own."""
    return taking.too_large() if request.path == CHECK else plain_fault(error)
