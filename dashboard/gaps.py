"""What the framework lacks: told by `pillars doctor` as things to see to, not as faults."""

from collections.abc import Callable, Iterator
from operator import add

from metrics import Catalogue, Direction, Text

NAMED = 5  # so many are named, the rest are counted
REST = Text(" and {} more: --all names them", " et {} de plus\u00a0: --all les nomme")


def gaps(catalogue: Catalogue, *, every: bool = False) -> Iterator[tuple[str, Text]]:
    """Each kind of gap that there is, by name, with what is concerned: a few, or `every` one."""
    for name, (words, find) in LOOKED_FOR.items():
        if found := sorted(find(catalogue)):
            rest = 0 if every else max(0, len(found) - NAMED)
            listed = ", ".join(found[: len(found) - rest])
            more = [one.format(rest) if rest else "" for one in REST]
            told = (one.format(len(found), listed) for one in words)
            yield name, Text(*map(add, told, more))


def _orphans(catalogue: Catalogue) -> Iterator[str]:
    listed = {
        name
        for framework in catalogue.frameworks.values()
        for pillar in framework.pillars
        for name in pillar.indicators
    }
    yield from catalogue.indicators.keys() - listed


def _without_target(catalogue: Catalogue) -> Iterator[str]:
    """Those that have a direction: without one, no target could judge them."""
    for one in catalogue.indicators.values():
        if one.direction is not Direction.NONE and not one.targets:
            yield one.id


def _untranslated(catalogue: Catalogue) -> Iterator[str]:
    """Titles and definitions that are the same in both languages: a translation forgotten."""
    for one in catalogue.indicators.values():
        if one.definition.en == one.definition.fr:
            yield one.id
    for key, series in catalogue.series.items():
        if series.definition.en == series.definition.fr:
            yield key


def _unowned(catalogue: Catalogue) -> Iterator[str]:
    """Sources none of whose series measures an indicator that any framework lists."""
    orphans = set(_orphans(catalogue))
    for source in catalogue.sources.values():
        owners = {one.indicator for one in source.series.values()} - orphans
        if source.series and not owners:
            yield source.id


def _contradictory(catalogue: Catalogue) -> Iterator[str]:
    """Series of record whose unit is of another kind than their indicator's."""
    for one in catalogue.indicators.values():
        if one.record and one.record.series in catalogue.series:
            own = catalogue.unit_of(one.record.series)
            if own.kind != catalogue.units[one.unit].kind:
                yield f"{one.id} ({catalogue.units[one.unit].id}, {own.id})"


def _unbased(catalogue: Catalogue) -> Iterator[str]:
    """Counts that may be summed though nobody has said what is counted."""
    for one in catalogue.indicators.values():
        if one.measure == "count" and one.roll_up_time == "sum" and one.count_basis is None:
            yield one.id


Find = Callable[[Catalogue], Iterator[str]]
LOOKED_FOR: dict[str, tuple[Text, Find]] = {
    "orphans": (
        Text("{} indicators are in no framework: {}", "{} indicateurs dans aucun cadre\u00a0: {}"),
        _orphans,
    ),
    "targets": (
        Text(
            "{} indicators have a direction and no target: {}",
            "{} indicateurs ont une direction et aucune cible\u00a0: {}",
        ),
        _without_target,
    ),
    "french": (
        Text(
            "{} definitions are the same in English and French: {}",
            "{} définitions sont identiques en anglais et en français\u00a0: {}",
        ),
        _untranslated,
    ),
    "unowned": (
        Text(
            "{} sources measure no indicator of any framework: {}",
            "{} sources ne mesurent aucun indicateur d'un cadre\u00a0: {}",
        ),
        _unowned,
    ),
    "units": (
        Text(
            "{} indicators and their series of record have units of different kinds: {}",
            "{} indicateurs et leur série de référence ont des unités différentes\u00a0: {}",
        ),
        _contradictory,
    ),
    "basis": (
        Text(
            "{} counts may be summed, but count_basis does not say what is counted: {}",
            "{} dénombrements s'additionnent sans que count_basis dise ce qui est compté\u00a0: {}",
        ),
        _unbased,
    ),
}
