"""One briefing on its way to each address of a schedule, once, and what of that is kept.

How far it has come stands in the runs of the schedule, so that whoever goes on with it sends to
those alone who have not got it. One attempt has a time, whatever the mail server does: whom it has
not reached by then, the next one does.
"""

from collections.abc import Iterable, Iterator, Mapping
from time import monotonic
from typing import NamedTuple

from dashboard.issuing.delivery import Message
from dashboard.returns.mail import MailError, Post
from metrics import Briefing, MetricsError, MetricsStore, Run, Schedule

ATTEMPTS = 8  # of a delivery, each at another look
LONGEST = 600.0  # seconds in which an attempt begins to send: well within its lease
DELIVERED, FAILED, REFUSED, SENT = "delivered", "failed", "refused", "sent"
MAIL = "mail"  # part of the keys of runs: "2026-Q2/mail/2/7"
TOO_SLOW = "TooSlow"  # the fault of an attempt whose time was over


class Sent(NamedTuple):
    """How far the sending of a briefing has come; who was cut off is not known to have got it."""

    sent: frozenset[int]  # the places of addresses in the list
    unknown: frozenset[int]
    attempts: int

    @property
    def behind(self) -> frozenset[int]:
        """Those to whom nothing more is sent."""
        return self.sent | self.unknown


class Sending:
    """Sends the briefings of schedules; each message is begun in the store before it goes out."""

    def __init__(self, store: MetricsStore, post: Post) -> None:
        self._store, self._post = store, post

    def send(
        self, schedule: Schedule, key: str, attempt: int, briefing: Briefing, told: Message
    ) -> tuple[str, str]:
        """Send to each address that has not got it; how it ended, and the faults by their kind."""
        faults = list(self._each(schedule, key, attempt, briefing, told))
        self._note(schedule, briefing, told, faults.count(""))
        if not is_readable(self._store, briefing.code):
            return REFUSED, ""
        wrong = sorted({*faults} - {""})
        return (FAILED, ", ".join(wrong)) if wrong else (DELIVERED, "")

    def _each(
        self, schedule: Schedule, key: str, attempt: int, briefing: Briefing, told: Message
    ) -> Iterator[str]:
        """The fault of each message, empty where there is none."""
        held, until = self._store.briefings, monotonic() + LONGEST
        behind = sent_of(held.runs(schedule.code), key).behind
        for place, address in enumerate(schedule.recipients):
            mine = f"{key}/{MAIL}/{attempt}/{place}"
            if place in behind or not is_readable(self._store, briefing.code):
                continue  # an owner may withdraw a figure at any moment
            if monotonic() >= until:
                yield TOO_SLOW
                return
            if held.begin_run(schedule.code, mine):
                fault = self._posted(told, address)
                held.ran(schedule.code, mine, FAILED if fault else SENT)
                yield fault

    def _posted(self, told: Message, address: str) -> str:
        try:
            self._post.send(told.to(address))
        except MailError as error:
            return str(error)
        return ""

    def _note(self, schedule: Schedule, briefing: Briefing, told: Message, count: int) -> None:
        """In the audit log: that it was sent, to how many, and which files went with it."""
        if not count:
            return
        about = f"briefing:{briefing.code}"
        self._store.note(schedule.actor, "briefing-delivered", about, recipients=count)
        if is_readable(self._store, briefing.code):
            for one in told.files:
                self._store.briefings.built(
                    briefing.code, one.format, one.language, one.sha256, schedule.actor
                )


def is_readable(store: MetricsStore, code: str) -> bool:
    """Whether a briefing was issued, and no owner has withdrawn a figure in it."""
    try:
        store.briefings.snapshot(code)
    except MetricsError:
        return False
    return True


def attempts_of(runs: Mapping[str, Run], key: str) -> list[Run]:
    """The attempts of one time that a schedule came due, first to last."""
    return [runs[name] for at in range(1, ATTEMPTS + 1) if (name := f"{key}/{at}") in runs]


def sent_of(runs: Iterable[Run], key: str) -> Sent:
    """To whom a briefing went out, by the places in the list; read from the runs."""
    mails = [one for one in runs if one.key.startswith(f"{key}/{MAIL}/")]
    tried = {one.key for one in runs if one.key.startswith(f"{key}/")}
    return Sent(
        frozenset(_place(one) for one in mails if one.result == SENT),
        frozenset(_place(one) for one in mails if one.ended is None),
        sum(f"{key}/{at}" in tried for at in range(1, ATTEMPTS + 1)),
    )


def _place(run: Run) -> int:
    return int(run.key.rpartition("/")[2])
