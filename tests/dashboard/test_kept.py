"""Callbacks are answered from memory as long as the figures are the same, and no longer."""

from datetime import date

from flask import Flask, g

from dashboard.kept import LARGEST_QUESTION, keep_answers
from dashboard.services import ANYONE


class Store:
    version, day = 1, date(2026, 11, 22)

    def data_version(self):
        return self.version

    def today(self):
        return self.day


class Holder:
    def __init__(self):
        self.store, self.reader = Store(), ANYONE


def serving(status=200, passing=False):
    """A server whose one callback counts how often it really was asked."""
    server = Flask(__name__)
    server.extensions["services"] = Holder()
    asked = []

    @server.post("/_dash-update-component")
    def answer():
        asked.append(1)
        g.passing = passing
        return f"answer {len(asked)}", status

    keep_answers(server)
    return server, asked


def ask(server, question=b"question", encoding=""):
    headers = {"Accept-Encoding": encoding}
    return server.test_client().post("/_dash-update-component", data=question, headers=headers)


def test_the_same_question_is_answered_once():
    server, asked = serving()
    assert [ask(server).text, ask(server).text] == ["answer 1", "answer 1"]
    assert len(asked) == 1


def test_new_figures_make_a_new_answer():
    server, _ = serving()
    ask(server)
    server.extensions["services"].store.version = 2
    assert ask(server).text == "answer 2"


def test_another_host_makes_a_new_answer():
    """A page says its own address."""
    server, _ = serving()
    ask(server)
    other = server.test_client().post(
        "/_dash-update-component", data=b"question", base_url="http://other"
    )
    assert other.text == "answer 2"


def test_another_day_makes_a_new_answer():
    """A publication comes out at midnight, and nothing is loaded for it."""
    server, asked = serving()
    ask(server)
    server.extensions["services"].store.day = date(2026, 11, 23)
    assert ask(server).get_data(as_text=True) == "answer 2"
    assert len(asked) == 2


def test_another_question_or_encoding_is_another_answer():
    server, asked = serving()
    ask(server)
    ask(server, b"other")
    ask(server, encoding="br")
    assert len(asked) == 3


def test_a_passing_fault_and_a_failure_are_not_kept():
    for server, asked in (serving(passing=True), serving(status=500)):
        ask(server)
        ask(server)
        assert len(asked) == 2


def test_kept_answers_have_a_limit_of_bytes(monkeypatch):
    monkeypatch.setattr("dashboard.kept.KEPT_BYTES", 20)
    server, asked = serving()
    for question in (b"one", b"two", b"three", b"one"):
        ask(server, question)
    assert len(asked) == 4


def test_a_long_question_is_not_kept():
    server, asked = serving()
    for _ in range(2):
        ask(server, b"x" * (LARGEST_QUESTION + 1))
    assert len(asked) == 2
