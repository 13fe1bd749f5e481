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
    """Words such as "Q3 2025-26 (October to December 2025)": its months say which one is meant.

    The same months are "Q4 2025 (October to December 2025)" where years are those of the calendar.
    """
    name = _name(period, language, fiscal=fiscal)
    days = _months(period, language)
    return f"{name} ({days})" if name and name != days else days


def months_named(period: Period) -> Text:
    """A period by its months alone, which no way of counting years changes."""
    return Text(*(_months(period, one) for one in Language))


def _months(period: Period, language: Language) -> str:
    """From a first to a last month, each year once; by its days where it is not of whole months."""
    if period.frequency in _OF_DAYS:
        ends = [labels.day_words(day, language) for day in (period.start, period.end)]
        return _FROM.in_(language) + _TO.in_(language).join(ends)
    first, last = (
        labels.known_words(f"{day:%Y-%m}", language) for day in (period.start, period.end)
    )
    if period.start.year == period.end.year:
        first = first.removesuffix(f" {period.start.year}")
    return (
        last
        if period.frequency is Frequency.MONTHLY
        else _BETWEEN.in_(language).format(first, last)
    )


def period_named(period: Period, *, fiscal: bool) -> Text:
    """A period in few words: "Q3 2025-26", never the code 2025-Q4 of the same days."""
    return Text(*(
        form_period_words(period, one, fiscal=fiscal).partition(" (")[0] for one in Language
    ))  # fmt: skip


def period_in_full(period: Period, *, fiscal: bool) -> Text:
    """A period with its months, where nothing near by says them."""
    return Text(*(form_period_words(period, one, fiscal=fiscal) for one in Language))


def _name(period: Period, language: Language, *, fiscal: bool) -> str:
    """What a quarter or a year is called; other spans are named by their months or days alone."""
    is_quarter = period.code[5:6] == "Q"
    if fiscal and is_quarter:
        return _fiscal_quarter(period, language)
    named = is_quarter or period.frequency is Frequency.ANNUAL
    return labels.period_words(period, language) if named else ""


def _fiscal_quarter(period: Period, language: Language) -> str:
    """A quarter of a year that begins in April."""
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
