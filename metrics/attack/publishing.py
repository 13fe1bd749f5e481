"""From published values to a system: what a reader of the public can set down as equations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from metrics.attack.cells import (
    DENOMINATOR,
    NUMERATOR,
    RULE,
    AtMost,
    Cell,
    Published,
    Sum,
    System,
    Unknown,
)
from metrics.attack.printed_rates import rate_clues
from metrics.attack.printed_shares import clues
from metrics.attack.published_rules import HIDDEN, PublishedRules
from metrics.attack.revisions import assembled
from metrics.attack.structure import Structure
from metrics.attack.supposing import explained
from metrics.catalogue import Catalogue
from metrics.definitions import Measure
from metrics.observations import HeldObservation, Observation, ObservationStatus
from metrics.return_forms import FormRule, ReturnForm

PUBLISHER = ""  # the organization of what is published
ADDITIVE = ("count", "money")  # kinds of unit of which a sum can be made
PARTS = (NUMERATOR, DENOMINATOR)
Value = tuple[int, Observation]  # the order of its publication, and it
Order = tuple[date, int, int]  # of a publication: its day, submission and revision
YET_TO_COME = 2**62


def system(
    catalogue: Catalogue,
    held: Iterable[HeldObservation | Observation],
    needs: Mapping[Cell, Decimal] | None = None,
) -> System:
    """What a reader knows from values of the sources of return forms, every revision given.

    Values of partners themselves (an `organization`) are not public and are left out. A plain
    `Observation` is one that is about to be published: it comes after what is held of its day.
    `needs` are cells that are not published and of which it is known inside that they must stay
    as uncertain as said; a reader from outside has none.
    """
    rules = PublishedRules(catalogue)
    values = _in_order(_of_forms(catalogue, held))
    told = list(_told(rules, values))
    sums, orders, sole = _adding_up(catalogue, told, needs or {})
    sums = _as_covered(sums, told)
    named = {cell for one in sums for cell in (one.whole, *one.parts)}
    named |= {cell for order in orders for cell in order}
    by_name = {_whose(one.cell) for one in told if one.cell.partner}
    unpublished = {
        cell: rules.unpublished(cell, by_name=_whose(cell) in by_name)
        for cell in sorted(named | sole)
    }
    by_rule = {cell for one in sums if one.over == RULE for cell in (one.whole, *one.parts)}
    unpublished |= {cell: rules.added_up(cell) for cell in by_rule if not cell.partner}
    for cell, need in (needs or {}).items():
        unpublished[cell] = Unknown(cell, 0, hidden=True, need=need)
    found = assembled(told, sums, orders, unpublished.values(), rules.together)
    every = (*clues(rules, values), *rate_clues(rules, values, told))
    return found._replace(clues=tuple(dict.fromkeys(explained(every, found.unknowns))))


def _of_forms(
    catalogue: Catalogue, held: Iterable[HeldObservation | Observation]
) -> Iterator[tuple[Order, Observation]]:
    """The published values of return forms, each with when it was published."""
    for given in held:
        one = given.observation if isinstance(given, HeldObservation) else given
        source = catalogue.sources.get(one.series.partition("/")[0])
        stands = one.status is not ObservationStatus.WITHDRAWN
        if one.organization == PUBLISHER and stands and source and source.returns:
            yield _order(given, one), one


def _order(given: HeldObservation | Observation, one: Observation) -> Order:
    """By day; of one day in the order in which they were recorded."""
    if isinstance(given, HeldObservation):
        return one.known.on, given.submission, given.revision
    return one.known.on, YET_TO_COME, 0


def _in_order(found: Iterable[tuple[Order, Observation]]) -> list[Value]:
    """Values by publication: those of one day and one submission came out together."""
    every = sorted(found, key=lambda pair: pair[0])
    publications = {at: number for number, at in enumerate(sorted({at[:2] for at, _ in every}))}
    return [(publications[at[:2]], one) for at, one in every]


def _told(rules: PublishedRules, values: Iterable[Value]) -> Iterator[Published]:
    """What every value tells, of itself and of the parts of a share."""
    values = list(values)
    raised = _raised(rules, values)
    for when, one in values:
        if _unit_kind(rules.catalogue, one.series) in ADDITIVE:
            told = rules.told(one, when, raised.get(rules.cell_of(one), Decimal(0)))
            yield from filter(None, [told])
        elif _is_share(rules.catalogue, one):
            parts = (rules.told_of_part(one, part, when) for part in PARTS)
            yield from filter(None, parts)


def _raised(rules: PublishedRules, values: Iterable[Value]) -> dict[Cell, Decimal]:
    """The floor of a total in which a governed partner's figure is seen to stand."""
    found: dict[Cell, Decimal] = defaultdict(Decimal)
    for _, one in values:
        cell = rules.cell_of(one)
        if cell.partner and (one.value is not None or one.status in HIDDEN):
            shared, floor = _shared(cell), rules.steward_floor(cell.partner)
            found[shared] = max(found[shared], floor)
    return found


def _whose(cell: Cell) -> tuple[str, str, str]:
    return cell.series, cell.partner, cell.period


