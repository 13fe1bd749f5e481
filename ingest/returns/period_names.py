"""What a period is called where it is read by people: by the years in which its form counts."""

from metrics import Period, ReturnForm, Text, form_period_words, period_named

__all__ = ["named", "period_words"]

period_words = form_period_words


def named(period: Period, form: ReturnForm) -> Text:
    """A period of a form in few words: "Q3 2025-26", never the code 2025-Q4 of the same days."""
    return period_named(period, fiscal=form.fiscal)
