"""Memory of the server given back to the machine, and large answers made one at a time.

Each thread of a process gets a heap of its own from the C library, and what one heap has freed
stays with it: eight threads that each have drawn one large page once hold eight times its memory
for good. So all threads share one heap here, large pieces come straight from the machine and go
straight back, and what lies free in between is given back now and then.
"""

import ctypes
from collections.abc import Callable
from functools import wraps
from threading import Lock
from time import monotonic
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

HEAPS, LARGE, KEPT_FREE = (-8, 1), (-3, 128 << 10), (-1, 1 << 20)  # mallopt's numbers, and ours
EVERY = 10.0  # seconds between two times that free memory is given back
_turn = Lock()
_given_back = 0.0


def share_heap() -> bool:
    """One heap for all threads; call before any begins. False where the C library has no such."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # not glibc
        return False
    return {mallopt(*option) for option in (HEAPS, LARGE, KEPT_FREE)} == {1}


def large(view: Callable[Asked, Answer], room: Lock) -> Callable[Asked, Answer]:
    """A view whose answer takes much memory while it is made: one at a time of those in a room."""

    @wraps(view)
    def made(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        with room:
            answer = view(*args, **kwargs)
        give_back()
        return answer

    return made


def give_back() -> None:
    """What lies free in the heap goes back to the machine, unless it just has."""
    global _given_back
    with _turn:
        if monotonic() - _given_back < EVERY:
            return
        _given_back = monotonic()
    trim()


def trim() -> None:
    """What lies free in the heap goes back to the machine, at once."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError):
        return
