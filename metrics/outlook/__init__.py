"""Outlook: what is needed to meet a target, and where a line leads at this pace."""

from metrics.outlook.forecasting import (
    NEEDS,
    Forecast,
    Need,
    Needed,
    TooFew,
    at_this_pace,
    needed_per_period,
    periods_ahead,
)

__all__ = [
    "NEEDS", "Forecast", "Need", "Needed", "TooFew", "at_this_pace", "needed_per_period",
    "periods_ahead",
]  # fmt: skip
