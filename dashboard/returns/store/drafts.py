"""Drafts: what was sent to be checked, and all that is kept of it until its day comes."""

import json
from collections.abc import Mapping
from copy import copy
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Row, delete, func, select, update

from dashboard.access.faults import AccessError
from dashboard.access.keys import Keys, new_id
from dashboard.access.store.rows import seconds
from dashboard.returns.store import tables
from dashboard.returns.store.board import TurnLostError, held
from dashboard.returns.store.job_rows import Turn
from dashboard.returns.store.pages import Journal
from dashboard.returns.store.profiles import Profiles
from dashboard.returns.store.rows import NEVER, OPEN, Draft, DraftState, draft_of
from dashboard.returns.store.tables import DRAFTS
from dashboard.store import Database
from metrics import Language, Settings

FILE, NAME, RESULT, ANNOTATED, SAID = (
    "return file", "return file name", "return check", "annotated return", "return reasons",
)  # fmt: skip
MOST_OPEN = 5  # checks of one organization that wait or are read at the same time
MOST_KEPT = 200  # drafts of one organization
COLUMNS = tables.draft.c
TOLD = [column for column in COLUMNS if column.name not in ("content", "result", "annotated")]


class NewDraft(NamedTuple):
    """A file as it was sent; the form and the period are empty where the file says them."""

    account: str
    organization: str
    form: str
    period: str
    language: Language
    file: str
    content: bytes


