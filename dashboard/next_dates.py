"""The next dates: only those that are declared, or follow from what is; none is guessed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dash import html

from dashboard.addresses import Address
from dashboard.components import Child
from dashboard.findings import all_rows
from dashboard.quality.of_partners import partners_seen
from dashboard.returns.naming import Names
from dashboard.services import Services
from dashboard.text import Words
from metrics import Indicator, Obligation, Period, Scorecard

MOST = 6  # dates of a list


class Coming(NamedTuple):
    """A day, what it is the day of, where that is found, and what is to be said of it."""

    day: date
    title: str
    href: str
    text: str


def next_dates(
    card: Scorecard, held: Services, on: date, address: Address, words: Words
) -> list[tuple[Child, Child, Child]]:
    """The dates from a day on, the next first."""
    found = [
        *_of_strategies(card, held, address, words),
        *_of_targets(card, address, words),
        *_of_sources(held, address, words),
        *_of_releases(held, address, words),
        *_of_returns(held, on, address, words),
    ]
    coming = sorted({one for one in found if one.day >= on})[:MOST]
    return [(words.day(one.day), html.A(one.title, href=one.href), one.text) for one in coming]


def names_no_release(held: Services, on: date) -> bool:
    """Whether no source has named a day to come for its next release."""
    named = (one.next_release for one in held.catalogue.sources.values())
    return not any(day is not None and day >= on for day in named)


def _of_strategies(
    card: Scorecard, held: Services, address: Address, words: Words
) -> Iterator[Coming]:
    """The first and last day of every strategy, and the events of the one that is shown."""
    here = address.to("/methods#strategies")
    for one in held.catalogue.frameworks.values():
        title = words.text(one.title)
        yield Coming(one.starts_on, title, here, words("overview.date_starts"))
        yield Coming(one.ends_on, title, here, words("overview.date_ends"))
    for event in card.framework.events:
        yield Coming(event.on, words.text(event.title), here, words("overview.date_event"))


def _of_targets(card: Scorecard, address: Address, words: Words) -> Iterator[Coming]:
    """Each day by which targets are to be reached: the indicator, or how many they are."""
    by_day: dict[date, list[Indicator]] = {}
    for row in all_rows(card):
        if target := row.indicator.target:
            by_day.setdefault(target.by, []).append(row.indicator)
    for day, of_day in by_day.items():
        title, way = words.text(of_day[0].title), f"/indicator/{of_day[0].id}"
        if len(of_day) > 1:
            title, way = words.counted("overview.targetless_link", len(of_day)), "/#map"
        said = words.counted("overview.date_target", len(of_day))
        yield Coming(day, title, address.to(way), said)


def _of_sources(held: Services, address: Address, words: Words) -> Iterator[Coming]:
    for one in held.catalogue.sources.values():
        if one.next_release:
            title, way = words.text(one.title), address.to(f"/sources/{one.id}")
            yield Coming(one.next_release, title, way, words("overview.date_source"))


def _of_releases(held: Services, address: Address, words: Words) -> Iterator[Coming]:
    """What the office has told everybody; nothing where nobody can sign in, or of a past moment."""
    if held.takes_sign_in and not address.moment.is_past:
        for one in held.store.releases.announced():
            day, title = one.lifts_at.astimezone().date(), words.text(one.title)
            yield Coming(day, title, address.to("/releases"), words("overview.date_release"))


def _of_returns(held: Services, on: date, address: Address, words: Words) -> Iterator[Coming]:
    """Of each form and period: when it ends, and when its returns are due; for who sees them."""
    if not partners_seen(held):
        return
    names = Names(held.catalogue, words)
    for (form, period, due), partners in _asked(held.store.returns.obligations(on)).items():
        way = address.to("/returns/calendar", form=form, period=period.code)
        title = f"{names.form(form)}, {names.period(form, period)}"
        yield Coming(period.end, title, way, words("overview.date_period"))
        yield Coming(due, title, way, words.counted("overview.date_due", len(partners)))


def _asked(owed: Iterable[Obligation]) -> dict[tuple[str, Period, date], set[str]]:
    """By form, period and due date, the partners of whom something is still to come."""
    found: dict[tuple[str, Period, date], set[str]] = {}
    for one in owed:
        if one.is_open:
            found.setdefault((one.form, one.period, one.due_on), set()).add(one.partner)
    return found
