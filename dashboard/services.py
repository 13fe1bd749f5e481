"""What the running application holds, and how a page reaches it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from flask import current_app

from metrics import Catalogue, MetricsStore, Settings

Kept = TypeVar("Kept")


class Memo(Generic[Kept]):
    """The newest answers by question; the oldest is dropped when there are too many.

    The question holds the store's data version, so that an answer can not outlive its figures.
    """

    def __init__(self, size: int = 64) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def peek(self, question: Hashable) -> Kept | None:
        """The answer, if it is kept."""
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
            return self._kept.get(question)

    def recall(self, question: Hashable, answer: Callable[[], Kept]) -> Kept:
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                return self._kept[question]
        found = answer()
        with self._lock:
            self._kept[question] = found
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return found


@dataclass(frozen=True)
class Services:
    settings: Settings
    catalogue: Catalogue
    store: MetricsStore
    pages: Memo[object] = field(default_factory=Memo)


def services() -> Services:
    """The services of the application that answers this request; for pages only."""
    found: Services = current_app.extensions["services"]
    return found
