"""L1 to L6: 200 readers and 20 partners at once, for half a minute (--full: for ten).

A reader asks for a page, reads for some seconds and follows one of its links. A partner sends a
return, looks how far its check has come, as its page does, opens what was found, discards it, and
after some seconds sends it again. The server, its worker with the children that read files, and the
readers themselves share the processors of this machine. An answer that is not the one due ends the
run.
"""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from random import Random
from statistics import quantiles
from threading import Event
from time import perf_counter, sleep
from typing import Any, NamedTuple

from bench.databases import Database, databases
from bench.holding import Holding
from bench.served import OURS, session_cookie, started
from bench.timing import Measured
from dashboard.access import Role
from dashboard.demo.start import files_of, make_ready
from dashboard.returns.uploading import FROM_FILE
from metrics import Language, Settings, example_settings, variable

READS_FOR = (3.0, 7.0)  # seconds between two pages of one reader
LOOKS_AFTER = 1.0  # seconds, as the script of the page of a check does
SHORT, LONG = 30.0, 600.0  # seconds
ALONE = 30  # pages, of one reader before the others come
GROWTH = 1.1
KEPT = (
    "pillar|indicator|funding|international|hotlines|initiatives|partners|sources|methods|quality"
)
LINK = re.compile(rf'href="(/(?:(?:{KEPT})[^".]*)?)"')
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf_token"')
UNDER_WAY = 'id="progress"'
EDGE = "----------------------a-return"
PLAIN = "application/x-www-form-urlencoded"
FORM = f"multipart/form-data; boundary={EDGE}"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SENDING = tuple(f"example-partner-{one}" for one in "abcdefghij")  # none that governs its data
PAGE, CHECK = "page", "check"


class Taken(NamedTuple):
    """What somebody did, and how many seconds it took."""

    what: str
    seconds: float


class Sender(NamedTuple):
    """Somebody who sends a return: their session, and the file."""

    cookie: str
    file: bytes


class Crowd(NamedTuple):
    """How many there are at once."""

    readers: int = 200
    partners: int = 20


class Visitor:
    """Somebody with one kept connection to the server, and a way of choosing of their own."""

    def __init__(self, port: int, seed: int, cookie: str = "") -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.chance = Random(seed)
        self.headers = {"Origin": f"http://127.0.0.1:{port}", "Accept-Encoding": "identity"}
        if cookie:
            self.headers["Cookie"] = cookie

    def ask(self, path: str, body: bytes | None = None, kind: str = "") -> tuple[str, str]:
        """The page that answers, and where it leads; any other answer is a fault."""
        headers = self.headers | ({"Content-Type": kind} if kind else {})
        answer = self._answer("POST" if body else "GET", path, body, headers)
        text = answer.read().decode()
        if given := answer.headers.get("Set-Cookie"):  # the session remembers the form's token
            self.headers["Cookie"] = given.partition(";")[0]
        if answer.status != (303 if body else 200):
            said = " ".join(re.sub(r"<[^>]+>", " ", text.partition("<main")[2]).split())
            raise AssertionError(f"{path} was answered with {answer.status}: {said[:300]}")
        return text, answer.headers.get("Location", "")

    def _answer(self, method: str, *asked: Any) -> HTTPResponse:
        """As browsers do, once more where a connection that was kept has been closed meanwhile."""
        try:
            self.connection.request(method, *asked)
            return self.connection.getresponse()
        except ConnectionError:
            if method != "GET":
                raise
            self.connection.close()
        self.connection.request(method, *asked)
        return self.connection.getresponse()

    def rest(self) -> None:
        sleep(self.chance.uniform(*READS_FOR))


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """With the made-up figures of the demo, on either database."""
    with databases(folder) as kinds:
        for one in kinds:
            for line in crowd(ready(folder, one), Crowd(), LONG if full else SHORT):
                yield line.on(one.name)


def crowd(settings: Settings, who: Crowd, lasts: float) -> Iterator[Measured]:
    """What so many wait, to what one waits alone; and what the service holds at the end."""
    senders = [_sender(settings, number) for number in range(who.partners)]
    with started(OURS, settings.database_url, _environment(settings)) as (process, connection):
        port, never = connection.port, Event()
        alone = _reads(port, 0, never, most=ALONE, rests=False)
        alone += _sends(port, 0, senders[0], never, most=2)
        over, holding = Event(), Holding(process.pid)
        with ThreadPoolExecutor(who.readers + who.partners) as people:
            going = [people.submit(_reads, port, one, over) for one in range(who.readers)]
            going += [
                people.submit(_sends, port, one, sender, over) for one, sender in enumerate(senders)
            ]
            holding.watch(lasts, lambda: any(one.done() for one in going))
            over.set()
            taken = [one for each in going for one in each.result()]
    yield from _told(alone, taken, who)
    yield from holding.told(GROWTH if lasts >= LONG else None)


