"""Messy returns: the outcome that each must have, the rule that names it, and its cell."""

from datetime import date

from tests.ingest import messy
from tests.ingest.hidden_places import HIDDEN
from tests.ingest.messy import (
    CELL,
    SECRET,
    cell,
    filled,
    hidden,
    more_rows,
    rewritten,
    unseen,
)
from tests.ingest.messy_row import NO, OK, Messy
from tests.ingest.messy_tables import OTHER_KINDS

D7, C7 = "People!D7", "Services!C7"
_ERROR = '<c r="D7" t="e"><v>{}</v></c>'
_TEXT = '<c r="D7" t="inlineStr"><is><t>{}</t></is></c>'

READING = (
    Messy("a broken reference", lambda: cell(_ERROR.format("#REF!")), NO, "error-value", D7),
    Messy("a value not available", lambda: cell(_ERROR.format("#N/A")), NO, "error-value", D7),
    Messy("a division by zero", lambda: cell(_ERROR.format("#DIV/0!")), NO, "error-value", D7),
    Messy("no number", lambda: cell('<c r="D7"><v>NaN</v></c>'), NO, "error-value", D7),
    Messy("beyond all numbers", lambda: cell('<c r="D7"><v>1e309</v></c>'), NO, "error-value", D7),
    Messy("a formula not saved", lambda: cell('<c r="D7"><f>6+6</f></c>'), NO, "formula", D7),
    Messy("a formula saved", lambda: cell('<c r="D7"><f>6+6</f><v>12</v></c>'), OK),
    Messy("a NUL, escaped", lambda: cell(_TEXT.format("12_x0000_")), NO, "number", D7),
    Messy("a line end, escaped", lambda: cell(_TEXT.format("12_x000D_")), OK),
    Messy("two lines in a cell", lambda: cell(_TEXT.format("6&#10;2")), NO, "several-lines", D7),
    Messy("a tab, escaped", lambda: cell(_TEXT.format("6_x0009_2")), NO, "several-lines", D7),
    Messy("people with their word", lambda: cell(_TEXT.format("12 clients")), OK),
    Messy("women among all people", lambda: cell(_TEXT.format("12 women")), NO, "number", D7),
    Messy("a truth value", lambda: cell('<c r="D7" t="b"><v>1</v></c>'), NO, "number", D7),
    Messy("no such text", lambda: cell('<c r="D7" t="s"><v>99999</v></c>'), NO, "damaged", D7),
    Messy("a text before all", lambda: cell('<c r="D7" t="s"><v>-1</v></c>'), NO, "damaged", D7),
    Messy("a cell without an address", lambda: cell("<c><v>12</v></c>"), OK),
    Messy("a cell told twice", lambda: cell(CELL + CELL), NO, "cell-twice", D7),
    Messy(
        "a cell in another row",
        lambda: cell('<c r="D9"><v>42</v></c>'),
        NO,
        "cell-astray",
        "People!D9",
    ),
    Messy(
        "an extent that lies",
        lambda: rewritten('<dimension ref="A1:E12"', '<dimension ref="A1:A3"'),
        OK,
        "dimension",
        "People!",
    ),
    Messy(
        "a cell in the far corner",
        lambda: more_rows(1, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        NO,
        "too-large",
        "People!XFD1048576",
    ),
    Messy(
        "a row beyond the last",
        lambda: more_rows(1, '<row r="99999999"><c r="A99999999"><v>1</v></c></row>'),
        NO,
        "damaged",
    ),
    Messy(
        "a row before the first",
        lambda: more_rows(1, '<row r="-1"><c r="A-1"><v>1</v></c></row>'),
        NO,
        "damaged",
    ),
    Messy(
        "200,001 rows",
        lambda: more_rows(200_001, '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'),
        NO,
        "too-large",
    ),
    Messy(
        "a column beyond the limit",
        lambda: more_rows(1, '<row r="{0}"><c r="WX{0}"><v>1</v></c></row>'),
        NO,
        "too-large",
        "People!WX13",
    ),
    Messy("formats on a million rows", lambda: more_rows(1_000_000), OK, "bare-rows", "People!"),
    Messy("62 sheets", lambda: messy.sheets(60), NO, "too-large"),
    Messy("a hidden row", lambda: unseen("row_dimensions", 7), OK, "hidden-rows", "People!A7"),
    Messy(
        "a hidden column",
        lambda: unseen("column_dimensions", "D"),
        OK,
        "hidden-columns",
        "People!D1",
    ),
    Messy("a hidden sheet", lambda: hidden("hidden", words="12"), OK, "hidden-sheet", "Notes!"),
    Messy("merged cells", lambda: messy.merged("D7:D8"), NO, "merged", "People!D8"),
)

NOTATION = (
    Messy("an empty cell", lambda: filled(D7=None), NO, "blank", D7),
    Messy("a cell of spaces", lambda: filled(D7="  \u00a0 "), NO, "blank", D7),
    Messy("a dash", lambda: filled(D7="-"), NO, "nothing", D7),
    Messy("not available", lambda: filled(D7="Non disponible"), OK),
    Messy("not yet", lambda: filled(D7="not yet"), OK),
    Messy("a French amount", lambda: filled(S_D7="12 345,67"), OK),
    Messy("a French amount, narrow spaces", lambda: filled(S_D7="12\u202f345,67\u00a0$"), OK),
    Messy("a Swiss thousand", lambda: filled(S_C7="1'234"), OK),
    Messy("a share with its sign", lambda: filled(S_E7="88 %"), OK),
    Messy("about", lambda: filled(S_C7="about 300"), OK),
    Messy("a comma that may be either", lambda: filled(S_C7="1,234"), NO, "separator", C7),
    Messy("a share over 100", lambda: filled(S_E7=188), NO, "beyond", "Services!E7"),
    Messy("fewer than none", lambda: filled(D7=-3), NO, "negative", D7),
    Messy("half a person", lambda: filled(D7=12.5), NO, "whole", D7),
    Messy("a number in words", lambda: filled(D7="a dozen"), NO, "number", D7),
    Messy("a letter for a digit", lambda: filled(D7="3O"), NO, "number", D7),
    Messy("a day for a number", lambda: filled(D7=date(2025, 1, 12)), NO, "date", D7),
    Messy("400 digits", lambda: filled(D7="9" * 400), NO, "long", D7),
    Messy("a formula as text", lambda: filled(D7="'=1+1"), NO, "number", D7),
)

CONTENT = (
    Messy("a return without a fault", filled, OK),
    Messy("a total that is none", lambda: filled(D9=43), NO, "total", "People!D9"),
    Messy("more new people than people", lambda: filled(E7=13), NO, "new-are-part", "People!E7"),
    Messy(
        "a heading by another name",
        lambda: filled(D5="Clients"),
        NO,
        "heading-missing",
        "People!A5",
    ),
    Messy("a sheet left out", lambda: messy.without("Services"), NO, "sheet-missing", "Services!"),
    Messy("a workbook with nothing in it", messy.emptied, NO, "sheet-missing", "People!"),
)

_MAIL, _CALL = "personal-data:e-mail", "personal-data:telephone"
_INSURANCE = "personal-data:social-insurance-number"
PERSONAL = (
    Messy("an address in a cell", lambda: filled(D7=SECRET), NO, _MAIL, D7),
    Messy("an address in a comment", lambda: messy.commented(SECRET), NO, _MAIL, D7),
    Messy("an address on a hidden sheet", lambda: hidden("hidden"), NO, _MAIL, "Notes!A1"),
    Messy("an address deeper hidden", lambda: hidden("veryHidden", "C9"), NO, _MAIL, "Notes!C9"),
    Messy("an address in a name", lambda: messy.named("n", f'"{SECRET}"'), NO, _MAIL),
    Messy("an address in a property", lambda: messy.property_of("creator", SECRET), NO, _MAIL),
    Messy("an address in a prompt", lambda: messy.prompted(SECRET), NO, _MAIL, D7),
    Messy("an address in a footer", lambda: messy.footed(SECRET), NO, _MAIL, "People!"),
    Messy("an address behind a link", lambda: messy.linked(f"mailto:{SECRET}"), NO, _MAIL, D7),
    Messy("an address as the file's name", filled, NO, _MAIL, "", f"{SECRET}.xlsx"),
    Messy("a telephone number", lambda: filled(F7="416-555-0123"), NO, _CALL, "People!F7"),
    Messy("a number as a sheet's name", lambda: messy.titled("Call 416 555 0199"), NO, _CALL, "#3"),
    Messy("an insurance number", lambda: filled(F7="046 454 286"), NO, _INSURANCE, "People!F7"),
    Messy("one row a person", messy.client_rows, NO, "personal-data:name", "Clients!A2"),
    Messy("the public line", lambda: filled(F7="1-833-900-1010"), OK),
)

MESSY = (*READING, *NOTATION, *CONTENT, *PERSONAL, *HIDDEN, *OTHER_KINDS)
