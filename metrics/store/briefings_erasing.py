"""What an owner withdraws, taken out of briefings: whole snapshots, the lines of outlines, titles.

An outline may say a number of a figure that it does not show: no more than a draft can, since it is
not issued with a number that stands behind nothing. So the text of every draft is read.
"""

import json
from typing import Any

from sqlalchemy import Connection, Row, select, update

from metrics.languages import Text
from metrics.periods import Period
from metrics.store.briefing_parts import ISSUED, briefings_with, forget_lines
from metrics.store.briefing_tables import briefing_issue, briefing_version
from metrics.store.briefings_reading import forget_wording
from metrics.store.numbers_told import Said, tells, texts_in

VERSIONS, ISSUES = briefing_version.c, briefing_issue.c
GONE = Text("Title withdrawn", "Titre retiré")


def erase_briefings(
    connection: Connection,
    organization: str,
    sources: frozenset[str],
    period: Period | None,
    said: Said,
    at: int,
) -> None:
    """Leave nothing of what was made with an organization's values, within its transaction.

    The checksum of a snapshot stays, and that there was one. Drafts lose their lines likewise, in
    every version, and so does the outline of what was issued. `said` finds the numbers: what any
    other draft says of them goes too, in its title as well.
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
    for row in _drafted(connection):
        _forget_telling(connection, row, said, at)


def _drafted(connection: Connection) -> list[Row[Any]]:
    """Every version of an outline, but those of which a snapshot stands."""
    stands = (ISSUES.briefing_id == VERSIONS.briefing_id) & (ISSUES.version == VERSIONS.version)
    issued = select(ISSUES.version).where(stands, ISSUES.snapshot.is_not(None)).exists()
    return [*connection.execute(select(briefing_version).where(~issued)).all()]


def _forget_telling(connection: Connection, row: Row[Any], said: Said, at: int) -> None:
    """Empty what a version says of these numbers: its lines, its title, or both."""
    outline, values = json.loads(row.outline), dict[str, Any]()
    if tells(said, *texts_in(outline.get("lines"))):
        outline |= {"lines": []}
        forget_wording(connection, row.briefing_id)
        values["erased_at"] = at
    if tells(said, row.title_en, row.title_fr):
        title = {"title_en": GONE.en, "title_fr": GONE.fr}
        outline |= title
        values |= title
    if values:
        where = VERSIONS.briefing_id == row.briefing_id, VERSIONS.version == row.version
        said_now = {**values, "outline": json.dumps(outline, ensure_ascii=False)}
        connection.execute(update(briefing_version).where(*where).values(**said_now))


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
