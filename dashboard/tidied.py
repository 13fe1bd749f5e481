"""A form sends every field, also those left empty: the address it leads to is led on without them.

An address is shared and cited; what asks for nothing has no place in it. Without a script too.
"""

from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from dashboard.addresses import STATE, own_path
from dashboard.routes import asked_at


def tidy_addresses(server: Flask, default: str) -> None:
    """Lead on what the form of a page, or of strategy and date, has sent.

    The strategy that is shown by `default` needs no mention.
    """

    def lead_on() -> Response | None:
        search = request.query_string.decode("utf-8", "replace")
        kept = without_empty(search, default, (*STATE, *asked_at(request.path)))
        if kept is None or request.method not in ("GET", "HEAD"):
            return None
        return redirect(own_path(request.path) + (f"?{kept}" if kept else ""))

    server.before_request(lead_on)


def without_empty(search: str, default: str, keys: Collection[str] = STATE) -> str | None:
    """The query without the empty ones of `keys` and the default strategy; None where none is."""
    pairs = parse_qsl(search, keep_blank_values=True)
    if not any(key in keys and not value for key, value in pairs):
        return None
    nothing = {("framework", default)}
    said = [(key, value) for key, value in pairs if value or key not in keys]
    return urlencode([one for one in said if one not in nothing])
