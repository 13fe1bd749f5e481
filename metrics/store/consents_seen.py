"""What an owner may have of its own: every row it has sent, and who else has seen its values."""

import json
from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Engine, select

from metrics.audit import AuditEntry, Kept, code_of, entry_of
from metrics.observations import HeldObservation
from metrics.store import tables
from metrics.store.audit import TABLE
from metrics.store.comparing import in_order_said, key_of
from metrics.store.engine import reading
from metrics.store.repository import Repository
from metrics.store.spans import rows_of, streamed


def own_rows(repository: Repository, organization: str) -> Iterator[HeldObservation]:
    """Everything an organization has sent, in the key's order, each key in the order of saying."""
    with repository.snapshot() as connection:
        whose = repository.names.number(tables.organization, organization)
        for pair in sorted(repository.names.measured) if whose is not None else ():
            rows = streamed(connection, rows_of((*pair, whose or 0)))
            for _, said in groupby(rows, key_of):
                for rank, row in enumerate(in_order_said(said), 1):
                    yield repository.decoder.held(row, rank)


def seen_of(engine: Engine, organization: str) -> Iterator[AuditEntry]:
    """The entries of the audit log that speak of an organization's values, newest first."""
    code = code_of(organization)
    named = TABLE.c.detail.contains(json.dumps(code), autoescape=True)
    query = select(TABLE).where(named).order_by(TABLE.c.position.desc())
    with reading(engine) as connection:
        entries = (entry_of(Kept(*row)) for row in streamed(connection, query))
        yield from (one for one in entries if one.detail.get("organization") == code)