def _told(alone: list[Taken], taken: list[Taken], crowd: Crowd) -> Iterator[Measured]:
    for what, name in ((PAGE, "L"), (CHECK, "U")):
        before, after = (_of(what, each) for each in (alone, taken))
        who = f"{crowd.readers} readers and {crowd.partners} who send"
        said = f"{len(after):,} {what}s, {who} at once, none failed"
        for percent in (50, 95, 99):
            limit, ours = (_at(percent, each) for each in (before, after))
            yield Measured(f"{name}{percent}", f"p{percent} of {said}, to one alone", limit, ours)


def _of(what: str, taken: list[Taken]) -> list[float]:
    return [one.seconds for one in taken if one.what == what]


def _at(percent: int, taken: list[float]) -> float:
    return quantiles(taken, n=100, method="inclusive")[percent - 1]


def _reads(
    port: int, seed: int, over: Event, most: int = 1_000_000, *, rests: bool = True
) -> list[Taken]:
    visitor, taken, path = Visitor(port, seed), [], "/"
    with closing(visitor.connection):
        if rests:
            sleep(visitor.chance.uniform(0, READS_FOR[1]))  # nobody comes at the same instant
        while not over.is_set() and len(taken) < most:
            (text, _), seconds = _timed(partial(visitor.ask, path))
            taken.append(Taken(PAGE, seconds))
            path = unescape(visitor.chance.choice(LINK.findall(text)))
            if rests:
                visitor.rest()
    return taken


def _sends(port: int, seed: int, sender: Sender, over: Event, most: int = 1_000_000) -> list[Taken]:
    visitor, taken = Visitor(port, seed, sender.cookie), []
    with closing(visitor.connection):
        while not over.is_set() and len(taken) < most:
            _, seconds = _timed(partial(_checked, visitor, sender.file))
            taken.append(Taken(CHECK, seconds))
            visitor.rest()
    return taken


def _checked(visitor: Visitor, file: bytes) -> None:
    """Until everything that was found in the file is on the page; what was kept of it goes."""
    _, check = visitor.ask("/returns/check", _multipart(_token(visitor, "/returns"), file), FORM)
    while UNDER_WAY in visitor.ask(check)[0]:
        sleep(LOOKS_AFTER)
    discard = f"csrf_token={_token(visitor, check)}".encode()
    visitor.ask(f"{check.partition('?')[0]}/discard", discard, PLAIN)


def _token(visitor: Visitor, page: str) -> str:
    """What a form of this page carries."""
    found = TOKEN.search(visitor.ask(page)[0])
    return next(filter(None, found.groups())) if found else ""


def _timed(work: Callable[[], tuple[str, str] | None]) -> tuple[tuple[str, str] | None, float]:
    start = perf_counter()
    return work(), perf_counter() - start


def _multipart(token: str, file: bytes) -> bytes:
    """The form of an upload as a browser sends it; the file says what it is for."""
    fields = {"csrf_token": token, "for": FROM_FILE}
    parts = [f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
             for name, value in fields.items()]  # fmt: skip
    head = (f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="return.xlsx"\r\n'
            f"Content-Type: {XLSX}\r\n\r\n")  # fmt: skip
    return "".join([*parts, head]).encode() + file + f"\r\n--{EDGE}--\r\n".encode()


def _sender(settings: Settings, number: int) -> Sender:
    """One of several people of a partner, signed in, with the return that they send.

    The demo has no file of most partners: they send another's, which is read and refused.
    """
    partner = SENDING[number % len(SENDING)]
    every = sorted(files_of(settings).rglob("*.xlsx"))
    own = next((one for one in every if f"{partner}-" in one.name), every[0])
    cookie = session_cookie(settings, f"sender-{number}", Role.PARTNER, partner)
    return Sender(cookie, own.read_bytes())


def ready(folder: Path, database: Database) -> Settings:
    """The demo in databases of this run, filled."""
    settings = _staged(folder, database)
    make_ready(settings, Language.EN)
    return settings


def _staged(folder: Path, database: Database) -> Settings:
    """The demo in databases of this run."""
    figures, accounts, returns = (
        database.new(f"load-{one}") for one in ("figures", "accounts", "returns")
    )
    return example_settings().model_copy(update={
        "database_url": figures, "accounts_url": accounts, "returns_url": returns,
        "audit_anchor": folder / f"{database.name}.anchors",
        "rounding_key_file": folder / f"{database.name}.key", "return_uploads": 10_000,
    })  # fmt: skip


def _environment(settings: Settings) -> dict[str, str]:
    """What makes a server serve the same."""
    names = ("data", "framework", "database_url", "accounts_url", "returns_url", "audit_anchor",
             "rounding_key_file", "return_uploads")  # fmt: skip
    return {variable(one): str(getattr(settings, one)) for one in names}
