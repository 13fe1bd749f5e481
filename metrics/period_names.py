"""What a period is called where it is read by people: by the years in which its form counts."""

from collections.abc import Iterable

from metrics import labels
from metrics.errors import FEW, UnheldPeriodError, UnknownError
from metrics.languages import Language, Text
from metrics.periods import Frequency, Period

_FROM, _TO = Text("", "du "), Text(" to ", " au ")
_BETWEEN = Text("{} to {}", "{} à {}")
_OF_DAYS = {Frequency.OTHER, Frequency.DAILY}  # told by their first and last day
NEAR_BY = 5  # years beyond all that is held within which the nearest periods still help
_PERIOD = Text("period", "Période")
_QUARTER = Text("Q{number} {year}", "T{number} {year}")


def form_period_words(period: Period, language: Language, *, fiscal: bool) -> str:
    """Words such as "Q3 2025-26 (1 October 2025 to 31 December 2025)"."""
    name = _fiscal_quarter(period, language) if fiscal else labels.period_words(period, language)
    ends = [labels.day_words(day, language) for day in (period.start, period.end)]
    days = _FROM.in_(language) + _TO.in_(language).join(ends)
    return f"{name} ({days})" if name else days


def period_named(period: Period, *, fiscal: bool) -> Text:
    """A period in few words: "Q3 2025-26", never the code 2025-Q4 of the same days."""
    return Text(*(
        form_period_words(period, one, fiscal=fiscal).partition(" (")[0] for one in Language
    ))  # fmt: skip


def _fiscal_quarter(period: Period, language: Language) -> str:
    """A quarter of a year that begins in April; other spans are named by their days."""
    if period.code[5:6] != "Q":
        return ""
    quarter = (period.start.month - 4) % 12 // 3 + 1
    year = period.start.year - (period.start.month < 4)
    end = f"{(year + 1) % 100:02d}" if language is Language.EN else str(year + 1)
    return _QUARTER.in_(language).format(number=quarter, year=f"{year}-{end}")


def span_words(periods: Iterable[Period], language: Language) -> str:
    """From the first period to the last, "Q1 2020 to Q3 2024"; one period as itself.

    Where one of the two is itself a span, from its first day to their last: "2009 to 2024", never
    "2009 to 2016 to 2024".
    """
    held = sorted(set(periods))
    first = min(held, key=lambda one: (one.start, one.days))
    last = max(held, key=lambda one: (one.end, -one.days))
    if first == last or {first.frequency, last.frequency} & _OF_DAYS:
        return labels.period_words(Period(first.start, last.end), language)
    ends = (labels.period_words(one, language) for one in (first, last))
    return _BETWEEN.in_(language).format(*ends)


def unheld(period: Period, held: Iterable[Period]) -> UnknownError:
    """What to say of a period without a value: the nearest held, or from when to when they go."""
    periods = list(held)
    first = min((one.start for one in periods), default=period.start)
    last = max((one.end for one in periods), default=period.end)
    if first.year - NEAR_BY <= period.end.year and period.start.year <= last.year + NEAR_BY:
        near = near_periods(period, periods)[:FEW]
        return UnknownError(_PERIOD, period.code, [one.code for one in near])
    return UnheldPeriodError(_PERIOD, period.code, first.year, last.year)


def near_periods(period: Period, held: Iterable[Period]) -> list[Period]:
    """Each of these periods once, the nearest to this one first."""
    return sorted(set(held), key=lambda one: _apart(period, one))


def _apart(asked: Period, held: Period) -> tuple[int, int, Period]:
    """How many days lie between two periods, then by how many the one is the longer."""
    between = max((held.start - asked.end).days, (asked.start - held.end).days, 0)
    return between, abs(held.days - asked.days), held
