"""Outlook: what is needed to meet a target, and where a line leads at this pace."""

from metrics.outlook.forecasting import (
    NEEDS,
    Forecast,
    Need,
    Needed,
    NotNeeded,
    TooFew,
    at_this_pace,
    needed_per_period,
    no_forecast,
    no_need,
    periods_ahead,
)

__all__ = [
    "NEEDS", "Forecast", "Need", "Needed", "NotNeeded", "TooFew", "at_this_pace",
    "needed_per_period", "no_forecast", "no_need", "periods_ahead",
]  # fmt: skip
