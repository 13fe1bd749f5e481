"""Where a request comes from, when a proxy stands in front: believed of named peers only."""

from collections.abc import Callable, Iterable
from ipaddress import IPv6Address, ip_address
from typing import Any

from waitress.proxy_headers import proxy_headers_middleware

from dashboard.peers import PEER, peer_of

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
BELIEVED = frozenset({"x-forwarded-for", "x-forwarded-proto"})  # never a host: see limits.py


def behind(application: Application, proxies: frozenset[str]) -> Application:
    """The application, told scheme and address by these peers; others' such words are taken out.

    waitress itself knows one such peer or every one. What the nearest proxy added last is taken:
    earlier addresses are what the reader's own side has sent.
    """
    told = _middleware(application, trusted_proxy="*", trusted_proxy_headers=BELIEVED)
    untold = _middleware(application)

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        address = _plain(str(environ.get("REMOTE_ADDR", "")))
        believed = address in proxies
        environ[PEER] = peer_of(environ, address, is_proxy=believed)
        return (told if believed else untold)(environ, start_response)

    return answer


def _middleware(application: Application, **options: Any) -> Application:
    made: Application = proxy_headers_middleware(application, clear_untrusted=True, **options)
    return made


def _plain(address: str) -> str:
    """An address as settings write it; one of IPv4 that arrives over IPv6 is one of IPv4."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found)
