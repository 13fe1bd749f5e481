"""The six measures of every source, as this reader sees what is held of it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dashboard.news import Cell, stated_again
from dashboard.quality.coverage import complete
from dashboard.quality.documented import documented
from dashboard.quality.rhythm import timely
from dashboard.quality.statements import consistent, stable, valid
from dashboard.quality.verdicts import Judged, Measure
from metrics import Catalogue, MetricsStore, SeriesLine, Source, days_of


class Material(NamedTuple):
    """All that sources are measured by: their lines, and what two of them state."""

    catalogue: Catalogue
    lines: Sequence[SeriesLine]
    cells: Sequence[Cell]
    on: date

    def of(self, source: Source) -> list[SeriesLine]:
        return [one for one in self.lines if one.source.id == source.id]


def material(store: MetricsStore, on: date) -> Material:
    """What publishers have stated, and the totals over partners, as far as this reader sees."""
    lines = store.lines(store.catalogue.series, partners=False)
    return Material(store.catalogue, lines, stated_again(lines), on)


def of_source(source: Source, held: Material) -> Judged:
    lines = held.of(source)
    return {
        Measure.TIMELY: timely(source, days_of(lines), held.on),
        Measure.COMPLETE: complete(source, lines),
        Measure.VALID: valid(lines),
        Measure.CONSISTENT: consistent(source, held.cells),
        Measure.STABLE: stable(lines),
        Measure.DOCUMENTED: documented(source, held.catalogue),
    }
