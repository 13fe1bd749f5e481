"""Answers kept until the data changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import is_dataclass
from sys import getsizeof
from threading import Lock, RLock
from typing import Any, NamedTuple, TypeVar, cast

ANSWERS_BYTES = 20_000_000  # of all answers together, where a memory says nothing else
PATIENCE = 20.0  # seconds for which one waits for what somebody else is asking
DEEP, SAMPLE, SMALL = 7, 8, 64  # levels; parts of one level that are looked at; bytes
Answer = TypeVar("Answer")
Weigh = Callable[[Any], int]  # bytes, of whatever kind of answer is kept


def _parts(part: object) -> Sequence[object]:
    """What a value is made of; what is declared belongs to the catalogue, and weighs nothing."""
    if isinstance(part, Mapping):
        return list(part.values())
    if is_dataclass(part):
        return list(vars(part).values()) if hasattr(part, "__dict__") else ()
    return part if isinstance(part, tuple | list) else ()


class _Kept(NamedTuple):
    answer: object
    weight: int


def weight_of(answer: object) -> int:
    """About how many bytes an answer takes: of a long row of alike parts a few stand for all.

    Numbers, days and codes are shared by many values, and weigh nothing.
    """
    return _weight(answer, DEEP)


def _weight(part: object, deep: int) -> int:
    parts = _parts(part) if deep else ()
    own = getsizeof(part, SMALL) if parts or isinstance(part, str | bytes) else 0
    step = max(len(parts) // SAMPLE, 1)
    looked = [_weight(parts[at], deep - 1) for at in range(0, len(parts), step)]
    return own + sum(looked) * len(parts) // max(len(looked), 1)


class MemoCount(NamedTuple):
    """How often a memory has answered, and about how many bytes it keeps."""

    hits: int
    misses: int
    weight: int


class Turns:
    """One at a time asks a question; whoever asks the same waits for its answer, but not for ever.

    Who has waited long enough asks too: nothing is wrong then, but done twice.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._asked: dict[Hashable, tuple[RLock, int]] = {}  # the turn, and how many want it
        self._lock = Lock()

    @contextmanager
    def of(self, question: Hashable) -> Iterator[None]:
        turn = self._join(question)
        has_it = turn.acquire(timeout=self._patience)
        try:
            yield
        finally:
            if has_it:
                turn.release()
            self._leave(question)

    def _join(self, question: Hashable) -> RLock:
        with self._lock:
            turn, waiting = self._asked.get(question, (RLock(), 0))
            self._asked[question] = turn, waiting + 1
            return turn

    def _leave(self, question: Hashable) -> None:
        with self._lock:
            turn, waiting = self._asked.pop(question)
            if waiting > 1:
                self._asked[question] = turn, waiting - 1


class Memo:
    """The latest answers by question; a question names the data version it was asked of.

    At most `size` answers are kept, and together they take at most `budget` bytes, as `weigh`
    has it.
    """

    def __init__(self, size: int, budget: int = ANSWERS_BYTES, weigh: Weigh = weight_of) -> None:
        self.size, self.budget, self.weight = size, budget, 0
        self._hits, self._misses = 0, 0  # questions answered from here, and not, so far
        self._weigh = weigh
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()
        self._turns = Turns()

    def __len__(self) -> int:
        return len(self._kept)

    def count(self) -> MemoCount:
        """How it has served so far: nothing of what it keeps."""
        return MemoCount(self._hits, self._misses, self.weight)

    def peek(self, question: Hashable) -> object | None:
        """The kept answer, if there is one."""
        with self._lock:
            found = self._found(question)
        return found.answer if found else None

    def forget(self) -> None:
        """Keep no answer any more, whatever it was of."""
        with self._lock:
            self._kept.clear()
            self.weight = 0

    def answer(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The kept answer, or what asking gives; the longest unused is let go."""
        with self._lock:
            if found := self._found(question):
                return cast(Answer, found.answer)
        with self._turns.of(question):
            if found := self._kept.get(question):  # somebody else has asked meanwhile
                return cast(Answer, found.answer)
            answer = ask()
            self.keep(question, answer)
            return answer

    def keep(self, question: Hashable, answer: object) -> None:
        """Remember an answer that was found elsewhere."""
        weight = self._weigh(answer)
        with self._lock:
            self._keep(question, _Kept(answer, weight))

    def _found(self, question: Hashable) -> _Kept | None:
        if question not in self._kept:
            self._misses += 1
            return None
        self._hits += 1
        self._kept.move_to_end(question)
        return self._kept[question]

    def _keep(self, question: Hashable, kept: _Kept) -> None:
        before = self._kept.pop(question, None)
        self._kept[question] = kept
        self.weight += kept.weight - (before.weight if before else 0)
        while len(self._kept) > self.size or self.weight > self.budget:
            _, gone = self._kept.popitem(last=False)
            self.weight -= gone.weight
