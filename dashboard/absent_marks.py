"""What is absent, on pages: of which moment a page speaks, and the mark of what it lacks."""

from collections.abc import Iterable

from dashboard.absent import PAST, Then, absence
from dashboard.addresses import Address
from dashboard.drawing import mark_kind
from dashboard.services import services
from metrics import ScorecardRow


def then_of(address: Address) -> Then:
    return Then(services().store, address.framework)


def row_mark(row: ScorecardRow, then: Then) -> str:
    """The kind of a row's mark: as `mark_kind`, but empty where nothing was known or held then."""
    return "none" if absence(row, then) in PAST else mark_kind(row.assessment)


def key_names(rows: Iterable[ScorecardRow], then: Then) -> list[str]:
    """For each row the name under which the key counts it: its mark, or why none is there."""
    return [
        f"absent_{why}" if why and row_mark(row, then) in ("none", "part") else row_mark(row, then)
        for row in rows
        for why in [absence(row, then)]
    ]
