"""Values that a source gives twice for one and the same cell of the store."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias

from ingest.findings import Finding, Problem, Severity
from ingest.spec import TableSpec
from metrics import Action, Disaggregation, Location, Observation

Item: TypeAlias = Observation | Action | Finding


class Repeats:
    """Remembers what was read; an equal repetition counts once, a different one is a fault."""

    def __init__(self) -> None:
        self._seen: dict[tuple[object, ...], tuple[Decimal | None, Location]] = {}
        self._numbers: Counter[tuple[object, ...]] = Counter()
        self._actions: dict[tuple[str, str, str], Location] = {}

    def told(self, items: Iterable[Item], spec: TableSpec) -> Iterator[Item]:
        """The items without repetitions, and a finding for each of these."""
        seen = self._seen
        for item in items:
            if type(item) is Observation:
                if spec.numbered:
                    item = self._numbered(item, spec.numbered)
                first = seen.setdefault(_key(item), (item.value, item.location))
                if first[1] is not item.location:
                    yield _repeated(item, *first, spec)
                    continue
            elif type(item) is Action:
                again = self._actions.setdefault((item.id, item.state, item.on), item.location)
                if again is not item.location:
                    yield _action_again(item, again)
                    continue
            yield item

    def _numbered(self, item: Observation, dimension: str) -> Observation:
        """The first, second, third row that nothing else tells apart."""
        key = _key(item)
        self._numbers[key] += 1
        line = (dimension, str(self._numbers[key]))
        members = (*item.disaggregation.members, line)
        return item._replace(disaggregation=Disaggregation.of(members))


def _key(item: Observation) -> tuple[object, ...]:
    """What a value is of, and the document that says it."""
    return item.series, item.place, item.period, item.disaggregation, item.document


def _repeated(
    item: Observation, value: Decimal | None, first: Location, spec: TableSpec
) -> Finding:
    at = f"{first.file} {first.sheet}!{first.cell}" if first.sheet else f"{first.file} {first.cell}"
    if item.value == value:
        return Finding.at(
            item.location,
            item.value,
            Problem.of(
                "repeated",
                f"Repeats {at}; counted once.",
                f"Répète {at}; compté une seule fois.",
                Severity.WARNING,
            ),
        )
    severity = Severity.WARNING if spec.repeats == "first" else Severity.ERROR
    en = f"Says {item.value} where {at} says {value}, for the same series, place, period and document"
    fr = f"Dit {item.value} là où {at} dit {value}, pour les mêmes série, lieu, période et document"
    remedy = (
        ("; the first is kept.", "; la première valeur est gardée.")
        if spec.repeats == "first"
        else (
            ": correct one, or give them different series, members or documents.",
            " : corrigez-en une, ou donnez-leur des séries, modalités ou documents différents.",
        )
    )
    return Finding.at(
        item.location,
        item.value,
        Problem.of("conflict", en + remedy[0], fr + remedy[1], severity),
    )


def _action_again(item: Action, first: Location) -> Finding:
    return Finding.at(
        item.location,
        item.id,
        Problem.of(
            "repeated",
            f"'{item.id}' in state '{item.state}' stands already in {first.file} {first.cell}.",
            f"« {item.id} » à l'état « {item.state} » figure déjà dans {first.file} {first.cell}.",
        ),
    )
