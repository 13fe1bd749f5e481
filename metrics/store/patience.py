"""A connection to PostgreSQL that is not waited for without end: a server may hold on to those who
ask it and answer nothing more.

Slow is not silent: before one that has said nothing for a while is given up, it is asked anew, on a
connection of its own. Whoever answers there goes on being waited for, and so does one that is too
busy to let anybody in: it says so.
"""

from collections.abc import Callable, Generator
from time import monotonic
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Engine, event

Answer = TypeVar("Answer")
SILENT = 2.0  # seconds without a word after which a server is asked whether it is still there
ENTERING = 2  # seconds that it has to let somebody in
REFUSAL = "FATAL"  # how a server begins what it says to somebody whom it does not let in
ALONE = 5  # so many times as long where no other server can answer instead


class SilentError(psycopg.OperationalError):
    """The server holds on to the connection and answers nothing."""


class Bounded(psycopg.Connection[Any]):
    """One whose every wait ends."""

    answers: Callable[[], bool] = staticmethod(lambda: True)  # asked anew, elsewhere
    times = 1  # how many times as patient

    def wait(self, gen: Generator[Any, Any, Answer], *more: Any, **named: Any) -> Answer:
        """As any other; SilentError, and closed, where the server does not answer at all."""
        return super().wait(self._within(gen), *more, **named)

    def _within(self, gen: Generator[Any, Any, Answer]) -> Generator[Any, Any, Answer]:
        """The same steps; what is sent to them between two is whether there was any word."""
        patience = SILENT * self.times
        until, ready = monotonic() + patience, None
        while True:
            try:
                step = next(gen) if ready is None else gen.send(ready)
            except StopIteration as over:
                return over.value  # type: ignore[no-any-return]
            ready = yield step
            if ready:
                until = monotonic() + patience
            elif monotonic() >= until:
                self._ask_anew()
                until = monotonic() + patience

    def _ask_anew(self) -> None:
        if not self.answers():
            self.pgconn.finish()
            raise SilentError("the server holds the connection and does not answer")


def bound_waits(engine: Engine, *, alone: bool = False) -> None:
    """Let every connection of this engine be such a one; `alone` where no other can answer."""
    times = ALONE if alone else 1

    @event.listens_for(engine, "do_connect")
    def connect(_: Any, __: Any, args: Any, named: Any) -> Bounded:  # SQLAlchemy has no types here
        asked = {"connect_timeout": ENTERING * times, **named}
        made = Bounded.connect(*args, **asked)
        made.times = times
        made.answers = lambda: _answers(args, asked)
        return made


def _answers(args: Any, named: Any) -> bool:
    """Whether the server lets anybody in, or says why it does not: that it is full, say."""
    try:
        psycopg.connect(*args, **named).close()
    except psycopg.Error as error:
        return REFUSAL in str(error)  # one that follows, of several addresses, is no answer
    return True