class Drafts(Profiles):
    """What is kept of the files that partners have sent; many threads may use one at a time.

    `abandoned` is how long a draft is kept that is not sent, `settled` how long after a return has
    been approved.
    """

    def __init__(
        self, database: Database, keys: Keys, abandoned: timedelta, settled: timedelta
    ) -> None:
        self._database, self._keys = database, keys
        self._abandoned, self._settled = abandoned, settled
        self._journal = Journal(database)
        self._turn: Turn | None = None

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the drafts of an installation; StoreError where they cannot be."""
        others = (settings.database_url, settings.accounts_url)
        return cls(
            Database.open(DRAFTS, settings.returns_url, *others),
            Keys(settings),
            timedelta(days=settings.return_draft_days),
            timedelta(days=settings.return_file_days),
        )

    @property
    def database(self) -> Database:
        """Where they are kept; feeds and reminders are kept there too."""
        return self._database

    def under(self, turn: Turn) -> Self:
        """The same, in the hands of a worker: once its turn is lost it can change none of them."""
        theirs = copy(self)
        theirs._turn = turn
        return theirs

    def close(self) -> None:
        self._database.engine.dispose()

    def add(self, new: NewDraft, now: datetime) -> Draft:
        """Keep a file until it has been checked; AccessError where too many are kept already."""
        id_ = new_id()
        row = {
            "id": id_, "account": new.account, "organization": new.organization, "form": new.form,
            "period": new.period, "language": new.language.value, "size": len(new.content),
            "sha256": sha256(new.content).hexdigest(), "state": DraftState.WAITING.value,
            "stage": "", "share": 0, "outcome": "", "sent": "", "made_at": seconds(now),
            "expires_at": seconds(now + self._abandoned),
            "name": self._keys.seal(NAME, id_, new.file.encode("utf-8", "replace")),
            "content": self._keys.seal(FILE, id_, new.content),
        }  # fmt: skip
        with self._database.writing() as connection:
            _check_room(connection, new.organization)
            connection.execute(tables.draft.insert().values(**row))
            return self._found(connection, id_)

    def find(self, id_: str) -> Draft | None:
        with self._database.reading() as connection:
            row = _row(connection, id_)
        return self._told(row) if row else None

    def of(self, organization: str | None = None) -> tuple[Draft, ...]:
        """The drafts of an organization, or all, newest first."""
        query = select(*TOLD).order_by(COLUMNS.made_at.desc(), COLUMNS.id)
        if organization is not None:
            query = query.where(COLUMNS.organization == organization)
        with self._database.reading() as connection:
            return tuple(map(self._told, connection.execute(query)))

    def became(self, code: str) -> Draft | None:
        """The draft that a return was sent from, while it is kept."""
        query = select(*TOLD).where(COLUMNS.sent == code).order_by(COLUMNS.made_at)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return self._told(row) if row else None

    def content(self, id_: str) -> bytes | None:
        """The file; None once it is kept no more."""
        return self._unsealed(id_, "content", FILE)

    def annotated(self, id_: str) -> bytes | None:
        """The file with its notes; None where there is none."""
        return self._unsealed(id_, "annotated", ANNOTATED)

    def is_marked(self, id_: str) -> bool:
        """Whether there is one, without opening it."""
        query = select(COLUMNS.id).where(COLUMNS.id == id_, COLUMNS.annotated.is_not(None))
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def result(self, id_: str) -> dict[str, Any]:
        """What its check has found, as JSON; empty before it is over."""
        found = self._unsealed(id_, "result", RESULT)
        return json.loads(found) if found else {}

    def said(self, id_: str) -> dict[str, dict[str, str]]:
        """What the partner has said to it: "answers" to questions, "reasons" for warnings."""
        found = self._unsealed(id_, "said", SAID)
        return json.loads(found) if found else {"answers": {}, "reasons": {}}

    def say(self, id_: str, answers: Mapping[str, str], reasons: Mapping[str, str]) -> None:
        """Keep what the partner says, instead of what was said before."""
        told = json.dumps({"answers": dict(answers), "reasons": dict(reasons)}).encode()
        self._change(id_, said=self._keys.seal(SAID, id_, told))

    def begin(self, id_: str) -> bool:
        """Take a waiting draft to read it; False where another has, or it is no longer there.

        A worker whose turn it is takes one that another has left half read as well.
        """
        states = OPEN if self._turn else (DraftState.WAITING,)
        waiting = (COLUMNS.id == id_, COLUMNS.state.in_([one.value for one in states]))
        query = update(tables.draft).where(*waiting).values(state=DraftState.READING.value)
        with self._database.writing() as connection:
            self._check_turn(connection)
            return connection.execute(query).rowcount == 1

    def wait_again(self, id_: str) -> None:
        """Have it checked once more, after an answer or after a break."""
        self._change(id_, state=DraftState.WAITING.value, stage="", share=0, outcome="")

    def tell(self, id_: str, stage: str, share: int) -> None:
        """How far its check has come."""
        self._change(id_, stage=stage, share=max(0, min(share, 100)))

    def finish(
        self, id_: str, outcome: str, result: Mapping[str, Any], annotated: bytes | None,
        *, form: str = "", period: str = "",
    ) -> None:  # fmt: skip
        """Keep what a check has found, and the file with its notes."""
        found = {"form": form, "period": period}
        self._change(
            id_, state=DraftState.CHECKED.value, outcome=outcome, share=100,
            result=self._keys.seal(RESULT, id_, json.dumps(result).encode()),
            annotated=self._keys.seal(ANNOTATED, id_, annotated) if annotated else None,
            **{key: value for key, value in found.items() if value},
        )  # fmt: skip

    def refuse(self, id_: str, state: DraftState, result: Mapping[str, Any]) -> None:
        """Keep nothing of the file, neither name nor checksum: only why it was not taken."""
        self._change(
            id_, state=state.value, outcome="reject", share=100, content=None, annotated=None,
            said=None, name=self._keys.seal(NAME, id_, b""), sha256="", size=0,
            result=self._keys.seal(RESULT, id_, json.dumps(result).encode()),
        )  # fmt: skip
        self._journal.forget()

    def mark_sent(self, id_: str, code: str) -> None:
        """It has become this return; it is kept until that has been approved, and a while after."""
        self._change(id_, state=DraftState.SENT.value, sent=code, expires_at=seconds(NEVER))

    def settle(self, code: str, at: datetime) -> None:
        """Its return was approved or withdrawn then: keep the file for the time that is set."""
        self._keep_until(code, seconds(at + self._settled))

    def keep(self, code: str) -> None:
        """Its return is looked at again: keep the file for as long as that takes."""
        self._keep_until(code, seconds(NEVER))

    def _keep_until(self, code: str, until: int) -> None:
        other = COLUMNS.sent == code, COLUMNS.expires_at != until
        with self._database.reading() as connection:  # often there is nothing to change
            if connection.execute(select(COLUMNS.id).where(*other)).first() is None:
                return
        query = update(tables.draft).where(*other).values(expires_at=until)
        with self._database.writing() as connection:
            connection.execute(query)

    def scour(self) -> bool:
        """Bring off the disk what a reader has kept there until now; False while one does."""
        return self._journal.try_again()

    def cancel(self, id_: str) -> None:
        """Keep nothing of it."""
        with self._database.writing() as connection:
            connection.execute(delete(tables.draft).where(COLUMNS.id == id_))
        self._journal.forget()

    def purge(self, now: datetime) -> tuple[str, ...]:
        """Drop what is kept no longer; the ids of what was dropped."""
        over = COLUMNS.expires_at <= seconds(now)
        with self._database.writing() as connection:
            ids = tuple(connection.execute(select(COLUMNS.id).where(over)).scalars())
            connection.execute(delete(tables.draft).where(over))
        if ids:
            self._journal.forget()
        return ids

    def _change(self, id_: str, **values: Any) -> None:
        which = [COLUMNS.id == id_]
        if self._turn:
            which.append(COLUMNS.state == DraftState.READING.value)
        with self._database.writing() as connection:
            self._check_turn(connection)
            changed = connection.execute(update(tables.draft).where(*which).values(**values))
            if self._turn and not changed.rowcount:
                raise TurnLostError(self._turn)  # its sender has taken it back

    def _check_turn(self, connection: Connection) -> None:
        """TurnLostError where this worker is not who reads it any more."""
        if self._turn is None:
            return
        query = select(tables.job.c.kind).where(*held(self._turn))
        if connection.execute(query).first() is None:
            raise TurnLostError(self._turn)

    def _found(self, connection: Connection, id_: str) -> Draft:
        row = _row(connection, id_)
        if row is None:
            raise AccessError("returns.gone")
        return self._told(row)

    def _told(self, row: Row[Any]) -> Draft:
        file = self._keys.unseal(NAME, row.id, row.name).decode("utf-8", "replace")
        return draft_of(row, file)

    def _unsealed(self, id_: str, column: str, purpose: str) -> bytes | None:
        query = select(COLUMNS[column]).where(COLUMNS.id == id_)
        with self._database.reading() as connection:
            sealed = connection.execute(query).scalar()
        return self._keys.unseal(purpose, id_, sealed) if sealed else None


def _row(connection: Connection, id_: str) -> Row[Any] | None:
    return connection.execute(select(*TOLD).where(COLUMNS.id == id_)).first()


def _check_room(connection: Connection, organization: str) -> None:
    """AccessError where an organization has too many drafts waiting, or kept."""
    own = select(func.count()).select_from(tables.draft).where(COLUMNS.organization == organization)
    open_ = own.where(COLUMNS.state.in_([one.value for one in OPEN]))
    if connection.execute(open_).scalar_one() >= MOST_OPEN:
        raise AccessError("returns.too_many_open", count=MOST_OPEN)
    if connection.execute(own.where(COLUMNS.sent == "")).scalar_one() >= MOST_KEPT:
        raise AccessError("returns.too_many_kept", count=MOST_KEPT)
