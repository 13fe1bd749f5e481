"""`pillars migrate-store`: figures, accounts or returns, from one database to another."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from dashboard.access.store.tables import ACCOUNTS
from dashboard.options import JsonOption, LangOption
from dashboard.plain_values import Record
from dashboard.printing import language_of, print_json, write_line
from dashboard.returns.store.tables import DRAFTS
from dashboard.store import moved_database
from dashboard.text import Words, both
from metrics import Moved, Settings, StoreError, divide_by_year, moved_store

Move = Callable[[str, str], Iterator[Moved]]


class What(StrEnum):
    """The databases of an installation, each with an address of its own."""

    FIGURES = "figures"
    ACCOUNTS = "accounts"
    RETURNS = "returns"


MOVES: dict[What, Move] = {
    What.FIGURES: moved_store,
    What.ACCOUNTS: partial(moved_database, ACCOUNTS),
    What.RETURNS: partial(moved_database, DRAFTS),
}


def migrate_store(
    source: Annotated[str, typer.Argument(help="The database that is: sqlite:///path …")],
    target: Annotated[str, typer.Argument(help="The one to be: postgresql://user:pass@host/name")],
    what: Annotated[What, typer.Option(help="Which database of the installation.")] = What.FIGURES,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Move a database to another one, whole and verified; one that was cut off goes on."""
    words = Words(language_of(lang))
    _refuse(source, target)
    done = _followed(MOVES[what](source, target))
    if as_json:
        print_json([_record(one) for one in done])
        return
    for one in done:
        write_line(words.counted("moving.table", one.rows, table=one.table))
    write_line(words(f"moving.then_{what}"))


def divide_store(lang: LangOption = "en") -> None:
    """Put the figures of a PostgreSQL into parts by year, as its owner: for very many rows."""
    words, parts = Words(language_of(lang)), divide_by_year(Settings().database_url)
    write_line(words.counted("moving.parts", parts))
    write_line(words("moving.then_parts"))


def _followed(steps: Iterator[Moved]) -> list[Moved]:
    """Each table as it is verified; a screen shows how far they are meanwhile."""
    console = Console(stderr=True)
    tasks: dict[str, TaskID] = {}
    verified = []
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        for one in steps:
            if one.table not in tasks:
                tasks[one.table] = progress.add_task(one.table, total=one.rows)
            progress.update(tasks[one.table], completed=one.done)
            if one.verified:
                verified.append(one)
    return verified


def _record(moved: Moved) -> Record:
    return {"table": moved.table, "rows": moved.rows, "verified": moved.verified}


def _refuse(source: str, target: str) -> None:
    """Before anything is opened, which would make a file that is not there."""
    if source == target:
        raise StoreError(*both("moving.same"))
    file = source.partition("///")[2]
    if source.startswith("sqlite:") and not Path(file).is_file():
        raise StoreError(*both("moving.missing", file=file))
