"""How far a release has come on its way: what takes long is told to whoever waits for it."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias


class Stage(StrEnum):
    """What is being done with it, in this order; the second may come again and again."""

    PROTECTING = "protecting"
    ATTACKING = "attacking"
    KEEPING = "keeping"


Tell: TypeAlias = Callable[[Stage], object]


def silent(_: Stage) -> None:
    """Nobody waits for it."""
