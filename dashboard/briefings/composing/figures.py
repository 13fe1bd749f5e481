"""The figures of a briefing without their words: what is frozen, compared and looked up again."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dashboard.briefings.composing.material import Material
from metrics import (
    Disaggregation,
    Figure,
    HeldObservation,
    Known,
    Location,
    Observation,
    ObservationStatus,
    Period,
    Progress,
    Qualifier,
    SeriesLine,
    Text,
)


class KeptFigure(NamedTuple):
    """One value as it stood, and the file and cell that it was read from.

    `said` are its words where it is no number; `standing` is the code of its status.
    """

    key: Figure
    value: Decimal | None
    qualifier: str
    standing: str
    said: Text | None
    document: str
    known_on: str
    file: str
    cell: str
    sha256: str
    released_at: str
    coverage: tuple[int, int] | None = None  # of how many partners, of those asked

    @property
    def missing(self) -> int:
        """How many partners' figures are not in it, as its coverage says; 0 where nothing does."""
        return self.coverage[1] - self.coverage[0] if self.coverage else 0

    @property
    def stated(self) -> tuple[object, ...]:
        """What it says, without where from."""
        return self.value, self.qualifier, self.standing, self.said

    @property
    def observation(self) -> Observation:
        """The value as labels word it."""
        key = self.key
        return Observation(
            key.indicator, key.series, key.place, Period.parse(key.period), self.value,
            Known(date.fromisoformat(self.known_on)), self.document,
            Location(self.file, "", 0, 0), Disaggregation.parse(key.disaggregation),
            qualifier=Qualifier(self.qualifier), status=ObservationStatus(self.standing),
            words=self.said,
        )  # fmt: skip


class Judged(NamedTuple):
    """The word of progress of an indicator, and why; an empty reason where the word says it all."""

    indicator: str
    progress: Progress
    reason: str


class Figures(NamedTuple):
    values: tuple[KeptFigure, ...]
    judged: tuple[Judged, ...]  # each indicator of the briefing, in its order


def figures_in(material: Sequence[Material]) -> Figures:
    """Every value that the briefing shows, and how each indicator is judged."""
    values = tuple(value for one in material for value in _values(one))
    return Figures(values, tuple(map(_judged, material)))


def _values(one: Material) -> Iterator[KeptFigure]:
    for line, held in one.shown:
        yield _kept(line, held)


def _kept(line: SeriesLine, held: HeldObservation) -> KeptFigure:
    own = held.observation
    place = own.disaggregation.code, own.period.code, line.frequency
    return KeptFigure(
        Figure(own.indicator, own.series, own.place, *place),
        own.value,
        own.qualifier.value,
        own.status.value,
        own.words,
        own.document,
        own.known.on.isoformat(),
        own.location.file,
        "!".join(filter(None, [own.location.sheet, own.location.cell])),
        held.sha256,
        held.released_at,
        (held.coverage.covered, held.coverage.asked) if held.coverage else None,
    )


def _judged(one: Material) -> Judged:
    said = one.found.assessment
    is_own = one.line is not None and one.is_record
    progress = said.progress if is_own else Progress.NOT_ASSESSED
    return Judged(one.indicator.id, progress, (said.reason or "") if is_own else "")
