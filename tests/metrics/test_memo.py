"""Answers are kept by number and by weight."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier, Event
from typing import NamedTuple

from metrics import Memo
from metrics.memo import Turns, weight_of


def asked(memo, *questions):
    return [memo.answer(one, lambda one=one: one * 10) for one in questions]


def test_the_longest_unused_is_let_go():
    memo = Memo(2)
    asked(memo, 1, 2, 1, 3)
    assert [memo.peek(one) for one in (1, 2, 3)] == [10, None, 30]


def test_answers_weigh_at_most_their_budget():
    memo = Memo(100, budget=100, weigh=lambda answer: answer)
    asked(memo, 1, 2, 3, 4)
    assert (len(memo), memo.weight) == (4, 100)
    asked(memo, 5)
    assert [memo.peek(one) for one in (1, 2, 3, 4, 5)] == [None, None, None, 40, 50]
    assert memo.weight == 90


def test_an_answer_beyond_the_budget_is_given_but_not_kept():
    memo = Memo(100, budget=100, weigh=lambda answer: answer)
    assert asked(memo, 11) == [110]
    assert (len(memo), memo.weight) == (0, 0)


def test_an_answer_that_two_asked_for_is_weighed_once():
    memo = Memo(100, budget=100, weigh=lambda answer: answer)
    memo.answer(5, lambda: asked(memo, 5)[0])
    assert (len(memo), memo.weight) == (1, 50)


class _Value(NamedTuple):
    words: str
    number: int


@dataclass(frozen=True)
class _Line:
    values: tuple[_Value, ...]


def test_an_answer_weighs_by_its_parts_wherever_they_stand() -> None:
    one = _Value("x" * 1000, 1)
    line = _Line((one,) * 1000)
    assert 1_000_000 < weight_of(line) < 2_000_000
    assert weight_of({"a": line, "b": line}) > 2_000_000
    assert weight_of(7) == 0


def test_large_answers_do_not_stay_for_want_of_a_number() -> None:
    memo = Memo(100, budget=1_000_000)
    for name in "abcdef":
        memo.answer(name, lambda: ["x" * 1000] * 300)
    assert (len(memo), memo.weight <= memo.budget) == (3, True)


def _together(asks: list[Callable[[], int]]) -> list[int]:
    with ThreadPoolExecutor(len(asks)) as pool:
        return [one.result(timeout=10) for one in [pool.submit(ask) for ask in asks]]


def test_what_many_ask_at_once_is_found_once() -> None:
    memo, found, all_here = Memo(2), [], Event()

    def ask() -> int:
        found.append(1)
        all_here.wait(0.2)
        return 7

    assert _together([lambda: memo.answer("same", ask)] * 8) == [7] * 8
    assert found == [1]


def test_other_questions_do_not_wait() -> None:
    memo, both = Memo(2), Barrier(2, timeout=5)
    asks = [lambda one=one: memo.answer(one, lambda: both.wait() * 0 + one) for one in (1, 2)]
    assert _together(asks) == [1, 2]


def test_who_waits_asks_where_the_first_has_failed() -> None:
    memo, here, tries = Memo(2), Barrier(2, timeout=5), []

    def ask() -> int:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError
        return 7

    def first() -> int:
        here.wait()
        try:
            return memo.answer("same", ask)
        except ValueError:
            return 0

    assert sorted(_together([first, first])) in ([0, 7], [7, 7])
    assert memo.answer("same", ask) == 7


def test_nobody_waits_for_ever() -> None:
    turns, done = Turns(patience=0.05), Event()

    def slow() -> int:
        with turns.of("same"):
            return int(done.wait(5))

    def other() -> int:
        with turns.of("same"):
            done.set()
            return 2

    assert _together([slow, other]) == [1, 2]
