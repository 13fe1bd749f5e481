"""Where the office's pages of returns answer."""

from collections.abc import Callable, Sequence
from threading import Lock

from flask import Flask
from flask.typing import ResponseReturnValue

from dashboard.memory import large
from dashboard.returns import (
    calendar,
    cell_history,
    feed_address,
    obligations_page,
    one_return,
    periods,
    review,
    steps,
)
from dashboard.returns.office import CALENDAR, OBLIGATIONS, PERIODS, REVIEW

ROOM = Lock()  # of the office: a partner's large file keeps no reviewer waiting
View = Callable[..., ResponseReturnValue]
STEP = "<any(approve, 'send-back', withdraw, undo):step>"
TURN = "<any(close, reopen):step>"
DECIDE = "<any(waive, extend, restore):step>"


def add_office(server: Flask) -> None:
    """Let the office's pages of returns answer, and the calendar, which partners have too."""

    def add(rule: str, name: str, view: View, methods: Sequence[str] = ("GET",)) -> None:
        server.add_url_rule(rule, name, large(view, ROOM), methods=methods)

    one = f"{REVIEW}/<code>"
    add(REVIEW, "review", review.show_queue)
    add(f"{REVIEW}/approve", "review_many", review.approve_many, methods=["POST"])
    add(one, "review_one", one_return.show_return)
    add(f"{one}/history", "review_history", cell_history.show_history)
    add(f"{one}/file", "review_file", cell_history.file_sent)
    add(f"{one}/annotated.xlsx", "review_marked", cell_history.file_marked)
    add(f"{one}/{STEP}", "review_step", steps.show_step)
    add(f"{one}/{STEP}", "review_take", steps.take_step, methods=["POST"])
    add(PERIODS, "periods", periods.show_periods)
    add(f"{PERIODS}/{TURN}", "period_turn", periods.show_turn)
    add(f"{PERIODS}/close", "period_close", periods.close_period, methods=["POST"])
    add(f"{PERIODS}/reopen", "period_reopen", periods.reopen_period, methods=["POST"])
    add(OBLIGATIONS, "obligations", obligations_page.show_obligation)
    add(f"{OBLIGATIONS}/{DECIDE}", "obligation_decide", obligations_page.decide, methods=["POST"])
    add(CALENDAR, "calendar", calendar.show_calendar)
    add(f"{CALENDAR}.ics", "calendar_file", feed_address.own_file)
    add(f"{CALENDAR}/<token>.ics", "calendar_feed", feed_address.by_token)
    add(feed_address.FEED, "calendar_make", feed_address.make_feed, methods=["POST"])
    add(f"{feed_address.FEED}/end", "calendar_end", feed_address.end_feed, methods=["POST"])
