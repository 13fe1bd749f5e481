"""One connection of the server: whoever is at its other end never holds a thread."""

from time import time

from waitress.channel import HTTPChannel

WHOLE_WITHIN = 30  # seconds from the first byte of a request to its last
WAITING = 4  # requests sent ahead of their answers; browsers send none

# What a connection may leave unread before the thread that writes must wait: more than so many of
# the largest answers (a script of 5 MB), so that none ever waits. Beyond 1 MB it lies on disk.
UNREAD_BYTES = 32_000_000


class Connection(HTTPChannel):  # type: ignore[misc]
    """Dropped where requests pile up or one does not become whole; silence is waitress's own."""

    begun = 0.0

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.begun = time()
        taken: bool = super().received(data)
        if len(self.requests) > WAITING:
            self.will_close = True
        return taken

    def readable(self) -> bool:
        """Asked every second at least, whatever is sent."""
        if self.request is not None and time() - self.begun > WHOLE_WITHIN:
            self.will_close = True
        may: bool = super().readable()
        return may
