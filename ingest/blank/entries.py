"""What may be written in a cell: rules that a spreadsheet itself applies, with their words."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ingest.blank import words
from metrics import Language, Unit

_LONGEST, _LONGEST_TITLE = 255, 32  # characters, as spreadsheets allow
WORDS_NAME = "pillars_words"  # the defined name of the words that may stand for a number


def said_words(language: Language) -> str:
    told = [said[0].in_(language) for said in words.ABSENT]
    return ", ".join(told[:-1]) + words.OR.in_(language) + told[-1]


def number_words(unit: Unit, language: Language) -> str:
    """Which numbers a unit takes."""
    if unit.kind == "level":
        return words.LEVEL.in_(language).format(most=len(unit.levels))
    if unit.kind == "percent" and not unit.reaches:
        return words.SHARE.in_(language)
    if "below_zero" in unit.reaches:
        return words.ANY.in_(language)
    return (words.WHOLE if unit.kind == "count" else words.FROM_ZERO).in_(language)


def value_rule(
    unit: Unit, heading: str, column: int, rows: range, language: Language
) -> DataValidation:
    """A number as its unit takes it, or one of the words; anything else is asked about.

    It is never refused: `1 234,5` is words for a spreadsheet in English, and is read.
    """
    letters = get_column_letter(column)
    first = f"{letters}{rows.start}"
    told = words.PROMPT.in_(language).format(
        number=number_words(unit, language), words=said_words(language)
    )
    rule = DataValidation(
        type="custom",
        formula1=f"OR(AND({_number_test(unit, first)}),COUNTIF({WORDS_NAME},{first})>0)",
        allow_blank=True,
        errorStyle="warning",
        error=f"{told} {words.KEEP_IT.in_(language)}"[:_LONGEST],
        errorTitle=words.NOT_SO.in_(language)[:_LONGEST_TITLE],
        prompt=told[:_LONGEST],
        promptTitle=_short(heading),
        showErrorMessage=True,
        showInputMessage=True,
    )
    rule.add(f"{first}:{letters}{rows.stop - 1}")
    return rule


def _number_test(unit: Unit, cell: str) -> str:
    tests = [f"ISNUMBER({cell})"]
    if "below_zero" not in unit.reaches:
        tests.append(f"N({cell})>={1 if unit.kind == 'level' else 0}")
    if unit.kind in ("count", "level"):
        tests.append(f"N({cell})=INT(N({cell}))")
    if unit.kind == "level":
        tests.append(f"N({cell})<={len(unit.levels)}")
    if unit.kind == "percent" and "above_the_whole" not in unit.reaches:
        tests.append(f"N({cell})<=100")
    return ",".join(tests)


def list_rule(
    name: str, heading: str, column: int, rows: range, language: Language
) -> DataValidation:
    """One of the words of a list; another word is asked about, not refused: codes are read too."""
    letters = get_column_letter(column)
    rule = DataValidation(
        type="list",
        formula1=name,
        allow_blank=True,
        errorStyle="warning",
        error=words.NOT_LISTED_WORDS.in_(language),
        errorTitle=words.NOT_LISTED.in_(language)[:_LONGEST_TITLE],
        prompt=words.FROM_LIST.in_(language),
        promptTitle=_short(heading),
        showErrorMessage=True,
        showInputMessage=True,
    )
    rule.add(f"{letters}{rows.start}:{letters}{rows.stop - 1}")
    return rule


def _short(heading: str) -> str:
    return heading if len(heading) <= _LONGEST_TITLE else heading[: _LONGEST_TITLE - 1] + "…"
