"""How the figures of a family add up: what each whole is the sum of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from metrics.disclosure.groups import AT_MOST
from metrics.disclosure.tables import Cell, CellKey, DisclosureClass, Sum
from metrics.observations import HeldObservation, ObservationStatus, Qualifier
from metrics.periods import Period, filling
from metrics.release_notes import Coverage
from metrics.return_forms import FormRule
from metrics.roll_up.wholes import known

NONE = Decimal(0)
SLACK = "slack"  # the breakdown of what a figure lies under another that it is never above
REST = "rest"  # the breakdown of what a total has beside its stated parts; never shown
Series = tuple[str, str]  # indicator and "<source>/<series>"


class Figure(NamedTuple):
    """One cell on its way into a family; `kept` as it was released last."""

    cell: Cell
    parts: frozenset[str] = frozenset()
    coverage: Coverage | None = None
    qualifier: Qualifier = Qualifier.EXACT
    kept: bool = False


def summed(
    whole: CellKey, parts: Iterable[CellKey], over: str, figures: dict[CellKey, Figure]
) -> Iterator[Sum]:
    """A sum of what has a number; what the whole has beside its parts is a cell of its own.

    Nothing where the parts come to more than the whole: then they do not add up, and prove nothing.
    A total that is kept is the sum of what was in it; by how much that has changed since, a reader
    is taken to know.
    """
    stated = [one for one in parts if one in figures and figures[one].cell.value is not None]
    held = figures.get(whole)
    if held is None or held.cell.value is None or not stated:
        return
    if held.kept:
        then = tuple(one for one in stated if held.parts & figures[one].parts)
        if then:
            yield Sum(whole, then, over)
        return
    rest = held.cell.value - sum((figures[one].cell.value or NONE for one in stated), NONE)
    if rest > 0:
        beside = whole._replace(disaggregation=f"{REST}={over};{whole.disaggregation}".strip(";"))
        if beside not in figures:
            figures[beside] = _beside(held, beside, rest)
        stated.append(beside)
    if rest >= 0:
        yield Sum(whole, tuple(stated), over)


def _beside(held: Figure, key: CellKey, rest: Decimal) -> Figure:
    """What nobody stated and everybody could work out: it is protected, and never shown."""
    cell = held.cell._replace(
        key=key, value=rest, contributions=(abs(rest),), is_whole=False, published=False
    )
    return Figure(cell, held.parts)


def over_periods(keys: Iterable[CellKey], figures: dict[CellKey, Figure]) -> Iterator[Sum]:
    """Longer periods that others of the same figure fill without a gap."""
    lines: dict[CellKey, dict[Period, CellKey]] = defaultdict(dict)
    for key in keys:
        lines[key._replace(period="")][Period.parse(key.period)] = key
    for spans in lines.values():
        for whole, key in spans.items():
            if parts := filling(spans, whole):
                yield from summed(key, [spans[one] for one in parts], "period", figures)


def by_rule(
    rule: FormRule, named: Mapping[str, Series], figures: dict[CellKey, Figure]
) -> Iterator[Sum]:
    """What a rule of the form adds up, between one series and others; `named` are those chosen."""
    names = (*rule.parts, rule.right or "")
    if rule.kind != "adds-up" or not named.keys() >= set(names):
        return
    for key in [one for one in figures if (one.indicator, one.series) == named[names[-1]]]:
        parts = [named[one] for one in names[:-1]]
        keys = [key._replace(indicator=one, series=series) for one, series in parts]
        yield from summed(key, keys, "rule", figures)


def at_most(
    rule: FormRule, named: Mapping[str, Series], figures: dict[CellKey, Figure]
) -> Iterator[Sum]:
    """That one series is never above another, as a sum: the one, and by how much it is less.

    That difference is a cell which is nobody's and never shown. Rules that are no more than a hint
    to partners prove nothing, nor does one that the figures break.
    """
    ends = [named[one] for one in (rule.left or "", rule.right or "") if one in named]
    if rule.kind != AT_MOST or rule.severity != "error" or len(ends) < 2:
        return
    left, right = ends
    for key in [one for one in figures if (one.indicator, one.series) == right]:
        smaller = figures.get(key._replace(indicator=left[0], series=left[1]))
        less = _less(smaller, figures[key])
        if smaller is not None and less is not None and less >= 0:
            beside = _slack(figures[key], rule.id, less)
            figures[beside.cell.key] = beside
            yield Sum(key, (smaller.cell.key, beside.cell.key), AT_MOST)


def _less(smaller: Figure | None, larger: Figure) -> Decimal | None:
    """By how much a stated figure is less than another; what is beside stated ones is neither."""
    key = larger.cell.key
    if smaller is None or key.disaggregation.partition("=")[0] in (REST, SLACK):
        return None
    if smaller.cell.value is None or larger.cell.value is None:
        return None
    return larger.cell.value - smaller.cell.value


def _slack(whole: Figure, rule: str, less: Decimal) -> Figure:
    code = f"{SLACK}={rule};{whole.cell.key.disaggregation}".strip(";")
    key = whole.cell.key._replace(disaggregation=code)
    return Figure(Cell(key, less, DisclosureClass.ACTIVITY, published=False), whole.parts)


def status_of(held: HeldObservation | None) -> ObservationStatus:
    return held.observation.status if held else ObservationStatus.NORMAL


def ratio_of(held: HeldObservation | None) -> tuple[Decimal | None, Decimal | None]:
    """Numerator and denominator of a share, where they are stated."""
    one = held.observation if held else None
    if one is None or one.numerator is None or one.denominator is None:
        return None, None
    return Decimal(one.numerator), Decimal(one.denominator)


def rolled_up(parts: Iterable[HeldObservation]) -> dict[str, Decimal]:
    """Whose figures a share or a mean of places is made of, and of how many each is the share.

    None of them adds a number to it. Of how many a mean is nobody states: then it is 0.
    """
    found: dict[str, Decimal] = {}
    for one in parts:
        if known(one.observation):
            whose, below = one.observation.organization, one.observation.denominator or 0
            found[whose] = found.get(whose, NONE) + below
    return found
