"""The lines that speak for the indicators of a scorecard."""

from collections.abc import Iterable

from metrics import MetricsStore, ScorecardRow, SeriesLine


def record_lines(rows: Iterable[ScorecardRow], store: MetricsStore) -> dict[str, SeriesLine]:
    """The line of record of each indicator that has one with values, by indicator."""
    spoken = {row.indicator.id: row for row in rows if row.indicator.record and row.latest}
    keys = [row.indicator.record.series for row in spoken.values() if row.indicator.record]
    found = store.lines(keys, partners=False)
    return {
        line.series.indicator: line
        for line in found
        if (row := spoken.get(line.series.indicator)) and _speaks(line, row)
    }


def _speaks(found: SeriesLine, row: ScorecardRow) -> bool:
    """True for the line that holds the newest value of record."""
    return (
        row.latest is not None
        and found.place == row.latest.observation.place
        and any(one.observation == row.latest.observation for one in found.values)
    )
