"""What an owner withdraws, taken out of releases: their frozen cells, and what is known by them."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, select, tuple_, update

from metrics.errors import MetricsError
from metrics.observations import ObservationStatus
from metrics.periods import Period
from metrics.store import release_tables, tables
from metrics.store.tables import STATUSES

ERASED = STATUSES[ObservationStatus.ERASED]
HIDDEN = STATUSES[ObservationStatus.SUPPRESSED]
NO_CHECKSUM = "0" * 64
AT_ONCE = 200  # keys in one statement


class Frozen(NamedTuple):
    """Whose figures, of which form; of one period of it or of all."""

    organization: str
    form: str
    period: Period | None


def erase_frozen(connection: Connection, asked: Frozen) -> None:
    """What a release, also one that has not come out, keeps of them; and what it is known by."""
    cell, found = release_tables.release_cell.c, _cells(connection, asked)
    for some in batches([(row.release_id, row.ordinal) for row in found]):
        connection.execute(
            update(release_tables.release_cell)
            .where(tuple_(cell.release_id, cell.ordinal).in_(some))
            .values(value=None, exact=None, status=ERASED, rounded=0)
        )
    gone: dict[int, set[str]] = {}
    for row in found:
        gone.setdefault(row.release_id, set()).add(str(row.ordinal))
    for number, ordinals in sorted(gone.items()):
        _tell_nothing(connection, number, ordinals)
    event, speaking = release_tables.release_event, ("", asked.organization)
    reasons = event.c.release_id.in_(sorted(gone)), event.c.organization.in_(speaking)
    connection.execute(update(event).where(*reasons).values(reason=""))


def _cells(connection: Connection, asked: Frozen) -> list[Any]:
    """The cells of releases, also of those that have not come out, in which they stand."""
    release, cell, part = (
        release_tables.release.c, release_tables.release_cell.c, release_tables.release_part.c,
    )  # fmt: skip
    same = and_(part.release_id == cell.release_id, part.ordinal == cell.ordinal)
    query = (
        select(cell.release_id, cell.ordinal, cell.period, cell.value)
        .join(release_tables.release, release.id == cell.release_id)
        .join(release_tables.release_part, same)
        .where(release.form == asked.form, part.organization == asked.organization)
    )
    return [row for row in connection.execute(query) if _is_of(row.period, asked.period)]


def frozen_numbers(connection: Connection, asked: Frozen) -> set[Decimal]:
    """The numbers that these show, also where nobody but the office has seen them yet."""
    return {Decimal(row.value) for row in _cells(connection, asked) if row.value is not None}


def _tell_nothing(connection: Connection, number: int, ordinals: set[str]) -> None:
    """What is kept of a release beside its cells: nothing of these, no sum, no count of the small
    ones, and no checksum; of what it wrote neither.
    """
    table, events = release_tables.release, release_tables.release_event.c
    query = select(table.c.detail).where(table.c.id == number)
    counts = _counts(connection, number)
    said = _without(json.loads(connection.execute(query).scalar_one()), ordinals, counts)
    kept = json.dumps(said, sort_keys=True, separators=(",", ":"))
    of_it = update(table).where(table.c.id == number)
    connection.execute(of_it.values(content=NO_CHECKSUM, detail=kept))
    whose = events.release_id == number, events.submission_id.is_not(None)
    file, written = tables.submission_file, select(events.submission_id).where(*whose)
    connection.execute(
        update(file).where(file.c.submission_id.in_(written)).values(sha256=NO_CHECKSUM)
    )


def _counts(connection: Connection, number: int) -> dict[str, int]:
    """How many cells of a release were withdrawn, how many are left, how many of these hidden."""
    cell = release_tables.release_cell.c
    query = select(cell.status, func.count()).where(cell.release_id == number)
    held = {row[0]: int(row[1]) for row in connection.execute(query.group_by(cell.status))}
    withdrawn = held.pop(ERASED, 0)
    return {"withdrawn": withdrawn, "left": sum(held.values()), "hidden": held.get(HIDDEN, 0)}


def _without(detail: dict[str, Any], ordinals: set[str], counts: dict[str, int]) -> dict[str, Any]:
    """What is known of a release besides, without that which these cells have made."""
    loss, hidden = detail.get("loss", {}), counts["hidden"]
    amounts = {name: "0" for name, one in loss.items() if isinstance(one, str)}
    of_small = {"hidden": hidden, "plain_hidden": hidden, "optimum": None} if loss else {}
    of_cells: dict[str, Any] = {
        name: {key: one for key, one in detail[name].items() if key not in ordinals}
        for name in ("coverage", "qualifiers", "notes", "each") if name in detail
    }  # fmt: skip
    revised = [one for one in detail.get("revised", ()) if str(one) not in ordinals]
    told = {"withdrawn": counts["withdrawn"], "left": counts["left"], "revised": revised}
    return {**detail, **of_cells, **told, "loss": loss | amounts | of_small}


def _is_of(code: str, period: Period | None) -> bool:
    """Whether the days of a frozen cell are any of a period's."""
    if period is None:
        return True
    try:
        other = Period.parse(code)
    except MetricsError:
        return True
    return other.start <= period.end and period.start <= other.end


def batches(every: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
