"""One table of one file, as found; and what takes the cells of its columns from a row."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from ingest.cells import Cell, Row, key, plain
from ingest.headings import Found, Layout
from ingest.meanings import spelled
from ingest.spec import Role, TableSpec
from metrics import Catalogue, Location, Source

Taker: TypeAlias = Callable[[Row], Any]  # one cell, or several as a tuple
PERIOD_ROLES = (
    Role.PERIOD, Role.PERIOD_START, Role.PERIOD_END, Role.YEAR, Role.QUARTER, Role.MONTH,
)  # fmt: skip


class Table(NamedTuple):
    spec: TableSpec
    source: Source
    catalogue: Catalogue
    file: str
    sheet: str
    first_column: int
    layout: Layout

    def with_role(self, *roles: Role) -> tuple[Found, ...]:
        """The columns of a role, in the order in which source.toml describes them."""
        found = [one for one in self.layout.found if one.column.role in roles]
        return tuple(sorted(found, key=lambda one: self.spec.columns.index(one.column)))

    @property
    def document(self) -> str:
        """The edition that this file is, where its rows do not say; empty when nothing does."""
        documents = self.source.documents
        only = next(iter(documents)) if len(documents) == 1 else ""
        return self.spec.document_of(self.file) or only

    def location(self, row: int, at: int, in_document: str = "") -> Location:
        return Location(self.file, self.sheet, row, at + self.first_column, in_document)


def taker(found: tuple[Found, ...]) -> Taker:
    return itemgetter(*(one.at for one in found)) if found else _nothing


def cells_of(taken: Any) -> tuple[Cell, ...]:  # what a Taker took
    return taken if isinstance(taken, tuple) else (taken,)


def heading_words(found: Found, group: str) -> str:
    """The words of a named group of the heading, or what `groups` says that they stand for."""
    words = plain(found.groups.get(group, ""))
    return spelled(found.column.groups.get(group, {})).get(key(words), words)


def _nothing(_row: Row) -> tuple[()]:
    return ()
