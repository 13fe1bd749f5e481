"""What is looked for, and the words in which a partner is told; never what was seen."""

from enum import StrEnum

from ingest.findings import Finding, Problem, Severity
from metrics import Location, Text

RULE = "personal-data"


class Kind(StrEnum):
    TELEPHONE = "telephone"
    EMAIL = "e-mail"
    SOCIAL_INSURANCE = "social-insurance-number"
    HEALTH_NUMBER = "health-number"
    BIRTH_DATE = "birth-date"
    POSTAL_CODE = "postal-code"
    ADDRESS = "street-address"
    NAME = "name"
    FILE_NUMBER = "file-number"
    IDENTITY_DOCUMENT = "identity-document"
    PAYMENT_CARD = "payment-card"
    PLATE = "licence-plate"
    DEVICE = "device-address"
    HANDLE = "social-handle"
    PERSON_ROWS = "row-per-person"


WHAT = {
    Kind.TELEPHONE: Text("a telephone number", "un numéro de téléphone"),
    Kind.EMAIL: Text("an e-mail address", "une adresse courriel"),
    Kind.SOCIAL_INSURANCE: Text("a social insurance number", "un numéro d'assurance sociale"),
    Kind.HEALTH_NUMBER: Text("a health card number", "un numéro de carte Santé"),
    Kind.BIRTH_DATE: Text("a date of birth", "une date de naissance"),
    Kind.POSTAL_CODE: Text("a full postal code", "un code postal complet"),
    Kind.ADDRESS: Text("a street address", "une adresse municipale"),
    Kind.NAME: Text("the name of a person", "le nom d'une personne"),
    Kind.FILE_NUMBER: Text(
        "the number of a file of the police, a court or a service",
        "le numéro d'un dossier de la police, d'un tribunal ou d'un service",
    ),
    Kind.IDENTITY_DOCUMENT: Text(
        "the number of a passport, licence or other identity document",
        "le numéro d'un passeport, d'un permis ou d'une autre pièce d'identité",
    ),
    Kind.PAYMENT_CARD: Text(
        "the number of a credit or debit card", "le numéro d'une carte de crédit ou de débit"
    ),
    Kind.PLATE: Text("a licence plate", "une plaque d'immatriculation"),
    Kind.DEVICE: Text(
        "the address of a computer or telephone", "l'adresse d'un ordinateur ou d'un téléphone"
    ),
    Kind.HANDLE: Text("a social media account", "un compte de médias sociaux"),
    Kind.PERSON_ROWS: Text("a list with one row per person", "une liste à une ligne par personne"),
}

PLACES = {  # where it stands, by the name that an aside carries; a cell when it is none of them
    "cell": Text("This cell seems to hold", "Cette cellule semble contenir"),
    "comment": Text("A comment on this cell seems to hold",
                    "Un commentaire de cette cellule semble contenir"),
    "comment-elsewhere": Text("A comment of this file seems to hold",
                              "Un commentaire de ce fichier semble contenir"),
    "author": Text("The list of those who wrote comments in this file, which it keeps beside the "
                   "comments, seems to hold",
                   "La liste des auteurs des commentaires de ce fichier, gardée à côté d'eux, "
                   "semble contenir"),
    "data": Text("Data that another program keeps in this file seem to hold",
                 "Des données qu'un autre programme garde dans ce fichier semblent contenir"),
    "header": Text("A header or footer of this sheet seems to hold",
                   "Un en-tête ou un pied de page de cette feuille semble contenir"),
    "name": Text("A defined name of this file seems to hold",
                 "Un nom défini de ce fichier semble contenir"),
    "property": Text("A property of this document (File, Info) seems to hold",
                     "Une propriété de ce document (Fichier, Informations) semble contenir"),
    "link": Text("The target of a link seems to hold",
                 "La destination d'un lien semble contenir"),
    "sheet-name": Text("The name of this sheet seems to hold",
                       "Le nom de cette feuille semble contenir"),
    "shape": Text("A text box or drawing of this sheet seems to hold",
                  "Une zone de texte ou un dessin de cette feuille semble contenir"),
    "validation": Text("A drop-down list or its message seems to hold",
                       "Une liste déroulante ou son message semble contenir"),
    "chart": Text("A chart of this file seems to hold",
                  "Un graphique de ce fichier semble contenir"),
    "table": Text("The name or a heading of a table of this file seems to hold",
                  "Le nom ou un en-tête d'un tableau de ce fichier semble contenir"),
    "pivot": Text("The copy of its data that a pivot table keeps seems to hold",
                  "La copie des données que garde un tableau croisé semble contenir"),
    "style": Text("The name of a style or a number format of this file seems to hold",
                  "Le nom d'un style ou un format de nombre de ce fichier semble contenir"),
    "rule": Text("A rule for coloured cells of this sheet seems to hold",
                 "Une règle de mise en forme de cette feuille semble contenir"),
    "formula": Text("A text within a formula of this sheet seems to hold",
                    "Un texte dans une formule de cette feuille semble contenir"),
    "filter": Text("A filter that is saved with this sheet seems to hold",
                   "Un filtre enregistré avec cette feuille semble contenir"),
    "sheet": Text("What this sheet keeps beside its cells (scenarios, views, rules) seems to hold",
                  "Ce que cette feuille garde hors de ses cellules (scénarios, affichages, règles) "
                  "semble contenir"),
    "picture": Text("What a picture of this file says of itself seems to hold",
                    "Ce qu'une image de ce fichier dit d'elle-même semble contenir"),
    "printer": Text("The settings of a printer in this file seem to hold",
                    "Les réglages d'une imprimante dans ce fichier semblent contenir"),
    "left-over": Text("A text that the file keeps though no cell shows it seems to hold",
                      "Un texte que le fichier garde sans qu'aucune cellule l'affiche semble "
                      "contenir"),
    "other": Text("A part of this file that no sheet shows seems to hold",
                  "Une partie de ce fichier qu'aucune feuille n'affiche semble contenir"),
    "file-name": Text("The name of this file seems to hold",
                      "Le nom de ce fichier semble contenir"),
}  # fmt: skip

