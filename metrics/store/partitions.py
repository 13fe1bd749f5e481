"""The observations of a PostgreSQL in parts, one for each year in which their periods begin.

What is asked and written stays the same. docs/scaling.md says what was measured with parts and
without, and why a store has none unless its owner makes them.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, func, select

from metrics.clock import now
from metrics.errors import StoreError
from metrics.store.engine import open_engine, writing
from metrics.store.tables import observation

AHEAD = 5  # years after the last one that is held; what lies outside stands in a part of its own
IS_DIVIDED = "SELECT relkind = 'p' FROM pg_class WHERE oid = 'observation'::regclass"
PARTS = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'observation'::regclass"
NEW = "observation_by_year"


def divide_by_year(database_url: str) -> int:
    """Put every row into the part of its year, all in one transaction; how many parts there are.

    Twice the room is needed meanwhile, and nobody else writes. What is divided already stays so.
    """
    engine = open_engine(database_url, make=False)
    try:
        if engine.dialect.name != "postgresql":
            raise _of_a_server_alone()
        with writing(engine, durable=True) as connection:
            if not connection.exec_driver_sql(IS_DIVIDED).scalar_one():
                _divide(connection)
            return int(connection.exec_driver_sql(PARTS).scalar_one())
    finally:
        engine.dispose()


def _divide(connection: Connection) -> None:
    key = ", ".join(column.name for column in observation.primary_key)
    for statement in (
        f"CREATE TABLE {NEW} (LIKE observation INCLUDING DEFAULTS INCLUDING CONSTRAINTS) "
        "PARTITION BY RANGE (period_start)",
        *_parts(connection),
        f"INSERT INTO {NEW} SELECT * FROM observation",  # noqa: S608  # nothing from outside
        "DROP TABLE observation",
        f"ALTER TABLE {NEW} RENAME TO observation",
        f"ALTER TABLE observation ADD CONSTRAINT pk_observation PRIMARY KEY ({key})",
        "ANALYZE observation",
    ):
        connection.exec_driver_sql(statement)


def _parts(connection: Connection) -> Iterator[str]:
    start = observation.c.period_start
    ends = connection.execute(select(func.min(start), func.max(start))).one()
    first, last = (date.fromordinal(one or now().toordinal()).year for one in ends)
    for year in range(first, last + AHEAD + 1):
        begins, ended = (date(one, 1, 1).toordinal() for one in (year, year + 1))
        yield (
            f"CREATE TABLE observation_{year} PARTITION OF {NEW} "
            f"FOR VALUES FROM ({begins}) TO ({ended})"
        )
    yield f"CREATE TABLE observation_other PARTITION OF {NEW} DEFAULT"


def _of_a_server_alone() -> StoreError:
    return StoreError(
        "A store in a file has no parts: they are for PostgreSQL, and for very many rows.",
        "Un entrepôt dans un fichier n'a pas de parties : elles sont pour PostgreSQL, et pour un "
        "très grand nombre de lignes.",
    )
