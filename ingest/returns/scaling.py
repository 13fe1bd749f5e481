"""Figures that a partner writes in thousands, say: read as they stand, then times the scale."""

from collections.abc import Sequence
from decimal import Decimal

from ingest.book import Value
from ingest.returns.figures import Figure, Question, Read, Refused, Settled
from ingest.returns.notation import read_value, within
from metrics import Text, Unit

ONE = Decimal(1)


def read_scaled(
    cell: Value,
    unit: Unit,
    scale: Decimal,
    *,
    decimal: str | None = None,
    qualifiers: bool = False,
    about: Sequence[Text] = (),
) -> Read:
    """As `read_value`, of a cell in multiples of its unit: 1.5 thousand people are 1500."""
    if scale == ONE:
        return read_value(cell, unit, decimal=decimal, qualifiers=qualifiers, about=about)
    # a rate, since 1.5 of a count and 1.2345 of an amount could not be read at all
    rated = unit.kind in ("count", "days", "money")
    unbound = unit.model_copy(update={"kind": "rate"}) if rated else unit
    read = read_value(cell, unbound, decimal=decimal, qualifiers=qualifiers, about=about)
    return _scaled(read, scale, unit)


def _scaled(read: Read, scale: Decimal, unit: Unit) -> Read:
    """The same reading times a scale, held to what its unit can be."""
    if isinstance(read, Question) and read.rule != "nothing":
        return read._replace(readings={way: _figure(one, scale, unit)
                                       for way, one in read.readings.items()})  # fmt: skip
    if isinstance(read, Settled):
        return read._replace(figure=_figure(read.figure, scale, unit))
    return _figure(read, scale, unit) if isinstance(read, Figure) else read


def _figure(read: Figure | Refused, scale: Decimal, unit: Unit) -> Figure | Refused:
    if isinstance(read, Refused) or read.value is None:
        return read
    return within(read._replace(value=read.value * scale), unit)
