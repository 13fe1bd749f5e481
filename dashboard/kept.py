"""Ready answers: a callback asked again with the same figures is answered from memory.

Every callback is a function of its question and of the store's data version, so the whole
response, compressed as the browser asked, can be kept by those, by what its reader may see, and by
the day: a publication comes out at midnight without a submission.
"""

from datetime import date
from typing import NamedTuple

from flask import Flask, Response, g, request

from dashboard.services import ReaderKey, Shown, services
from metrics import Memo, StoreError

CALLBACK = "/_dash-update-component"
KEPT = 512
KEPT_BYTES = 32_000_000
LARGEST_QUESTION = 4096  # bytes; a longer one is not kept


class Answer(NamedTuple):
    body: bytes
    encoding: str | None
    content_type: str
    shown: Shown | None


def keep_answers(server: Flask) -> Memo:
    """Answer from memory where that can be; call after compression has been set up.

    The memory is given back, so that it can be told to forget.
    """
    memo = Memo(KEPT, KEPT_BYTES, lambda answer: len(answer.body))

    def recall() -> Response | None:
        g.question = _question()
        found = memo.peek(g.question) if g.question else None
        if not isinstance(found, Answer):
            return None
        g.shown = found.shown
        return _response(found)

    def remember(response: Response) -> Response:
        question = g.pop("question", None)
        if question and response.status_code == 200 and not g.get("passing"):
            memo.keep(question, _answer(response))
        return response

    server.before_request(recall)
    # Flask runs these last first: the compressed body is what must be seen here.
    server.after_request_funcs.setdefault(None, []).insert(0, remember)
    return memo


def _question() -> tuple[int, date, ReaderKey, str, str, bytes] | None:
    if request.method != "POST" or request.path != CALLBACK:
        return None
    if (request.content_length or LARGEST_QUESTION + 1) > LARGEST_QUESTION:
        return None
    held = services()
    try:
        version = held.store.data_version()
    except StoreError:
        return None
    encoding = request.headers.get("Accept-Encoding", "")
    asked = encoding, request.host_url, request.get_data()  # pages say under which host they are
    return version, held.store.today(), held.reader, *asked


def _answer(response: Response) -> Answer:
    encoding, kind = response.headers.get("Content-Encoding"), response.content_type or ""
    return Answer(response.get_data(), encoding, kind, g.get("shown"))


def _response(answer: Answer) -> Response:
    response = Response(answer.body, content_type=answer.content_type)
    if answer.encoding:
        response.headers["Content-Encoding"] = answer.encoding
        response.headers["Vary"] = "Accept-Encoding"
    return response
