"""What an owner withdraws, taken out of briefings: whole snapshots, and the lines of outlines."""

import json
from typing import Any

from sqlalchemy import Connection, select, update

from metrics.periods import Period
from metrics.store.briefing_parts import ISSUED, briefings_with, forget_lines
from metrics.store.briefing_tables import briefing_issue, briefing_version
from metrics.store.briefings_reading import forget_wording

VERSIONS, ISSUES = briefing_version.c, briefing_issue.c


def erase_briefings(
    connection: Connection,
    organization: str,
    sources: frozenset[str],
    period: Period | None,
    at: int,
) -> None:
    """Leave nothing of what was made with an organization's values, within its transaction.

    The checksum of a snapshot stays, and that there was one. Drafts lose their lines likewise, in
    every version, and so does the outline of what was issued.
    """
    met = {
        (number, issued)
        for number, issued, part in briefings_with(connection, organization)
        if part.source in sources and part.is_within(period)
    }
    for number in sorted({number for number, _ in met}):
        empty_lines(connection, number, at)
    for number in sorted({number for number, issued in met if issued == ISSUED}):
        connection.execute(
            update(briefing_issue)
            .where(ISSUES.briefing_id == number, ISSUES.snapshot.is_not(None))
            .values(snapshot=None, erased_at=at)
        )


def empty_lines(connection: Connection, number: int, at: int | None) -> None:
    """Take the lines out of every version of an outline; `at` is None where no owner asked."""
    query = select(VERSIONS.version, VERSIONS.outline).where(VERSIONS.briefing_id == number)
    for row in connection.execute(query).all():
        if json.loads(row.outline).get("lines"):
            values: dict[str, Any] = {"outline": without_lines(row.outline)}
            values |= {} if at is None else {"erased_at": at}
            where = VERSIONS.briefing_id == number, VERSIONS.version == row.version
            connection.execute(update(briefing_version).where(*where).values(**values))
    forget_lines(connection, number)
    forget_wording(connection, number)


def without_lines(outline: str) -> str:
    """The same outline, of which no figure is left."""
    return json.dumps({**json.loads(outline), "lines": []}, ensure_ascii=False)
