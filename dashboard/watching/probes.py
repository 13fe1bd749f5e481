"""What other machines ask: is the process alive, can it answer, and its numbers.

Whoever may read every detail is an administrator, whoever has the token and, but in production,
this machine and a named proxy that asks for itself; everybody else is told the status and no more.
"""

import secrets

from flask import Flask, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from dashboard.access.reader import account
from dashboard.access.roles import Role
from dashboard.peers import peer
from dashboard.text import Words
from dashboard.watching import exposition as shown
from dashboard.watching.counted import Counted
from dashboard.watching.exposition import Memos
from dashboard.watching.readiness import Probe
from metrics import Language, Settings, StoreError

HEALTH, READY, NUMBERS = "/healthz", "/readyz", "/metrics"
OF_ONESELF = ("localhost", "127.0.0.1", "[::1]")
NOT_READY = 503


def add_probes(server: Flask, probe: Probe, counted: Counted, memos: Memos) -> None:
    """Let probes be answered."""

    def ready() -> ResponseReturnValue:
        found, words = probe.look(), Words(_language())
        told = found.told(words) if _may_see_all(probe.held.settings) else {"status": found.status}
        return jsonify(told), 200 if found.is_ready else NOT_READY

    def numbers() -> Response:
        if not _may_read_numbers(probe.held.settings):
            abort(404)
        families = (
            *shown.of_requests(counted), *shown.of_memory(memos),
            *shown.of_store(probe.held, probe.door.obstacle()), *shown.of_work(probe.held),
            *shown.of_process(),
        )  # fmt: skip
        return Response(shown.exposed(families), content_type=shown.CONTENT_TYPE)

    server.add_url_rule(READY, "readyz", ready, methods=["GET"])
    server.add_url_rule(NUMBERS, "metrics", numbers, methods=["GET"])


def answer_alive() -> str | None:
    """Before anything is looked up: that the process lives is asked of nothing but itself."""
    return "OK" if request.path == HEALTH and request.method in ("GET", "HEAD") else None


def _language() -> Language:
    return Language.FR if request.args.get("lang") == "fr" else Language.EN


def _may_see_all(settings: Settings) -> bool:
    return _is_near(settings) or _is_admin() or _has_token(settings)


def _is_near(settings: Settings) -> bool:
    """Whether it is this machine or a named proxy, speaking for itself under a name of its own.

    A page elsewhere could lead a browser on this machine here under a name of its own. In
    production it proves nothing: a proxy beside the service that nobody has named looks the same.
    """
    if settings.env == "production":
        return False
    asks = peer()
    if asks.forwards:
        return False
    if asks.is_proxy:
        return True
    host = request.environ.get("HTTP_HOST", "").lower()
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return asks.is_this_machine and name in (*OF_ONESELF, settings.host.lower())


def _is_admin() -> bool:
    try:
        found = account()
    except StoreError:
        return False
    return found is not None and found.role is Role.ADMIN


def _may_read_numbers(settings: Settings) -> bool:
    return _is_near(settings) or _has_token(settings)


def _has_token(settings: Settings) -> bool:
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if settings.metrics_token is None or kind.lower() != "bearer":
        return False
    wanted = settings.metrics_token.get_secret_value()
    return secrets.compare_digest(given.strip().encode(), wanted.encode())
