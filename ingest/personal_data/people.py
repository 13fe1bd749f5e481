"""Lists of people told by what their columns are, whoever they are: no list of names is asked.

A column of names beside what is told of a person is a list of people. Who is protected must not
depend on where a name comes from, so a name is here what holds no word of an organization.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.book import BookSheet, Value
from ingest.cells import plain
from ingest.personal_data.attributes import COUNTED, OF_A_PERSON, SEXES, TELLING
from ingest.personal_data.labels import NAME_HEADS, STRONG
from ingest.personal_data.names import is_person
from ingest.personal_data.normal import folded, normal
from ingest.personal_data.rows import below, is_age

Headings = Mapping[int, str]  # column -> its words, folded
Cell = tuple[int, int]
Rows = Sequence[tuple[int, Sequence[Value]]]
_AGES = frozenset(one for one in OF_A_PERSON if one.split()[0] in ("age", "ages"))


def named_people(sheet: BookSheet, heads: Mapping[int, Headings]) -> Iterator[Cell]:
    """The headings of columns of names beside what is told of a person, and the names."""
    for row, headings in heads.items():
        names = [column for column, said in headings.items() if said in NAME_HEADS]
        told = {column: said for column, said in headings.items() if said in OF_A_PERSON}
        rows = below(sheet, row) if names and told else []
        if not rows or _is_counted(headings, told, rows):
            continue
        for column in names:
            cells = [cells[column - 1] for _, cells in rows]
            if _are_names(cells):
                yield row, column
                yield from ((at, column) for at, one in rows if _is_name(one[column - 1]))


def _is_counted(headings: Headings, told: Headings, rows: Rows) -> bool:
    """Whether the rows count people; not where each has an age of its own."""
    ages = [column for column, said in told.items() if said in _AGES]
    counted = any(said in COUNTED for said in headings.values())
    return counted and not any(_are(is_age, rows, column) for column in ages)


def _are_names(cells: Sequence[Value]) -> bool:
    filled = [one for one in cells if one is not None]
    return bool(filled) and sum(map(_is_name, filled)) * 2 >= len(filled)


def _is_name(value: Value) -> bool:
    return isinstance(value, str) and "@" not in value and is_person(normal(value))


def _are(holds: Callable[[Value], bool], rows: Rows, column: int) -> bool:
    filled = [cells[column - 1] for _, cells in rows if cells[column - 1] is not None]
    return bool(filled) and sum(map(holds, filled)) >= 0.8 * len(filled)


def unnamed_people(sheet: BookSheet, heads: Mapping[int, Headings]) -> Iterator[Cell]:
    """The headings over several attributes of a person, an age among them, one row each."""
    for row, headings in heads.items():
        ages = [column for column, said in headings.items() if said in _AGES]
        told = [column for column, said in headings.items() if said in TELLING]
        if not ages or len(told) < 3 or not STRONG.isdisjoint(headings.values()):
            continue  # `person_rows` has those with a name, a number or a date of one person
        rows = below(sheet, row)
        if len(rows) >= 2 and _are(is_age, rows, ages[0]) and _counts_none(rows, ages):
            yield from ((row, column) for column in told)


def _counts_none(rows: Rows, ages: Collection[int]) -> bool:
    """No further column of numbers but their order, 1, 2, 3: it would count people."""
    for at in range(len(rows[0][1])):
        numbers = [one for _, cells in rows if isinstance(one := cells[at], int | float)]
        if at + 1 in ages or len(numbers) < 0.8 * len(rows):
            continue
        if any(later - one != 1 for one, later in pairwise(numbers)):
            return False
    return True


def unheaded_people(
    sheet: BookSheet, values: Collection[Value], known: Collection[str]
) -> Iterator[Cell]:
    """Full names beside an age and a sex, in rows that no headings stand over."""
    sexes = {one for one in values if isinstance(one, str) and folded(one) in SEXES}
    if not sexes:
        return
    block: dict[int, int] = {}  # row -> the column of the name, of rows one under the other
    for row, cells in sheet.iter_rows():
        named = 0 if sexes.isdisjoint(cells) else _named_in(cells, sexes, known)
        if named and (row - 1 in block or not _is_headed(sheet, row)):
            block[row] = named
        elif block and row - 1 in block:
            yield from _of_people(sheet, block)
            block = {}
    yield from _of_people(sheet, block)


def _is_headed(sheet: BookSheet, row: int) -> bool:
    above = (sheet.cell(row - 1, at) for at in range(1, sheet.last_column + 1)) if row > 1 else ()
    return sum(one is not None for one in above) >= 2


def _named_in(cells: Sequence[Value], sexes: Collection[str], known: Collection[str]) -> int:
    """The column of a full name in a row with one age, a sex and no other number but its order."""
    ages = [at for at, one in enumerate(cells, 1) if at > 1 and is_age(one)]
    if len(ages) != 1:
        ages = [1] if len(cells) and is_age(cells[0]) and not ages else []
    if not ages:
        return 0
    for at, one in enumerate(cells, 1):
        if isinstance(one, str) and " " in one.strip() and one not in sexes and _is_name(one):
            return at if folded(one) not in known else 0
    return 0


def _of_people(sheet: BookSheet, block: Mapping[int, int]) -> Iterator[Cell]:
    """The names of a block, each of which stands there once: a place comes again with each sex."""
    names = [folded(plain(sheet.cell(row, column))) for row, column in block.items()]
    if len(names) >= 2 and len(set(names)) == len(names):
        yield from block.items()
