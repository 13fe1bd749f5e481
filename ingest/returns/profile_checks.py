"""What a profile says of its tables, checked: each fault at its cell, all in one pass."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from ingest.book import Book, ErrorValue, Unsaved, Value
from ingest.cells import plain
from ingest.findings import Finding, Severity
from ingest.returns.notation import folded
from ingest.returns.profile_model import Meaning, Profile
from ingest.returns.profile_reading import Missing, ProfiledCell, Reading, as_number, read_by
from metrics import Text

_EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_TELEPHONE = re.compile(r"\+?[\d ().\-/]+(?:(?:ext|x|poste)\.? ?\d+)?", re.IGNORECASE)
_DATES = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}")
_RAISED = "\u00a0"


def check_by(book: Book, profile: Profile, file: str) -> tuple[Finding, ...]:
    """Every fault of a file against its profile."""
    return faults_of(read_by(book, profile), file)


def faults_of(reading: Reading, file: str) -> tuple[Finding, ...]:
    """Every fault of what a profile reads: of its cells, and of what it does not find."""
    found = [_missing(one, file) for one in reading.missing]
    seen: dict[tuple[str, str, str], ProfiledCell] = {}
    for cell in reading.cells:
        found.extend(_finding(cell, fault, file) for fault in _faults(cell))
        if cell.means.unique and cell.value is not None:
            key = (cell.table, cell.heading, folded(cell.value))
            first = seen.setdefault(key, cell)
            if first is not cell:
                found.append(_twice(cell, first, file))
    return tuple(found)


Fault = tuple[str, Text, Text]  # rule, what is wrong, what would be right


def _faults(cell: ProfiledCell) -> Iterator[Fault]:
    means, value = cell.means, cell.value
    if value is None:
        if means.required:
            yield _REQUIRED
        return
    if isinstance(value, ErrorValue | Unsaved):
        yield _NO_RESULT
        return
    fault = _type_fault(value, means)
    if fault:
        yield fault
        return
    yield from _bounds(value, means)


def _type_fault(value: Value, means: Meaning) -> Fault | None:
    if means.choices and folded(value) not in {folded(one) for one in means.choices}:
        return _not_listed(means)
    if means.type in ("number", "whole"):
        number = as_number(value)
        if number is None:
            return _NOT_NUMBER
        if means.type == "whole" and number != number.to_integral_value():
            return _NOT_WHOLE
    elif means.type in _TESTS and not _TESTS[means.type](value):
        return _WRONG[means.type]
    elif means.type == "pattern" and not re.fullmatch(means.pattern, plain(value)):
        return _WRONG["pattern"]
    return None


def _is_date(value: Value) -> bool:
    if isinstance(value, date):
        return True
    return isinstance(value, str) and bool(_DATES.fullmatch(plain(value)))


def _is_telephone(value: Value) -> bool:
    """Ten or eleven digits at home; behind a plus up to fifteen."""
    words: str = plain(value)
    if not _TELEPHONE.fullmatch(words):
        return False
    called = words.casefold().split("ext")[0].split("x")[0].split("poste")[0]
    digits = sum(one.isdigit() for one in called)
    return 8 <= digits <= 15 if words.startswith("+") else 10 <= digits <= 11


_TESTS: dict[str, Callable[[Value], bool]] = {
    "date": _is_date,
    "email": lambda value: bool(_EMAIL.fullmatch(plain(value))),
    "telephone": _is_telephone,
    "text": lambda value: isinstance(value, str) and any(one.isalpha() for one in value),
}


def _bounds(value: Value, means: Meaning) -> Iterator[Fault]:
    number = as_number(value) if means.type in ("number", "whole") else None
    if number is None:
        return
    if means.least is not None and number < means.least:
        yield (
            "below",
            Text(
                f"This number is below {means.least}.", f"Ce nombre est inférieur à {means.least}."
            ),
            Text(f"Write {means.least} or more.", f"Inscrivez {means.least} ou plus."),
        )
    if means.most is not None and number > means.most:
        yield (
            "above",
            Text(f"This number is above {means.most}.", f"Ce nombre est supérieur à {means.most}."),
            Text(f"Write {means.most} or less.", f"Inscrivez {means.most} ou moins."),
        )


_REQUIRED: Fault = (
    "required",
    Text("This cell is empty, and an answer is needed.",
         "Cette cellule est vide, et une réponse est exigée."),
    Text("Fill it in, or remove the whole row.", "Remplissez-la, ou retirez toute la ligne."),
)  # fmt: skip
_NO_RESULT: Fault = (
    "error-value",
    Text("This cell shows an error or a formula without a result.",
         "Cette cellule affiche une erreur ou une formule sans résultat."),
    Text("Correct it, let the file calculate, and save it again.",
         "Corrigez-la, laissez le fichier calculer, et enregistrez de nouveau."),
)  # fmt: skip
_NOT_NUMBER: Fault = (
    "number",
    Text("This is not a number.", "Ce n'est pas un nombre."),
    Text("Write a number only, such as 1,282 or 12.5.",
         "Inscrivez seulement un nombre, comme 1 282 ou 12,5."),
)  # fmt: skip
_NOT_WHOLE: Fault = (
    "whole",
    Text("This is not a whole number.", "Ce n'est pas un nombre entier."),
    Text("Write a whole number, such as 12.", "Inscrivez un nombre entier, comme 12."),
)
_WRONG: dict[str, Fault] = {
    "date": ("date", Text("This is not a date.", "Ce n'est pas une date."),
             Text("Write a date, such as 2025-03-31.", "Inscrivez une date, comme 2025-03-31.")),
    "email": ("email", Text("This is not an e-mail address.",
                            "Ce n'est pas une adresse courriel."),
              Text("Write one address, such as name@example.org.",
                   "Inscrivez une adresse, comme nom@exemple.org.")),
    "telephone": ("telephone", Text("This is not a telephone number.",
                                    "Ce n'est pas un numéro de téléphone."),
                  Text("Write its 10 or 11 digits, or + and the country code.",
                       "Inscrivez ses 10 ou 11 chiffres, ou + et l'indicatif du pays.")),
    "text": ("text", Text("This is not a text.", "Ce n'est pas un texte."),
             Text("Answer in words.", "Répondez en mots.")),
    "pattern": ("pattern", Text("This is not written in the form that is asked for.",
                                "Ce n'est pas écrit sous la forme demandée."),
                Text("Write it as the heading says, with nothing else in the cell.",
                     "Écrivez-le comme l'indique l'en-tête, sans rien d'autre dans la cellule.")),
}  # fmt: skip


def _not_listed(means: Meaning) -> Fault:
    shown = "; ".join(means.choices[:8])
    return (
        "choice",
        Text("This is not one of the answers on the list.",
             "Ce n'est pas l'une des réponses de la liste."),
        Text(f"Choose one of: {shown}.", f"Choisissez parmi : {shown}."),
    )  # fmt: skip


def _finding(cell: ProfiledCell, fault: Fault, file: str) -> Finding:
    rule, message, right = fault
    where = cell.label if not cell.heading else f"{cell.label}, {cell.heading}"
    named = Text(f"{where[:160]}: {message.en}", f"{where[:160]}{_RAISED}: {message.fr}")
    at = cell.at
    return Finding(
        Severity.ERROR, rule, file, at.sheet, at.cell, at.seen[:200], named, right
    )._replace(cause=f"{at.sheet}:{cell.table}:{rule}")


def _twice(cell: ProfiledCell, first: ProfiledCell, file: str) -> Finding:
    there = f"{first.at.sheet}!{first.at.cell}"
    fault: Fault = (
        "twice",
        Text(f"This stands in {there} already, and may be given once.",
             f"Ceci figure déjà dans {there}, et ne peut être donné qu'une fois."),
        Text("Correct one of the two.", "Corrigez l'un des deux."),
    )  # fmt: skip
    return _finding(cell, fault, file)._replace(against=there)


_LOST = {
    "sheet": Text("There is no sheet", "Il n'y a pas de feuille"),
    "table": Text("There is no table", "Il n'y a pas de tableau"),
    "column": Text("There is no column", "Il n'y a pas de colonne"),
    "row": Text("There is no row", "Il n'y a pas de ligne"),
    "field": Text("There is no label", "Il n'y a pas d'étiquette"),
}


def _missing(lost: Missing, file: str) -> Finding:
    cell = f"A{lost.row}" if lost.row else ""
    if lost.what == "strange-row":
        message = Text(
            f"The row '{lost.words[:160]}' is not known, and is not read.",
            f"La ligne « {lost.words[:160]} » n'est pas connue et n'est pas lue.",
        )
        rule = lost.what
    else:
        what = _LOST[lost.what]
        message = Text(f"{what.en} '{lost.words}'.", f"{what.fr} « {lost.words} ».")
        rule = f"missing-{lost.what}"
    told = Finding(Severity.ERROR, rule, file, lost.sheet, cell, "", message, _PUT_BACK)
    return told._replace(cause=f"{lost.sheet}:{lost.table}:{rule}")


_PUT_BACK = Text(
    "Put it back as it was, or match your layout again if it has changed.",
    "Remettez-la comme elle était, ou faites correspondre votre présentation de nouveau.",
)
