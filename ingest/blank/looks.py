"""How the cells of a blank return look: ink on paper, a border where something is to be written."""

from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from metrics import Language, Text, Unit, writable

INK, QUIET, LINK, TINT, NOTE = "FF16202B", "FF5C6875", "FF12436D", "FFF5F3EE", "FFFFF6DD"
_EDGE, _RULE = (Side("thin", color=colour) for colour in ("FF7D8894", "FFC8CED5"))
_BOX = Border(_EDGE, _EDGE, _EDGE, _EDGE)
_BELOW = Border(bottom=_RULE)
_FORMATS = {"count": "#,##0", "money": "#,##0.00"}


class Look(NamedTuple):
    font: Font
    fill: PatternFill | None = None
    border: Border | None = None
    alignment: Alignment = Alignment(vertical="top")
    protection: Protection | None = None
    number_format: str = "General"


def _font(size: int = 11, *, bold: bool = False, colour: str = INK, **more: Any) -> Font:
    return Font(name="Calibri", size=size, bold=bold, color=colour, **more)


def filled(colour: str) -> PatternFill:
    return PatternFill("solid", colour)


_WRAPPED = Alignment(vertical="top", wrap_text=True)
TITLE = Look(_font(15, bold=True))
SECTION = Look(_font(12, bold=True), border=_BELOW)
ABOUT = Look(_font())
HELP = Look(_font(10, colour=QUIET))
WORDS = Look(_font(), alignment=_WRAPPED)
STRONG = Look(_font(bold=True), alignment=_WRAPPED)
HEADING = Look(_font(bold=True), filled(TINT), _BOX, Alignment(vertical="bottom", wrap_text=True))
UNITS = Look(_font(10, colour=QUIET), filled(TINT), _BOX, _WRAPPED)
LABEL = Look(_font(), filled(TINT), _BOX, _WRAPPED)
BEFORE_HEADING = Look(
    _font(10, colour=QUIET, italic=True), alignment=Alignment(vertical="bottom", wrap_text=True)
)
BEFORE = Look(_font(10, colour=QUIET, italic=True), alignment=Alignment(horizontal="right"))
LINKED = Look(_font(colour=LINK, underline="single"), alignment=_WRAPPED)
FREE = Look(_font(), border=_BOX, protection=Protection(locked=False))


def input_look(unit: Unit) -> Look:
    """A cell to fill in, and how a number of its unit is shown there."""
    right = Alignment(horizontal="right", vertical="top")
    shown = _FORMATS.get(unit.kind, "General")
    return FREE._replace(alignment=right, number_format=shown)


def exact_rule(unit: Unit, cells: str) -> Rule | None:
    """Shows a number whole where the format of its unit would round it: a typed 4.5 is no 5."""
    if unit.kind not in _FORMATS:
        return None
    first, decimals = cells.partition(":")[0], len(_FORMATS[unit.kind].partition(".")[2])
    rounded = f"IF(ISNUMBER({first}),{first}<>ROUND({first},{decimals}),FALSE)"
    shown = DifferentialStyle(numFmt=NumberFormat(numFmtId=0, formatCode="General"))
    return Rule(type="expression", formula=[rounded], dxf=shown)


def before_look(unit: Unit, held: Decimal | None) -> Look:
    """Of a value of before, which is shown to its last digit: a held 4.5 is never a 5."""
    shown = _FORMATS.get(unit.kind, "General")
    digits = _decimals(held)
    if unit.kind in _FORMATS and digits > len(shown.partition(".")[2]):
        shown = f"#,##0.{'0' * digits}"
    return BEFORE._replace(number_format=shown)


def _decimals(held: Decimal | None) -> int:
    exponent = held.normalize().as_tuple().exponent if held is not None else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def write(sheet: Worksheet, row: int, column: int, value: Any, look: Look) -> Any:
    """Put a value in a cell; words are words, also where they begin like a formula."""
    cell = sheet.cell(row, column)
    cell.value = writable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font, cell.alignment = look.font, look.alignment
    cell.number_format = look.number_format
    for name in ("fill", "border", "protection"):
        if (one := getattr(look, name)) is not None:
            setattr(cell, name, one)
    return cell


def set_up(sheet: Worksheet, language: Language, page: Text) -> None:
    """Protected without a password, landscape, as wide as the page, numbered."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False  # widths may be changed
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_LETTER
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = page.in_(language)
    sheet.sheet_view.showGridLines = False


def lines(words: str, width: float) -> int:
    """How many lines words take in a column so wide, for a row's height."""
    return sum(1 + int(len(line) * 1.08 // max(width - 1, 1)) for line in words.split("\n"))
