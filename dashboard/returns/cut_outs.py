"""The cells around a finding, drawn as the sheet they stand on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.components import scrolls
from dashboard.returns.grouping import Group
from dashboard.returns.sheet_heads import SheetHead
from dashboard.text import Words
from ingest import Severity
from metrics import Language

Cutout = tuple[tuple[str, ...], ...]
Rows = dict[str, dict[str, str]]  # by number, then by letter
MOST = 3  # of one cause
BESIDE = 1  # columns of figures to each side of what is marked
HITS = {Severity.ERROR: "hit", Severity.WARNING: "hitw", Severity.INFO: "hit"}


class Cuts(NamedTuple):
    """The cells around each finding, and what is known of the columns of each sheet."""

    cells: Mapping[str, Cutout]
    heads: Mapping[str, SheetHead]


class _Sheet(NamedTuple):
    """One drawing: `hits` are the letters and numbers of its marked cells."""

    name: str
    letters: tuple[str, ...]
    rows: Rows
    hits: frozenset[tuple[str, str]]
    head: SheetHead | None

    def trimmed(self) -> "_Sheet":
        """Without what helps nobody: locked codes, far columns, rows of units and empty rows."""
        marked = {number for _, number in self.hits}
        kept = {
            number: row
            for number, row in self.rows.items()
            if number in marked or self._says_something(row)
        }
        return self._replace(letters=_near(self), rows=kept)

    def _says_something(self, row: Mapping[str, str]) -> bool:
        """Whether there is a figure in a row, or a word in the place of one."""
        plain, aside = (
            (self.head.plain, self.head.labels | self.head.hidden) if self.head else ((), ())
        )
        return any(
            row.get(one) and row[one] not in plain for one in self.letters if one not in aside
        )


def cut_outs(group: Group, cuts: Cuts, words: Words) -> list[Component]:
    """The sheets of a cause with its cells marked; a few of them where there are many."""
    by_sheet: dict[tuple[str, tuple[str, ...]], Rows] = {}
    for one in group.findings:
        rows = cuts.cells.get(f"{one.sheet}!{one.cell}", ())
        if len(rows) > 1 and (len(by_sheet) < MOST or (one.sheet, rows[0]) in by_sheet):
            held = by_sheet.setdefault((one.sheet, rows[0]), {})
            held.update({row[0]: dict(zip(rows[0], row, strict=False)) for row in rows[1:]})
    return [
        _drawn(_Sheet(name, head[1:], _in_order(rows), _hits(group, name), cuts.heads.get(name))
               .trimmed(), HITS[group.severity], words)
        for (name, head), rows in by_sheet.items()
    ]  # fmt: skip


def _in_order(rows: Rows) -> Rows:
    return {number: rows[number] for number in sorted(rows, key=int)}


def _hits(group: Group, sheet: str) -> frozenset[tuple[str, str]]:
    """Letter and number of each cell of this sheet that is meant, or that it is held against."""
    cells = [(one.sheet, one.cell) for one in group.findings] + list(_against(group))
    return frozenset(
        (cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        for name, cell in cells
        if name == sheet
    )


def _against(group: Group) -> Iterable[tuple[str, str]]:
    for one in group.findings:
        sheet, mark, cell = one.against.rpartition("!")
        if one.against:
            yield (sheet if mark else one.sheet, cell.partition(":")[0])


def _near(sheet: _Sheet) -> tuple[str, ...]:
    """What says which row it is, and the columns beside what is marked; all where none is known."""
    if sheet.head is None:
        return sheet.letters
    labels, hidden = sheet.head.labels, sheet.head.hidden
    seen = {one for one, number in sheet.hits if number in sheet.rows}
    marked = [at for at, one in enumerate(sheet.letters) if one in seen]
    return tuple(
        one
        for at, one in enumerate(sheet.letters)
        if one in seen or one in labels
        or (one not in hidden and any(abs(at - hit) <= BESIDE for hit in marked))
    )  # fmt: skip


def _drawn(sheet: _Sheet, hit: str, words: Words) -> Component:
    key = "returns.cut_out_one" if len(sheet.rows) == 1 else "returns.cut_out"
    caption = words(key, sheet=sheet.name, rows=_numbers(list(sheet.rows), words))
    heads: list[Component] = [html.Th(html.Span(words("returns.row"), className="vh"), scope="col")]
    heads += [_heading(one, sheet.head) for one in sheet.letters]
    body = [
        html.Tr(
            [
                html.Th(number, scope="row"),
                *(
                    html.Td(row.get(one, ""),
                            className=hit if (one, number) in sheet.hits else None)
                    for one in sheet.letters
                ),
            ]
        )
        for number, row in sheet.rows.items()
    ]  # fmt: skip
    table = html.Table(
        [html.Caption(caption, className="vh"), html.Thead(html.Tr(heads)), html.Tbody(body)],
        className="sheet",
    )
    said = html.P(caption, className="sheet-cap")
    return html.Div([said, scrolls(caption, table)])


def _heading(letter: str, head: SheetHead | None) -> Component:
    """The letter of a column, with the form's heading under it where it is known."""
    told = head.headings.get(letter) if head else None
    return html.Th([letter, html.Small(told)] if told else letter, scope="col")


def _numbers(rows: Sequence[str], words: Words) -> str:
    """Row numbers as one reads them: "4 to 7", or "4, 10 and 11"."""
    numbers = [int(one) for one in rows]
    if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        to = "to" if words.language is Language.EN else "à"
        return f"{numbers[0]} {to} {numbers[-1]}"
    return words.joined(list(rows))
