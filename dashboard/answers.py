"""What goes over HTTP besides the figures: first response, status, headers, errors."""

import logging
from html import escape

from dash import Dash
from dash.exceptions import DependencyException
from flask import Response, g, request
from werkzeug.exceptions import HTTPException, SecurityError

from dashboard import routes
from dashboard.peers import request_number
from dashboard.resting import WritingClosed, noticed
from dashboard.text import Words
from metrics import Language, NotWritableError, StoreError

log = logging.getLogger(__name__)

YEAR = 365 * 24 * 3600
CLOSED = "watch.closed_text"
REFUSED = (403, 405, 413, 414, 415, 429)  # refusals with words of their own
FONTS = ("source-sans-3-latin-wght-normal.woff2", "source-serif-4-latin-wght-normal.woff2")

FAVICON = (
    '<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 '
    "viewBox=%270 0 16 16%27%3E%3Cpath d=%27M2 2h3v12H2zM6.5 5h3v9h-3zM11 8h3v6h-3z%27 "
    'fill=%27%2312436d%27/%3E%3C/svg%3E">'
)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}

INDEX = """<!doctype html>
<html lang="{lang}">
<head>
{metas}
<title>{title}</title>
{preloads}
{css}
{favicon}
</head>
<body>
<div id="first-drawing">{content}</div>
{app_entry}
<footer class="scripts">{config}{scripts}{renderer}</footer>
</body>
</html>"""


class FirstResponse(Dash):
    """Dash whose first response already holds the page, its title, language and status.

    The script then draws the same page in its place; without a script the page can be read.
    """

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        drawn = routes.draw(request.path, request.query_string.decode("utf-8", "replace"))
        g.status = drawn.status
        preloads = "".join(
            f'<link rel="preload" href="{self.get_asset_url("fonts/" + font)}" as="font" '
            'type="font/woff2" crossorigin>'
            for font in FONTS
        )
        own = {"favicon": FAVICON, "lang": drawn.lang, "title": escape(drawn.title)}
        own |= {"scripts": _needed(parts["scripts"])}
        own |= {"content": drawn.markup, "preloads": preloads}
        return INDEX.format(**{**parts, **own})


def _needed(scripts: str) -> str:
    """The scripts that a page uses: Dash's own table is not among them."""
    return "\n".join(line for line in scripts.splitlines() if "/dash_table/" not in line)


def guard(app: Dash) -> None:
    """Headers, cache times and plain error pages; call when every callback is registered."""
    server = app.server
    server.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    server.config["COMPRESS_BR_LEVEL"] = 5
    policy = content_policy(app)

    def add_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = policy
        # what its owner withdraws, or consents to no longer, stays with no proxy: each asks again
        response.headers.setdefault("Cache-Control", "no-cache")
        if "status" in g:
            response.status_code = g.status
        return response

    server.after_request(add_headers)
    server.register_error_handler(Exception, plain_fault)


def content_policy(app: Dash) -> str:
    """Only our own files, and the two inline scripts that Dash writes, by their checksum."""
    hashes = " ".join(app.csp_hashes())
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}",
            # Mantine and Plotly write style elements and attributes as they draw; a style can at
            # most ask for images and fonts, which the lines below keep to our own.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        )
    )


def note_error(error: Exception) -> None:
    """A callback failed: the log has its traceback, the page stays as it was."""
    log.error("callback failed in request %s", request_number(), exc_info=error)


def plain_fault(error: Exception) -> tuple[str, int]:
    """One line for what is asked outside the pages; never a traceback."""
    status = _status(error)
    if status >= 500 and not isinstance(error, WritingClosed):
        log.error("request %s failed: %r", request_number(), request.path, exc_info=error)
    if isinstance(error, NotWritableError):
        noticed(error)
    language = Language.FR if request.args.get("lang") == "fr" else Language.EN
    words, key = Words(language), _said(error, status)
    said, title = words(key), words("watch.resting_title" if key == CLOSED else key)
    home = words("shell.not_found_home")
    lang = "?lang=fr" if language is Language.FR else ""
    way = f'<p><a href="/{lang}">{home}</a></p>'
    head = f"<!doctype html><html lang={language}-CA><title>{title}</title>"
    return f"{head}<p>{said}</p>{_number(words, status)}{way}", status


def _number(words: Words, status: int) -> str:
    """The number under which the log tells of a fault of ours, for its reader to name."""
    if status < 500:
        return ""
    return f"<p>{words('watch.request_number', number=request_number())}</p>"


def _status(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.code or 500
    if isinstance(error, StoreError):
        return 503  # locked, closed or out of reach: it may be gone at the next question
    return 404 if _is_missing_file(error) else 500


def _is_missing_file(error: Exception) -> bool:
    """Whether a file was asked for that no component has, or names and does not bring."""
    if isinstance(error, FileNotFoundError):
        return "_dash-component-suites" in request.path
    return isinstance(error, DependencyException)


def _said(error: Exception, status: int) -> str:
    """The message for a fault outside the pages."""
    if isinstance(error, NotWritableError | WritingClosed):
        return CLOSED
    if status >= 500:
        return "shell.closed_text" if status == 503 else "shell.failed_text"
    if status == 404:
        return "shell.not_found"
    if isinstance(error, SecurityError):
        return "shell.refused_host"
    return f"shell.refused_{status if status in REFUSED else 400}"
