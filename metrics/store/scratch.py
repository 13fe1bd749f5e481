"""A copy in memory of what is held of a few indicators: what if, tried by the real thing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, delete, insert, select

from metrics.store import release_tables, tables
from metrics.store.bulk import write_rows
from metrics.store.engine import memory_engine, writing
from metrics.store.repository import Repository
from metrics.store.spans import rows_of, streamed

# everything that a value refers to, each after what it refers to itself
NAMES = (
    tables.indicator, tables.series, tables.organization, tables.place, tables.disaggregation,
    tables.document, tables.text, tables.submission, tables.submission_file, tables.sheet,
    tables.measured, tables.data_version, tables.nature, release_tables.released_part,
    release_tables.consent_event,  # what is seen of it is a matter of consent here too
)  # fmt: skip


@contextmanager
def scratch(repository: Repository, indicators: Iterable[str]) -> Iterator[Repository]:
    """A store of its own with all that is held of these indicators; gone afterwards."""
    engine = memory_engine()
    try:
        tables.metadata.create_all(engine)
        with repository.snapshot() as held, writing(engine, durable=False) as copy:
            _copy_names(held, copy)
            numbers = repository.names.numbers.get(tables.indicator.name, {})
            wanted = {numbers[one] for one in indicators if one in numbers}
            for pair in repository.names.measured:
                if pair[0] in wanted:
                    _copy_rows(held, copy, pair)
        yield Repository(engine)
    finally:
        engine.dispose()


def _copy_names(held: Connection, copy: Connection) -> None:
    for table in NAMES:
        copy.execute(delete(table))
        if rows := [dict(row) for row in held.execute(select(table)).mappings()]:
            copy.execute(insert(table), rows)


def _copy_rows(held: Connection, copy: Connection, pair: tuple[int, int]) -> None:
    write_rows(copy, list(streamed(held, rows_of(pair))))
