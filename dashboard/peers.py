"""Who has opened the connection of a request, and the number by which the request is known.

A number that comes with a request is taken from a named proxy alone: anybody else could write
under the number of another's request.
"""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from secrets import token_hex
from typing import Any, NamedTuple

from flask import g, has_request_context, request

PEER = "pillars.peer"  # where the server leaves it, for the application
NUMBER_HEADER = "X-Request-ID"
NUMBER = re.compile(r"[A-Za-z0-9._-]{8,64}")
FORWARDED = (
    "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED",
    "HTTP_X_REAL_IP", "HTTP_VIA",
)  # fmt: skip


class Peer(NamedTuple):
    """The other end of a connection, before anything was believed of it."""

    address: str
    is_proxy: bool  # one that the settings name
    forwards: bool  # it says that somebody else is asking

    @property
    def is_this_machine(self) -> bool:
        try:
            return ip_address(self.address).is_loopback
        except ValueError:
            return False


def peer_of(environ: Mapping[str, Any], address: str, *, is_proxy: bool) -> Peer:
    return Peer(address, is_proxy, any(name in environ for name in FORWARDED))


def peer() -> Peer:
    """Of this request; what was not told by our own server is a stranger."""
    found = request.environ.get(PEER)
    if isinstance(found, Peer):
        return found
    return peer_of(request.environ, request.remote_addr or "", is_proxy=False)


def request_number() -> str:
    """The number of this request; empty where nothing is being answered."""
    if not has_request_context():
        return ""
    if "request_number" not in g:
        g.request_number = _given() or token_hex(8)
    number: str = g.request_number
    return number


def _given() -> str:
    given = request.headers.get(NUMBER_HEADER, "") if peer().is_proxy else ""
    return given if NUMBER.fullmatch(given) else ""
