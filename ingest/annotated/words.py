"""The words of an annotated workbook, in both languages."""

from ingest.findings import Finding, Severity
from metrics import Text

SHEET = Text("Findings", "À corriger")
# Whom our notes are by; this is how a later annotation knows them from the partner's own.
AUTHOR = Text("Findings of the check", "Constats de la vérification")
AUTHORS = frozenset(AUTHOR)
TITLE = Text("What to mend in this workbook", "Ce qui est à corriger dans ce classeur")
COMMENT = Text("Comment from the office", "Commentaire du bureau")
SEVERITIES = {
    Severity.ERROR: Text("Fix", "À corriger"),
    Severity.WARNING: Text("Explain", "À expliquer"),
    Severity.INFO: Text("For information", "Pour information"),
}
RIGHT = Text("What would be right: ", "Ce qui serait juste\u00a0: ")
ALSO = Text("Compare with: ", "À comparer avec\u00a0: ")
HEADINGS = (
    Text("What to do", "Que faire"),
    Text("Sheet", "Feuille"),
    Text("Cell", "Cellule"),
    Text("What stands there", "Ce qui s’y trouve"),
    Text("What is wrong", "Ce qui ne va pas"),
    Text("What would be right", "Ce qui serait juste"),
    Text("Compare with", "À comparer avec"),
)
WHOLE_FILE = Text("the whole file", "tout le fichier")
HOW = Text(
    "Mend the marked cells in this workbook and send it again: you need not delete this sheet or "
    "the notes. A cell of this list leads to the cell it names. Fix: the return cannot be sent "
    "before this is mended. Explain: mend it, or say why it is so when you send. For information: "
    "nothing is asked of you.",
    "Corrigez les cellules marquées dans ce classeur et renvoyez-le\u00a0: il n’est pas nécessaire "
    "de supprimer cette feuille ni les notes. Chaque cellule de la liste mène à celle qu’elle "
    "nomme. À corriger\u00a0: le rapport ne peut être transmis avant. À expliquer\u00a0: corrigez, "
    "ou dites pourquoi il en est ainsi au moment de l’envoi. Pour information\u00a0: rien ne vous "
    "est demandé.",
)
MORE_NOTES = Text(
    "A sheet has so many faulty cells that not all of them carry a fill or a note: all of them are "
    "in this list.",
    "Une feuille a tant de cellules fautives que toutes ne portent pas de couleur ou de note"
    "\u00a0: toutes figurent dans cette liste.",
)


def what_to_do(finding: Finding) -> Text:
    return COMMENT if finding.rule == "comment" else SEVERITIES[finding.severity]
