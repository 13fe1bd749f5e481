"""Reminders: before and after the day a return is due, each once, in its partner's language."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from re import fullmatch
from typing import NamedTuple

from dashboard.access.roles import Account, Role
from dashboard.returns.mail import Mail, MailError, Post
from dashboard.returns.naming import Names
from dashboard.returns.store import Reminded
from dashboard.returns.store.reminded import Reminder
from dashboard.text import Words
from metrics import OFFICE, Catalogue, MetricsStore, Obligation, ObligationState, Period

STEPS = (-14, -3, 1, 7)  # days from the due date
LAST = 21  # days after it, from which on a reminder that was missed is not sent any more
ADDRESS = r"[^@\s<>\"(),:;]+@[\w-]+(\.[\w-]+)+"


class Owing(NamedTuple):
    """The tables of one return that are still to come, by the day they are due."""

    form: str
    partner: str
    period: Period
    due_on: date
    step: int
    tables: tuple[Obligation, ...]


class Done(NamedTuple):
    """What became of one reminder; `to` is empty where there is nobody to write to."""

    owing: Owing
    to: str
    result: str  # "sent", "would", "failed", "nobody", "unset"
    said: str = ""


class Reminders:
    """What is due to be said on a day; `public_url` is where the pages are reached."""

    def __init__(
        self, catalogue: Catalogue, store: MetricsStore, reminded: Reminded, public_url: str
    ) -> None:
        self._catalogue, self._store = catalogue, store.seen_by(OFFICE)
        self._reminded, self._url = reminded, public_url.rstrip("/")

    def send(
        self, accounts: Iterable[Account], post: Post, on: date, now: datetime, *, dry: bool = False
    ) -> list[Done]:
        """Send what is due and was not sent; what fails is tried again at the next time."""
        people = [one for one in accounts if _is_written_to(one)]
        done = []
        for owing in self.owing(on):
            to = [one for one in people if one.organization == owing.partner]
            if not to:
                done.append(Done(owing, "", "nobody"))
            for one in to:
                kept = _kept(one, owing)
                if not self._reminded.was_sent(kept):
                    done.append(self._remind(one, owing, post, dry=dry))
                    if done[-1].result == "sent":
                        self._reminded.keep(kept, now)
        return done

    def owing(self, on: date) -> Iterator[Owing]:
        """By return and due date, what is still to come and has a reminder at this time."""
        found: dict[tuple[str, str, Period, date], list[Obligation]] = {}
        closed = {form: self._store.returns.closed(form) for form in self._catalogue.returns}
        for one in self._store.returns.obligations(as_of=on):
            if one.is_open and one.period not in closed[one.form]:
                key = (one.form, one.partner, one.period, one.due_on)
                found.setdefault(key, []).append(one)
        for (form, partner, period, due_on), tables in found.items():
            step = step_on(due_on, on)
            if step is not None:
                yield Owing(form, partner, period, due_on, step, tuple(tables))

    def _remind(self, account: Account, owing: Owing, post: Post, *, dry: bool) -> Done:
        mail = self.mail(account.name, owing)
        if dry:
            return Done(owing, account.name, "would")
        if not post.is_set:
            return Done(owing, account.name, "unset")
        try:
            post.send(mail)
        except MailError as error:
            return Done(owing, account.name, "failed", str(error))
        return Done(owing, account.name, "sent")

    def mail(self, to: str, owing: Owing) -> Mail:
        """The message: what is due, which tables are missing, and where to send them."""
        words = Words(self._catalogue.partners[owing.partner].language)
        names = Names(self._catalogue, words)
        what = f"{names.form(owing.form)}, {names.period(owing.form, owing.period)}"
        brief = f"{names.form(owing.form)}, {names.period_briefly(owing.form, owing.period)}"
        day, late = words.day(owing.due_on), owing.step > 0
        subject = words(
            "review.mail_subject_late" if late else "review.mail_subject", day=day, what=brief
        )
        said = words("review.mail_late" if late else "review.mail_due", day=day, what=what)
        parts = [words("review.mail_hello", partner=names.partner(owing.partner)), said]
        if any(one.state is ObligationState.RETURNED for one in owing.tables):
            parts.append(words("review.mail_returned"))
        tables = [f"- {names.table(one.form, one.table)}" for one in owing.tables]
        parts.append("\n".join([words("review.mail_missing"), *tables]))
        if self._url:
            lang = f"?lang={words.language}" if words.language.value != "en" else ""
            parts.append(f"{words('review.mail_link')}\n{self._url}/returns{lang}")
        parts += [words("review.mail_help"), words("review.mail_never")]
        return Mail(to, subject, "\n\n".join(parts) + "\n")


def step_on(due_on: date, on: date) -> int | None:
    """The last reminder whose day has come; none long before the due date, or long after it."""
    days = (on - due_on).days
    come = [one for one in STEPS if one <= days]
    return come[-1] if come and days <= LAST else None


def _is_written_to(account: Account) -> bool:
    """A partner's account that is an e-mail address and may sign in."""
    written = fullmatch(ADDRESS, account.name) is not None
    return account.role is Role.PARTNER and account.may_act and written


def _kept(account: Account, owing: Owing) -> Reminder:
    return Reminder(
        account.id, owing.form, owing.partner, owing.period.code, owing.due_on, f"{owing.step:+d}"
    )
