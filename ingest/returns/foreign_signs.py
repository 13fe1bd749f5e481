"""Signs beside a number that its measure does not have: `12 $` of people, `US$12` of CA$."""

from metrics import Unit

_CURRENCIES = {"us$": "USD", "usd": "USD", "usd$": "USD", "$us": "USD", "$usd": "USD", "£": "GBP",
               "€": "EUR", "ca$": "CAD", "c$": "CAD", "cad": "CAD", "cad$": "CAD", "$ca": "CAD",
               "$cad": "CAD"}  # fmt: skip


def foreign_sign(before: str | None, after: str | None, unit: Unit) -> str | None:
    """A sign that is not the unit's own."""
    for sign in filter(None, (before, after)):
        if "%" in sign or "cent" in sign:
            fits = unit.kind == "percent"
        else:
            currency = _CURRENCIES.get(sign.replace(" ", ""), unit.currency)
            # what has a currency is an amount, also while it is read in thousands
            fits = (unit.kind == "money" or bool(unit.currency)) and currency == unit.currency
        if not fits:
            return sign
    return None
