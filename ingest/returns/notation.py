"""What a partner's cell says: a number in either language's way, one of four ways to say nothing,
or a question where it can be read in two ways. Nothing is guessed.

`1 234,5`, `1'234`, `1,234.5`, `45 %`, `$1,200`, full-width digits and a number that its sheet shows
as a percentage are read. `1,234` alone is a thousand or one and a bit: other cells of its sheet
may settle which sign stands before decimals (`12,5`; `1,234,567`), the sender may say it once for
the sheet, and else it is asked. The language of the file settles nothing: both are written in both.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from math import isfinite

from ingest.book import ErrorValue, Percent, Unsaved, Value
from ingest.cells import plain
from ingest.numbers import can_be_held, is_whole
from ingest.returns import figure_words as words
from ingest.returns.counted_words import says_what_is_counted
from ingest.returns.figures import (
    AS_SHARE,
    AS_SHOWN,
    DECIMAL_COMMA,
    DECIMAL_POINT,
    FOUR,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    NOT_YET,
    NOTHING,
    ZERO,
    Figure,
    Question,
    Read,
    Refused,
    Settled,
)
from ingest.returns.foreign_signs import foreign_sign
from ingest.returns.several_lines import parted, several_lines
from metrics import Qualifier, Text, Unit, extent_of

_SPOKEN = {  # without accents, in small letters
    NOT_APPLICABLE: ("n/a", "n.a.", "n. a.", "s.o.", "s. o.", "s/o", "sans objet",
                     "not applicable", "non applicable", "ne s'applique pas"),
    NOT_AVAILABLE: ("not available", "non disponible", "pas disponible", "indisponible",
                    "unavailable", "not collected", "non recueilli"),
    NOT_YET: ("not yet", "pas encore", "not yet available", "pas encore disponible",
              "a venir", "to come"),
    ZERO: ("zero",),
}  # fmt: skip
SPOKEN = {word: code for code, said in _SPOKEN.items() for word in said}
UNCLEAR = frozenset({  # said for any of the four
    "-", "--", "---", "_", ".", "..", "...", "/", "\\", "?", "*", "x", "n/d", "nd", "n.d.", "n. d.",
    "na", "so",
    "nil", "none", "neant", "aucun", "aucune", "rien", "null", "nul", "nulle", "no", "non",
    "missing", "manquant", "unknown", "inconnu", "inconnue", "tbd", "tba", "a determiner",
    "a confirmer", "pending", "en attente", "no data", "aucune donnee", "pas de donnees", "ras",
    "not known", "n/k", "s/r", "blank", "vide", "empty", "(blank)", "(vide)",
})  # fmt: skip
_COMPARED = {
    "<=": Qualifier.UP_TO, "≤": Qualifier.UP_TO, "<": Qualifier.LESS_THAN,
    ">=": Qualifier.AT_LEAST, "≥": Qualifier.AT_LEAST, ">": Qualifier.MORE_THAN,
    "~": Qualifier.APPROXIMATE, "≈": Qualifier.APPROXIMATE, "±": Qualifier.APPROXIMATE,
    "less than": Qualifier.LESS_THAN, "fewer than": Qualifier.LESS_THAN,
    "under": Qualifier.LESS_THAN, "moins de": Qualifier.LESS_THAN, "below": Qualifier.LESS_THAN,
    "more than": Qualifier.MORE_THAN, "over": Qualifier.MORE_THAN, "plus de": Qualifier.MORE_THAN,
    "at least": Qualifier.AT_LEAST, "au moins": Qualifier.AT_LEAST,
    "up to": Qualifier.UP_TO, "at most": Qualifier.UP_TO, "au plus": Qualifier.UP_TO,
    "jusqu'a": Qualifier.UP_TO, "jusqu’a": Qualifier.UP_TO,
    "about": Qualifier.APPROXIMATE, "approximately": Qualifier.APPROXIMATE,
    "approx.": Qualifier.APPROXIMATE, "around": Qualifier.APPROXIMATE,
    "circa": Qualifier.APPROXIMATE, "environ": Qualifier.APPROXIMATE,
    "env.": Qualifier.APPROXIMATE, "pres de": Qualifier.APPROXIMATE,
}  # fmt: skip
_COMPARISON = re.compile(
    "(" + "|".join(re.escape(one) for one in sorted(_COMPARED, key=len, reverse=True)) + r")\s*(.+)"
)
_RAISED = re.compile(
    "[\u00b2\u00b3\u00b9\u2070-\u209f]"
)  # footnotes, which folding takes for digits
_SIGNED = re.compile(
    r"(?P<minus>-)?\s*(?P<before>(?:ca|c|us|cad|usd)?\s?\$|cad|usd|£|€)?\s*(?P<inner>-)?\s*"
    r"(?P<digits>[0-9](?:[0-9 .,']*[0-9])?)\s*"
    r"(?P<after>%|per ?cent|pour ?cent|p\. ?cent|\$(?:\s?(?:ca|cad|us|usd))?|cad|usd|dollars?|£|€)?"
    r"\s*(?P<trailing>[a-z .']*)"
)
_EXACT = 10**15
_GROUPED = {one: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(one)}[0-9]{{3}})+") for one in " '.,"}
_MAYBE = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
_DASHES = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−﹣－", "-"), "’": "'", "ʼ": "'", "‘": "'", "`": "'"}
)


def folded(text: Value) -> str:
    """The words of a cell for comparing: one kind of space, dash and digit, without accents."""
    text = plain(text)
    if text.isascii():
        return text.replace("`", "'").casefold()
    text = unicodedata.normalize("NFKD", text).translate(_DASHES)
    bare = "".join(one for one in text if not unicodedata.combining(one))
    if not bare.isascii():
        bare = "".join(
            str(unicodedata.decimal(one)) if one.isdecimal() else one
            for one in bare
            if unicodedata.category(one) != "Cf"
        )
    return " ".join(bare.split()).casefold()


def decides(text: str) -> str | None:
    """The sign before decimals that a number shows beyond doubt: `,` or `.`; None for no doubt."""
    match = _SIGNED.fullmatch(folded(text))
    if not match or _RAISED.search(text) or parted(text):
        return None
    digits = match["digits"].replace(" ", "").replace("'", "")
    if _MAYBE.fullmatch(match["digits"]):
        return None
    if "," in digits and "." in digits:
        return max(",.", key=digits.rfind)
    sign = "," if "," in digits else "." if "." in digits else None
    if sign and digits.count(sign) > 1:
        return "." if sign == "," else ","
    return sign


def read_value(
    cell: Value,
    unit: Unit,
    *,
    decimal: str | None = None,
    qualifiers: bool = False,
    about: Sequence[Text] = (),
) -> Read:
    """What a cell says of a measure in this unit; None where it says nothing at all.

    `decimal` is the sign before decimals, where the sheet or its sender has settled it; `about`
    are the headings of the cell, whose words may stand behind its number.
    """
    if isinstance(cell, ErrorValue):
        return words.error_value(str(cell))
    if isinstance(cell, Unsaved):
        return words.unsaved()
    if isinstance(cell, bool):
        return words.no_number(str(cell).upper(), unit)
    if isinstance(cell, int | float):
        return _stored(cell, unit)
    if isinstance(cell, date | time | timedelta):
        return (words.a_day if isinstance(cell, date) else words.a_time)(plain(cell), unit)
    if not cell or (apart := several_lines(cell, unit)):
        return apart if cell else None
    return _written(plain(cell), unit, decimal, about, qualifiers=qualifiers)


def _stored(cell: float, unit: Unit) -> Read:
    """A number of the workbook: exact to the 15 digits that spreadsheets keep."""
    if type(cell) is int and unit.kind == "count" and 0 <= cell < _EXACT:
        return Figure(Decimal(cell))  # nearly every number
    if not isfinite(cell):
        return words.no_number(str(cell), unit)
    value = Decimal(format(cell, ".15g"))
    if isinstance(cell, Percent):
        if unit.kind != "percent":
            return words.a_sign("%", f"{_short(value * 100)} %", unit)
        return within(Figure(value * 100), unit)
    if unit.kind == "percent" and 0 < value < 1:
        return _share(value, unit)
    return within(Figure(value), unit)


def _share(value: Decimal, unit: Unit) -> Question:
    shown, share = Figure(value), Figure((value * 100).normalize())
    return words.a_share(value, {AS_SHARE: within(share, unit), AS_SHOWN: within(shown, unit)})


def _written(
    text: str, unit: Unit, decimal: str | None, about: Sequence[Text], *, qualifiers: bool
) -> Read:
    said = folded(text)
    if not said:
        return None
    if said in SPOKEN:
        return NOTHING[SPOKEN[said]]
    if said in UNCLEAR:
        return words.unclear(text, {one: NOTHING[one] for one in FOUR})
    if _RAISED.search(text):
        return words.no_number(text, unit)
    if compared := _COMPARISON.fullmatch(said):
        inner = _written(compared[2], unit, decimal, about, qualifiers=False)
        return _compared(text, compared[1], inner, unit, qualifiers=qualifiers)
    if said.startswith("(") and said.endswith(")"):  # as accountants write what is below zero
        said = f"-{said[1:-1].strip()}"
    match = _SIGNED.fullmatch(said)
    if not match or not _fits(match["trailing"].strip(), unit, about):
        return words.no_number(text, unit)
    if sign := foreign_sign(match["before"], match["after"], unit):
        return words.a_sign(sign.upper() if "$" in sign else sign, text, unit)
    return _digits(text, match, unit, decimal)


def _compared(text: str, sign: str, inner: Read, unit: Unit, *, qualifiers: bool) -> Read:
    """A number behind "<" or "about": read where the form takes such, else what to write."""
    if isinstance(inner, Settled):
        inner = inner.figure
    if not isinstance(inner, Figure) or inner.value is None:
        return inner if isinstance(inner, Question) else words.no_number(text, unit)
    if not qualifiers:
        return words.not_exact(text, unit)
    qualifier = _COMPARED[sign]
    if qualifier is Qualifier.LESS_THAN and inner.value == 0:
        return words.below_zero(text, unit)
    return inner._replace(qualifier=qualifier)


def _digits(text: str, match: re.Match[str], unit: Unit, decimal: str | None) -> Read:
    below = bool(match["minus"] or match["inner"])
    digits = match["digits"]
    if maybe := _MAYBE.fullmatch(digits):
        comma, point = (_exact(digits, sign, below=below) for sign in ",.")
        readings = {DECIMAL_COMMA: within(comma, unit), DECIMAL_POINT: within(point, unit)}
        if decimal is None:
            return words.two_ways(text, comma.value, point.value, maybe[1], readings)
        code = DECIMAL_COMMA if decimal == "," else DECIMAL_POINT
        return Settled(readings[code], decimal)
    if not (sign := _decimal_in(digits)):
        return words.no_number(text, unit)
    figure = _exact(digits, sign, below=below)
    if unit.kind == "percent" and not match["after"] and 0 < (figure.value or 0) < 1:
        return _share(figure.value or Decimal(0), unit)
    return within(figure, unit)


def _decimal_in(digits: str) -> str | None:
    """The sign before decimals; None where groups or signs make no number."""
    for sign in ",.":
        whole, behind, rest = digits.rpartition(sign)
        if not behind:
            whole, rest = digits, ""
        if behind and (not rest.isdigit() or sign in whole):
            continue
        others = {one for one in " '.," if one in whole}
        if not others and whole.isdigit():
            return sign if behind or not {",", "."} & {*digits} else None
        if len(others) == 1 and _GROUPED[others.pop()].fullmatch(whole):
            return sign
    return None


def _exact(digits: str, decimal: str, *, below: bool) -> Figure:
    other = "." if decimal == "," else ","
    bare = digits.replace(" ", "").replace("'", "").replace(other, "").replace(decimal, ".")
    return Figure(-Decimal(bare) if below else Decimal(bare))


def _fits(trailing: str, unit: Unit, about: Sequence[Text]) -> bool:
    """Nothing behind the number, or words for what the cell counts."""
    if not trailing:
        return True
    own = [folded(one) for one in (*unit.one, *unit.many)]
    headings = (folded(one) for text in about for one in text)
    return says_what_is_counted(trailing, own, headings, people=unit.people)


def within(figure: Figure, unit: Unit) -> Figure | Refused:
    """A number that its unit allows: counts whole, money to the cent, none beyond an end."""
    value = figure.value
    if value is None:
        return figure
    if not can_be_held(value):
        return words.too_long(value, unit)
    side = extent_of(unit).side(value)
    if side < 0:
        return words.below_zero(_short(value), unit)
    if side > 0:
        return words.beyond(_short(value), unit)
    if unit.kind == "count" and not is_whole(value):
        return words.not_whole(_short(value), unit)
    if unit.kind == "money" and not is_whole(value * 100):
        return words.not_cents(_short(value), unit)
    return figure


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"
