"""`pillars roles`: as whom the service reads and writes on PostgreSQL, with no right too many."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Annotated, NamedTuple

import typer

from dashboard.access.store.tables import ACCOUNTS
from dashboard.options import LangOption
from dashboard.printing import language_of, write_line
from dashboard.returns.jobs import QUEUE_TABLES, make_queue_tables
from dashboard.returns.store.tables import DRAFTS
from dashboard.store import Database, Kind
from dashboard.store.rights import grant_in, rights_to
from dashboard.text import Words, both
from metrics import (
    HeldAs,
    Language,
    Rights,
    Roles,
    Settings,
    StoreError,
    Text,
    grant_figures,
    granted,
    held_as,
    rights_to_figures,
)

FILE = "sqlite:"
MOST = 5  # rights that are told one by one


class Part(NamedTuple):
    """One database of the installation: its rights, and how they are given."""

    name: str
    address: str
    rights: Rights
    give: Callable[[Roles], None]

    @property
    def database(self) -> str:
        """Its name on the server."""
        return self.address.partition("?")[0].rpartition("/")[2]


def roles(
    writer: Annotated[str, typer.Option(help="The role of pages and worker.")] = "pillars_writer",
    reader: Annotated[str, typer.Option(help="The role that only reads.")] = "pillars_reader",
    apply: Annotated[bool, typer.Option("--apply", help="Migrate, then give the rights.")] = False,
    lang: LangOption = "en",
) -> None:
    """Print the rights of the roles on PostgreSQL as SQL, or give them as the owner.

    The settings name the databases as their owner opens them. Both roles must be there.
    """
    named, words = Roles(writer, reader), Words(language_of(lang))
    held = [one for one in _parts(Settings()) if not one.address.startswith(FILE)]
    if not held:
        raise StoreError(*both("roles.files"))
    for one in held:
        if apply:
            one.give(named)
            write_line(words(_said(one), database=one.name, writer=writer, reader=reader))
        else:
            write_line(f"\\connect {one.database}")
            for statement in granted(one.rights, named):
                write_line(f"{statement};")


class RoleFound(NamedTuple):
    """As whom one database is opened, and what is to be said of that."""

    database: str  # "figures"
    held: HeldAs
    words: Text


def roles_found(settings: Settings) -> Iterator[RoleFound]:
    """Of each database on a server that answers: one that does not is told of elsewhere."""
    asked = [(one, False) for one in _parts(settings)]
    if settings.database_read_url:
        read = asked[0][0]._replace(name="followed", address=settings.database_read_url)
        asked.append((read, True))
    for part, reads_only in asked:
        with suppress(StoreError):
            if held := held_as(part.address, part.rights, reads_only=reads_only):
                yield RoleFound(part.name, held, _told(part.name, held))


def all_owned(found: Sequence[RoleFound]) -> Text | None:
    """The same in one sentence, where one owner opens every database."""
    roles = {one.held.role for one in found if one.held.owns}
    if len(roles) != 1 or not all(one.held.owns for one in found):
        return None
    return both("roles.owner_of_all", role=roles.pop())


def _told(database: str, held: HeldAs) -> Text:
    return Text(*(_in_words(database, held, Words(one)) for one in Language))


def _in_words(database: str, held: HeldAs, words: Words) -> str:
    told = {"role": held.role, "database": words(f"roles.{database}")}
    if held.owns or not held.lacks:
        return words("roles.owner" if held.owns else "roles.sound", **told)
    told["rights"] = ", ".join(held.lacks[:MOST])
    if left := len(held.lacks[MOST:]):
        return words.counted("roles.lacks_more", left, **told)
    return words("roles.lacks", **told)


def _said(part: Part) -> str:
    return "roles.given" if part.rights.is_read else "roles.given_to_writer"


def _parts(settings: Settings) -> tuple[Part, ...]:
    figures, accounts, returns = (
        settings.database_url, settings.accounts_url, settings.returns_url,
    )  # fmt: skip
    of_accounts, of_returns = rights_to(ACCOUNTS), rights_to(DRAFTS, QUEUE_TABLES)
    return (
        Part("figures", figures, rights_to_figures(), lambda to: grant_figures(figures, to)),
        Part("accounts", accounts, of_accounts, partial(_give, ACCOUNTS, accounts, of_accounts)),
        Part("returns", returns, of_returns, partial(_give, DRAFTS, returns, of_returns)),
    )


def _give(kind: Kind, address: str, rights: Rights, to: Roles) -> None:
    """Once its tables are those of this program."""
    database = Database.open(kind, address)
    try:
        if kind is DRAFTS:
            make_queue_tables(database)
        grant_in(database, rights, to)
    finally:
        database.engine.dispose()
