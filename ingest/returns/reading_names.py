"""What each reading of a question is called where its sender chooses."""

from metrics import Text

READINGS = {
    "current-version": Text(
        "read it as the template now in use", "le lire comme le gabarit en vigueur"
    ),
    "decimal-comma": Text(
        "the comma stands before decimals, the point separates thousands",
        "la virgule précède les décimales, le point sépare les milliers",
    ),
    "decimal-point": Text(
        "the point stands before decimals, the comma separates thousands",
        "le point précède les décimales, la virgule sépare les milliers",
    ),
    "apart": Text(
        "two cells: the number alone, with a note of digits behind it",
        "deux cellules\u00a0: le nombre seul, suivi d'une note en chiffres",
    ),
    "joined": Text(
        "one number, which the comma cut in two", "un seul nombre, que la virgule a coupé en deux"
    ),
    "as-share": Text("a share of one: 0.45 is 45%", "une part de un\u00a0: 0,45 vaut 45\u00a0%"),
    "as-written": Text("as written: 0.45 is 0.45%", "tel quel\u00a0: 0,45 vaut 0,45\u00a0%"),
    "zero": Text("0: there were none", "0\u00a0: il n'y en a pas eu"),
    "not-applicable": Text("n/a: does not apply to us", "s.o.\u00a0: ne s'applique pas à nous"),
    "not-available": Text(
        "not available: was not counted", "non disponible\u00a0: n'a pas été compté"
    ),
    "not-yet": Text("not yet: will come", "pas encore\u00a0: viendra plus tard"),
    "day-first": Text("day, month, year", "jour, mois, année"),
    "month-first": Text("month, day, year", "mois, jour, année"),
    "calendar": Text(
        "a quarter of the calendar year (from January)",
        "un trimestre de l'année civile (à partir de janvier)",
    ),
    "fiscal": Text(
        "a quarter of the fiscal year (from April)",
        "un trimestre de l'exercice (à partir d'avril)",
    ),
}
