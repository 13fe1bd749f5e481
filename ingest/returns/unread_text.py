"""A table of text in which nothing of a form was found: one finding that says what to look at."""

from ingest.book import Book
from ingest.findings import Severity
from ingest.gate import FileKind
from ingest.returns.ledger import At, Ledger
from metrics import Text

NOTHING_READ = "nothing-read"
_ONE_COLUMN = (
    Text("Every line of this file is one cell: nothing that is read separates its cells.",
         "Chaque ligne de ce fichier est une seule cellule\u00a0: rien de connu ne sépare ses "
         "cellules."),
    Text("Save it with commas, semicolons or tabs between the cells, or as .xlsx.",
         "Enregistrez-le avec des virgules, des points-virgules ou des tabulations entre les "
         "cellules, ou en .xlsx."),
)  # fmt: skip
_ONE_ROW = (
    Text("This file has one row and nothing below it: it states no figures.",
         "Ce fichier a une seule ligne et rien au-dessous\u00a0: il n'indique aucun chiffre."),
    Text("Write the figures below the headings, a row for each.",
         "Inscrivez les chiffres sous les en-têtes, une ligne pour chacun."),
)  # fmt: skip
_NO_HEADINGS = (
    Text("No row of this file has the headings of this form, or those of its sheet Data.",
         "Aucune ligne de ce fichier n'a les en-têtes de ce formulaire, ni ceux de sa feuille "
         "Données."),
    Text("Put the headings of the template above the figures, spelled as they are there.",
         "Mettez au-dessus des chiffres les en-têtes du gabarit, tels qu'ils y sont écrits."),
)  # fmt: skip


def tell_unread_text(book: Book, ledger: Ledger, *, headed: bool) -> bool:
    """Tell it, once, in the place of each sheet that a text can never have; False for others.

    `headed` says whether headings were found, so that there is something to be asked for.
    """
    read = ledger.held or ledger.faulty or ledger.blanks
    if book.kind is not FileKind.CSV or read:
        return False
    rows = [cells for sheet in book.sheets for cells in sheet.rows.values()]
    if len(rows) > 1 and all(len(one) == 1 for one in rows):
        told, right = _ONE_COLUMN
    elif len(rows) <= 1:
        told, right = _ONE_ROW
    elif headed:
        return False
    else:
        told, right = _NO_HEADINGS
    ledger.tell(Severity.ERROR, NOTHING_READ, At("", 0, 0), told, right)
    return True
