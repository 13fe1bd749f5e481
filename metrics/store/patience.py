"""A connection to PostgreSQL that is not waited for without end: a server may hold on to those who
ask it and answer nothing more.

Slow is not silent: before one that has said nothing for a while is given up, it is asked anew, on a
connection of its own. Whoever answers there goes on being waited for.
"""

from collections.abc import Callable, Generator
from time import monotonic
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Engine, event

Answer = TypeVar("Answer")
SILENT = 2.0  # seconds without a word after which a server is asked whether it is still there
ENTERING = 2  # seconds that it has to let somebody in


class SilentError(psycopg.OperationalError):
    """The server holds on to the connection and answers nothing."""


class Bounded(psycopg.Connection[Any]):
    """One whose every wait ends."""

    answers: Callable[[], bool] = staticmethod(lambda: True)  # asked anew, elsewhere

    def wait(self, gen: Generator[Any, Any, Answer], *more: Any, **named: Any) -> Answer:
        """As any other; SilentError, and closed, where the server does not answer at all."""
        return super().wait(self._within(gen), *more, **named)

    def _within(self, gen: Generator[Any, Any, Answer]) -> Generator[Any, Any, Answer]:
        """The same steps; what is sent to them between two is whether there was any word."""
        until, ready = monotonic() + SILENT, None
        while True:
            try:
                step = next(gen) if ready is None else gen.send(ready)
            except StopIteration as over:
                return over.value  # type: ignore[no-any-return]
            ready = yield step
            if ready:
                until = monotonic() + SILENT
            elif monotonic() >= until:
                self._ask_anew()
                until = monotonic() + SILENT

    def _ask_anew(self) -> None:
        if not self.answers():
            self.pgconn.finish()
            raise SilentError("the server holds the connection and does not answer")


def bound(engine: Engine) -> None:
    """Let every connection of this engine be such a one."""

    @event.listens_for(engine, "do_connect")
    def connect(_: Any, __: Any, args: Any, named: Any) -> Bounded:  # SQLAlchemy has no types here
        asked = {"connect_timeout": ENTERING, **named}
        made = Bounded.connect(*args, **asked)
        made.answers = lambda: _answers(args, asked)
        return made


def _answers(args: Any, named: Any) -> bool:
    """Whether the server lets anybody in."""
    try:
        psycopg.connect(*args, **{**named, "connect_timeout": ENTERING}).close()
    except psycopg.Error:
        return False
    return True
