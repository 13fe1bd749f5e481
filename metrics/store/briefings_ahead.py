"""Issued briefings with figures that are not out yet: of these only who sees ahead may know."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from metrics.store import tables
from metrics.store.briefing_parts import ISSUED
from metrics.store.briefing_tables import briefing_issue, briefing_part
from metrics.store.tables import PUBLISHER

OBSERVED, PARTS, ISSUES = tables.observation.c, briefing_part.c, briefing_issue.c
MEASURED, SERIES = tables.measured.c, tables.series.c


def briefings_ahead(connection: Connection, numbers: Collection[int], until: int) -> set[int]:
    """Those of these briefings that hold a figure, of whomever, that comes out after an instant.

    It counts where it was in the store when the briefing was made: one that came later changes
    nothing of what is told of the briefing, and so does not tell that it is there.
    """
    last_day = PARTS.period_start + PARTS.period_length
    query = (
        select(PARTS.briefing_id)
        .join(briefing_issue, ISSUES.briefing_id == PARTS.briefing_id)
        .join(tables.series, SERIES.code == PARTS.series)
        .join(tables.measured, MEASURED.series_id == SERIES.id)
        .join(
            tables.observation,
            (OBSERVED.indicator_id == MEASURED.indicator_id)
            & (OBSERVED.series_id == SERIES.id)
            & (OBSERVED.organization_id == PUBLISHER)
            & (OBSERVED.period_start < last_day)
            & (OBSERVED.period_start + OBSERVED.period_length > PARTS.period_start),
        )
        .where(PARTS.issued == ISSUED, PARTS.briefing_id.in_(sorted(numbers)))
        .where(OBSERVED.published_at > until, OBSERVED.recorded_at <= ISSUES.held_at)
    )
    return set(connection.execute(query.distinct()).scalars())
