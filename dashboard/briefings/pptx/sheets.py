"""Tables of the document as native tables: columns as wide as they need, rows on as many slides."""

from collections.abc import Callable, Sequence

from dashboard.briefings.document import Cell, Chart, Chip, Labels, Table
from dashboard.briefings.drawing.letter_widths import width
from dashboard.briefings.pptx.parts import (
    GLYPHS,
    PAD_X,
    Sheet,
    Square,
    row_height,
    tone,
)
from dashboard.briefings.pptx.text import Para, Run, clean, evenly

SIZE = 13.0  # points
LONGEST = 24  # letters: a longer word may break anywhere
Linked = Callable[[int], str]


def sheets_of(
    table: Table, wide: float, high: float, chips: Sequence[Chip] = (),
    linked: Linked | None = None, size: float = SIZE,
) -> list[Sheet]:  # fmt: skip
    """A table in parts of a slide each, the head on every one; nothing is left out."""
    head = tuple(
        _square(Cell(one), at in table.right, head=True, size=size)
        for at, one in enumerate(table.head)
    )
    rows = [
        tuple(
            _cell(one, at, table, chips[row] if row < len(chips) else None,
                  linked(row) if linked and at == 0 else "", size)
            for at, one in enumerate(cells)
        )
        for row, cells in enumerate(table.rows)
    ]  # fmt: skip
    widths = _widths([head, *rows], wide)
    alt = f"{table.caption}. {', '.join(table.head)}."
    return [
        Sheet(table.caption, alt, (head, *part), widths)
        for part in evenly(lambda room: _parts(rows, widths, room), high - row_height(head, widths))
    ]


def _cell(cell: Cell, at: int, table: Table, chip: Chip | None, link: str, size: float) -> Square:
    if chip is not None and cell.text == chip.word and at:
        colour = tone(chip.shape)
        runs = (
            Run(f"{GLYPHS[chip.shape]}\u00a0", size, colour),
            Run(chip.word, size, colour, bold=True),
        )
        return Square(Para(runs))
    return _square(cell, at in table.right, link=link, size=size)


def _square(
    cell: Cell, right: bool, *, head: bool = False, link: str = "", size: float = SIZE
) -> Square:
    run = Run(clean(cell.text), size, bold=head, lang=cell.lang)
    runs = _begun(run, link) if link else (run,)
    return Square(Para(runs, align="r" if right else "l"))


def _begun(run: Run, link: str) -> tuple[Run, ...]:
    """The first word leads there: some programs cut a longer link anywhere at the end of a line."""
    first, blank, rest = run.text.partition(" ")
    return (run._replace(text=first, link=link, jump=True), run._replace(text=blank + rest))


def _widths(rows: Sequence[Sequence[Square]], wide: float) -> tuple[float, ...]:
    """What each column needs; where that is too much, its longest word and a share of the rest."""
    needs = [max(_need(row[at]) for row in rows) for at in range(len(rows[0]))]
    if sum(needs) <= wide:
        spare = (wide - sum(needs)) / (len(needs) + 1)  # the first column, of names, gets twice
        return tuple(one + spare * (2 if at == 0 else 1) for at, one in enumerate(needs))
    least = [min(need, max(_word(row[at]) for row in rows)) for at, need in enumerate(needs)]
    spare = wide - sum(least)
    if spare <= 0:
        return tuple(wide * one / sum(least) for one in least)
    wants = [need - one for need, one in zip(needs, least, strict=True)]
    return tuple(
        one + spare * want / sum(wants) for one, want in zip(least, wants, strict=True)
    )  # fmt: skip


def is_level(sheet: Sheet) -> bool:
    """Whether no cell takes a second line."""
    pairs = (pair for row in sheet.rows for pair in zip(row, sheet.widths, strict=True))
    return all(_need(one) <= wide + 0.5 for one, wide in pairs)


def _need(square: Square) -> float:
    runs = square.para.runs
    return 2 * PAD_X + 6 + sum(width(one.text, one.size, bold=one.bold) for one in runs) * 1.03


def _word(square: Square) -> float:
    """What the longest word of a cell needs, with the mark before it; a very long one is broken."""
    run, *more = square.para.runs
    if more and more[0].bold:
        return _need(square)  # a word of progress stays on its line
    longest = max(
        width(one[:LONGEST], run.size, bold=True) for one in square.para.text.split(" ")
    )  # fmt: skip
    return 2 * PAD_X + 6 + longest * 1.03


def _parts(
    rows: list[tuple[Square, ...]], widths: Sequence[float], high: float
) -> list[list[tuple[Square, ...]]]:
    parts: list[list[tuple[Square, ...]]] = [[]]
    used = 0.0
    for row in rows:
        tall = row_height(row, widths)
        if parts[-1] and used + tall > high:
            parts.append([])
            used = 0.0
        parts[-1].append(row)
        used += tall
    return parts


COLUMNS = 18  # periods that a row of levels has room for


def levels_sheet(chart: Chart, labels: Labels, wide: float) -> Sheet | None:
    """Levels over time as a table that is read like a chart; none where it does not fit."""
    said = [one.said for one in chart.points]
    if len(said) > COLUMNS or not set(said) <= set(chart.levels):
        return None
    first = max(_need(_square(Cell(one), right=False)) for one in chart.levels)
    each = (wide - first) / len(said)
    head = (_square(Cell(labels.period), right=False, head=True),
            *(_period(one.label, each) for one in chart.points))  # fmt: skip
    rows = tuple(
        (_square(Cell(level), right=False), *(_step(one == level) for one in said))
        for level in reversed(chart.levels)
    )
    return Sheet(chart.title, chart.alt, (head, *rows), (first, *([each] * len(said))), pad=1)


def _period(label: str, wide: float) -> Square:
    size = next((s for s in (12.0, 11.0, 10.0, 9.0) if width(label, s, bold=True) <= wide - 3), 7.0)
    return Square(Para((Run(clean(label), size, bold=True),), align="ctr"))


def _step(is_here: bool) -> Square:
    mark = Run("●" if is_here else "", SIZE, "bg1")
    return Square(Para((mark,), align="ctr"), "accent1" if is_here else "")


def table_of_points(chart: Chart, labels: Labels) -> Table:
    """The points of a chart as rows, newest first, for a chart that would tell them wrongly."""
    rows = tuple((Cell(one.label), Cell(one.said)) for one in reversed(chart.points))
    return Table(chart.title, (labels.period, chart.value_name or labels.value), rows, (1,))
