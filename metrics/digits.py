"""The digits of a number as each language writes them, and how few of them keep it."""

from decimal import Decimal

from babel.numbers import format_decimal

from metrics.definitions import Unit
from metrics.languages import Language, Text

NBSP = "\u00a0"
LOCALES = {Language.EN: "en_CA", Language.FR: "fr_CA"}
WHOLE_KINDS = ("count", "money", "days")


def grouped(value: Decimal, language: Language) -> str:
    """Every digit of a number, grouped and with the decimal sign of the language."""
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    words = format_decimal(value, pattern, LOCALES[language])
    return words.replace("\u202f", NBSP).replace("-", "−")


def shortened(value: Decimal, unit: Unit, language: Language) -> tuple[str, str]:
    """Digits and a suffix for millions and billions, only where no digit is lost by it."""
    steps = ((Decimal(10**9), Text("B", "G")), (Decimal(10**6), Text("M", "M")))
    for step, suffix in steps:
        scaled = value / step
        if abs(scaled) >= 1 and unit.kind in ("money", "count") and scaled == round(scaled, 2):
            return grouped(plain(scaled), language), suffix.in_(language)
    whole = unit.kind == "money" and value == value.to_integral_value()
    return grouped(plain(value) if whole else value, language), ""


def plain(value: Decimal) -> Decimal:
    """Whole numbers without decimals, others with the fewest that keep them: 18.60 is 18.6."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def roughly(value: Decimal, unit: Unit) -> Decimal:
    """What was reckoned, to four digits and no finer than its unit; as it is where it is whole."""
    places = 0 if unit.kind in WHOLE_KINDS else 1
    if value == round(value, places):
        return plain(value)
    rounded = round(value, min(places, 3 - value.adjusted()))
    return Decimal(f"{plain(rounded):f}")
