"""The server takes a large body at one address only, and refuses others before it reads them."""

import pytest
from waitress.adjustments import Adjustments

from dashboard.connections import LARGEST_BODY, Request
from dashboard.limits import UPLOAD, largest_upload
from metrics import Settings

MOST = largest_upload(Settings()) + LARGEST_BODY
COOKIE = "Cookie: session=x\r\n"


def parsed(path: str, length: int, cookie: str = COOKIE, method: str = "POST") -> Request:
    request = Request(Adjustments(max_request_body_size=MOST))
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\n{cookie}Content-Length: {length}\r\n\r\n"
    request.received(head.encode())
    return request


@pytest.mark.parametrize("path", ["/", "/returns", "/sign-in", f"{UPLOAD}/x", f"{UPLOAD}s"])
def test_no_other_address_takes_a_large_body(path):
    assert parsed(path, LARGEST_BODY + 1).error.code == 413
    assert parsed(path, 1000).error is None


def test_a_file_is_taken_up_to_what_is_set_from_who_has_a_cookie():
    assert parsed(UPLOAD, 20 << 20).error is None
    assert parsed(f"{UPLOAD}?lang=fr", 20 << 20).error is None
    assert parsed(UPLOAD, 20 << 20, cookie="").error.code == 413
    assert parsed(UPLOAD, 20 << 20, method="PUT").error.code == 413
    refused = parsed(UPLOAD, MOST + 1).error
    status, _, body = refused.to_response()
    assert status.startswith("413")
    assert "larger than 20 MB" in body.decode()
    assert "dépasse 20\u00a0Mo" in body.decode()
