"""On which day a schedule comes due: working days of Ontario after a period closes.

A rule is kept as a short text: `quarter+3` (three working days after a calendar quarter ends),
`return:FORM+3` (after the returns of a form are due, as the calendar has it, extensions and all) or
`month:5` (on the fifth working day of each month).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeAlias

from holidays import country_holidays

from dashboard.text import Words
from metrics import Obligation, ObligationState, Period, months

DAY = timedelta(days=1)
MOST = 60  # working days of a rule
LATEST = timedelta(days=21)  # after its day: what was missed for longer is not made up for
SATURDAY = 5
RULES = re.compile(
    r"(?:(quarter)|(return):([a-z0-9-]{1,64}))\+(\d{1,2})|(month):(\d{1,2})", re.ASCII
)
Closings: TypeAlias = Iterable[tuple[Period, date]]  # a period, and the day on which it closes


class Kind(StrEnum):
    """What a rule goes by: the clock, or the calendar of returns."""

    QUARTER = "quarter"
    RETURN = "return"
    MONTH = "month"


class Rule(NamedTuple):
    """`days` are working days after the closing; of a month, which of its own working days."""

    kind: Kind
    days: int
    form: str = ""

    @property
    def text(self) -> str:
        if self.kind is Kind.MONTH:
            return f"month:{self.days}"
        return f"{self.kind}{':' if self.form else ''}{self.form}+{self.days}"

    @classmethod
    def parse(cls, text: str) -> "Rule | None":
        """The rule that is written; None for what is none."""
        if (found := RULES.fullmatch(text)) is None:
            return None
        quarter, of_return, form, after, month, nth = found.groups()
        days = int(after or nth)
        least = 1 if month else 0
        kind = Kind(quarter or of_return or month)
        return cls(kind, days, form or "") if least <= days <= _most(kind) else None

    def said(self, words: Words, form: str = "") -> str:
        """The rule in words; `form` is the title of its return form."""
        key = f"briefing_commands.rule_{self.kind}"
        if self.kind is Kind.MONTH:
            return words(key, days=self.days)
        return words.counted(key, self.days, form=form)


class DueDay(NamedTuple):
    """One time that a rule comes due: for which period, and on which day."""

    key: str  # the code of the period: "2026-Q2"
    day: date


@cache
def _holidays(year: int) -> frozenset[date]:
    """Ontario's public holidays, and the days on which one that falls on a weekend is observed."""
    return frozenset(country_holidays("CA", subdiv="ON", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def working_day_after(day: date, count: int) -> date:
    """The `count`th working day after a day; with none, the day itself or the next working day."""
    found = day
    for _ in range(count):
        found = _working(found + DAY)
    return _working(found)


def due_day(rule: Rule, today: date, closings: Closings = ()) -> DueDay | None:
    """The last time that a rule came due by a day, unless that is long past.

    `closings` are the periods of the rule's return form with the day on which each closes.
    """
    times = sorted(_times(rule, today, closings), key=lambda one: (one.day, one.key))
    come = [one for one in times if today - LATEST <= one.day <= today]
    return come[-1] if come else None


def next_day(rule: Rule, today: date, closings: Closings = ()) -> DueDay | None:
    """The next time that a rule comes due after a day; None where no period is known to close."""
    times = sorted(_times(rule, today, closings), key=lambda one: (one.day, one.key))
    return next((one for one in times if one.day > today), None)


def closings_of(owed: Iterable[Obligation]) -> list[tuple[Period, date]]:
    """When each period of a form closes: on the last day on which anything of it is due."""
    found: dict[Period, date] = {}
    for one in owed:
        if one.state is not ObligationState.WAIVED:
            found[one.period] = max(one.due_on, found.get(one.period, one.due_on))
    return sorted(found.items())


def _times(rule: Rule, today: date, closings: Closings) -> Iterator[DueDay]:
    if rule.kind is Kind.RETURN:
        for period, day in closings:
            yield DueDay(period.code, working_day_after(day, rule.days))
        return
    step = 3 if rule.kind is Kind.QUARTER else 1
    for period in _around(today, step):
        if rule.kind is Kind.MONTH:
            yield DueDay(period.code, working_day_after(period.start - DAY, rule.days))
        else:
            yield DueDay(period.code, working_day_after(period.end, rule.days))


def _around(today: date, step: int) -> Iterator[Period]:
    """The periods of so many months whose closing may lie near a day."""
    now = today.year * 12 + (today.month - 1) // step * step
    for at in range(now - 6, now + 9, step):
        yield months(at // 12, at % 12 + 1, step)


def _working(day: date) -> date:
    while not is_working_day(day):
        day += DAY
    return day


def _most(kind: Kind) -> int:
    """A month has at least as many working days: what is later would never come due."""
    return 15 if kind is Kind.MONTH else MOST