def _shared(cell: Cell) -> Cell:
    return cell._replace(partner="")


def _unit_kind(catalogue: Catalogue, series: str) -> str:
    return catalogue.unit_of(series).kind


def _is_share(catalogue: Catalogue, one: Observation) -> bool:
    return catalogue.indicators[one.indicator].measure in (Measure.RATIO, Measure.RATE)


def _adding_up(
    catalogue: Catalogue, told: Iterable[Published], needs: Mapping[Cell, Decimal]
) -> tuple[list[Sum], list[AtMost], set[Cell]]:
    """Every sum and order between the cells spoken of, and the figures of sole partners."""
    spoken_of: dict[str, dict[Cell, None]] = defaultdict(dict)
    for cell in (*(one.cell for one in told), *needs):
        spoken_of[cell.series][cell] = None
    sums: list[Sum] = []
    sole: set[Cell] = set()
    for series, cells in spoken_of.items():
        structure = Structure(catalogue, form_of(catalogue, series), series, cells)
        sums += structure.sums()
        sole |= {*structure.sole()}
    sums += [one for series in spoken_of for one in _demanded(catalogue, series, spoken_of)]
    orders = [one for series in spoken_of for one in _ordered(catalogue, series, spoken_of)]
    orders += [one for cells in spoken_of.values() for one in _shares(catalogue, cells)]
    return list(dict.fromkeys(sums)), list(dict.fromkeys(orders)), sole


def _as_covered(sums: Iterable[Sum], told: Iterable[Published]) -> list[Sum]:
    """Where more partners are missing from a part than from the whole, it holds more than them."""
    missing: dict[Cell, int] = defaultdict(int)
    for one in told:
        missing[one.cell] = max(missing[one.cell], one.missing)

    def is_open(one: Sum) -> bool:
        lacking = max(missing.get(part, 0) for part in one.parts)
        return one.over != "partner" and lacking > missing.get(one.whole, 0)

    return [one._replace(open=True) if is_open(one) else one for one in sums]


def form_of(catalogue: Catalogue, series: str) -> ReturnForm:
    """The return form by which the figures of a series are sent."""
    return catalogue.form(catalogue.source(series.partition("/")[0]).returns or "")


def _demanded(
    catalogue: Catalogue, series: str, spoken_of: Mapping[str, Iterable[Cell]]
) -> Iterator[Sum]:
    """What a form's rule "adds-up" demands of each row, where the figure of a series is a part."""
    form, source, name = form_of(catalogue, series), *series.split("/", 1)
    for rule in _firm(form, "adds-up"):
        if name in (rule.right, *rule.parts):
            for cell in _where_it_holds(catalogue, form, rule, spoken_of[series]):
                parts = tuple(_of(catalogue, cell, f"{source}/{one}") for one in rule.parts)
                yield Sum(_of(catalogue, cell, f"{source}/{rule.right}"), parts, RULE)


def _ordered(
    catalogue: Catalogue, series: str, spoken_of: Mapping[str, Iterable[Cell]]
) -> Iterator[AtMost]:
    form, source, name = form_of(catalogue, series), *series.split("/", 1)
    for rule in _firm(form, "at-most"):
        if name in (rule.left, rule.right):
            for cell in _where_it_holds(catalogue, form, rule, spoken_of[series]):
                smaller = _of(catalogue, cell, f"{source}/{rule.left}")
                yield AtMost(smaller, _of(catalogue, cell, f"{source}/{rule.right}"))


def _firm(form: ReturnForm, kind: str) -> Iterator[FormRule]:
    """The rules that refuse a return."""
    for rule in form.rules:
        if rule.kind == kind and rule.severity == "error" and rule.starts_on is None:
            yield rule


def _where_it_holds(
    catalogue: Catalogue, form: ReturnForm, rule: FormRule, cells: Iterable[Cell]
) -> Iterator[Cell]:
    """The cells that are made of nothing but tables in which the rule is asked."""
    said = rule.kind, rule.left, rule.parts, rule.right
    asked = {one.table for one in _firm(form, rule.kind)
             if (one.kind, one.left, one.parts, one.right) == said}  # fmt: skip
    held = [Structure(catalogue, form, f"{form.source}/{name}", ()) for name in rule.series]
    known: dict[tuple[str, str], bool] = {}
    for cell in cells:
        pair = cell.place, cell.disaggregation
        if pair not in known:
            known[pair] = all(one.made_of(pair) <= asked for one in held)
        if known[pair]:
            yield cell


def _of(catalogue: Catalogue, cell: Cell, series: str) -> Cell:
    """The same place, breakdown, partner and period of another series."""
    return cell._replace(series=series, indicator=catalogue.series_of(series).indicator)


def _shares(catalogue: Catalogue, cells: Iterable[Cell]) -> Iterator[AtMost]:
    """Of a share the part is never above the whole."""
    for cell in cells:
        is_ratio = catalogue.indicators[cell.indicator].measure is Measure.RATIO
        if cell.part == NUMERATOR and is_ratio:
            yield AtMost(cell, cell._replace(part=DENOMINATOR))
