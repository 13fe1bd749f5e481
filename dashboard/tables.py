"""Tables of records: rows in groups, each cell named so that a narrow screen can stack them.

    listing(caption, columns, [Group(None, rows)])      Row((head, cell, ...), id_="...")

The first cell of a row is its head. On a phone every row becomes a block in which each value stands
behind its column's title; roles keep the table a table for those who do not see it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.components import Child, Column, attrs

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý])")
OFTEN = 3  # a remark on this many rows stands once under the table


class Row(NamedTuple):
    cells: Sequence[Child]
    id_: str | None = None


class Group(NamedTuple):
    """Rows under a heading of their own, or under none."""

    title: Child
    rows: Sequence[Row]


def listing(
    caption: Child,
    columns: Sequence[Column],
    groups: Iterable[Group],
    class_name: str = "",
    hidden_caption: bool = False,
) -> Component:
    return html.Table(
        [
            html.Caption(caption, className="vh" if hidden_caption else None),
            html.Thead(html.Tr([_head(one) for one in columns], role="row"), role="rowgroup"),
            *(_body(group, columns) for group in groups if group.rows),
        ],
        className=f"records tnum {class_name}".strip(),
        role="table",
    )


def _head(column: Column) -> Component:
    style = "r" if column.right else None
    return html.Th(column.title, scope="col", className=style, role="columnheader")


def _body(group: Group, columns: Sequence[Column]) -> Component:
    rows = [_row(row, columns) for row in group.rows]
    if group.title:
        head = html.Th(group.title, colSpan=len(columns), scope="rowgroup", role="rowheader")
        rows.insert(0, html.Tr(head, className="group", role="row"))
    return html.Tbody(rows, role="rowgroup")


def _row(row: Row, columns: Sequence[Column]) -> Component:
    names = [str(one.title) for one in columns]
    styles = ["r" if one.right else None for one in columns]
    cells: list[Child] = [html.Th(row.cells[0], scope="row", className=styles[0], role="rowheader")]
    for cell, style, name in zip(row.cells[1:], styles[1:], names[1:], strict=True):
        cells.append(html.Td(cell, className=style, role="cell", **attrs(data_l=name)))
    if row.id_:
        return html.Tr(cells, role="row", id=row.id_)
    return html.Tr(cells, role="row")


class Remarks:
    """What is to be said about rows: once under the table where it is true of many of them."""

    def __init__(self, notes: Iterable[str]) -> None:
        counted = Counter(sentence for note in notes for sentence in _sentences(note))
        often = [sentence for sentence, count in counted.items() if count >= OFTEN]
        self._letters = dict(zip(often, _letters(), strict=False))

    def beside(self, name: Child, note: str) -> list[Child]:
        """A row's head: its name, letters of the shared remarks, and its own remarks in small."""
        sentences = _sentences(note)
        letters = [self._letters[one] for one in sentences if one in self._letters]
        own = " ".join(one for one in sentences if one not in self._letters)
        mark = html.Sup(",\u00a0".join(sorted(letters))) if letters else None
        return [html.Span([name, mark], className="nm"), html.Small(own) if own else None]

    def under(self) -> Component | None:
        """The shared remarks, each behind its letter; nothing where there are none."""
        if not self._letters:
            return None
        lines = [
            html.Li([html.Sup(letter), " ", sentence]) for sentence, letter in self._letters.items()
        ]
        return html.Ul(lines, className="remarks")


def _sentences(note: str) -> list[str]:
    return SENTENCE_END.split(note) if note else []


def _letters() -> Iterator[str]:
    yield from "abcdefghijklmnopqrstuvwxyz"
