"""Whether measure, unit and basis of an indicator mean the same, and its targets are such figures.

What contradicts itself is refused when data/ is read, each fault with what would be right.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from metrics.definitions import Direction, Indicator, Measure, Series, Unit
from metrics.extents import extent_of
from metrics.targets import Target

# The kinds of unit in which a measure can be stated.
KINDS: dict[Measure, tuple[str, ...]] = {
    Measure.COUNT: ("count",),
    Measure.MONEY: ("money",),
    Measure.RATIO: ("percent",),
    Measure.RATE: ("rate", "percent", "days"),
    Measure.LEVEL: ("level",),
    Measure.MILESTONE: ("count", "percent", "level"),
}
ADDED = ("count", "money")  # kinds that stay what they are when they are added
NAMESAKES = ("services", "contacts", "cases", "charges")  # bases that are also units


def contradictions(indicator: Indicator, unit: Unit) -> Iterator[str]:
    """Every contradiction within one indicator."""
    yield from _unit(indicator, unit)
    yield from _basis(indicator, unit)
    yield from _parts(indicator)
    yield from _people_in_parts(indicator)
    yield from _adding(indicator)
    yield from _detected(indicator)
    for target in indicator.targets:
        yield from _amounts(target, unit)


def other_kind(series: Series, unit: Unit, indicator: Indicator) -> Iterator[str]:
    """A series whose values would be added under an indicator, although they cannot be."""
    summed = indicator.roll_up_time == "sum" or indicator.roll_up_place == "sum"
    whole = indicator.measure in (Measure.COUNT, Measure.MONEY)
    if series.unit and summed and whole and unit.kind not in ADDED:
        yield (
            f"unit '{unit.id}' is a {unit.kind}, and '{indicator.id}' adds its values: give the "
            'series an indicator of its own, with roll_up_time = "none"'
        )


def _unit(indicator: Indicator, unit: Unit) -> Iterator[str]:
    kinds, measure = KINDS[indicator.measure], indicator.measure.value
    if unit.kind in kinds:
        return
    fitting = [one.value for one in KINDS if unit.kind in KINDS[one]]
    yield (
        f"measure = '{measure}' with unit '{unit.id}', which is of the kind '{unit.kind}': choose "
        f"a unit of the kind {_or(kinds)}, or measure = {_or(fitting)}"
    )


def _basis(indicator: Indicator, unit: Unit) -> Iterator[str]:
    basis = indicator.count_basis
    if basis is None:
        return
    if indicator.measure is not Measure.COUNT:
        yield (
            f"count_basis = '{basis}' with measure = '{indicator.measure.value}': only a count "
            "has one; leave it out"
        )
    elif unit.people and not basis.startswith("people") and basis != "services":
        yield (
            f"count_basis = '{basis}' with unit '{unit.id}', which counts people: write "
            "'people_in_period', or choose the unit of what is counted"
        )
    elif not unit.people and basis.startswith("people"):
        yield (
            f"count_basis = '{basis}' with unit '{unit.id}', which does not count people: choose "
            "a unit of people, or the basis of what is counted"
        )
    elif unit.id in NAMESAKES and basis != unit.id:
        yield f"count_basis = '{basis}' with unit '{unit.id}': write count_basis = '{unit.id}'"


def _parts(indicator: Indicator) -> Iterator[str]:
    """The two parts of a ratio or rate: both or neither, and both where they are to be added."""
    named = [indicator.numerator is not None, indicator.denominator is not None]
    measure = indicator.measure
    if measure not in (Measure.RATIO, Measure.RATE):
        if any(named):
            yield (
                f"numerator and denominator with measure = '{measure.value}': leave them out, or "
                "write measure = 'ratio'"
            )
    elif any(named) and not all(named):
        yield "numerator and denominator belong together: write both"
    elif not any(named) and "sum" in (indicator.roll_up_time, indicator.roll_up_place):
        yield (
            f"longer periods and larger places of a {measure.value} are made from its numerator "
            "and denominator: write both, or 'none' for roll_up_time and roll_up_place"
        )


def _people_in_parts(indicator: Indicator) -> Iterator[str]:
    """That neither part counts people is said of two parts that can be read, and of no people."""
    if not indicator.parts_without_people:
        return
    if indicator.measure not in (Measure.RATIO, Measure.RATE):
        yield (
            f"parts_without_people with measure = '{indicator.measure.value}': only a ratio or a "
            "rate has two parts; leave it out"
        )
    elif indicator.numerator is None or indicator.denominator is None:
        yield (
            "parts_without_people = true without numerator and denominator: write both, so that "
            "it can be read that neither counts people, or leave it out"
        )
    if indicator.disclosure_class == "people":
        yield (
            "parts_without_people = true with disclosure_class = 'people': write 'activity' or "
            "'money', or leave parts_without_people out"
        )


def _adding(indicator: Indicator) -> Iterator[str]:
    if indicator.count_basis == "people_in_period" and indicator.roll_up_time == "sum":
        yield (
            "roll_up_time = 'sum' with count_basis = 'people_in_period': one person may be in "
            "several periods; write roll_up_time = 'none'"
        )
    if indicator.year_to_date and indicator.roll_up_time not in ("last", "max"):
        yield (
            f"year_to_date = true with roll_up_time = '{indicator.roll_up_time}': a figure of the "
            "year so far holds the ones before it; write roll_up_time = 'last'"
        )
    graded = indicator.measure in (Measure.LEVEL, Measure.MILESTONE)
    if graded and "sum" in (indicator.roll_up_time, indicator.roll_up_place):
        yield f"a {indicator.measure.value} is not added: write 'none'"


def _detected(indicator: Indicator) -> Iterator[str]:
    """What depends on what was found is never good or bad: looking harder raises it too."""
    if indicator.detection and indicator.direction is not Direction.NONE:
        yield (
            f"detection = true with direction = '{indicator.direction.value}': more found is "
            "neither good nor bad news; write direction = 'none', or leave detection out if it "
            "does not depend on what police, courts, hotlines or governments find"
        )


def _amounts(target: Target, unit: Unit) -> Iterator[str]:
    """Each number of a target is one that the indicator can have."""
    ways = [(one.period.code, one.value) for one in target.milestones]
    numbers = [("value", target.value), *([("upper", target.upper)] if target.upper else []), *ways]
    for name, written in numbers:
        amount = Decimal(written)
        if unit.kind == "level" and not _is_a_level(amount, unit):
            levels = len(unit.levels)
            yield f"target {name} is {written}: write the number of a level, 1 to {levels}"
        elif unit.kind == "count" and amount % 1:
            yield f"target {name} is {written}: {unit.many.en} are counted; write a whole number"
        elif side := extent_of(unit).side(amount):
            end = "100 or less" if side > 0 else "0 or more"
            yield f"target {name} is {written}, which no value in '{unit.id}' can be: write {end}"


def _is_a_level(amount: Decimal, unit: Unit) -> bool:
    return not amount % 1 and 1 <= amount <= len(unit.levels)


def _or(names: tuple[str, ...] | list[str]) -> str:
    return " or ".join(f"'{one}'" for one in names)


def _record(
    indicator: Indicator, units: Mapping[str, Unit], series: Mapping[str, Series]
) -> Iterator[str]:
    """The series of record speaks for the indicator: in a unit of the same kind."""
    speaks = series.get(indicator.record.series) if indicator.record else None
    own = units.get(speaks.unit or indicator.unit) if speaks else None
    asked = units.get(indicator.unit)
    if own and asked and own.kind != asked.kind:
        yield (
            f"indicators/{indicator.id}.toml: the series of record is in '{own.id}', a "
            f"{own.kind}, and the indicator in '{asked.id}', a {asked.kind}: give both one unit"
        )


def in_all(
    indicators: Mapping[str, Indicator], units: Mapping[str, Unit], series: Mapping[str, Series]
) -> Iterator[str]:
    """The contradictions of everything that is declared, each with its file."""
    for one in indicators.values():
        if one.unit in units:
            for fault in contradictions(one, units[one.unit]):
                yield f"indicators/{one.id}.toml: {fault}"
        yield from _record(one, units, series)
    for key, held in series.items():
        source, _, name = key.partition("/")
        above = indicators.get(held.indicator)
        if above and held.unit and held.unit in units:
            for fault in other_kind(held, units[held.unit], above):
                yield f"sources/{source}/source.toml [series.{name}]: {fault}"
