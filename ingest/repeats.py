"""Values and actions that a source gives twice for one and the same thing."""

from collections import Counter, defaultdict
from typing import TypeAlias

from ingest.findings import Finding, Problem, Severity
from ingest.meanings import no_member
from metrics import Action, Dimension, Disaggregation, Observation, Period, Text, labels

Seen: TypeAlias = defaultdict[
    tuple[str, Disaggregation],  # series, breakdown
    dict[tuple[str, Period, str], Observation],  # by place, period and document
]


class Repeats:
    """What a source has said so far, across its tables and files."""

    def __init__(self) -> None:
        self.seen: Seen = defaultdict(dict)
        self._done: dict[tuple[str, ...], Action] = {}
        self._numbers: Counter[tuple[object, ...]] = Counter()

    def numbered(self, item: Observation, dimension: Dimension) -> Observation | Finding:
        """The first, second, third of the rows that nothing else tells apart."""
        alike = (item.series, item.place, item.period, item.disaggregation, item.document)
        self._numbers[alike] += 1
        line = str(self._numbers[alike])
        if line not in dimension.members:
            return Finding.at(item.location, item.value, no_member(dimension, line))
        members = (*item.disaggregation.members, (dimension.id, line))
        told = item._replace(disaggregation=Disaggregation.of(members))
        # told apart by its number among the values seen; no document has such an id
        numbered = (item.place, item.period, f"{item.document} {line}")
        self.seen[item.series, item.disaggregation][numbered] = told
        return told

    def once(self, item: Observation, kept: bool) -> Observation | Finding:
        """The observation, or a finding where the same thing was told before."""
        seen = self.seen[item.series, item.disaggregation]
        first = seen.setdefault((item.place, item.period, item.document), item)
        return item if first is item else repetition(item, first, kept)

    def action(self, item: Action) -> Action | Finding:
        """The action, or a finding where the same state of it was told before."""
        done = (item.id, item.state, item.on, item.place, item.document)
        if (first := self._done.setdefault(done, item)) is item:
            return item
        where = first.location.place
        problem = Problem.of(
            "repeated",
            f"'{item.id}' in state '{item.state}' stands already in {where}.",
            f"« {item.id} » à l'état « {item.state} » figure déjà dans {where}.",
        )
        return Finding.at(item.location, item.id, problem)


def repetition(item: Observation, first: Observation, kept: bool) -> Finding:
    """An equal repetition counts once; a different value is a fault, or the first is kept."""
    where = first.location.place
    if (item.value, item.qualifier, item.status) == (first.value, first.qualifier, first.status):
        problem = Problem.of(
            "repeated",
            f"Repeats {where}; counted once.",
            f"Répète {where}; compté une seule fois.",
            Severity.WARNING,
        )
    elif kept:
        problem = Problem.of(
            "conflict",
            f"Differs from {where}, which is kept.",
            f"Diffère de {where}, qui est gardée.",
            Severity.WARNING,
        )
    else:
        problem = Problem.of(
            "conflict",
            f"Says {_said(item).en} where {where} says {_said(first).en} for the same series, "
            "place, period, breakdown and document: correct one, or tell them apart.",
            f"Dit {_said(item).fr} là où {where} dit {_said(first).fr} pour les mêmes série, lieu, "
            "période, ventilation et document : corrigez-en une, ou distinguez-les.",
        )
    return Finding.at(item.location, item.value, problem)


def _said(item: Observation) -> Text:
    """What a cell says: "5", "under 5", or that it has no number, and why."""
    if item.value is None:
        code = item.status.value
        return Text(f"no number (status {code})", f"aucun nombre (statut {code})")
    template = labels.QUALIFIERS[item.qualifier]
    return Text(template.en.format(item.value), template.fr.format(item.value))
