"""Lists with one row per person, told by their headings and by what stands under them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ingest.book import BookSheet, Value
from ingest.cells import plain
from ingest.personal_data.attributes import ATTRIBUTES, COUNTED, TELLING
from ingest.personal_data.labels import NAMED, NUMBERED, PERSON, STRONG
from ingest.personal_data.names import is_person
from ingest.personal_data.normal import normal

Headings = Mapping[int, str]  # column -> its words, folded
_AGES = ("age", "current age", "age at intake", "client age", "age a l'admission")
_CODE = re.compile(r"[A-Za-z]{0,4}[ #._-]?[0-9]{1,6}[A-Za-z]?|[A-Z]")
_SEEN = 200  # rows that are enough to tell


def person_rows(sheet: BookSheet, heads: Mapping[int, Headings]) -> Iterator[tuple[int, int]]:
    """The headings over what is personal, where each row under them is one person."""
    for row, headings in heads.items():
        if _may_be_people(headings) and (rows := below(sheet, row)):
            cells = [one for _, one in rows]
            kinds = set(headings.values())
            if _is_filled(headings, cells, kinds) or _repeats(headings, cells):
                yield from ((row, column) for column in sorted(_personal(headings)))
        coded = _coded(headings)
        if coded and _are_codes([one for _, one in below(sheet, row)], coded):
            yield row, coded


def _coded(headings: Headings) -> int:
    """The column of one person each, beside attributes of people and no count."""
    words = set(headings.values())
    if words & COUNTED or not words & TELLING:
        return 0
    return next((column for column, said in headings.items() if said in PERSON), 0)


def _are_codes(rows: list[Sequence[Value]], column: int) -> bool:
    """Codes that differ in each row: S1, S2, 014."""
    codes = [plain(cells[column - 1]) for cells in rows]
    return len(codes) >= 2 and len(set(codes)) == len(codes) and all(map(_CODE.fullmatch, codes))


def _personal(headings: Headings) -> set[int]:
    """The columns that hold what is a person's own; those of attributes where none does."""
    own = {column for column, said in headings.items() if said in STRONG}
    return own or {column for column, said in headings.items() if said in ATTRIBUTES}


def _is_filled(
    headings: Headings, below: list[Sequence[Value]], words: set[str] | frozenset[str]
) -> bool:
    """Something stands under a heading of one person; under "Full name", a name."""
    if words & (STRONG - NAMED):
        columns = [one for one, said in headings.items() if said in STRONG - NAMED]
        return any(cells[one - 1] is not None for one in columns for cells in below)
    columns = [one for one, said in headings.items() if said in NAMED]
    named = [cells[one - 1] for one in columns for cells in below]
    return sum(isinstance(one, str) and is_person(normal(one)) for one in named) * 2 > len(named)


def _may_be_people(headings: Headings) -> bool:
    words = set(headings.values())
    strong, attributes, counted = words & STRONG, words & ATTRIBUTES, words & COUNTED
    if strong & NUMBERED and len(strong) + len(attributes) >= 2:
        return True
    if counted:
        return len(strong) >= 2
    return len(strong) >= 2 or (bool(strong) and bool(attributes)) or _has_age(attributes)


def _has_age(attributes: set[str] | frozenset[str]) -> bool:
    return len(attributes) >= 2 and bool(attributes & set(_AGES))


def below(sheet: BookSheet, row: int) -> list[tuple[int, Sequence[Value]]]:
    """The rows that stand under headings, until an empty one or the next headings."""
    rows: list[tuple[int, Sequence[Value]]] = []
    for number in range(row + 1, row + 1 + _SEEN):
        cells = [sheet.cell(number, column) for column in range(1, sheet.last_column + 1)]
        if all(cell is None for cell in cells):
            if rows:
                break
            continue
        rows.append((number, cells))
    return [one for one in rows if sum(cell is not None for cell in one[1]) >= 2]


def _repeats(headings: Headings, below: list[Sequence[Value]]) -> bool:
    """Exact ages, with rows that are alike in age and the rest: people, not groups."""
    columns = [column for column, words in headings.items() if words in _AGES]
    ages = [cells[columns[0] - 1] for cells in below] if columns else []
    exact = [age for age in ages if is_age(age)]
    if len(exact) < 5 or len(exact) < 0.8 * len(ages):
        return False
    return max(Counter(map(str, exact)).values()) > 1 and _has_no_number(headings, below)


def is_age(value: Value) -> bool:
    words = plain(value)
    return words.isdigit() and 0 < int(words) < 110


def _has_no_number(headings: Headings, below: list[Sequence[Value]]) -> bool:
    """No further column of numbers, which would count people of an age."""
    ages = {column for column, words in headings.items() if words in _AGES}
    for at in range(len(below[0])):
        if at + 1 not in ages:
            numbers = [cells[at] for cells in below if isinstance(cells[at], int | float)]
            if len(numbers) >= 0.8 * len(below):
                return False
    return True
