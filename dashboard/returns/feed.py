"""Due dates for other calendars: iCalendar, with days and organizations and nobody's name."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event, vText

from dashboard.returns.dues import GRAVEST
from dashboard.returns.naming import Names
from metrics import Obligation, ObligationState, Period

ALARMS = (14, 3)  # days before
REFRESH = timedelta(hours=12)
BACK = timedelta(days=730)  # how far back the calendar goes
PRODUCT = "-//Strategy performance//Partner returns//"
Whole = tuple[str, str, Period]  # form, partner, period


def calendar_file(
    owed: Iterable[Obligation], names: Names, now: datetime, *, one_partner: bool
) -> bytes:
    """One event for each return that is owed, at the day it is due; the text names its tables."""
    language = names.words.language.value
    made = Calendar()
    made.add("prodid", PRODUCT + language.upper())
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", names.words("review.feed_name"))
    made.add("x-wr-calname", names.words("review.feed_name"))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for tables in _whole(owed, now.date()).values():
        made.add_component(_event(tables, names, now, one_partner=one_partner))
    return bytes(made.to_ical())


def _whole(owed: Iterable[Obligation], today: date) -> dict[Whole, list[Obligation]]:
    """The tables of each return together, as far back as the calendar goes."""
    found: dict[Whole, list[Obligation]] = {}
    for one in owed:
        if one.due_on >= today - BACK:
            found.setdefault((one.form, one.partner, one.period), []).append(one)
    return found


def uid_of(form: str, partner: str, period: Period) -> str:
    """The same for ever, whatever becomes of the return and whenever it is due."""
    told = "\0".join((form, partner, period.code))
    return f"{sha256(told.encode()).hexdigest()[:32]}@returns"


def _event(tables: list[Obligation], names: Names, now: datetime, *, one_partner: bool) -> Event:
    words, first = names.words, min(tables, key=lambda one: GRAVEST.index(one.state))
    language = {"LANGUAGE": words.language.value}
    named = [names.form(first.form), names.period_briefly(first.form, first.period)]
    if not one_partner:
        named.insert(0, names.partner(first.partner))
    state = names.obligation(first.state)
    due_on = min(one.due_on for one in tables if one.state is first.state)
    event = Event()
    event.add("uid", uid_of(first.form, first.partner, first.period))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", due_on)
    event.add("dtend", due_on + timedelta(days=1))
    event.add("summary", _text(words("review.feed_event", what=", ".join(named), state=state)),
              parameters=language)  # fmt: skip
    event.add("description", _text("\n".join(_told(tables, names))), parameters=language)
    event.add("transp", "TRANSPARENT")
    gone = first.state is ObligationState.WAIVED
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    if first.is_open:
        for days in ALARMS:
            event.add_component(_alarm(days, words("review.feed_alarm", what=", ".join(named))))
    return event


def _told(tables: list[Obligation], names: Names) -> list[str]:
    """The period with its months; then each table with its state and its day."""
    words, first = names.words, tables[0]
    return [
        names.period(first.form, first.period),
        *(
        words(
            "review.feed_table", table=names.table(one.form, one.table),
            state=names.obligation(one.state), day=words.day(one.due_on),
        )
        for one in tables
        ),
    ]  # fmt: skip


def _alarm(days: int, said: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -timedelta(days=days))
    alarm.add("description", _text(said))
    return alarm


def _text(said: str) -> vText:
    return vText(said)
