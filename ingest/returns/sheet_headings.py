"""The headings of a table, wherever on a partner's sheet they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeAlias

from ingest.book import BookSheet
from ingest.cells import plain
from ingest.returns.layout import CODE, PLACE, PREVIOUS, LayoutSheet, MeasureColumn
from ingest.returns.notation import folded

LOOKED_AT = 300  # rows among which the headings are sought
CODES, PLACES, MEMBERS, _PREVIOUS = "code", "place", "member", "previous"
Role: TypeAlias = str | MeasureColumn


@dataclass(frozen=True)
class Headings:
    """Where the headings of a table stand on a sheet."""

    row: int
    columns: Mapping[int, Role]
    strange: Mapping[int, str]  # headings that the form does not have

    @cached_property
    def measures(self) -> list[tuple[int, MeasureColumn]]:
        return [(at, one) for at, one in self.columns.items() if isinstance(one, MeasureColumn)]

    def at(self, role: str) -> int:
        return self._roles.get(role, 0)

    @cached_property
    def _roles(self) -> dict[str, int]:
        named = [(one, at) for at, one in self.columns.items() if isinstance(one, str)]
        return dict(reversed(named))  # the first, where a heading stands twice


def spellings(sheet: LayoutSheet, renamed: Mapping[str, str]) -> dict[str, Role]:
    """Every word by which a column may be headed, as it is compared."""
    roles: dict[str, Role] = {}
    for role, names in (
        (CODES, tuple(CODE)),
        (PLACES, tuple(PLACE)),
        (MEMBERS, tuple(sheet.dimension_title or ())),
    ):
        roles |= {folded(name): role for name in names}
    for column in sheet.columns:
        names = (*column.heading, column.measure.series, *column.measure.former)
        roles |= {folded(name): column for name in names}
        roles |= {
            folded(f"{before}{name}"): _PREVIOUS for name in column.heading for before in PREVIOUS
        }
    for old, new in renamed.items():
        if found := roles.get(folded(new)):
            roles.setdefault(folded(old), found)
    return roles


def find_headings(sheet: BookSheet, roles: Mapping[str, Role]) -> Headings | None:
    """The row with the most of the form's headings; None where no row has a measure's."""
    best: Headings | None = None
    for number, cells in islice(sheet.iter_rows(), LOOKED_AT):
        words = {at: folded(one) for at, one in enumerate(cells, 1) if isinstance(one, str)}
        known = {at: roles[word] for at, word in words.items() if word in roles}
        if any(isinstance(one, MeasureColumn) for one in known.values()) and (
            best is None or len(known) > len(best.columns)
        ):
            strange = {
                at: plain(cells[at - 1])
                for at, word in words.items()
                if word and word not in roles and not _is_previous(word)
            }
            best = Headings(number, known, strange)
    return best


def _is_previous(word: str) -> bool:
    return any(word.startswith(folded(one)) for one in PREVIOUS)
