"""Whether the parts of a table add to the totals that it prints beside them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias

from ingest.findings import Finding, Problem, Severity
from ingest.tables import Table
from metrics import Observation, Qualifier

Whole: TypeAlias = tuple[object, ...]


def compared(
    items: Iterable[Observation | Finding], table: Table
) -> Iterator[Observation | Finding]:
    """The items, and after them a warning for each printed total that its parts do not make."""
    return _with_differences(items, table) if table.spec.adds_up else iter(items)


def _with_differences(
    items: Iterable[Observation | Finding], table: Table
) -> Iterator[Observation | Finding]:
    held = []
    for item in items:
        if isinstance(item, Observation):
            held.append(item)
        yield item
    for dimension in table.spec.adds_up:
        yield from _differences(held, dimension, table)


def _differences(held: list[Observation], dimension: str, table: Table) -> Iterator[Finding]:
    known = table.catalogue.dimensions[dimension].members
    inner = {one.code for one in known.values() if one.parent}  # already in the member above it
    totals: dict[Whole, Observation] = {}
    parts: dict[Whole, list[Observation]] = defaultdict(list)
    for one in held:
        members = dict(one.disaggregation.members)
        member = members.pop(dimension, None)
        whole: Whole = (one.series, one.place, one.period, one.document, tuple(members.items()))
        if member is None:
            totals[whole] = one
        elif member not in inner:
            parts[whole].append(one)
    for key, total in totals.items():
        added = _sum(parts[key])
        if added is not None and total.qualifier is Qualifier.EXACT and added != total.value:
            yield Finding.at(total.location, total.value, _difference(total, added, dimension))


def _sum(parts: list[Observation]) -> Decimal | None:
    """The sum of parts that are all published exactly."""
    values = [one.value for one in parts if one.qualifier is Qualifier.EXACT]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if parts and len(known) == len(parts) else None


def _difference(total: Observation, added: Decimal, dimension: str) -> Problem:
    return Problem.of(
        "sum",
        f"The parts by {dimension} add to {added}, and the total is {total.value}.",
        f"Les parties selon {dimension} donnent {added}, et le total est {total.value}.",
        Severity.WARNING,
    )
