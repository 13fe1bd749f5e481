"""What is told of a cell that is no number or more than one, and what would be right."""

from collections.abc import Mapping
from decimal import Decimal

from ingest.returns.figures import Figure, Question, Refused
from metrics import Text, Unit

FOUR_WAYS = Text(
    "Write 0 if there were none, n/a if it does not apply to you, not available if it was not "
    "counted, not yet if it will come.",
    "Écrivez 0 s'il n'y en a pas eu, s.o. si cela ne s'applique pas à vous, non disponible si ce "
    "n'a pas été compté, pas encore si ce le sera.",
)
_WHOLE = Text(
    "Write a whole number, zero or more, such as 42.",
    "Écrivez un nombre entier, zéro ou plus, par exemple 42.",
)
_AMOUNT = Text(
    "Write an amount with at most two decimals, such as 1234.50.",
    "Écrivez un montant avec au plus deux décimales, par exemple 1234,50.",
)
_PERCENTAGE = Text(
    "Write a number from 0 to 100, such as 45 or 45%.",
    "Écrivez un nombre de 0 à 100, par exemple 45 ou 45\u00a0%.",
)
_NUMBER = Text("Write one number, such as 12.5.", "Écrivez un seul nombre, par exemple 12,5.")
_RIGHT = {"count": _WHOLE, "money": _AMOUNT, "percent": _PERCENTAGE, "days": _WHOLE}


def right_for(unit: Unit) -> Text:
    return _RIGHT.get(unit.kind, _NUMBER)


def _told(rule: str, en: str, fr: str, right: Text) -> Refused:
    return Refused(rule, Text(en, fr), right)


def error_value(shown: str) -> Refused:
    if not shown.startswith("#"):
        return _not_kept_as_number(shown)
    return _told(
        "error-value",
        f"The cell shows the error {shown}: its formula found no result.",
        f"La cellule affiche l'erreur {shown}\u00a0: sa formule n'a trouvé aucun résultat.",
        Text(
            "Correct the formula, or write the number itself.",
            "Corrigez la formule, ou écrivez le nombre lui-même.",
        ),
    )


def _not_kept_as_number(shown: str) -> Refused:
    """What a file keeps as a number and is none: 5,2 with its comma, as no program writes it."""
    return _told(
        "error-value",
        f"The file keeps '{shown}' in this cell as a number, and it is none that a spreadsheet "
        "program writes.",
        f"Le fichier garde « {shown} » comme nombre dans cette cellule, et aucun tableur n'écrit "
        "un nombre ainsi.",
        Text(
            "Type the number itself into the cell and save the file in a spreadsheet program.",
            "Tapez le nombre lui-même dans la cellule et enregistrez le fichier dans un tableur.",
        ),
    )


def unsaved() -> Refused:
    return _told(
        "formula",
        "The cell holds a formula whose result was not saved, so there is no number to read.",
        "La cellule contient une formule dont le résultat n'a pas été enregistré\u00a0: il n'y a "
        "aucun nombre à lire.",
        Text(
            "Open the file in your spreadsheet program, let it calculate, and save it; or write "
            "the number itself.",
            "Ouvrez le fichier dans votre tableur, laissez-le calculer et enregistrez-le; ou "
            "écrivez le nombre lui-même.",
        ),
    )


def no_number(seen: str, unit: Unit) -> Refused:
    return _told(
        "number",
        f"'{seen}' cannot be read as a number ({unit.many.en}).",
        f"« {seen} » ne se lit pas comme un nombre ({unit.many.fr}).",
        _and_nothing(right_for(unit)),
    )


def _and_nothing(right: Text) -> Text:
    return Text(f"{right.en} {FOUR_WAYS.en}", f"{right.fr} {FOUR_WAYS.fr}")


def a_day(seen: str, unit: Unit) -> Refused:
    return _told(
        "date",
        f"The cell holds the date {seen}; a number of {unit.many.en} belongs here. Spreadsheets "
        "turn entries such as 3/4 into dates.",
        f"La cellule contient la date {seen}; il faut ici un nombre ({unit.many.fr}). Les tableurs "
        "changent en dates des saisies comme 3/4.",
        _after_format(unit),
    )


def a_time(seen: str, unit: Unit) -> Refused:
    return _told(
        "time",
        f"The cell holds the time {seen}; a number of {unit.many.en} belongs here. Spreadsheets "
        "turn entries such as 3:04 into times.",
        f"La cellule contient l'heure {seen}; il faut ici un nombre ({unit.many.fr}). Les "
        "tableurs changent en heures des saisies comme 3:04.",
        _after_format(unit),
    )


def _after_format(unit: Unit) -> Text:
    """A cell that is a date stays one: whatever is typed into it next is shown as a date again."""
    right = right_for(unit)
    return Text(
        "First set the format of the cell to Number (right-click, Format Cells, Number), then "
        f"type the value again. {right.en}",
        "Réglez d'abord le format de la cellule à Nombre (clic droit, Format de cellule, Nombre), "
        f"puis saisissez de nouveau la valeur. {right.fr}",
    )


