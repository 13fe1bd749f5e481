"""What the columns of a table are called, where its headings take several rows."""

import re
from collections import Counter
from collections.abc import Mapping

from ingest.book import BookSheet
from ingest.cells import plain

JOINT = " | "  # between the parts of a heading of several rows
_NUMBERED = re.compile(r" \| #\d+$")  # behind one that stands further to the left as well


def joined_headings(sheet: BookSheet, first: int, rows: int, left: int = 1) -> dict[int, str]:
    """By column, the words of its rows of headings; an upper one stands for those to its right,
    as far as it is merged where it is.
    """
    parts: dict[int, list[str]] = {}
    for row in range(first, first + rows):
        before, ends = "", 0
        for column in range(left, sheet.last_column + 1):
            words = plain(sheet.cell(row, column))
            if row == first + rows - 1 or words:
                before, ends = words, _right_end(sheet, row, column)
            elif column > ends or not any(
                plain(sheet.cell(below, column)) for below in range(row, first + rows)
            ):
                before = ""
            if before:
                parts.setdefault(column, []).append(before)
    return {column: JOINT.join(words) for column, words in parts.items()}


def _right_end(sheet: BookSheet, row: int, column: int) -> int:
    """The last column that a heading may stand for."""
    merged = (one for one in sheet.merged if one.covers(row, column))
    return next((one.right for one in merged), sheet.last_column)


def told_apart(headings: Mapping[int, str]) -> dict[int, str]:
    """The same with a number behind each that stands further to the left as well."""
    seen: Counter[str] = Counter()
    apart = {}
    for column, words in sorted(headings.items()):
        seen[words] += 1
        apart[column] = words if seen[words] == 1 else f"{words}{JOINT}#{seen[words]}"
    return apart


def spoken_heading(words: str) -> str:
    """A joined heading or label as its sender sees it: "Clients / first time"."""
    return _NUMBERED.sub("", words).replace(JOINT, " / ")
