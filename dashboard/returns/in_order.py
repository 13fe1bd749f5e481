"""Differences in the order in which a form asks, beside what was said for the period before."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from metrics import (
    Difference,
    Disaggregation,
    HeldReturn,
    MetricsStore,
    Observation,
    ReturnForm,
)

Cell: TypeAlias = tuple[str, str, str]  # series, place, breakdown


def in_form_order(told: Iterable[Difference], form: ReturnForm | None) -> list[Difference]:
    """As its tables, columns and rows follow one another; what it asks for no more comes last."""
    order = order_of(form)
    return sorted(told, key=lambda one: order(cell_of(one)))


def order_of(form: ReturnForm | None) -> Callable[[Cell], tuple[int, str, int]]:
    """Where a cell comes in a form, its indicator first."""
    at = _places(form) if form else {}
    first: dict[str, int] = {}
    for (series, _, _), place in at.items():
        first.setdefault(series, place)
    end = len(at)
    return lambda cell: (first.get(cell[0], end), cell[0], at.get(cell, end))


def cell_of(one: Difference) -> Cell:
    return one.series, one.place, one.disaggregation


def _places(form: ReturnForm) -> dict[Cell, int]:
    found: dict[Cell, int] = {}
    for table in form.tables:
        for measure in table.measures:
            for place, member in table.rows(form.place):
                of = {table.dimension: member} if table.dimension and member else {}
                cell = f"{form.source}/{measure.series}", place, Disaggregation.of(of).code
                found.setdefault(cell, len(found))
    return found


def said_before(
    store: MetricsStore, held: HeldReturn, form: ReturnForm
) -> Mapping[Cell, Observation]:
    """What stands of the period before, by cell: approved, else as it was sent."""
    receipt, before = held.receipt, form.before(held.receipt.period)
    past = store.returns.past_values(receipt.form, receipt.organization, receipt.period)
    return {
        cell: one for cell, values in past.items() for period, one in values if period == before
    }
