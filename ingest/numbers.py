"""Numbers as publishers print them: `1,282`, `<5`, `$72,000,000`, `45%`, `38p`, `17,471 (869)`."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from ingest.cells import Cell, key, plain
from ingest.findings import Problem
from metrics import ObservationStatus, Qualifier, Text, Unit

ERROR_VALUES = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!")
COMPARISONS = {
    "<": Qualifier.LESS_THAN,
    ">": Qualifier.MORE_THAN,
    "≤": Qualifier.UP_TO,
    "<=": Qualifier.UP_TO,
    "≥": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    "~": Qualifier.APPROXIMATE,
    "≈": Qualifier.APPROXIMATE,
}
CURRENCIES = {"£": "GBP", "€": "EUR", "US$": "USD", "CA$": "CAD", "C$": "CAD"}

_DIGITS = {  # whole groups of three behind one and the same sign, or none at all
    ".": re.compile(r"-?(?:\d{1,3}(?:([, '])\d{3}(?:\1\d{3})*)?|\d+)(?:\.\d+)?", re.ASCII),
    ",": re.compile(r"-?(?:\d{1,3}(?:([. '])\d{3}(?:\1\d{3})*)?|\d+)(?:,\d+)?", re.ASCII),
}
_PRINTED = re.compile(
    r"(?P<compared><=|>=|[<>≤≥~≈])?\s*(?P<before>(?:US|CA|C)?\$|[£€])?\s*(?P<digits>-?\d.*?)"
    r"\s*(?P<after>[$£€%])?\s*(?P<mark>\D*)"
)
_REFERENCE = re.compile(r"(?:\s*(?:\[\w{1,3}\]|[¹²³⁰⁴-⁹]+))+$")
_BRACKETED = re.compile(r"([^()]+)\(([^()]+)\)")


MOST_DIGITS = 18  # as the store keeps them


class Number(NamedTuple):
    value: Decimal | None
    qualifier: Qualifier = Qualifier.EXACT
    status: ObservationStatus = ObservationStatus.NORMAL
    bracketed: "Number | None" = None


class Notation(NamedTuple):
    """How one column writes its numbers; words are kept in the form that `key` gives them."""

    decimal: str = "."
    missing: frozenset[str] = frozenset()
    statuses: Mapping[str, ObservationStatus] = {}
    marks: Mapping[str, ObservationStatus] = {}
    values: Mapping[str, str] = {}
    scale: Decimal = Decimal(1)
    bracketed: bool = False


def read_number(cell: Cell, unit: Unit, notation: Notation) -> Number | Problem | None:
    """A cell as a number of its unit; None where nothing is published."""
    if isinstance(cell, float) and not notation.values and unit.kind != "level":
        return _stored(cell, unit, notation)
    if isinstance(cell, date | time | timedelta):
        return _refused("date", plain(cell), unit)
    words = notation.values.get(key(cell), plain(cell))
    spelled = key(words)
    if not words or spelled in notation.missing:
        return None
    if spelled in notation.statuses:
        return Number(None, status=notation.statuses[spelled])
    if unit.kind == "level":
        return _level(words, unit)
    return _printed(_REFERENCE.sub("", words).replace("−", "-"), unit, notation)


def _stored(cell: float, unit: Unit, notation: Notation) -> Number | Problem:
    """A number cell of a workbook: exact to the 15 digits that spreadsheets keep."""
    if cell.is_integer() and abs(cell) < 1e15:
        if unit.kind == "count" and cell >= 0 and notation.scale == 1:
            return Number(Decimal(int(cell)))  # nearly every cell: nothing left to check
        return _checked(Number(Decimal(int(cell))), unit, notation)
    if not isfinite(cell):
        return _refused("number", str(cell), unit)
    return _checked(Number(Decimal(format(cell, ".15g"))), unit, notation)


def _level(words: str, unit: Unit) -> Number | Problem:
    """The number of a level, counted from 1 in the order of its unit."""
    codes = [code.casefold() for code, _ in unit.levels]
    if words.casefold() in codes:
        return Number(Decimal(codes.index(words.casefold()) + 1))
    known = ", ".join(code for code, _ in unit.levels)
    return Problem.of(
        "level",
        f"'{words}' is not a level of {unit.id}: write one of {known}, or map it in `values`.",
        f"« {words} » n'est pas un niveau de {unit.id} : écrivez {known}, "
        "ou faites-le correspondre dans `values`.",
    )


def _printed(words: str, unit: Unit, notation: Notation) -> Number | Problem:
    """A number as text, with one in brackets behind it where the column says what that is."""
    if notation.bracketed and (both := _BRACKETED.fullmatch(words)):
        first, second = (_printed(part.strip(), unit, notation) for part in both.groups())
        if isinstance(second, Problem):
            return second
        return first if isinstance(first, Problem) else first._replace(bracketed=second)
    match = _PRINTED.fullmatch(words)
    if not match or not _DIGITS[notation.decimal].fullmatch(match["digits"]):
        return _refused(_rule(words), words, unit)
    if problem := _sign_problem(match["before"] or match["after"], words, unit):
        return problem
    mark = match["mark"].strip()
    if mark and mark not in notation.marks:
        return _unknown_mark(mark, words)
    number = Number(
        _exact(match["digits"], notation.decimal),
        COMPARISONS.get(match["compared"] or "", Qualifier.EXACT),
        notation.marks.get(mark, ObservationStatus.NORMAL),
    )
    return _checked(number, unit, notation)


def _exact(digits: str, decimal: str) -> Decimal:
    bare = digits.replace(" ", "").replace("'", "")
    bare = bare.replace(",", "") if decimal == "." else bare.replace(".", "").replace(",", ".")
    return Decimal(bare)


def _checked(number: Number, unit: Unit, notation: Notation) -> Number | Problem:
    """A number that its unit allows: counts whole and not below zero, money to the cent."""
    value = number.value or Decimal(0)
    if notation.scale != 1:
        value *= notation.scale
        number = number._replace(value=value)
    if not can_be_held(value):
        return _refused("long", f"{str(value)[:MOST_DIGITS]}…", unit)
    if unit.kind == "count" and (value < 0 or not is_whole(value)):
        return _refused("count", str(value), unit)
    if unit.kind == "count" and value == 0 and number.qualifier is Qualifier.LESS_THAN:
        return _refused("count", "<0", unit)
    if unit.kind == "money" and not is_whole(value * 100):
        return _refused("money", str(value), unit)
    return number


def can_be_held(value: Decimal) -> bool:
    """Every digit of it, before and behind the point, is kept by the store."""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or exponent < -MOST_DIGITS:
        return False
    return len(digits) <= MOST_DIGITS and value.adjusted() < MOST_DIGITS


def is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _sign_problem(sign: str | None, words: str, unit: Unit) -> Problem | None:
    if not sign or (sign == "%" and unit.kind == "percent"):
        return None
    if (
        sign != "%"
        and unit.kind == "money"
        and CURRENCIES.get(sign, unit.currency) == unit.currency
    ):
        return None
    return Problem.of(
        "sign",
        f"'{words}' has the sign {sign}, and this series is in {unit.many.en}: "
        "check that the column is the right one.",
        f"« {words} » porte le signe {sign}, et cette série est en {unit.many.fr} : "
        "vérifiez que la colonne est la bonne.",
    )


def _unknown_mark(mark: str, words: str) -> Problem:
    return Problem.of(
        "mark",
        f"'{words}': say in `marks` what '{mark}' behind a number means.",
        f"« {words} » : indiquez dans `marks` ce que signifie « {mark} » après un nombre.",
    )


def _rule(words: str) -> str:
    if words.upper().startswith(ERROR_VALUES):
        return "error-value"
    if words.startswith("="):
        return "formula"
    return "brackets" if _BRACKETED.fullmatch(words) else "number"


_REASONS = {
    "date": Text("a date or a time, not a number", "une date ou une heure, pas un nombre"),
    "error-value": Text(
        "an error value of the spreadsheet: correct the cell and save the file again",
        "une valeur d'erreur du tableur : corrigez la cellule et enregistrez de nouveau",
    ),
    "formula": Text(
        "a formula without a saved result: open the file, let it calculate, and save it",
        "une formule sans résultat enregistré : ouvrez le fichier, laissez calculer, enregistrez",
    ),
    "brackets": Text(
        "two numbers: say in `parenthesis` what the one in brackets is",
        "deux nombres : indiquez dans `parenthesis` ce qu'est celui entre parenthèses",
    ),
    "count": Text(
        "not a count: a count is a whole number, zero or more",
        "pas un dénombrement : il faut un nombre entier, zéro ou plus",
    ),
    "money": Text(
        "not an amount to the cent: write at most two decimals",
        "pas un montant au cent près : écrivez au plus deux décimales",
    ),
    "long": Text(
        "too long a number: 18 digits can be kept",
        "un nombre trop long : 18 chiffres peuvent être conservés",
    ),
    "number": Text(
        "not a number: write 1,282 or <5 or a word declared in `missing` or `statuses`",
        "pas un nombre : écrivez 1,282 ou <5 ou un mot déclaré dans `missing` ou `statuses`",
    ),
}


def _refused(rule: str, words: str, unit: Unit) -> Problem:
    reason = _REASONS[rule]
    return Problem.of(
        rule,
        f"'{words}' is {reason.en} ({unit.many.en}).",
        f"« {words} » : {reason.fr} ({unit.many.fr}).",
    )
