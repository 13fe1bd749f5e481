"""Answers are kept by number and by weight."""

from metrics import Memo


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
