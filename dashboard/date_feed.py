"""Dates for other calendars: iCalendar, of what everybody may know and nothing else."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event, vText

from dashboard.next_dates import Coming
from dashboard.text import Words

REFRESH = timedelta(hours=12)
PRODUCT = "-//Strategy performance//Dates//"
HOUR = timedelta(hours=1)


def date_file(dates: Iterable[Coming], words: Words, now: datetime, site: str) -> bytes:
    """One event for each date: a day, or the minute at which a release comes out."""
    made = Calendar()
    made.add("prodid", PRODUCT + words.language.value.upper())
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", words("calendar.feed_name"))
    made.add("x-wr-calname", words("calendar.feed_name"))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for one in dates:
        made.add_component(_event(one, words, now, site))
    return bytes(made.to_ical())


def _event(one: Coming, words: Words, now: datetime, site: str) -> Event:
    language = {"LANGUAGE": words.language.value}
    event = Event()
    event.add("uid", f"{sha256(one.key.encode()).hexdigest()[:32]}@dates")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", one.at.astimezone(UTC) if one.at else one.day)
    event.add("dtend", one.at.astimezone(UTC) + HOUR if one.at else one.day + timedelta(days=1))
    event.add("summary", vText(one.title), parameters=language)
    event.add("description", vText(one.text), parameters=language)
    if site:
        event.add("url", f"{site}{one.href}")
    event.add("transp", "TRANSPARENT")
    return event