WHY = Text(
    "Nothing of this file was kept: a return must not let anyone be recognized.",
    "Rien de ce fichier n'a été conservé : un rapport ne doit permettre de reconnaître personne.",
)
_REMOVE = Text(
    "Remove it, write only counts, and check the file again.",
    "Retirez-le, n'inscrivez que des nombres totaux et vérifiez de nouveau le fichier.",
)
_COUNT = Text(
    "Replace the list by counts, one row for each group, and check the file again.",
    "Remplacez la liste par des totaux, une ligne par groupe, et vérifiez de nouveau le fichier.",
)
_UNSEEN = Text(
    "Copy the figures into a new workbook, which takes nothing else along, and check that file.",
    "Copiez les chiffres dans un nouveau classeur, qui n'emporte rien d'autre, et vérifiez ce "
    "fichier.",
)
_RENAME = Text(
    "Give it another name and check the file again.",
    "Donnez-lui un autre nom et vérifiez de nouveau le fichier.",
)
_SAFE = Text(
    "If it is the number of a public help line, name the service to the office: it can be allowed.",
    "S'il s'agit du numéro d'une ligne d'aide publique, nommez le service au bureau\u00a0: le "
    "numéro peut être permis.",
)


# Nobody finds these by looking.
_NOWHERE = ("data", "pivot", "style", "left-over", "other", "sheet", "printer")
_PROPERTIES = Text(
    "In Excel choose File, Info, Check for Issues, Inspect Document and let it remove the document "
    "properties and personal information; in LibreOffice choose File, Properties, Reset "
    "Properties. Save the file and check it again.",
    "Dans Excel, choisissez Fichier, Informations, Vérifier la présence de problèmes, Inspecter le "
    "document, et supprimez les propriétés du document et les informations personnelles; dans "
    "LibreOffice, Fichier, Propriétés, Réinitialiser les propriétés. Enregistrez le fichier et "
    "vérifiez-le de nouveau.",
)
_AUTHORS = Text(
    "In Excel choose File, Info, Check for Issues, Inspect Document and let it remove the comments "
    "and the personal information; or copy the figures into a new workbook. Save the file and "
    "check it again.",
    "Dans Excel, choisissez Fichier, Informations, Vérifier la présence de problèmes, Inspecter le "
    "document, et supprimez les commentaires et les informations personnelles; ou copiez les "
    "chiffres dans un nouveau classeur. Enregistrez le fichier et vérifiez-le de nouveau.",
)
_PICTURE = Text(
    "Delete the picture, or save it as a new one without its properties, and check the file again.",
    "Supprimez l'image, ou enregistrez-la de nouveau sans ses propriétés, puis vérifiez de nouveau "
    "le fichier.",
)


_THERE = {
    "file-name": _RENAME, "sheet-name": _RENAME, "picture": _PICTURE, "property": _PROPERTIES,
    "author": _AUTHORS,
}  # fmt: skip


def what_to_do(kind: Kind, where: str = "cell") -> Text:
    """What the partner does now."""
    if kind is Kind.PERSON_ROWS:
        return _COUNT
    first = _UNSEEN if where in _NOWHERE else _THERE.get(where, _REMOVE)
    return _joined(first, _SAFE) if kind is Kind.TELEPHONE else first


def finding(kind: Kind, place: Location, where: str = "cell", more: int = 0) -> Finding:
    """One finding: the cell and the kind, and nothing of what stands there."""
    where = "other" if where == "bytes" else where.removesuffix("-bytes").removesuffix("-note")
    if where == "comment" and not place.cell:
        where = "comment-elsewhere"
    seen, what = PLACES.get(where, PLACES["cell"]), WHAT[kind]
    message = _joined(Text(f"{seen.en} {what.en}.", f"{seen.fr} {what.fr}."), WHY)
    if more:
        message = _joined(message, _others(more))
    told = Finding.at(place, "", Problem(f"{RULE}:{kind}", message, Severity.ERROR))
    return told._replace(right=what_to_do(kind, where), cause=f"{place.sheet}:{RULE}:{kind}")


def _others(more: int) -> Text:
    """Cells of the same kind that are not told one by one."""
    number = f"{more:,}".replace(",", "\u00a0")
    if more == 1:
        return Text("One more cell of this sheet is alike.",
                    "Une autre cellule de cette feuille est semblable.")  # fmt: skip
    return Text(
        f"{more:,} more cells of this sheet are alike.",
        f"{number} autres cellules de cette feuille sont semblables.",
    )


def _joined(first: Text, second: Text) -> Text:
    return Text(f"{first.en} {second.en}", f"{first.fr} {second.fr}")
