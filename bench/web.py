"""W1, W2, W4 and W5 over HTTP on loopback: our page callbacks against an empty Dash callback.

W5 asks as someone who has signed in: what the session, the scope and the audit log add to a page;
W5c does so of the demo's partners, whose unreleased totals are noted one by one.

Both run in processes of their own under the product's own server; the questions are asked by turns
over one kept connection, warm.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from http.client import HTTPConnection, RemoteDisconnected
from itertools import count, cycle, repeat
from pathlib import Path

import brotli

from bench.served import EMPTY, OURS, accounts_of, fill, serving, session_cookie
from bench.timing import Measured, by_turns
from dashboard.demo.start import make_ready
from metrics import Language, Settings, example_settings

PAGE = "/pillar/enhanced-justice"
READERS = 160  # more than are asked for: each sees the page for the first time
# As a thousandth of what they are, so that the report's milliseconds read as kB and as requests.
DASHS_OWN = 1.7  # MB, compressed
OWN_REQUESTS = 0.015
FIRST_LOAD = 1.8 / DASHS_OWN


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """The scorecard page, the series page, and the first load of the overview."""
    database = f"sqlite:///{folder / 'web.sqlite'}"
    fill(database)
    with serving(EMPTY, database) as empty, serving(OURS, database) as ours:
        nothing = partial(ask_page, empty, question("location", "page", "/"))
        pages = {
            "W1": ("scorecard page to an empty callback", PAGE, 1.5),
            "W2": (
                "series page to an empty callback",
                "/indicator/criminal-code-trafficking-incidents",
                2,
            ),
        }
        for name, (what, path, target) in pages.items():
            asked = question("shell-location", "shell-page", path, search="")
            limit, taken = by_turns(nothing, partial(ask_page, ours, asked))
            yield Measured(name, what, limit, taken, target)
        signed_in = {"Origin": f"http://127.0.0.1:{ours.port}", "Cookie": _cookie(database)}
        for name, what, paths in (
            ("W5", "a page drawn for someone signed in to the same for anyone", _days),
            ("W5b", "the same, from memory", lambda: repeat(PAGE)),
        ):
            anyone, known = (_page(ours, paths(), one) for one in ({}, signed_in))
            limit, taken = by_turns(anyone, known)
            yield Measured(name, what, limit, taken, 1.1 if name == "W5" else None)
        files = _first_load(ours)
        wire = sum(files) / 1e6
        yield Measured("W4", "first load (in kB) to Dash's own", DASHS_OWN, wire, FIRST_LOAD)
        requests = len(files) / 1000
        yield Measured(
            "W4b", "first load (in requests) to Dash's own", OWN_REQUESTS, requests, 20 / 15
        )
    yield _of_partners(folder)


def _of_partners(folder: Path) -> Measured:
    """A page of partners' totals from memory: noted for each reader, to the same already noted."""
    settings = _demo(folder)
    make_ready(settings, Language.EN)
    more = {"PILLARS_DATA": f"{settings.data}", "PILLARS_FRAMEWORK": settings.framework,
            "PILLARS_RETURNS_URL": settings.returns_url}  # fmt: skip
    with serving(OURS, settings.database_url, more) as ours:
        cookies = [_cookie(settings.database_url, f"reader-{n}") for n in range(READERS)]
        origin = {"Origin": f"http://127.0.0.1:{ours.port}"}
        again = _page(ours, repeat("/"), {**origin, "Cookie": cookies[0]})
        fresh = cycle(_page(ours, repeat("/"), {**origin, "Cookie": one}) for one in cookies)
        again()  # drawn, and noted once
        limit, taken = by_turns(again, lambda: next(fresh)())
    return Measured("W5c", "partners' totals noted to the same already noted", limit, taken, 2)


def _demo(folder: Path) -> Settings:
    """The demo's made-up data in files of this run."""
    database = f"sqlite:///{folder / 'demo-web.sqlite'}"
    return example_settings().model_copy(update={
        "database_url": database, "accounts_url": accounts_of(database),
        "returns_url": f"sqlite:///{folder / 'demo-returns.sqlite'}",
    })  # fmt: skip


def _page(
    connection: HTTPConnection, paths: Iterator[str], headers: Mapping[str, str]
) -> Callable[[], object]:
    """Fetch the next of these pages."""
    whole = {"Accept-Encoding": "br", **headers}
    return lambda: answered(connection, "GET", next(paths), b"", whole)


def _days() -> Iterator[str]:
    """One page of many reporting days, each drawn for the first time."""
    return (f"{PAGE}?as_of={date(2026, 11, 20) - timedelta(days=n)}" for n in count())


def _cookie(database: str, name: str = "viewer") -> str:
    return session_cookie(Settings(database_url=database, accounts_url=accounts_of(database)), name)


def question(location: str, page: str, path: str, **others: str) -> bytes:
    values = {"pathname": path, **others}
    return json.dumps(
        {
            "output": f"{page}.children",
            "outputs": {"id": page, "property": "children"},
            "inputs": [
                {"id": location, "property": key, "value": value} for key, value in values.items()
            ],
            "changedPropIds": [f"{location}.pathname"],
            "parsedChangedPropsIds": [f"{location}.pathname"],
        }
    ).encode()


def ask_page(connection: HTTPConnection, asked: bytes) -> None:
    headers = {"Content-Type": "application/json", "Accept-Encoding": "br"}
    answered(connection, "POST", "/_dash-update-component", asked, headers)


def answered(
    connection: HTTPConnection, method: str, path: str, body: bytes, headers: Mapping[str, str]
) -> tuple[bytes, str | None]:
    """The body and its encoding; asked once more where the kept connection had been closed."""
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
    except (ConnectionError, RemoteDisconnected):
        connection.close()
        connection.request(method, path, body, headers)
        response = connection.getresponse()
    found = response.read()
    if response.status != 200 or not found:
        raise RuntimeError(f"{path} answered {response.status}")
    return found, response.getheader("Content-Encoding")


def _first_load(connection: HTTPConnection) -> list[int]:
    """Bytes on the wire of the overview and of every file that it names."""
    page, size = _fetched(connection, "/")
    names = re.findall(r'(?:src|href)="(/[^"#]+\.(?:js|css|woff2)[^"]*)"', page)
    return [size, *(_fetched(connection, name)[1] for name in dict.fromkeys(names))]


def _fetched(connection: HTTPConnection, path: str) -> tuple[str, int]:
    body, encoding = answered(connection, "GET", path, b"", {"Accept-Encoding": "br"})
    text = brotli.decompress(body) if encoding == "br" else body
    return text.decode(errors="replace"), len(body)
