"""Answers kept until the data changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

Answer = TypeVar("Answer")


class Memo:
    """The latest answers by question; a question names the data version it was asked of."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def peek(self, question: Hashable) -> object | None:
        """The kept answer, if there is one."""
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
            return self._answers.get(question)

    def answer(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The kept answer, or what asking gives; the longest unused is let go."""
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
                return cast(Answer, self._answers[question])
        found = ask()  # two who ask at once both ask: cheaper than making one wait
        with self._lock:
            self._answers[question] = found
            while len(self._answers) > self.size:
                self._answers.popitem(last=False)
        return found
