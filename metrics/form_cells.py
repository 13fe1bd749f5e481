"""Which cells of a form make which figure: the structure that the returns of all partners share."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from metrics.catalogue import Catalogue
from metrics.definitions import Measure
from metrics.dimensions import Disaggregation
from metrics.return_forms import FormTable, ReturnForm

FormCell = tuple[str, str]  # place, breakdown
ADDITIVE = ("count", "money")  # kinds of unit of which a sum can be made
PLACE = "place"  # what a whole is summed over where its parts are places


class Adding(NamedTuple):
    """A cell of a form that is the sum of others; `over` is "place" or the id of a dimension."""

    whole: FormCell
    parts: tuple[FormCell, ...]
    over: str


def is_added(catalogue: Catalogue, series: str) -> bool:
    """Whether the figures of a series are numbers of things or amounts: others make no sum."""
    measure = catalogue.indicators[catalogue.series_of(series).indicator].measure
    adds_up = measure in (Measure.COUNT, Measure.MONEY)
    return adds_up and catalogue.unit_of(series).kind in ADDITIVE


def cells_of(
    form: ReturnForm, table: FormTable, place: str, breakdown: str, catalogue: Catalogue
) -> Iterator[FormCell]:
    """The cells of a table that make the figure of a place: itself, or the places within it."""
    rows = list(table.rows(form.place))
    places = {one for one, _ in rows}
    for one, member in rows:
        code = code_of(table, member)
        here = one == place if place in places else lies_in(one, place, catalogue)
        adds_up = member != "" and breakdown == "" and table.adds_up and not table.total
        if here and (code == breakdown or adds_up):
            yield one, code


def code_of(table: FormTable, member: str) -> str:
    """The breakdown of a row; empty for the row of the total."""
    return Disaggregation.of({table.dimension or "": member}).code if member else ""


def lies_in(place: str, larger: str, catalogue: Catalogue) -> bool:
    at: str | None = place
    while at and at != larger:
        held = catalogue.places.get(at)
        at = held.parent if held else None
    return at == larger


def by_table(
    form: ReturnForm, series: str, cell: FormCell, catalogue: Catalogue
) -> Mapping[str, frozenset[FormCell]]:
    """By table with that series, the cells that make the figure of a cell."""
    return {
        table.id: frozenset(cells_of(form, table, *cell, catalogue))
        for table in form.tables
        if table.measure(series)
    }


def stated_cells(form: ReturnForm, series: str) -> frozenset[FormCell]:
    """The cells in which partners state a series."""
    return frozenset(
        (place, code_of(table, member))
        for table in form.tables
        if table.measure(series)
        for place, member in table.rows(form.place)
    )


def additions(
    form: ReturnForm, series: str, catalogue: Catalogue, *, over_places: bool
) -> tuple[Adding, ...]:
    """How the cells of a series add up, smaller wholes before the larger ones made of them."""
    tables = [table for table in form.tables if table.measure(series)]
    found = [one for table in tables for one in _over_members(form, table)]
    if over_places:
        places = [one for table in tables for one in _over_places(form, table, catalogue)]
        found += _of_all_tables(sorted(places, key=lambda one: one.over != PLACE), catalogue)
    return tuple(dict.fromkeys(found))


def _of_all_tables(found: Iterable[Adding], catalogue: Catalogue) -> Iterator[Adding]:
    """A whole that tables of several places make is the sum of them all, each place once."""
    parts: dict[tuple[FormCell, str], dict[FormCell, None]] = {}
    for one in found:
        parts.setdefault((one.whole, one.over), {}).update(dict.fromkeys(one.parts))
    for (whole, over), cells in parts.items():
        inside = {
            a for a in cells for b in cells if a[0] != b[0] and lies_in(a[0], b[0], catalogue)
        }
        yield Adding(whole, tuple(one for one in cells if one not in inside), over)


def _over_members(form: ReturnForm, table: FormTable) -> Iterator[Adding]:
    if table.dimension and table.adds_up:
        codes = [code_of(table, member) for member in table.members]
        for place in form.places_of(table):
            yield Adding((place, ""), tuple((place, one) for one in codes), table.dimension)


def _over_places(form: ReturnForm, table: FormTable, catalogue: Catalogue) -> Iterator[Adding]:
    """The form's own place, where the table has only the places within it."""
    places = form.places_of(table)
    within = [one for one in places if lies_in(one, form.place, catalogue)]
    if form.place in places or not within:
        return
    members = [code_of(table, one) for one in table.members]
    summed = [""] if table.total or table.adds_up or not members else []
    for code in (*members, *summed):
        yield Adding((form.place, code), tuple((one, code) for one in within), PLACE)
    if table.dimension and table.adds_up:
        parts = tuple((form.place, one) for one in members)
        yield Adding((form.place, ""), parts, table.dimension)
