"""What of an outline cannot be made: which field, what is wrong there, what would be right."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.briefings.outline import Outline
from dashboard.text import both
from metrics import KINDS, Catalogue, MetricsError, Period, Text, UnknownError

CLASSES = ("public", "internal", "confidential")
CLASS = Text("classification", "Classification")


class Fault(NamedTuple):
    """`field` is that of the outline: "indicators", "place"; `said` is the whole sentence."""

    field: str
    said: Text


def checked(outline: Outline, catalogue: Catalogue) -> tuple[Fault, ...]:
    """Every fault together; nothing of the outline is changed."""
    return tuple(_faults(outline, catalogue))


def refuse_faulty(outline: Outline, catalogue: Catalogue) -> None:
    """MetricsError with every fault, a line each."""
    if faults := checked(outline, catalogue):
        raise MetricsError(*("\n".join(one.said[at] for one in faults) for at in (0, 1)))


def _faults(outline: Outline, catalogue: Catalogue) -> Iterator[Fault]:
    yield from _framework(outline, catalogue)
    for name in outline.indicators:
        if name not in catalogue.indicators:
            yield _unknown("indicators", "indicator", name, [*catalogue.indicators])
    if outline.place and outline.place not in catalogue.places:
        yield _unknown("place", "place", outline.place, [*catalogue.places])
    if outline.period:
        yield from _period(outline.period)
    if outline.classification not in CLASSES:
        said = UnknownError(CLASS, outline.classification, CLASSES).text
        yield Fault("classification", said)
    for field in ("languages", "formats"):
        if not getattr(outline, field):
            yield Fault(field, both(f"briefing_words.fault_{field}"))
    for line in outline.lines:
        if line.indicator not in outline.indicators:
            yield Fault("lines", both("briefing_words.fault_line", indicator=line.indicator))


def _framework(outline: Outline, catalogue: Catalogue) -> Iterator[Fault]:
    framework = catalogue.frameworks.get(outline.framework)
    if framework is None:
        yield _unknown("framework", "framework", outline.framework, [*catalogue.frameworks])
    elif outline.pillar and outline.pillar not in (ids := [one.id for one in framework.pillars]):
        yield _unknown("pillar", "pillar", outline.pillar, ids)


def _unknown(field: str, kind: str, name: str, known: list[str]) -> Fault:
    return Fault(field, UnknownError(KINDS[kind], name, known).text)


def _period(written: str) -> Iterator[Fault]:
    try:
        Period.parse(written)
    except MetricsError as refused:
        yield Fault("period", refused.text)
