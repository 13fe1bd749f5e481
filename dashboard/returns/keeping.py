"""A process kept running beside the server: one that dies is started anew, never two at once."""

import logging
from collections.abc import Callable
from subprocess import Popen, TimeoutExpired
from threading import Event, Lock, Thread
from time import monotonic

SHORTEST, LONGEST = 1.0, 60.0  # seconds between an end and the next start; doubled each time
PATIENCE = 10  # seconds that it has to end when the server stops
_LOG = logging.getLogger(__name__)


class Kept:
    """A process, and the thread that waits for its end."""

    def __init__(self, start: Callable[[], Popen[bytes]]) -> None:
        self._start, self._process = start, start()
        self._over, self._turn = Event(), Lock()
        self._thread = Thread(target=self._keep, daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        """Of the process that was started last."""
        return self._process.pid

    def stop(self) -> None:
        """End it for good, with patience for what it is doing."""
        self._over.set()
        with self._turn:  # one that is just being started is ended as well
            process = self._process
        process.terminate()
        try:
            process.wait(PATIENCE)
        except TimeoutExpired:
            process.kill()
            process.wait()
        self._thread.join()

    def _keep(self) -> None:
        """Start it anew after each end; the pause grows where it does not stay."""
        pause = SHORTEST
        while True:
            began = monotonic()
            self._process.wait()
            if monotonic() - began > LONGEST:
                pause = SHORTEST
            if self._over.wait(pause):
                return
            _LOG.error("process %s ended (%s): started anew", self.pid, self._process.returncode)
            pause = min(2 * pause, LONGEST)
            self._again()

    def _again(self) -> None:
        with self._turn:
            if self._over.is_set():
                return
            try:
                self._process = self._start()
            except OSError as error:  # no room for a process: tried again after the next pause
                _LOG.error("could not be started: %s", error.strerror)