def a_sign(sign: str, seen: str, unit: Unit) -> Refused:
    return _told(
        "sign",
        f"'{seen}' has the sign {sign}, and this measure is in {unit.many.en}.",
        f"« {seen} » porte le signe {sign}, et cette mesure est en {unit.many.fr}.",
        right_for(unit),
    )


def not_exact(seen: str, unit: Unit) -> Refused:
    return _told(
        "not-exact",
        f"'{seen}' is not an exact number. Your return states exact figures; small numbers are "
        "protected in whatever is published.",
        f"« {seen} » n'est pas un nombre exact. Votre rapport donne les chiffres exacts; les "
        "petits nombres sont protégés dans tout ce qui est publié.",
        right_for(unit),
    )


def below_zero(seen: str, unit: Unit) -> Refused:
    return _told(
        "negative",
        f"{seen} is below zero, which {unit.many.en} cannot be.",
        f"{_comma(seen)} est inférieur à zéro, ce qui est impossible ({unit.many.fr}).",
        right_for(unit),
    )


def beyond(seen: str, unit: Unit) -> Refused:
    return _told(
        "beyond",
        f"{seen} is more than there can be ({unit.many.en}).",
        f"{_comma(seen)} dépasse ce qui est possible ({unit.many.fr}).",
        right_for(unit),
    )


def not_whole(seen: str, unit: Unit) -> Refused:
    return _told(
        "whole",
        f"{seen} is not a whole number, and {unit.many.en} are counted one by one.",
        f"{_comma(seen)} n'est pas un nombre entier, et l'on compte un à un ({unit.many.fr}).",
        right_for(unit),
    )


def not_cents(seen: str, unit: Unit) -> Refused:
    return _told(
        "cents",
        f"{seen} is not an amount to the cent.",
        f"{_comma(seen)} n'est pas un montant au cent près.",
        right_for(unit),
    )


def too_long(value: Decimal, unit: Unit) -> Refused:
    return _told(
        "long",
        f"{str(value)[:18]}… has more than 18 digits.",
        f"{str(value)[:18]}… a plus de 18 chiffres.",
        right_for(unit),
    )


def two_ways(
    seen: str,
    comma: Decimal | None,
    point: Decimal | None,
    sign: str,
    readings: Mapping[str, Figure | Refused],
) -> Question:
    grouped, decimal = (point, comma) if sign == "," else (comma, point)
    en = "comma" if sign == "," else "point"
    fr, it = ("la virgule", "si elle") if sign == "," else ("le point", "s'il")
    return Question(
        "separator",
        Text(
            f"'{seen}' is {grouped} if the {en} separates thousands, and {decimal} if it stands "
            "before decimals: which one is meant?",
            f"« {seen} » vaut {grouped} si {fr} sépare les milliers, et {_comma(decimal)} {it} "
            "précède des décimales\u00a0: lequel est voulu?",
        ),
        _either(grouped, decimal, readings),
        readings,
    )


def _either(
    grouped: Decimal | None, decimal: Decimal | None, readings: Mapping[str, Figure | Refused]
) -> Text:
    """What to write: of two readings the one that can be, as where values are whole."""
    can_be = {one.value for one in readings.values() if isinstance(one, Figure)}
    if len(can_be) == 1:
        only = can_be.pop()
        return Text(
            f"Write {only}, or say once for this sheet how its numbers are written.",
            f"Écrivez {_comma(only)}, ou indiquez une fois pour cette feuille comment ses nombres "
            "sont écrits.",
        )
    return Text(
        f"Write {grouped} or {decimal}, or say once for this sheet which one is meant.",
        f"Écrivez {grouped} ou {_comma(decimal)}, ou indiquez une fois pour cette feuille ce "
        "qui est voulu.",
    )


def _comma(value: object) -> str:
    return str(value).replace(".", ",")


def a_share(value: Decimal, readings: Mapping[str, Figure | Refused]) -> Question:
    whole = f"{(value * 100).normalize():f}"
    return Question(
        "share",
        Text(
            f"{value} in a column of percentages is either {value} % (less than one in a hundred) "
            f"or a share, {whole} %: which one is meant?",
            f"{_comma(value)} dans une colonne de pourcentages vaut soit {_comma(value)}\u00a0% "
            f"(moins d'un sur cent), soit une part, {_comma(whole)}\u00a0%\u00a0: lequel est "
            "voulu?",
        ),
        Text(
            f"Write {whole}% or {value}%, with the sign.",
            f"Écrivez {_comma(whole)}\u00a0% ou {_comma(value)}\u00a0%, avec le signe.",
        ),
        readings,
    )


def unclear(seen: str, readings: Mapping[str, Figure | Refused]) -> Question:
    return Question(
        "nothing",
        Text(
            f"'{seen}' may mean zero, not applicable, not available or not yet.",
            f"« {seen} » peut vouloir dire zéro, sans objet, non disponible ou pas encore.",
        ),
        FOUR_WAYS,
        readings,
    )


def blank(readings: Mapping[str, Figure | Refused]) -> Question:
    return Question(
        "blank",
        Text(
            "This cell is empty. An empty cell is never read as zero.",
            "Cette cellule est vide. Une cellule vide n'est jamais lue comme zéro.",
        ),
        FOUR_WAYS,
        readings,
    )
