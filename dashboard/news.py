"""What is newest, what was restated, and where series of one indicator differ."""

from collections.abc import Container, Hashable, Iterable
from datetime import date

from dashboard.fitting import fit_together
from metrics import Catalogue, HeldObservation, ScorecardRow, SeriesLine

News = tuple[ScorecardRow, HeldObservation, str]  # row, newest value, its document's date


def newest_first(
    rows: Iterable[ScorecardRow], catalogue: Catalogue, context: Container[str]
) -> list[News]:
    """The newest of each source, the last published first; the strategy's own before context.

    Documents without a date of publication are left out: the day on which they were read is no
    news. One source that publishes often would otherwise keep out all others.
    """
    dated = [
        (row, row.latest, on)
        for row in rows
        if row.latest and (on := published_on(row.latest, catalogue))
    ]

    def rank(one: News) -> tuple[bool, str, date]:
        return one[0].indicator.id not in context, one[2], one[1].observation.period.end

    by_source: dict[str, News] = {}
    for one in sorted(dated, key=rank, reverse=True):
        by_source.setdefault(one[1].observation.series.partition("/")[0], one)
    return list(by_source.values())


def published_on(held: HeldObservation, catalogue: Catalogue) -> str | None:
    """The date of a value's document, as precisely as it is known."""
    source = held.observation.series.partition("/")[0]
    return catalogue.document(source, held.observation.document).published_on


Cell = tuple[tuple[SeriesLine, HeldObservation], ...]


def stated_again(lines: Iterable[SeriesLine]) -> list[Cell]:
    """What more than one series states, of one place, breakdown and period: alike or not.

    Which series state the same is declared (`same_as`): a part beside its whole is no second
    statement, nor is a total that is only made here.
    """
    cells: dict[Hashable, list[tuple[SeriesLine, HeldObservation]]] = {}
    for line in lines:
        for one in line.values:
            if _is_stated(line, one):
                cells.setdefault(_cell(line, one), []).append((line, one))
    return [tuple(cell) for cell in cells.values() if len(cell) > 1]


def said_unlike(cell: Cell) -> bool:
    """Whether no number fits all statements of a cell: "more than 40" and 52 do not differ."""
    return not fit_together([(held, line.unit) for line, held in cell])


def disagreements(lines: Iterable[SeriesLine]) -> list[Cell]:
    """Statements of the same thing that differ; of different publishers first, then the newest."""
    return sorted(filter(said_unlike, stated_again(lines)), key=_weight, reverse=True)


def _is_stated(line: SeriesLine, held: HeldObservation) -> bool:
    compared = line.unit.kind in ("count", "money", "level")
    return compared and held.total is None and held.observation.value is not None


def _cell(line: SeriesLine, held: HeldObservation) -> Hashable:
    period = held.observation.period
    stated = line.series.same_as or f"{line.source.id}/{line.series.id}"
    return stated, line.place, line.disaggregation, line.unit.id, period


def _weight(cell: Cell) -> tuple[bool, date]:
    publishers = {line.series.publisher for line, _ in cell}
    return len(publishers) > 1, cell[0][1].observation.period.end
