"""The sheet that lists every finding, each with a link to its cell.

Two hidden columns remember which cell each row marks, and, as the format of an empty cell, what the
marked cell looked like before: programs that save the file anew number formats anew, but keep them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.annotated import words
from ingest.annotated.addresses import letters
from ingest.annotated.book_parts import quoted
from ingest.annotated.nodes import as_cell_words, escaped
from ingest.annotated.styles import INK, MAIN, Styles
from ingest.findings import Finding
from metrics import Language

KEY_COLUMN, MEMORY_COLUMN = 8, 9
FIRST_ROW = 5
_WIDTHS = (17, 24, 9, 24, 62, 48, 20)
_MOST_LINKS = 65_000  # Excel takes 65,530 a sheet
_LONGEST = 8_000
_LINK_COLOUR, _PAPER = "FF12436D", "FFF5F3EE"


class Line(NamedTuple):
    finding: Finding
    sheet: str  # as the workbook spells it; "" where the finding names none it has
    cell: str
    marked: str  # the cell that carries its mark: the first one where cells are merged
    before: int | None  # the format its cell had before it was marked


class _Looks(NamedTuple):
    title: int
    words: int
    heading: int
    link: int
    tones: dict[str, int]


def sheet(
    lines: Sequence[Line], styles: Styles, language: Language, colours: dict[str, str], more: bool
) -> Iterator[bytes]:
    """The part of the sheet, in pieces."""
    looks = _looks(styles, colours)
    yield _head()
    yield b"<sheetData>"
    yield from _top(language, looks, more)
    for number, line in enumerate(lines, FIRST_ROW):
        yield _row(number, _cells(number, line, looks, language), _height(line, language))
    yield b"</sheetData>"
    yield _merged()
    yield from _links(lines)
    yield _foot()


def _looks(styles: Styles, colours: dict[str, str]) -> _Looks:
    font = '<font>{}<sz val="{}"/><color rgb="{}"/><name val="Calibri"/><family val="2"/></font>'
    plain = styles.font(font.format("", 11, INK))
    bold = styles.font(font.format("<b/>", 11, INK))
    large = styles.font(font.format("<b/>", 15, INK))
    under = styles.font(font.format("<u/>", 11, _LINK_COLOUR))
    line = "<border><left/><right/><top/>{}<diagonal/></border>"
    thin = line.format('<bottom style="thin"><color rgb="FFC8CED5"/></bottom>')
    below, nothing = styles.border(thin), styles.border(line.format("<bottom/>"))
    paper = styles.fill(_PAPER)
    tones = {
        tone: _format(styles, bold, styles.fill(colour), below) for tone, colour in colours.items()
    }
    return _Looks(
        _format(styles, large, 0, nothing, wrap=False),
        _format(styles, plain, 0, below),
        _format(styles, bold, paper, below),
        _format(styles, under, 0, below),
        tones,
    )


def _format(styles: Styles, font: int, fill: int, border: int, *, wrap: bool = True) -> int:
    return styles.format(
        f'<xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" '
        'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment vertical="top" wrapText="{int(wrap)}"/></xf>'
    )


def _head() -> bytes:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_WIDTHS, 1)
    )
    hidden = f'<col min="{KEY_COLUMN}" max="{MEMORY_COLUMN}" width="9" hidden="1" customWidth="1"/>'
    above = FIRST_ROW - 1
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{MAIN}">'
        '<sheetPr><tabColor rgb="FF7A1A5C"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{above}" topLeftCell="A{FIRST_ROW}" activePane="bottomLeft" '
        'state="frozen"/><selection pane="bottomLeft" '
        f'activeCell="A{FIRST_ROW}" sqref="A{FIRST_ROW}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}{hidden}</cols>'
    ).encode()


def _top(language: Language, looks: _Looks, more: bool) -> Iterator[bytes]:
    yield _row(1, [_words(1, 1, words.TITLE.in_(language), looks.title)], 24)
    how = words.HOW.in_(language)
    if more:
        how += " " + words.MORE_NOTES.in_(language)
    yield _row(2, [_words(2, 1, how, looks.words)], 52)
    headings = [
        _words(FIRST_ROW - 1, at, heading.in_(language), looks.heading)
        for at, heading in enumerate(words.HEADINGS, 1)
    ]
    yield _row(FIRST_ROW - 1, headings, 32)


def _cells(number: int, line: Line, looks: _Looks, language: Language) -> list[bytes]:
    finding = line.finding
    sheet_name = line.sheet or finding.sheet or words.WHOLE_FILE.in_(language)
    told = (
        words.what_to_do(finding).in_(language),
        sheet_name,
        line.cell or finding.cell,
        finding.words,
        finding.message.in_(language),
        finding.right.in_(language) if finding.right else "",
        finding.against,
    )
    link = looks.link if line.sheet else looks.words
    formats = [looks.tones[finding.severity], looks.words, link, *[looks.words] * 4]
    cells = [
        _words(number, at, one, style)
        for at, (one, style) in enumerate(zip(told, formats, strict=True), 1)
    ]
    if line.before is not None:
        cells.append(_words(number, KEY_COLUMN, key(line.sheet, line.marked), looks.words))
        cells.append(b'<c r="%b%d" s="%d"/>' % (_MEMORY, number, line.before))
    return cells


_MEMORY = letters(MEMORY_COLUMN).encode()


def key(sheet_name: str, cell: str) -> str:
    return f"{sheet_name}!{cell}"


def _row(number: int, cells: Sequence[bytes], height: int = 0) -> bytes:
    tall = b' ht="%d" customHeight="1"' % height if height else b""
    return b'<row r="%d"%b>%b</row>' % (number, tall, b"".join(cells))


def _height(line: Line, language: Language) -> int:
    """Programs do not all fit rows to their words."""
    right = line.finding.right.in_(language) if line.finding.right else ""
    told = (line.sheet, line.finding.words, line.finding.message.in_(language), right)
    lines = [
        sum(1 + int(len(one) * 1.08 // width) for one in words_[:_LONGEST].split("\n"))
        for words_, width in zip(told, _WIDTHS[1:2] + _WIDTHS[3:6], strict=True)
    ]
    return min(15 * max(lines) + 2, 400)


def _words(row: int, column: int, text: str, style: int) -> bytes:
    place = f"{letters(column)}{row}".encode()
    if not text:
        return b'<c r="%b" s="%d"/>' % (place, style)
    told = as_cell_words(text[:_LONGEST])
    return b'<c r="%b" s="%d" t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>' % (
        place,
        style,
        told,
    )


def _merged() -> bytes:
    across = f"A2:{letters(len(_WIDTHS))}2"
    return f'<mergeCells count="1"><mergeCell ref="{across}"/></mergeCells>'.encode()


def _links(lines: Sequence[Line]) -> Iterator[bytes]:
    linked = [
        (number, line) for number, line in enumerate(lines, FIRST_ROW) if line.sheet and line.cell
    ][:_MOST_LINKS]
    if not linked:
        return
    yield b"<hyperlinks>"
    for number, line in linked:
        target = f"{quoted(line.sheet)}!{line.cell}"
        told = (number, escaped(target), escaped(key(line.sheet, line.cell)))
        yield b'<hyperlink ref="C%d" location="%b" display="%b"/>' % told
    yield b"</hyperlinks>"


def _foot() -> bytes:
    return (
        b'<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        b'<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    )
