"""Which sign stands before decimals on a sheet, as its own figures show beyond doubt.

A cell that is refused shows nothing: what is no figure of the form says nothing of how the form's
figures are written.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from ingest.book import Value
from ingest.returns.figures import Refused
from ingest.returns.layout import LayoutRow, MeasureColumn
from ingest.returns.ledger import At
from ingest.returns.notation import decides
from ingest.returns.scaling import ONE, read_scaled

MOST = 20_000  # texts of a sheet that are asked
# a figure of the form, where the file states it, what stands there, and in thousands or what
Stated = tuple[LayoutRow, MeasureColumn, At, Value, Decimal]


def sign_of(stated: Iterable[Stated]) -> str | None:
    """The one sign that figures of a sheet show; None where they show none, or both."""
    texts = ((one[1], one[3], one[4]) for one in stated if type(one[3]) is str)
    return the_one(_shown(*one) for one in islice(texts, MOST))


def sign_shown(text: str, column: MeasureColumn) -> str | None:
    """The sign that a text shows as a figure of this column; None where it is refused there."""
    return _shown(column, text, ONE)


def the_one(signs: Iterable[str | None]) -> str | None:
    """The sign on which all agree that show any."""
    found = {*signs} - {None}
    return found.pop() if len(found) == 1 else None


def _shown(column: MeasureColumn, text: Value, scale: Decimal) -> str | None:
    if not isinstance(text, str) or not text[:1].isdigit() or not (sign := decides(text)):
        return None
    read = read_scaled(text, column.unit, scale, qualifiers=column.measure.qualifiers)
    return None if isinstance(read, Refused) else sign
