"""Answers kept until the data changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

Answer = TypeVar("Answer")
Weigh = Callable[[Any], int]  # bytes, of whatever kind of answer is kept


class _Kept(NamedTuple):
    answer: object
    weight: int


def _weightless(_: object) -> int:
    return 0


class Memo:
    """The latest answers by question; a question names the data version it was asked of.

    At most `size` answers are kept. Where answers can be large, `weigh` says how many bytes one
    takes, and together they take at most `budget`.
    """

    def __init__(self, size: int, budget: int = 0, weigh: Weigh = _weightless) -> None:
        self.size, self.budget, self.weight = size, budget, 0
        self._weigh = weigh
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def peek(self, question: Hashable) -> object | None:
        """The kept answer, if there is one."""
        with self._lock:
            found = self._found(question)
        return found.answer if found else None

    def answer(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The kept answer, or what asking gives; the longest unused is let go."""
        with self._lock:
            if found := self._found(question):
                return cast(Answer, found.answer)
        answer = ask()  # two who ask at once both ask: cheaper than making one wait
        weight = self._weigh(answer)
        with self._lock:
            self._keep(question, _Kept(answer, weight))
        return answer

    def _found(self, question: Hashable) -> _Kept | None:
        if question in self._kept:
            self._kept.move_to_end(question)
        return self._kept.get(question)

    def _keep(self, question: Hashable, kept: _Kept) -> None:
        before = self._kept.pop(question, None)
        self._kept[question] = kept
        self.weight += kept.weight - (before.weight if before else 0)
        while len(self._kept) > self.size or self.weight > self.budget:
            _, gone = self._kept.popitem(last=False)
            self.weight -= gone.weight
