"""What reading a cell may give: a figure, what is wrong, or a question with its readings."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from metrics import ObservationStatus, Qualifier, Text

DECIMAL_COMMA, DECIMAL_POINT = "decimal-comma", "decimal-point"
AS_SHOWN, AS_SHARE = "as-written", "as-share"
ZERO, NOT_APPLICABLE, NOT_AVAILABLE, NOT_YET = (
    "zero", "not-applicable", "not-available", "not-yet",
)  # fmt: skip
FOUR = (ZERO, NOT_APPLICABLE, NOT_AVAILABLE, NOT_YET)


class Figure(NamedTuple):
    """What a cell states; `value` is None where it says why there is no number."""

    value: Decimal | None
    qualifier: Qualifier = Qualifier.EXACT
    status: ObservationStatus = ObservationStatus.NORMAL


class Refused(NamedTuple):
    """What is wrong with a cell, and what would be right."""

    rule: str
    message: Text
    right: Text


class Question(NamedTuple):
    """A cell that can be read in several ways: each way by its code."""

    rule: str
    message: Text
    right: Text
    readings: Mapping[str, "Figure | Refused"]


class Settled(NamedTuple):
    """A cell that could be read in two ways, and what settled it."""

    figure: "Figure | Refused"
    sign: str


Read: TypeAlias = Figure | Refused | Question | Settled | None

NOTHING = {
    ZERO: Figure(Decimal(0)),
    NOT_APPLICABLE: Figure(None, status=ObservationStatus.MISSING),
    NOT_AVAILABLE: Figure(None, status=ObservationStatus.NOT_COLLECTED),
    NOT_YET: Figure(None, status=ObservationStatus.NOT_YET),
}
