"""One connection of the server: whoever is at its other end never holds a thread."""

from copy import copy
from time import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.utilities import RequestEntityTooLarge

from dashboard.byte_sizes import size_words
from dashboard.limits import LARGEST_OUTLINE, UPLOAD, brings_outline
from dashboard.text import Words
from metrics import Language

WHOLE_WITHIN = 30  # seconds from the first byte of a request to its last
WAITING = 4  # requests sent ahead of their answers; browsers send none
LARGEST_BODY = 65_536  # bytes; dashboard.limits refuses in our own words long before
SLOWEST = 16_000  # bytes a second with which a file must come in, beyond those seconds
MOST_FILES = 16  # that come in at the same time

# What a connection may leave unread before the thread that writes must wait: more than so many of
# the largest answers (a script of 5 MB), so that none ever waits. Beyond 1 MB it lies on disk.
UNREAD_BYTES = 32_000_000


class TooLarge(RequestEntityTooLarge):  # type: ignore[misc]
    """A file that is refused before it is read, in words of our own."""

    def to_response(self, *_: object) -> tuple[str, list[tuple[str, str]], bytes]:
        told = "<!doctype html><html lang=en-CA><title>413</title>"
        for words in map(Words, Language):
            said = words("returns.too_large", most=size_words(int(self.body), words))
            told += f"<p lang={words.language}-CA>{said}</p>"
        headers = [("Content-Type", "text/html; charset=utf-8")]
        return f"{self.code} {self.reason}", headers, told.encode()


class Request(HTTPRequestParser):  # type: ignore[misc]
    """One request; only the address that takes files takes a large one, from who has a cookie."""

    brings_file = False
    adj: Any
    error: Any

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        posted = self.command == "POST" and self.path == UPLOAD
        self.brings_file = posted and bool(self.headers.get("COOKIE"))
        if not self.brings_file:
            outline = self.headers.get("COOKIE") and brings_outline(self.command, self.path)
            most = LARGEST_OUTLINE if outline else LARGEST_BODY
            self.adj = copy(self.adj)
            self.adj.max_request_body_size = min(most, self.adj.max_request_body_size)

    def received(self, data: bytes) -> int:
        taken: int = super().received(data)
        if self.brings_file and isinstance(self.error, RequestEntityTooLarge):
            self.error = TooLarge(str(self.adj.max_request_body_size))
        return taken


class Connection(HTTPChannel):  # type: ignore[misc]
    """Dropped where requests pile up or one does not become whole; silence is waitress's own."""

    parser_class = Request
    begun, taken = 0.0, 0

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.begun, self.taken = time(), 0
        self.taken += len(data)
        known: bool = super().received(data)
        if len(self.requests) > WAITING or self._is_one_too_many():
            self.will_close = True
        return known

    def readable(self) -> bool:
        """Asked every second at least, whatever is sent."""
        if self.request is not None and time() - self.begun > self._patience():
            self.will_close = True
        may: bool = super().readable()
        return may

    def _patience(self) -> float:
        """The seconds that a request may take; a file more, as long as it keeps coming."""
        return WHOLE_WITHIN + (self.taken / SLOWEST if _brings_file(self) else 0)

    def _is_one_too_many(self) -> bool:
        """Whether so many files come in already that this one, just begun, has to wait."""
        if self.taken > LARGEST_BODY or not _brings_file(self):
            return False
        coming = sum(map(_brings_file, list(self.server.active_channels.values())))
        return coming > MOST_FILES


def _brings_file(channel: Any) -> bool:  # waitress has no types
    return bool(channel.request is not None and channel.request.brings_file)
