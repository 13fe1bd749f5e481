"""Compound growth: its rate a year, the years between two periods, and the bands of a trend.

Powers are taken with 28 significant digits and ratios settled to 12 decimals.
"""

from datetime import date, timedelta
from decimal import Decimal, localcontext

from metrics.verdicts import Trend

DIGITS = 28
SETTLED = Decimal("1e-12")
RATIO_CUTS = Decimal("0.95"), Decimal("0.6")
GROWTH_CUTS = Decimal("0.015"), Decimal("0.005")
NEAR_LIMIT = Decimal("4.44")


def growth(first: Decimal, last: Decimal, years: Decimal) -> Decimal | None:
    """Compound growth a year, 0.02 for 2 %; None from zero, across zero and within no time."""
    if first == 0 or years <= 0 or last / first < 0:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        return (last / first) ** (1 / years) - 1


def years_between(first: date, last: date) -> Decimal:
    """Years from one period's last day to another's; in whole months where both end a month."""
    if all((day + timedelta(days=1)).day == 1 for day in (first, last)):
        return Decimal((last.year - first.year) * 12 + last.month - first.month) / 12
    return Decimal((last - first).days) / Decimal("365.2425")


def near_limit(base: Decimal, limit: Decimal) -> Decimal:
    """The factor C, from 0 at the natural limit to 1 far from it (as published)."""
    value, end = abs(base), abs(limit)
    if end == 0 or value > 2 * end:
        return Decimal(1)
    part = value / end if value <= end else (2 * end - value) / end
    return 1 - part**NEAR_LIMIT


def banded_trend(rate: Decimal, cuts: tuple[Decimal, Decimal]) -> Trend:
    """The word for a ratio or a growth between its two cuts and zero."""
    held = settled(rate)
    if held >= cuts[0]:
        return Trend.SUBSTANTIAL
    if held >= cuts[1]:
        return Trend.MODERATE
    return Trend.LIMITED if held >= 0 else Trend.DETERIORATION


def settled(rate: Decimal) -> Decimal:
    return rate.quantize(SETTLED) if abs(rate) < 10**9 else rate
