"""What a return says, as a digest: the same for the same figures, however and by whom written."""

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256

from ingest.meanings import Memo
from metrics import Observation


def digest_of(form: str, partner: str, period: str, values: Iterable[Observation]) -> str:
    """SHA-256 of the values in a fixed order; of no byte, sheet, cell or format of the file."""
    breakdowns: Memo[str] = Memo(lambda one: one.code)
    periods: Memo[str] = Memo(lambda one: one.code)
    amounts: Memo[str] = Memo(_amount)
    lines = sorted(
        "\t".join((
            one.series, one.place, breakdowns[one.disaggregation], periods[one.period],
            amounts[one.value], one.qualifier, one.status, one.note.en if one.note else "",
        ))
        for one in values
    )  # fmt: skip
    return sha256("\n".join((f"{form}\t{partner}\t{period}", *lines)).encode()).hexdigest()


def _amount(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
