"""Partners and readers who go on while hosts come and go, and remember what they were told.

A partner asks the other host where one does not answer, as a proxy in front would let them. What
was acknowledged is remembered; where no answer came, the same is sent again until one does.
"""

import re
import time
from io import BytesIO
from threading import Event, Thread

import requests

from dashboard.demo.filled import Asking, exported, said_by
from dashboard.demo.plan import FORM, NEWEST
from metrics import Catalogue
from tests.topology.hosts import Installation

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"|value="([^"]+)" name="csrf_token"')
SEEN = re.compile(r'value="([^"]+)" name="seen"|name="seen" value="([^"]+)"')
CHANGED = "guides-shared"
PAUSE = 0.3


class Client:
    """What goes round and round in a thread of its own until it is to end."""

    def __init__(self, installation: Installation, first: int = 0) -> None:
        self.session, self.over = requests.Session(), Event()
        self._bases = [one.url for one in installation.web]
        self._at = first
        self.failed: BaseException | None = None
        self.last = ""  # how it was answered last
        self._thread = Thread(target=self._go, daemon=True)

    def start(self):
        self._thread.start()
        return self

    def end(self) -> None:
        self.over.set()
        self._thread.join(120)
        self.session.close()
        assert not self._thread.is_alive()
        if self.failed:
            raise self.failed

    def _go(self) -> None:
        try:
            while not self.over.is_set():
                self.round()
        except BaseException as error:
            self.failed = error

    def round(self) -> None:
        raise NotImplementedError

    def turn_to(self, host: int) -> None:
        self._at = host

    def turn(self) -> None:
        """From now on the other host is asked."""
        self._at = 1 - self._at

    def ask(self, method: str, path: str, **more) -> requests.Response | None:
        """None where nobody knows whether it was done: no answer, or a host that has faults."""
        try:
            answer = self.session.request(
                method, f"{self._bases[self._at]}{path}", allow_redirects=False, timeout=60, **more
            )
        except requests.RequestException as error:
            answer, self.last = None, repr(error)
        else:
            self.last = f"{answer.status_code} of {self._bases[self._at]}"
        if answer is None or answer.status_code >= 500:
            self.turn()
            time.sleep(PAUSE)
            return None
        return answer

    def insist(self, method: str, path: str, **more) -> requests.Response:
        """Ask until there is an answer."""
        until = time.monotonic() + 120
        while (answer := self.ask(method, path, **more)) is None:
            assert time.monotonic() < until, (path, self.last)
        return answer


class Sender(Client):
    """A partner who sends the same quarter again and again, each time with another figure."""

    def __init__(self, installation: Installation, catalogue: Catalogue, partner: str) -> None:
        super().__init__(installation)
        self.partner, self._catalogue = partner, catalogue
        own = installation.cookies[partner]
        self.session.cookies.set("session", own, domain="127.0.0.1", path="/")  # of every port
        self.session.headers["Sec-Fetch-Site"] = "same-origin"
        self.count = 0
        self.uploaded: list[str] = []  # drafts that were acknowledged
        self.sent: dict[str, str] = {}  # by draft, the code of its receipt
        self.unknown = 0  # answers that did not come
        self.waited: list[float] = []  # seconds from a file to its check

    def round(self) -> None:
        draft = self.upload_checked()
        if draft is None:
            return
        code = self.settle(draft)
        self.sent[draft] = code
        self.turn()  # what was just acknowledged stands on the other host at once
        page = self.insist("GET", f"/returns/sent/{code}")
        assert page.status_code == 200, (page.status_code, page.headers.get("location"))

    def upload_checked(self) -> str | None:
        """A file that was taken and checked; None where nobody knows whether it was taken."""
        draft = self._upload()
        if draft is None:
            return None
        self.uploaded.append(draft)
        began = time.monotonic()
        while 'id="progress"' in self.insist("GET", f"/returns/checks/{draft}").text:
            assert time.monotonic() - began < 150, draft
            time.sleep(PAUSE)
        self.waited.append(time.monotonic() - began)
        return draft

    def _upload(self) -> str | None:
        self.count += 1
        form = self._catalogue.returns[FORM]
        one = Asking(form, self.partner, NEWEST, self._catalogue.partners[self.partner].language)
        said = said_by(one)
        for table in said.values():
            for row in table.values():
                for series in row:
                    if series.endswith(CHANGED):
                        row[series] = 60 + self.count
        fields = {"csrf_token": self._token(), "for": f"{FORM}|{NEWEST.code}"}
        files = {"file": ("return.csv", BytesIO(exported(self._catalogue, one, said)))}
        answer = self.ask("POST", "/returns/check", data=fields, files=files)
        if answer is None:
            self.unknown += 1
            return None  # uploaded again: a file that nobody sends is dropped after its days
        if answer.status_code == 429:  # those that wait for a worker are as many as may
            time.sleep(1)
            return None
        assert answer.status_code == 303, (answer.status_code, answer.text[-3000:])
        return answer.headers["location"].partition("/checks/")[2].partition("?")[0]

    def looked_at(self, draft: str) -> dict[str, str] | None:
        """What sending it will say; None where it was sent already."""
        page = self.insist("GET", f"/returns/checks/{draft}/changes")
        if page.status_code == 303:
            assert "/sent/" in page.headers["location"], page.headers["location"]
            return None
        assert page.status_code == 200, (page.status_code, page.text[-3000:])
        return {"csrf_token": _first(TOKEN, page.text), "seen": _first(SEEN, page.text)}

    def ask_once(self, draft: str, fields: dict[str, str]) -> requests.Response | None:
        answer = self.ask("POST", f"/returns/checks/{draft}/send", data=fields)
        self.unknown += answer is None
        return answer

    def settle(self, draft: str) -> str:
        """The receipt of a draft, asked for by its own key until it is known."""
        for _ in range(40):
            fields = self.looked_at(draft)
            if fields is None:
                return _code(self.insist("GET", f"/returns/checks/{draft}/changes"))
            while (answer := self.ask_once(draft, fields)) is None:
                pass
            if answer.status_code == 303:
                return _code(answer)
            assert answer.status_code == 409, (answer.status_code, answer.text[-3000:])
        raise AssertionError(draft)

    def _token(self) -> str:
        page = self.insist("GET", "/account")
        assert page.status_code == 200, (page.status_code, page.headers)
        return _first(TOKEN, page.text)


class Reader(Client):
    """Somebody of the public who looks at pages."""

    def __init__(self, installation: Installation, first: int) -> None:
        super().__init__(installation, first)
        self.seen, self.missed, self.longest = 0, 0, 0.0
        self._refused_since: float | None = None

    def round(self) -> None:
        for path in ("/", "/partners", "/data"):
            answer = self.ask("GET", path)
            if answer is None:
                self.missed += 1
                self._refused_since = self._refused_since or time.monotonic()
                continue
            assert answer.status_code == 200, (path, answer.status_code)
            self.seen += 1
            if self._refused_since is not None:
                self.longest = max(self.longest, time.monotonic() - self._refused_since)
                self._refused_since = None
            time.sleep(PAUSE)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    assert found, text[-3000:]
    return next(one for one in found.groups() if one)


def _code(answer: requests.Response) -> str:
    return answer.headers["location"].partition("/sent/")[2].partition("?")[0]
