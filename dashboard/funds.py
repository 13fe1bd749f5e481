"""Which series speak of money, and at which stage it was: the one place that names them.

Announced, awarded and spent are three different amounts. Amounts that contain one another stand in
different series, and nothing here adds any two of them; single awards are (`found_awards`).
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dashboard.services import Services
from metrics import Catalogue, Framework, HeldObservation, SeriesLine

SOURCE = "ontario-funding"

STRATEGIES = ("strategy-commitments",)
STRATEGY_PARTS = ("strategy-new-money",)
QUOTED = ("strategy-commitments-as-quoted",)  # the same amounts, as others repeat them
EARLIER = ("victim-services-commitment-2011", "manitoba-programs-2011")
CALLS = ("indigenous-led-fund-call", "both-funds-call", "both-funds-five-year-total")
AWARDED = (
    "both-funds-awards", "community-supports-fund-awards", "indigenous-led-fund-awards",
    "regional-awards-total",
)  # fmt: skip
YEARLY_FUNDS = (
    "community-supports-fund-yearly", "indigenous-led-fund-yearly",
    "indigenous-led-fund-new-yearly",
)  # fmt: skip
PARTNERS = ("partner-awards", "housing-support-awards")
YEARLY = ("yearly-funding",)
PROGRAMS = {
    "victim-support": (
        "victim-support-grant-call", "victim-support-grant-maximum", "victim-support-grant-total",
    ),
    "civil-remedies": ("civil-remedies-total", "civil-remedies-total-all-violence"),
    "care-units": ("care-unit-funding",),
    "crisis": (
        "victim-crisis-assistance-2016", "victim-crisis-assistance-2020",
        "victim-crisis-assistance-2020-as-quoted",
    ),
}  # fmt: skip
PROGRAM_AWARDS = ("victim-support-grant-by-service", "civil-remedies-awards")
ACCOUNTS = ("public-accounts-victim-services", "public-accounts-indigenous")
SPENDING: tuple[str, ...] = ()  # spending of a strategy itself: none was published


def every_series() -> list[str]:
    """All series that the funding page knows."""
    parts = [
        STRATEGIES,
        STRATEGY_PARTS,
        QUOTED,
        EARLIER,
        CALLS,
        AWARDED,
        YEARLY_FUNDS,
        PARTNERS,
        YEARLY,
    ]
    parts += [*PROGRAMS.values(), PROGRAM_AWARDS, ACCOUNTS, SPENDING]
    return [name for part in parts for name in part]


class Amount(NamedTuple):
    """One published amount and the line that it belongs to."""

    line: SeriesLine
    held: HeldObservation


def amounts(series: Iterable[str], held: Services) -> list[Amount]:
    """The newest edition of each amount of these series, series by series, oldest first."""
    return figures((f"{SOURCE}/{name}" for name in series), held)


def figures(keys: Iterable[str], held: Services) -> list[Amount]:
    """The same of any series, each "<source>/<series>": what publishers say and what is released.

    No partner's own values, nor the sums of them that the office sees before their release.
    """
    known = [key for key in keys if key in held.catalogue.series]
    lines = held.store.lines(known, partners=False)
    found = [Amount(line, one) for line in lines for one in line.values if not one.is_unreleased]
    return sorted(found, key=lambda one: (known.index(one.held.observation.series), _order(one)))


def _order(amount: Amount) -> tuple[date, date]:
    period = amount.held.observation.period
    return period.start, period.end


def within(found: Iterable[Amount], framework: Framework) -> Amount | None:
    """The amount about the years of a strategy: the one whose middle lies in them."""
    for one in found:
        period = one.held.observation.period
        middle = period.start + (period.end - period.start) / 2
        if framework.starts_on <= middle <= framework.ends_on:
            return one
    return None


def strategy_of(amount: Amount, catalogue: Catalogue) -> Framework | None:
    """The strategy that an amount is the whole of."""
    if amount.line.series.id not in STRATEGIES:
        return None
    strategies = catalogue.frameworks.values()
    return next((one for one in strategies if within([amount], one)), None)
