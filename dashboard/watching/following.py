"""Each request followed from its first moment to its answer: numbered, timed, counted, logged."""

import logging
from collections.abc import Callable
from time import perf_counter

from flask import Flask, Response, current_app, g, request

from dashboard.access.reader import account
from dashboard.access.walls import OF_EVERYBODY
from dashboard.kept import CALLBACK
from dashboard.peers import NUMBER_HEADER, peer, request_number
from dashboard.resting import AGAIN_IN, is_resting
from dashboard.watching.counted import Answered, Counted
from dashboard.watching.tracing import PARENT, Request, Traces
from metrics import StoreError

log = logging.getLogger(__name__)
DRAWN = ("/", "/<path:path>", CALLBACK)  # where Dash answers for every page
NOWHERE = "nowhere"
FIRST_REFUSAL, UNAVAILABLE = 400, 503


def follow(server: Flask, counted: Counted) -> None:
    """Begin with each request; call before anything else looks at it."""

    def begin() -> None:
        g.began = perf_counter()
        request_number()

    server.before_request(begin)
    server.extensions["counted"] = counted


def end_with(server: Flask) -> None:
    """Let the answer be seen as it goes out; call when everything else has been added."""
    # Flask runs these last first
    server.after_request_funcs.setdefault(None, []).insert(0, _end(server.extensions["counted"]))


def _end(counted: Counted) -> Callable[[Response], Response]:
    def end(response: Response) -> Response:
        response.headers[NUMBER_HEADER] = request_number()
        if response.status_code == UNAVAILABLE:
            response.headers.setdefault("Retry-After", str(AGAIN_IN))
        answered = _answered(response)
        counted.add(answered)
        traces: Traces | None = current_app.extensions.get("traces")
        if traces or log.isEnabledFor(logging.INFO):
            role = _role()
            trace = traces.tell(answered, _asked(role)) if traces else ""
            _tell(answered, response, role, trace)
        return response

    return end


def _answered(response: Response) -> Answered:
    rule = request.url_rule.rule if request.url_rule else NOWHERE
    page = _page() if rule in DRAWN else ""
    return Answered(
        route=page if page and rule != CALLBACK else rule,
        method=request.method,
        status=response.status_code,
        language=_language(response.status_code),
        seconds=perf_counter() - g.get("began", perf_counter()),
        page=page if rule == CALLBACK else "",
    )


def _page() -> str:
    """The pattern of the page that was drawn: of what it is about only the kind."""
    shown = g.get("shown")
    if shown is None or (shown.kind, shown.name) == ("page", "unknown"):
        return NOWHERE
    if shown.kind == "page":
        return "/" if shown.name == "overview" else f"/{shown.name}"
    return f"/{shown.kind}/<{shown.kind}>"


def _language(status: int) -> str:
    """The language that was asked for; a callback says the address of its page in its body.

    That is read again only where it was taken: what was refused may be too large to be read.
    """
    if request.path == CALLBACK:
        return "fr" if status < FIRST_REFUSAL and b"lang=fr" in request.get_data() else "en"
    return "fr" if request.args.get("lang") == "fr" else "en"


def _asked(role: str) -> Request:
    """A caller's span is taken from a named proxy alone, as its number is."""
    parent = request.headers.get(PARENT, "") if peer().is_proxy else ""
    return Request(request_number(), role, parent)


def _tell(one: Answered, response: Response, role: str, trace: str) -> None:
    told = {
        "method": one.method, "route": one.page or one.route, "status": one.status,
        "ms": round(one.seconds * 1000, 1), "bytes": response.calculate_content_length(),
        "language": one.language, "role": role, **({"trace_id": trace} if trace else {}),
    }  # fmt: skip
    said = "{method} {route} {status} {ms} ms".format(**told)
    log.info("%s", said, extra={"told": {"kind": "request", **told}})


def _role() -> str:
    """The role of whoever asks, and never a name."""
    if is_resting() or request.path.startswith(OF_EVERYBODY):
        return "not asked"
    try:
        found = account()
    except StoreError:
        return "not known"
    return found.role.value if found else "anonymous"
