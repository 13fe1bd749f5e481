"""What a period is called where it is read by people: by the years in which its form counts."""

from metrics import Language, Period, ReturnForm, Text, form_period_words

__all__ = ["named", "period_words"]

period_words = form_period_words


def named(period: Period, form: ReturnForm) -> Text:
    """A period as its form counts it, with its months: "Q3 2025-26 (October to December 2025)"."""
    return Text(*(form_period_words(period, one, fiscal=form.fiscal) for one in Language))
