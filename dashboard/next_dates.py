"""The next dates: only those that are declared, or follow from what is; none is guessed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from dash import html

from dashboard.addresses import Address
from dashboard.components import Child
from dashboard.findings import all_rows
from dashboard.known_then import event_known, strategies_known
from dashboard.quality.of_partners import partners_seen
from dashboard.returns.naming import Names
from dashboard.services import Services
from dashboard.text import Words
from metrics import Announced, Indicator, Obligation, ObligationState, Period, Scorecard, Target

MOST = 6  # dates of a list


class Coming(NamedTuple):
    """A day, what it is the day of, where that is found, and what is to be said of it.

    `key` is what it is called in every language and for ever; `at` the minute, where there is one.
    """

    day: date
    title: str
    href: str
    text: str
    key: str = ""
    at: datetime | None = None


def next_dates(
    card: Scorecard, held: Services, on: date, address: Address, words: Words
) -> list[tuple[Child, Child, Child]]:
    """The dates from a day on, the next first."""
    found = [
        *of_strategies(card, held, address, words),
        *of_targets(card, address, words),
        *of_sources(held, address, words),
        *of_releases(held, address, words),
        *of_returns(held, on, address, words),
    ]
    coming = to_come(found, on)[:MOST]
    return [(words.day(one.day), html.A(one.title, href=one.href), one.text) for one in coming]


def to_come(found: Iterable[Coming], on: date) -> list[Coming]:
    """Those from a day on, each once, the next first."""
    return sorted({one for one in found if one.day >= on}, key=lambda one: (one[:4], one.key))


def names_no_release(held: Services, on: date) -> bool:
    """Whether no source has named a day to come for its next release."""
    named = (one.next_release for one in held.catalogue.sources.values())
    return not any(day is not None and day >= on for day in named)


def of_strategies(
    card: Scorecard, held: Services, address: Address, words: Words
) -> Iterator[Coming]:
    """The first and last day of every strategy, and the events of the one that is shown."""
    here = address.to("/methods#strategies")
    for one in strategies_known(held, address):
        title = words.text(one.title)
        starts, ends = words("overview.date_starts"), words("overview.date_ends")
        yield Coming(one.starts_on, title, here, starts, f"strategy/{one.id}/starts")
        yield Coming(one.ends_on, title, here, ends, f"strategy/{one.id}/ends")
    own, said = card.framework, words("overview.date_event")
    for event in own.events:
        if event_known(event, held, address.known_at):
            key = f"event/{own.id}/{event.id}"
            yield Coming(event.on, words.text(event.title), here, said, key)


def of_targets(card: Scorecard, address: Address, words: Words) -> Iterator[Coming]:
    """Each day by which targets are to be reached: the indicator, or how many they are."""
    by_day: dict[date, list[Indicator]] = {}
    for row in all_rows(card):
        if target := _target(row.indicator, address.known_at):
            by_day.setdefault(target.by, []).append(row.indicator)
    for day, of_day in by_day.items():
        title, way = words.text(of_day[0].title), f"/indicator/{of_day[0].id}"
        if len(of_day) > 1:
            title, way = words.counted("calendar.targets", len(of_day)), "/#map"
        said = words.counted("overview.date_target", len(of_day))
        yield Coming(day, title, address.to(way), said, f"target/{card.framework.id}/{day}")


def _target(indicator: Indicator, then: date | None) -> Target | None:
    return indicator.target_on(then) if then else indicator.target


def of_sources(held: Services, address: Address, words: Words) -> Iterator[Coming]:
    """None as known on a past day: no record says when a publisher named its next release."""
    for one in held.catalogue.sources.values():
        if one.next_release and not address.known_at:
            title, way = words.text(one.title), address.to(f"/sources/{one.id}")
            said = words("overview.date_source")
            yield Coming(one.next_release, title, way, said, f"source/{one.id}/{one.next_release}")


def of_releases(held: Services, address: Address, words: Words) -> Iterator[Coming]:
    """What the office has told everybody; nothing where nobody can sign in, or of a past moment."""
    if held.takes_sign_in and not address.moment.is_past:
        for one in held.store.releases.announced():
            day, title = one.lifts_at.astimezone().date(), words.text(one.title)
            said = words(_release_said(one))
            key = f"release/{one.lifts_at.isoformat()}/{one.title.en}"
            yield Coming(day, title, address.to("/releases"), said, key, one.lifts_at)


def _release_said(one: Announced) -> str:
    """The message for how an announced release stands."""
    if one.is_stopped:
        return "calendar.stopped"
    return "calendar.withdrawn" if one.is_withdrawn else "overview.date_release"


def of_returns(held: Services, on: date, address: Address, words: Words) -> Iterator[Coming]:
    """Of each form and period: when it ends, and when its returns are due; for who sees them."""
    if not partners_seen(held):
        return
    names = Names(held.catalogue, words)
    owed = held.store.returns.obligations(on)
    for (form, period, due, how), partners in _asked(owed, on).items():
        way = address.to("/returns/calendar", form=form, period=period.code)
        title = f"{names.form(form)}, {names.period(form, period)}"
        key = f"return/{form}/{period.code}"
        yield Coming(period.end, title, way, words("overview.date_period"), f"{key}/ends")
        said = _due_said(partners, held, words, how)
        yield Coming(due, title, way, said, f"{key}/{how}/{due}")


def _due_said(partners: set[str], held: Services, words: Words, how: str) -> str:
    """A partner reads it of itself; the office of as many as there are."""
    if held.store.scope.organizations is not None:
        return words(f"overview.date_{how}_own")
    return words.counted(f"overview.date_{how}", len(partners))


def late_returns(held: Services, on: date, address: Address, words: Words) -> list[Coming]:
    """Those whose day is past and that have not come, the oldest first."""
    found = of_returns(held, on, address, words)
    return sorted(one for one in found if one.day < on and not one.key.endswith("/ends"))


def _asked(owed: Iterable[Obligation], on: date) -> dict[tuple[str, Period, date, str], set[str]]:
    """By form, period, due date and how it stands, the partners of whom something is to come."""
    found: dict[tuple[str, Period, date, str], set[str]] = {}
    for one in owed:
        if one.is_open:
            back = one.state is ObligationState.RETURNED
            how = "back" if back else "late" if one.due_on < on else "due"
            found.setdefault((one.form, one.period, one.due_on, how), set()).add(one.partner)
    return found
