"""Values that a source gives twice for one and the same thing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from ingest.findings import Finding, Problem, Severity
from ingest.spec import TableSpec
from metrics import Action, Disaggregation, Location, Observation

Item: TypeAlias = Observation | Action | Finding
Content: TypeAlias = tuple[object, ...]


class Repeats:
    """Remembers what was read; an equal repetition counts once, a different one is a fault."""

    def __init__(self) -> None:
        self._observed: dict[Content, tuple[Content, Location]] = {}
        self._done: dict[Content, Location] = {}
        self._numbers: Counter[Content] = Counter()

    def told(self, items: Iterable[Item], spec: TableSpec) -> Iterator[Item]:
        """The items without repetitions, and a finding for each of these."""
        for item in items:
            if type(item) is Observation:
                if spec.numbered:
                    item = self._numbered(item, spec.numbered)
                content = (item.value, item.qualifier, item.status)
                first = self._observed.setdefault(_key(item), (content, item.location))
                if first[1] is not item.location:
                    yield _repeated(item, *first, kept=spec.repeats == "first")
                    continue
            elif type(item) is Action:
                done = (item.id, item.state, item.on, item.place, item.document)
                if (again := self._done.setdefault(done, item.location)) is not item.location:
                    yield _action_again(item, again)
                    continue
            yield item

    def _numbered(self, item: Observation, dimension: str) -> Observation:
        """The first, second, third row that nothing else tells apart."""
        key = _key(item)
        self._numbers[key] += 1
        line = (dimension, str(self._numbers[key]))
        return item._replace(disaggregation=Disaggregation.of((*item.disaggregation.members, line)))


def _key(item: Observation) -> Content:
    """What a value is of, and the document that says it."""
    return item.series, item.place, item.period, item.disaggregation, item.document


def _repeated(item: Observation, content: Content, first: Location, kept: bool) -> Finding:
    if content == (item.value, item.qualifier, item.status):
        problem = Problem.of(
            "repeated",
            f"Repeats {_where(first)}; counted once.",
            f"Répète {_where(first)}; compté une seule fois.",
            Severity.WARNING,
        )
    elif kept:
        problem = Problem.of(
            "conflict",
            f"Differs from {_where(first)}, which is kept.",
            f"Diffère de {_where(first)}, qui est gardée.",
            Severity.WARNING,
        )
    else:
        problem = Problem.of(
            "conflict",
            f"Says {item.value} where {_where(first)} says {content[0]} for the same series, "
            "place, period, breakdown and document: correct one, or tell them apart.",
            f"Dit {item.value} là où {_where(first)} dit {content[0]} pour les mêmes série, lieu, "
            "période, ventilation et document : corrigez-en une, ou distinguez-les.",
        )
    return Finding.at(item.location, item.value, problem)


def _action_again(item: Action, first: Location) -> Finding:
    problem = Problem.of(
        "repeated",
        f"'{item.id}' in state '{item.state}' stands already in {_where(first)}.",
        f"« {item.id} » à l'état « {item.state} » figure déjà dans {_where(first)}.",
    )
    return Finding.at(item.location, item.id, problem)


def _where(location: Location) -> str:
    sheet = f"{location.sheet}!" if location.sheet else ""
    return f"{location.file} {sheet}{location.cell}"
