"""What the office has asked a worker to do with a release, and what came of it."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import update

from dashboard.access.keys import new_id
from dashboard.access.store.rows import seconds
from dashboard.returns.store import tables
from dashboard.store import Database
from metrics import Text

COLUMNS = tables.release_request.c


class Request(NamedTuple):
    """A step with a release that a worker takes for somebody.

    `said` is what was written in its form, or the code of the release. In the end it has either
    the code of the `release` that came of it, or it was `refused`, in these words.
    """

    id: str
    step: str
    account: str
    form: str
    said: dict[str, Any]
    release: str = ""
    refused: Text | None = None

    @property
    def is_over(self) -> bool:
        return bool(self.release) or self.refused is not None


class Requests:
    """The requests of an installation, beside its drafts and jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, asked: Request, now: datetime) -> Request:
        """Keep a request under a new id."""
        made = asked._replace(id=new_id())
        row = {
            "id": made.id, "step": made.step, "account": made.account, "form": made.form,
            "said": json.dumps(made.said), "release": "", "refused": "", "made_at": seconds(now),
        }  # fmt: skip
        with self._database.writing() as connection:
            connection.execute(tables.release_request.insert().values(row))
        return made

    def find(self, id_: str) -> Request | None:
        query = tables.release_request.select().where(COLUMNS.id == id_)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        refused = Text(*json.loads(row.refused)) if row.refused else None
        said = json.loads(row.said)
        return Request(row.id, row.step, row.account, row.form, said, row.release, refused)

    def end(self, id_: str, release: str) -> None:
        """Say which release came of it."""
        self._set(id_, release=release)

    def refuse(self, id_: str, why: Text) -> None:
        """Say why nothing came of it."""
        self._set(id_, refused=json.dumps(list(why)))

    def _set(self, id_: str, **values: str) -> None:
        query = update(tables.release_request).where(COLUMNS.id == id_).values(**values)
        with self._database.writing() as connection:
            connection.execute(query)
