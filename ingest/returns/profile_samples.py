"""What a proposed table is found by again, and what of it is shown to whoever confirms it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.book import Value
from ingest.cells import plain
from ingest.returns.heading_blocks import Block
from ingest.returns.heading_words import JOINT
from ingest.returns.notation import folded
from metrics import Location

_SAMPLES, _LONGEST = 3, 24  # values beside a heading or a label; characters of each


class Labelled(NamedTuple):
    """A row with its label; `is_filled` where anything stands to its right."""

    row: int
    label: str
    words: list[str]
    is_filled: bool


def anchor_of(block: Block) -> tuple[int, str]:
    """A column of the first row of headings and its words: one that stands nowhere above it."""
    cells = [(at, plain(block.sheet.cell(block.first, at)))
             for at in range(1, block.sheet.last_column + 1)]  # fmt: skip
    heads = [(at, words) for at, words in cells if words and at >= block.figures]
    above = {folded(value) for row, cells in block.sheet.iter_rows() if row < block.first
             for value in cells if isinstance(value, str)}  # fmt: skip
    return next((one for one in heads if folded(one[1]) not in above), heads[0])


def title_of(block: Block) -> str:
    """Words that stand first above the headings, where these stand higher on the sheet as well."""
    first: dict[str, int] = {}
    for row, cells in block.sheet.iter_rows():
        for value in cells if row <= block.first else ():
            if isinstance(value, str) and plain(value):
                first.setdefault(plain(value), row)
    if first[anchor_of(block)[1]] == block.first:
        return ""
    bare = {row for row, cells in block.sheet.iter_rows()
            if not any(isinstance(one, int | float) for one in cells)}  # fmt: skip
    above = [words for words, row in first.items() if row < block.first and row in bare]
    return above[-1] if above else ""


def ends_of(block: Block) -> tuple[str, ...]:
    """Words of the next table's headings that stand in no row of this one."""
    own = {folded(value) for _, cells in block.body() for value in cells if isinstance(value, str)}
    after = (block.sheet.cell(block.stop, at) for at in range(1, block.sheet.last_column + 1))
    words = dict.fromkeys(plain(one) for one in after if isinstance(one, str) and plain(one))
    return tuple(one for one in words if folded(one) not in own)


def labels_of(block: Block, left: int, width: int) -> Iterator[Labelled]:
    """Each row of figures that has a label; a place written once stands for the rows below."""
    before: list[str] = []
    for row, cells in block.body():
        words = [
            plain(cells[at]) if at < len(cells) else "" for at in range(left - 1, left - 1 + width)
        ]
        words = [one or (before[at] if before and at < width - 1 and words[-1] else "")
                 for at, one in enumerate(words)]  # fmt: skip
        before = words
        if words[-1]:
            is_filled = any(one is not None for one in cells[left - 1 + width :])
            yield Labelled(row, JOINT.join(words), words, is_filled)


def seen_in(block: Block, left: int, width: int) -> dict[str, tuple[str, ...]]:
    """By "column/<heading>" and "row/<label>": its letter or number, then some of its values; by
    "table" the number of the first row of headings.
    """
    below = [cells for _, cells in block.body()]
    seen = {
        f"column/{words}": (Location("", "", 1, at).cell[:-1],
                            *_samples([one[at - 1] for one in below if at <= len(one)]))
        for at, words in block.headings(left).items()
    }  # fmt: skip
    seen["table"] = (str(block.first),)
    for one in labels_of(block, left, width):
        cells = dict(block.sheet.rows.get(one.row, {}))
        values = [cells[at] for at in sorted(cells) if at >= left + width]
        seen.setdefault(f"row/{one.label}", (str(one.row), *_samples(values)))
    return seen


def _samples(values: Sequence[Value]) -> list[str]:
    said = [plain(one)[:_LONGEST] for one in values if plain(one)]
    return said[:_SAMPLES]
