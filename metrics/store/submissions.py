"""The submissions that are kept, their files, and the versions of the data that they made."""

from sqlalchemy import Connection, select

from metrics.observations import Submission
from metrics.store import tables
from metrics.store.release_tables import release_event
from metrics.store.tables import PUBLISHER

RELEASED = select(release_event.c.submission_id).where(release_event.c.submission_id.is_not(None))


def version_of(connection: Connection) -> int:
    """The number of the data as they are: it grows with every submission that changes something."""
    return int(connection.exec_driver_sql("SELECT version FROM data_version").scalar_one())


def version_at(connection: Connection, held_at: int) -> int:
    """The number that the data had at an instant; today's where none was kept then."""
    table = tables.submission
    before = select(table.c.version).where(table.c.recorded_at <= held_at)
    newest = connection.execute(before.order_by(table.c.id.desc()).limit(1)).first()
    if newest is None:
        return 0
    return version_of(connection) if newest.version is None else int(newest.version)


def newest_submission(
    connection: Connection, submission: Submission, organization: int, held_at: int | None = None
) -> int | None:
    """The newest submission of the same source and organization, by an instant.

    What a release has written was not sent: that there is one is not told before its minute.
    """
    table = tables.submission
    ours = [table.c.source == submission.source, table.c.organization_id == organization]
    if organization == PUBLISHER:
        ours.append(table.c.id.not_in(RELEASED))
    query = select(table.c.id).where(*ours).order_by(table.c.id.desc()).limit(1)
    if held_at is not None:
        query = query.where(table.c.recorded_at <= held_at)
    return connection.execute(query).scalar()


def files_of(connection: Connection, submission: int) -> dict[str, str]:
    """Name and checksum of each file of a submission."""
    table = tables.submission_file
    query = select(table.c.name, table.c.sha256).where(table.c.submission_id == submission)
    return {row.name: row.sha256 for row in connection.execute(query)}


def after_the_last(connection: Connection, moment: int) -> int:
    """Keep submissions in the order of their instants even where a clock was set back."""
    table = tables.submission
    newest = select(table.c.recorded_at).order_by(table.c.id.desc()).limit(1)
    return max(moment, (connection.execute(newest).scalar() or 0) + 1)


def recorded_at(connection: Connection, submission: int) -> int:
    """The instant of a submission, in microseconds."""
    table = tables.submission
    query = select(table.c.recorded_at).where(table.c.id == submission)
    return int(connection.execute(query).scalar_one())
