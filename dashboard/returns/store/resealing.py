"""What partners have sent, sealed anew with the secret that is set now."""

from sqlalchemy import Connection, select, update

from dashboard.access.keys import Keys
from dashboard.returns.store.drafts import ANNOTATED, FILE, NAME, RESULT, SAID
from dashboard.returns.store.profiles import PROFILE
from dashboard.returns.store.tables import DRAFTS, draft, profile
from dashboard.store import Database
from metrics import Settings

PURPOSES = {
    "name": NAME, "content": FILE, "result": RESULT, "annotated": ANNOTATED, "said": SAID,
}  # fmt: skip


def reseal_drafts(settings: Settings) -> int:
    """How many files and layouts were; AccessError, and nothing changed, where one is unread."""
    others = (settings.database_url, settings.accounts_url)
    database, keys = Database.open(DRAFTS, settings.returns_url, *others), Keys(settings)
    with database.writing() as connection:
        ids = connection.execute(select(draft.c.id)).scalars().all()
        for one in ids:  # one at a time: a file may have many megabytes
            _reseal_draft(connection, keys, one)
        layouts = _reseal_profiles(connection, keys)
    database.engine.dispose()
    return len(ids) + layouts


def _reseal_draft(connection: Connection, keys: Keys, id_: str) -> None:
    own = draft.c.id == id_
    row = connection.execute(select(*(draft.c[one] for one in PURPOSES)).where(own)).one()
    values = {one: keys.reseal(purpose, id_, getattr(row, one))
              for one, purpose in PURPOSES.items() if getattr(row, one)}  # fmt: skip
    connection.execute(update(draft).where(own).values(**values))


def _reseal_profiles(connection: Connection, keys: Keys) -> int:
    rows = connection.execute(select(profile)).all()
    for row in rows:
        sealed = keys.reseal(PROFILE, f"{row.organization}/{row.form}", row.content)
        own = (
            profile.c.organization == row.organization, profile.c.form == row.form,
            profile.c.version == row.version,
        )  # fmt: skip
        connection.execute(update(profile).where(*own).values(content=sealed))
    return len(rows)
