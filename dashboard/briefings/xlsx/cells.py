"""Cells of a briefing's workbook: what they look like, and how text stays text.

A number stays a number: its format shows it as the document words it. Whatever else is written is
text, and is never run by the program that opens the file.
"""

import re
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from dashboard.briefings.document import Cell, Shape
from dashboard.briefings.drawing.letter_widths import SANS, SERIF
from dashboard.briefings.text_direction import is_from_the_right
from dashboard.cells import begins_like_a_formula, writable
from dashboard.tokens import DATA, EDGE, GOOD, INK, INK_2, OFF, RULE, TINT_2, WATCH
from metrics import Language
from metrics.labels import grouped

Sheet = Any  # openpyxl has no types
ESCAPED = re.compile(r"(?=_x[0-9A-Fa-f]{4}_)")
LEFT, RIGHT = 1, 2  # in which direction a cell is read
LOCALES = {Language.EN: "[$-1009]", Language.FR: "[$-C0C]"}
MOST = 15  # digits: a workbook keeps no more of a number
LONGEST = 200  # signs of a format
GLYPHS = {
    Shape.MET: "✔", Shape.ON_TRACK: "●", Shape.WATCH: "▲", Shape.OFF_TRACK: "✖",
    Shape.NOT_YET_DUE: "○", Shape.LATE: "◷", Shape.NOT_COMPARABLE: "≠", Shape.NOT_ASSESSED: "◌",
}  # fmt: skip
INKS = {Shape.MET: GOOD, Shape.ON_TRACK: GOOD, Shape.WATCH: WATCH, Shape.OFF_TRACK: OFF}


class Look(NamedTuple):
    """How a cell is written."""

    size: float = 10
    bold: bool = False
    serif: bool = False
    ink: str = INK
    right: bool = False
    wrap: bool = False
    rule: str = ""  # the line under it: "thin" or "medium"
    fill: str = ""
    top: bool = False  # beside a cell of several lines
    is_link: bool = False


TITLE = Look(18, bold=True, serif=True)
FINDING = Look(14, bold=True, serif=True)
FIGURE = Look(26, bold=True, ink=DATA)
HEADING = Look(11, bold=True)
SECTION = HEADING._replace(rule="thin")
BODY = Look()
SMALL = Look(8.5, ink=INK_2)
LINK = Look(ink=DATA, is_link=True)
COLUMN = Look(9.5, bold=True, rule="medium", fill=TINT_2, wrap=True)
FIELD = Look(rule="hair", wrap=True)


def text(sheet: Sheet, row: int, column: int, said: str, look: Look = BODY) -> Any:
    """Write words into a cell, as text."""
    cell = sheet.cell(row, column)
    plain = clean(said)
    if plain:  # else the cell is empty, and no text without a sign
        cell.value = ESCAPED.sub("_x005F", plain)
        cell.data_type = "s"
    _dress(cell, look)
    cell.quotePrefix = begins_like_a_formula(said)
    return cell


def clean(said: str) -> str:
    """What a cell holds of a text: without what no workbook can hold."""
    return writable(said.replace("\r\n", "\n").replace("\r", "\n"))


def figure(
    sheet: Sheet, row: int, column: int, found: Cell, language: Language, look: Look = BODY
) -> Any:
    """Write a cell of the document: its number where it has one, else its words."""
    if found.number is None or not is_kept(found.number):
        return text(sheet, row, column, found.text, look)
    cell = sheet.cell(row, column)
    whole = found.number == found.number.to_integral_value()
    cell.value = int(found.number) if whole else found.number
    cell.number_format = number_format(found, language)
    _dress(cell, look)
    return cell


def link(sheet: Sheet, row: int, column: int, said: str, to: str, look: Look = LINK) -> Any:
    """Write words that lead to another place of the workbook."""
    cell = text(sheet, row, column, said, look)
    ref = f"{cell.column_letter}{cell.row}"
    cell.hyperlink = Hyperlink(ref=ref, location=to, display=clean(said))
    return cell


def is_kept(number: Decimal) -> bool:
    """Whether a workbook holds every digit of the number."""
    return number.is_finite() and Decimal(f"{number:.{MOST}g}") == number


def number_format(found: Cell, language: Language) -> str:
    """A format that shows the number as the document words it: "about 1,520", "38 %"."""
    number = found.number or Decimal(0)
    fraction = "." + "0" * found.places if found.places else ""
    shown = number.quantize(Decimal(1).scaleb(-found.places))
    digits = grouped(abs(shown), language)
    for written, pattern in ((digits, "#,##0"), (_bare(digits), "0")):
        before, held, after = found.text.partition(written)
        if held and not re.search(r"\d", before + after):
            shown_as = (before, pattern + fraction, after)
            return _between(shown_as, language, is_negative=number < 0)
    return _between(_signs(found, language), language, is_negative=number < 0)


def _signs(found: Cell, language: Language) -> tuple[str, str, str]:
    """Where the words shorten the number: all its digits, with its sign."""
    exponent = (found.number or Decimal(0)).normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    fraction = "." + "0" * places if places else ""
    pattern = f"#,##0{fraction}"
    space = "\u00a0" if language is Language.FR else ""
    if found.percent:
        return "", pattern, f"{space}%"
    if "$" not in found.text:
        return "", pattern, ""
    return ("", pattern, f"{space}$") if language is Language.FR else ("$", pattern, "")


def _bare(digits: str) -> str:
    return digits.replace(",", "").replace("\u00a0", "") if "," in digits else (
        digits.replace("\u00a0", "")
    )  # fmt: skip


def _between(parts: tuple[str, str, str], language: Language, *, is_negative: bool) -> str:
    """The language stands first in a format: words before it would be taken for its end."""
    before, pattern, after = parts
    plain = f"{LOCALES[language]}{pattern}"
    made = f"{LOCALES[language]}{_quoted(before)}{pattern}{_quoted(after)}"
    if len(made) > LONGEST:
        return plain
    # the words before a negative number hold its sign already
    return f"{plain};{made}" if is_negative and before else made


def _quoted(words: str) -> str:
    plain = clean(words).replace('"', "”").replace("\n", " ")
    return f'"{plain}"' if plain else ""


def marked(cell: Any, shape: Shape) -> None:
    """Show the mark of a word of progress before it; the word itself stays as it is."""
    cell.number_format = f'"{GLYPHS[shape]}  "@'
    cell.font = _font(BODY._replace(bold=True, ink=INKS.get(shape, INK_2)))


def _dress(cell: Any, look: Look) -> None:
    cell.font = _font(look)
    across = "right" if look.right else "left"
    cell.alignment = Alignment(
        horizontal=across, vertical="top", wrap_text=look.wrap, indent=int(look.right),
        readingOrder=RIGHT if is_from_the_right(str(cell.value or "")) else LEFT,
    )  # fmt: skip
    if look.rule:
        ink = {"medium": INK, "thin": EDGE}.get(look.rule, RULE)
        cell.border = Border(bottom=Side(look.rule, color=_argb(ink)))
    if look.fill:
        cell.fill = PatternFill("solid", start_color=_argb(look.fill))


def _font(look: Look) -> Font:
    return Font(
        name=SERIF if look.serif else SANS, size=look.size, bold=look.bold, color=_argb(look.ink),
        underline="single" if look.is_link else None,
    )  # fmt: skip


def _argb(ink: str) -> str:
    return "FF" + ink.removeprefix("#").upper()
