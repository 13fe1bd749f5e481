"""Whoever has written reads what they have written, whichever host and whichever server answers.

Where the store is followed by a server that pages are read from, the position of what was written
goes with the reader's own cookie, signed: the host that answers next reads nothing older. What
cannot be read there, as it went away or has fallen silent, is read from the store's own server.
"""

from flask import Flask, Response, current_app, request, session
from flask.typing import ResponseReturnValue

from dashboard.answers import plain_fault
from dashboard.kept import CALLBACK
from dashboard.services import services
from metrics import StoreError

SAFE = ("GET", "HEAD", "OPTIONS")
WRITTEN = "written"  # in the cookie


def follow_own_writes(server: Flask) -> None:
    """Call before a request asks the store for anything."""
    server.before_request(_begin)
    server.after_request(_remember)
    server.register_error_handler(StoreError, _at_source)


def _writes() -> bool:
    """A page's script asks by POST as well, and only reads."""
    return request.method not in SAFE and request.path != CALLBACK


def _begin() -> None:
    has_cookie = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    written = session.get(WRITTEN, 0) if has_cookie else 0
    services().store.begin_reading(int(written), at_source=_writes())


def _remember(response: Response) -> Response:
    if _writes() and response.status_code < 500:
        session[WRITTEN] = services().store.written()
    return response


def _at_source(error: StoreError) -> ResponseReturnValue:
    """The same view once more, where nothing was to be written."""
    if _writes() or not request.endpoint or not services().store.turn_to_source():
        return plain_fault(error)
    view = current_app.view_functions[request.endpoint]
    try:
        return current_app.ensure_sync(view)(**(request.view_args or {}))  # type: ignore[no-any-return]
    except Exception as again:  # whatever it is, it is answered as of any view
        return current_app.handle_user_exception(again)
