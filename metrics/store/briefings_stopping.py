"""Issued briefings that hold figures of a release that is cancelled before it came out."""

from sqlalchemy import Connection, select, update

from metrics.audit import AuditAction, code_of, noted, object_of
from metrics.store.audit import append
from metrics.store.briefing_tables import briefing, briefing_issue
from metrics.store.releases_writing import released_file

ISSUES = briefing_issue.c


def stop_briefings(connection: Connection, release: str, actor: str, at: int) -> None:
    """Mark each of them, with its entry in the audit log, within the transaction of the step.

    A snapshot says of each figure in which file it stands: a release is one. What is marked stays
    on record; nothing is built of it any more.
    """
    mark = f'"file":"{released_file(release)}"'
    query = (
        select(briefing.c.id, briefing.c.code)
        .join(briefing_issue, ISSUES.briefing_id == briefing.c.id)
        .where(ISSUES.cancelled_at.is_(None), ISSUES.snapshot.contains(mark, autoescape=True))
        .order_by(briefing.c.id)
    )
    for number, code in connection.execute(query).all():
        where = ISSUES.briefing_id == number
        connection.execute(update(briefing_issue).where(where).values(cancelled_at=at))
        detail = {"release": code_of(release)}
        about = object_of("briefing", code)
        append(connection, noted(actor, AuditAction.BRIEFING_STOPPED, about, detail), at)
