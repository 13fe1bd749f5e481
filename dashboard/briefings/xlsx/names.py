"""Names that a workbook allows: of sheets, and of the tables on them."""

import re
from collections.abc import Iterable

from dashboard.cells import REPLACED, writable

MOST = 31  # signs, as the program counts them: one beyond the first plane counts twice
FORBIDDEN = re.compile(r"[\[\]:*?/\\]+")
RESERVED = ("history", "historique")  # the program keeps these for itself
TABLE_SIGNS = re.compile(r"[^A-Za-z0-9_À-ÖØ-öø-ÿ]+")


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """A legal name for each, in their order; no two are alike, capitals or not."""
    taken: set[str] = set(RESERVED)
    names = []
    for one in wanted:
        name = _unlike(taken, _legal(one))
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def table_name(said: str, at: int | None = None) -> str:
    """A name for a table: letters, digits and lines, never like the address of a cell."""
    plain = TABLE_SIGNS.sub("_", said).strip("_") or "_"
    return f"_{plain}"[:200] + (f"_{at}" if at is not None else "")


def place(sheet: str, cell: str) -> str:
    """Where a link within the workbook goes."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"


def _legal(wanted: str) -> str:
    plain = FORBIDDEN.sub(" ", writable(wanted)).replace(REPLACED, " ")
    return _fitting(" ".join(plain.split()).strip("'"), MOST) or "_"


def _unlike(taken: set[str], name: str) -> str:
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{_fitting(name, MOST - len(f' ({number})'))} ({number})"
    return found


def _fitting(text: str, most: int) -> str:
    """The text, or as many whole words of it as fit before a sign of more."""
    if _counted(text) <= most:
        return text
    while _counted(text) > most - 1:
        text = text[:-1]
    words, _, _ = text.rpartition(" ")
    kept = words if _counted(words) > most / 2 else text
    return kept.rstrip(" ,;:.-'") + "…"


def _counted(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
