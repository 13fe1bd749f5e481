"""What was declared when, and whether the store holds example data or the real thing."""

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from metrics.archive import Archive
from metrics.errors import StoreError
from metrics.store import tables
from metrics.store.names import instant, last_id


def remember(connection: Connection, archive: Archive) -> bool:
    """Keep these declarations when they differ from the newest; True when they did."""
    table = tables.declaration
    newest = select(table.c.digest, table.c.recorded_at).order_by(table.c.id.desc()).limit(1)
    held = connection.execute(newest).first()
    if held and held.digest == archive.digest:
        return False
    now = max(instant(datetime.now(UTC)), (held.recorded_at if held else 0) + 1)
    row = {"id": last_id(connection, table) + 1, "recorded_at": now, **archive._asdict()}
    connection.execute(insert(table), [row])
    return True


def number_at(connection: Connection, held_at: int) -> int | None:
    """Which declarations were the newest at an instant; before the first, those."""
    table = tables.declaration
    before = select(table.c.id).where(table.c.recorded_at <= held_at).order_by(table.c.id.desc())
    first = select(table.c.id).order_by(table.c.id)
    number = connection.execute(before.limit(1)).scalar()
    return number if number is not None else connection.execute(first.limit(1)).scalar()


def every_kept(connection: Connection, held_at: int | None) -> list[tuple[int, bytes]]:
    """All declarations kept up to an instant, oldest first: when, and what."""
    table = tables.declaration
    query = select(table.c.recorded_at, table.c.content).order_by(table.c.id)
    if held_at is not None:
        query = query.where(table.c.recorded_at <= held_at)
    return [(int(at), bytes(content)) for at, content in connection.execute(query)]


def content_of(connection: Connection, number: int) -> bytes:
    table = tables.declaration
    return bytes(
        connection.execute(select(table.c.content).where(table.c.id == number)).scalar_one()
    )


def claim(connection: Connection, *, example: bool) -> None:
    """Make the store one of example data, or of real figures; it never becomes the other."""
    if refuse_mixing(connection, example=example) is None:
        connection.execute(update(tables.nature).values(example=int(example)))


def refuse_mixing(connection: Connection, *, example: bool) -> int | None:
    """What the store is already, None while it is neither; StoreError where it is the other."""
    held: int | None = connection.execute(select(tables.nature.c.example)).scalar_one()
    if held is not None and bool(held) != example:
        raise _mixed(example)
    return held


def _mixed(example: bool) -> StoreError:
    if example:
        return StoreError(
            "Example data cannot enter a store of real figures: name another store in "
            "PILLARS_DATABASE_URL, or run 'pillars demo', which has its own.",
            "Des données d'exemple ne peuvent pas entrer dans un entrepôt de chiffres réels : "
            "nommez un autre entrepôt dans PILLARS_DATABASE_URL, ou lancez « pillars demo », qui "
            "a le sien.",
        )
    return StoreError(
        "Real figures cannot enter a store of example data: name another store in "
        "PILLARS_DATABASE_URL.",
        "Des chiffres réels ne peuvent pas entrer dans un entrepôt de données d'exemple : nommez "
        "un autre entrepôt dans PILLARS_DATABASE_URL.",
    )
