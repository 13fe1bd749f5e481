"""The lines that speak for the indicators of a scorecard."""

from collections.abc import Iterable

from metrics import MetricsStore, ScorecardRow, SeriesLine


def record_lines(rows: Iterable[ScorecardRow], store: MetricsStore) -> dict[str, SeriesLine]:
    """The line of record of each indicator that has one with values, by indicator."""
    return store.records(row.indicator.id for row in rows if row.indicator.record and row.latest)
