"""When something was, as a sentence says it: each form of a period by the words that go with it."""

from dashboard.text import Words
from metrics import Frequency, Period, labels

ELIDED = "aeiouhéâ"  # before these French says "d'avril", not "de avril"


def in_period(period: Period, words: Words) -> str:
    """Say when: "in 2024", "au T4 2023", "on 30 June 2016", "from June 2016 to June 2020"."""
    if labels.is_span(period):
        return _over(period, words)
    said = labels.period_words(period, words.language)
    return words(f"shared.when_{_form(period)}", period=said)


def _form(period: Period) -> str:
    match period.frequency:
        case Frequency.DAILY:
            return "day"
        case Frequency.QUARTERLY:
            return "quarter"
        case Frequency.ANNUAL if period.start.month == 10:
            return "us_year"
        case _:
            return "in"


def _over(period: Period, words: Words) -> str:
    """From its first to its last day, month or year."""
    first, last = labels.span_ends(period, words.language)
    form = "elided" if first[0] in ELIDED else "span"
    form = "days" if labels.is_of_days(period) else form
    return words(f"shared.over_{form}", first=first, last=last)
