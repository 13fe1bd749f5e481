"""Unknown numbers that say nothing of each other are bounded apart."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from metrics.attack.cells import Row, System, Unknown


class Component(NamedTuple):
    """Unknowns that hang together; `places` are where they stand in the whole system."""

    places: tuple[int, ...]
    unknowns: tuple[Unknown, ...]
    rows: tuple[Row, ...]  # by the component's own numbering


def components(system: System) -> Iterator[Component]:
    """The parts of a system, without those in which no range must stay wide.

    A number that is known exactly joins nothing: it takes part wherever it is needed.
    """
    leads = _leads(system)
    members: dict[int, set[int]] = defaultdict(set)
    rows: dict[int, list[Row]] = defaultdict(list)
    for place in range(len(system.unknowns)):
        members[_lead(leads, place)].add(place)
    for row in system.rows:
        free = [place for place, _ in row.terms if not _is_known(system.unknowns[place])]
        lead = _lead(leads, free[0] if free else row.terms[0][0])
        members[lead] |= {place for place, _ in row.terms}
        rows[lead].append(row)
    for lead, places in members.items():
        if any(system.unknowns[place].is_target for place in places):
            yield _component(system, sorted(places), rows[lead])


def _component(system: System, places: list[int], rows: list[Row]) -> Component:
    own = {place: at for at, place in enumerate(places)}
    moved = (
        row._replace(terms=tuple((own[place], times) for place, times in row.terms)) for row in rows
    )
    return Component(tuple(places), tuple(system.unknowns[one] for one in places), tuple(moved))


def _is_known(one: Unknown) -> bool:
    return one.high is not None and one.low >= one.high


def _leads(system: System) -> list[int]:
    leads = list(range(len(system.unknowns)))
    for row in system.rows:
        free = [place for place, _ in row.terms if not _is_known(system.unknowns[place])]
        for place in free[1:]:
            leads[_lead(leads, place)] = _lead(leads, free[0])
    return leads


def _lead(leads: list[int], place: int) -> int:
    while leads[place] != place:
        leads[place] = leads[leads[place]]
        place = leads[place]
    return place
