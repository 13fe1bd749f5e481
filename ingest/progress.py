"""How far a long reading has come, told to whoever listens: the parent of a child process."""

from collections.abc import Callable
from typing import TypeAlias

Told: TypeAlias = Callable[[float, str], None]  # the share done, from 0 to 1, and the stage

_listeners: list[Told] = []


def tell(share: float, stage: str) -> None:
    """Say that this share is done and which stage has begun."""
    for told in _listeners:
        told(share, stage)


def listen(told: Told) -> None:
    """Pass on what is told from now on."""
    _listeners.append(told)
