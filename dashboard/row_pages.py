"""A long table, a hundred rows at a time: which the address asks for, and links to the others."""

from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.text import Words
from metrics import MetricsError

PAGE = 100  # rows shown at once


class Rows(NamedTuple):
    """The rows shown, of how many; `first` counts from 0."""

    first: int
    shown: int
    total: int


def first_row(address: Address) -> int:
    """The row that the address begins with, counted from 0; MetricsError where it is none."""
    text = address.asked("from") or "0"
    if not text.isdecimal():
        raise MetricsError(
            f"'{text}' is not a number of rows: write from=100.",
            f"« {text} » n'est pas un nombre de lignes : écrivez from=100.",
        )
    return int(text)


def row_pages(
    rows: Rows, anchor: str, address: Address, words: Words, **query: str
) -> Component | None:
    """Links to the rows before and after, where there are any."""
    first, last = rows.first, rows.first + rows.shown
    if rows.total <= PAGE and not first:
        return None
    before = str(max(0, first - PAGE)) if first else None
    after = str(last) if last < rows.total else None
    links = [
        html.A(words(f"source.{name}"), href=f"{address.here(**query, **{'from': start})}#{anchor}")
        for name, start in (("before", before), ("after", after)) if start is not None
    ]  # fmt: skip
    said = words("source.rows", first=first + 1, last=last, total=rows.total)
    return html.P([said, *links], className="pages")
