"""A sheet's cells given other styles: their tags edited, or put in where there were none."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ingest.annotated.addresses import Spot
from ingest.annotated.nodes import (
    Edit,
    is_closed,
    prefix_at,
    tag_end,
    tag_name,
    with_attributes,
)
from ingest.annotated.sheet_scan import HeldRow, SheetScan


def style_at(scan: SheetScan, spot: Spot) -> int:
    """The style a cell has: its own, or its row's or column's where it does not exist yet."""
    row = scan.rows.get(spot.row)
    if row and spot.column in row.cells:
        return row.cells[spot.column].style
    if row and row.style is not None:
        return row.style
    return scan.style_of_column(spot.column)


def styled(scan: SheetScan, styles: Mapping[Spot, int]) -> list[Edit]:
    """Edits that give each cell its style and touch no other."""
    marked = {cell.spot: cell.start for cell in scan.marked}
    edits = [
        restyled(scan.part, marked[spot], style) for spot, style in styles.items() if spot in marked
    ]
    by_row: dict[int, dict[int, int]] = defaultdict(dict)
    for spot, style in styles.items():
        if spot not in marked:
            by_row[spot.row][spot.column] = style
    fresh: dict[int, list[bytes]] = defaultdict(list)
    for number, cells in sorted(by_row.items()):
        if row := scan.rows.get(number):
            edits += _in_row(scan.part, row, cells)
        else:
            place = scan.row_places.get(number, scan.data_closing)
            fresh[place].append(_new_row(scan, number, cells))
    return [*edits, *_new_rows(scan, fresh)]


def _in_row(part: bytes, row: HeldRow, cells: Mapping[int, int]) -> list[Edit]:
    edits = [
        restyled(part, row.cells[column].start, style)
        for column, style in cells.items()
        if column in row.cells
    ]
    added: dict[int, bytes] = defaultdict(bytes)
    for column, style in sorted(cells.items()):
        if column not in row.cells:
            new = _new_cell(prefix_at(part, row.start), Spot(row.number, column), style)
            added[row.places.get(column, row.closing)] += new
    return [*edits, *_opened_row(part, row, added)] if added else edits


def _opened_row(part: bytes, row: HeldRow, added: Mapping[int, bytes]) -> Iterator[Edit]:
    """New cells in a row; one written as <row/> is opened for them."""
    if is_closed(part, row.opened):
        tag = part[row.start : row.opened - 2].rstrip()
        close = b"</" + tag_name(part, row.start) + b">"
        yield Edit(row.start, row.opened, tag + b">" + b"".join(added.values()) + close)
        return
    yield from (Edit(place, place, new) for place, new in added.items())


def restyled(part: bytes, start: int, style: int) -> Edit:
    end = tag_end(part, start)
    return Edit(start, end, with_attributes(part[start:end], {"s": style}))


def _new_cell(prefix: bytes, spot: Spot, style: int) -> bytes:
    return b'<%bc r="%b" s="%d"/>' % (prefix, spot.address.encode(), style)


def _new_row(scan: SheetScan, number: int, cells: Mapping[int, int]) -> bytes:
    prefix = prefix_at(scan.part, scan.data_start)
    new = b"".join(
        _new_cell(prefix, Spot(number, column), style) for column, style in sorted(cells.items())
    )
    return b'<%brow r="%d">%b</%brow>' % (prefix, number, new, prefix)


def _new_rows(scan: SheetScan, fresh: Mapping[int, list[bytes]]) -> Iterator[Edit]:
    opened = tag_end(scan.part, scan.data_start)
    for place, rows in fresh.items():
        new = b"".join(rows)
        if is_closed(scan.part, opened):
            tag = scan.part[scan.data_start : opened - 2].rstrip()
            close = b"</" + tag_name(scan.part, scan.data_start) + b">"
            yield Edit(scan.data_start, opened, tag + b">" + new + close)
        else:
            yield Edit(place, place, new)
