"""Answers are kept by number and by weight."""

from dataclasses import dataclass
from typing import NamedTuple

from metrics import Memo
from metrics.memo import weight_of


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
