"""What became of each made-up return: when it came, and what the office did with it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from dashboard.demo.filled import Asking
from metrics import Catalogue, Period, ReturnForm, ReturnState

FORM = "example-quarterly-return"
NEWEST = Period.parse("2026-Q3")
SUBMITTED, RETURNED, APPROVED = ReturnState.SUBMITTED, ReturnState.RETURNED, ReturnState.APPROVED
OF_NEWEST = {  # what has become of the newest quarter's; the others have sent nothing
    "b": RETURNED, "c": SUBMITTED, "d": APPROVED, "e": APPROVED, "f": SUBMITTED, "j": APPROVED,
    "k": SUBMITTED, "l": SUBMITTED,
}  # fmt: skip
LATE = {("j", NEWEST.code): 9, ("f", "2025-Q2"): 6, ("k", "2025-Q4"): 3, ("b", "2024-Q3"): 12}
MENDED = {("c", "2025-Q1"), ("h", "2026-Q2")}  # sent back once, then sent again
WAIVED = ("d", "2025-Q3")
EXTENDED = ("h", NEWEST.code, date(2026, 12, 15))
CLOSED_UNTIL, REOPENED = Period.parse("2025-Q4"), Period.parse("2025-Q2")
EXPORTING = "cdegjk"  # their returns come from a system of their own, as CSV
CONSENTING, SILENT = "k", "l"  # they govern their data; of one alone there is consent
TO_MEND = "a"  # whose file of the newest quarter has faults


class Coming(NamedTuple):
    """One return as it comes in, and the state in which the office leaves it."""

    asking: Asking
    at: datetime
    state: ReturnState
    is_mended: bool = False  # sent back before it was right


def coming(form: ReturnForm, catalogue: Catalogue, until: datetime) -> list[Coming]:
    """Every return of three years, in the order in which they come."""
    found = [one for period in quarters(form) for one in _of_quarter(form, catalogue, period)]
    return sorted((one for one in found if one.at <= until), key=lambda one: one.at)


def letter(partner: str) -> str:
    return partner.rpartition("-")[2]


def partner_named(of_letter: str) -> str:
    return f"example-partner-{of_letter}"


def quarters(form: ReturnForm) -> Iterator[Period]:
    period = min((one.since for one in form.obligations), key=lambda one: one.start)
    while period.start <= NEWEST.start:
        yield period
        period = form.after(period)


def _of_quarter(form: ReturnForm, catalogue: Catalogue, period: Period) -> Iterator[Coming]:
    for partner in form.partners_in(period):
        which = letter(partner), period.code
        state = OF_NEWEST.get(which[0]) if period == NEWEST else APPROVED
        if state is not None and which != WAIVED:
            language = catalogue.partners[partner].language
            asking = Asking(
                form,
                partner,
                period,
                language,
                exports=which[0] in EXPORTING and which not in MENDED,
            )
            yield Coming(asking, _arrival(form, period, which), state, which in MENDED)


def _arrival(form: ReturnForm, period: Period, which: tuple[str, str]) -> datetime:
    """Some days before it is due, or after; each organization at its own hour."""
    order = ord(which[0]) - ord("a")
    days = LATE.get(which, -2 - (order * 5 + period.start.month) % 14)
    hour = time(13 + order % 7, (order * 7) % 60, tzinfo=UTC)
    return datetime.combine(form.due_on(period) + timedelta(days=days), hour)
