"""Why a file is not let in, and how to save it so that it is: by rule."""

from metrics import Text

_OPEN = Text(
    "open it in Excel, then choose File > Save As > Excel Workbook (.xlsx)",
    "ouvrez-le dans Excel, puis choisissez Fichier > Enregistrer sous > Classeur Excel (.xlsx)",
)
_SAVE = Text(
    "then choose in Excel File > Save As > Excel Workbook (.xlsx)",
    "puis choisissez dans Excel Fichier > Enregistrer sous > Classeur Excel (.xlsx)",
)


def _saying(en: str, fr: str) -> Text:
    """A refusal with its way to save; in French no line breaks before a colon or in a quotation."""
    fr = fr.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return Text(
        en.replace("{open}", _OPEN.en).replace("{save}", _SAVE.en),
        fr.replace("{open}", _OPEN.fr).replace("{save}", _SAVE.fr),
    )


REFUSALS = {
    "empty": _saying(
        "This file is empty: send the file that holds your figures.",
        "Ce fichier est vide : envoyez celui qui contient vos chiffres.",
    ),
    "file-type": _saying(
        "Files ending in '{ending}' are not read: {open}, or save the table as .csv or .ods.",
        "Les fichiers en « {ending} » ne sont pas lus : {open}, ou enregistrez le tableau en "
        ".csv ou .ods.",
    ),
    "no-ending": _saying(
        "The name of this file does not say what it is: give it the ending .xlsx if it is a "
        "workbook, .csv if it is text.",
        "Le nom de ce fichier ne dit pas ce qu'il est : donnez-lui l'extension .xlsx si c'est "
        "un classeur, .csv si c'est du texte.",
    ),
    "not-a-workbook": _saying(
        "This file is text, not a workbook, though it is called {ending}: give it the ending .csv, "
        "or {open}.",
        "Ce fichier est du texte, pas un classeur, bien qu'il finisse par {ending} : "
        "donnez-lui l'extension .csv, ou {open}.",
    ),
    "exchange": _saying(
        "This is a file of an older exchange format (SYLK or DIF): {open}.",
        "C'est un fichier d'un ancien format d'échange (SYLK ou DIF) : {open}.",
    ),
    "other-ending": _saying(
        "This file is a {kind} file under another ending: give it the ending {kind}.",
        "Ce fichier est un fichier {kind} sous une autre extension : donnez-lui l'extension "
        "{kind}.",
    ),
    "not-a-table": _saying(
        "This file is not a workbook or a table of text: open it in the program that made it and "
        "save the table as .xlsx, .csv or .ods.",
        "Ce fichier n'est ni un classeur ni un tableau en texte : ouvrez-le dans le logiciel "
        "d'origine et enregistrez le tableau en .xlsx, .csv ou .ods.",
    ),
    "web-page": _saying(
        "This file is a web page under another name, not a workbook: {open}.",
        "Ce fichier est une page Web sous un autre nom, pas un classeur : {open}.",
    ),
    "binary": _saying(
        "This file is not text, though its name says so: save the table as CSV in UTF-8, or "
        "as .xlsx.",
        "Ce fichier n'est pas du texte, malgré son nom : enregistrez le tableau en CSV, UTF-8, "
        "ou en .xlsx.",
    ),
    "xls": _saying(
        "This is a workbook of an older kind (.xls): {open}.",
        "C'est un classeur d'un ancien format (.xls) : {open}.",
    ),
    "xlsb": _saying(
        "This is a binary workbook (.xlsb): {open}.",
        "C'est un classeur binaire (.xlsb) : {open}.",
    ),
    "template": _saying(
        "This is a template, not a workbook: {open}, or for LibreOffice save it "
        "as .ods.",
        "C'est un modèle, pas un classeur : {open}, ou, pour LibreOffice, "
        "enregistrez-le en .ods.",
    ),
    "strict": _saying(
        "This workbook is saved as 'Strict Open XML': {open}, without the word Strict.",
        "Ce classeur est enregistré en « Open XML strict » : {open}, sans le mot Strict.",
    ),
    "encrypted": _saying(
        "This file has a password: take the password off (in Excel, File > Info > Protect "
        "Workbook > Encrypt with Password, and leave it empty) and save it again.",
        "Ce fichier est protégé par un mot de passe : retirez-le (dans Excel, Fichier > "
        "Informations > Protéger le classeur > Chiffrer avec mot de passe, puis laissez le champ "
        "vide) et enregistrez de nouveau.",
    ),
    "macro": _saying(
        "This file holds macros, which are not taken: {open}, which leaves them out.",
        "Ce fichier contient des macros, qui ne sont pas acceptées : {open}, ce qui les retire.",
    ),
    "macro-ending": _saying(
        "Files of this kind ({ending}) can hold macros, and are not taken: {open}, which leaves "
        "any macro out.",
        "Les fichiers de ce type ({ending}) peuvent contenir des macros et ne sont pas "
        "acceptés : {open}, ce qui retire toute macro.",
    ),
    "ole": _saying(
        "Another file or object is embedded in this workbook: delete it from its sheet and save "
        "the workbook again.",
        "Un autre fichier ou objet est incorporé à ce classeur : supprimez-le de sa feuille et "
        "enregistrez le classeur de nouveau.",
    ),
    "nested": _saying(
        "Another archive is inside this file: take it out and save the workbook again.",
        "Une autre archive se trouve dans ce fichier : retirez-la et enregistrez le classeur de "
        "nouveau.",
    ),
    "external-link": _saying(
        "This workbook takes content from another file or address: in Excel, Data > Edit Links > "
        "Break Link, replace linked pictures by copies, and save it again. Links to click on may "
        "stay.",
        "Ce classeur tire du contenu d'un autre fichier ou d'une adresse : dans Excel, Données > "
        "Modifier les liens > Rompre la liaison, remplacez les images liées par des copies, puis "
        "enregistrez. Les liens sur lesquels on clique peuvent rester.",
    ),
    "part": _saying(
        "This file holds something that no workbook of figures needs: copy the sheets into a new "
        "workbook, {save}.",
        "Ce fichier contient un élément dont aucun classeur de chiffres n'a besoin : copiez les "
        "feuilles dans un nouveau classeur, {save}.",
    ),
    "damaged": _saying(
        "This file is damaged: open it, let it be repaired if that is offered, and save it again.",
        "Ce fichier est endommagé : ouvrez-le, acceptez la réparation si elle est proposée, et "
        "enregistrez-le de nouveau.",
    ),
    "zip": _saying(
        "This file is not put together as a workbook is: open it and save it again from Excel or "
        "LibreOffice.",
        "Ce fichier n'est pas assemblé comme l'est un classeur : ouvrez-le et enregistrez-le de "
        "nouveau à partir d'Excel ou de LibreOffice.",
    ),
    "name": _saying(
        "A part of this file has a name that leads out of it: open it and save it again from "
        "Excel or LibreOffice.",
        "Une partie de ce fichier porte un nom qui mène hors de celui-ci : ouvrez-le et "
        "enregistrez-le de nouveau à partir d'Excel ou de LibreOffice.",
    ),
    "duplicate": _saying(
        "Two parts of this file have the same name: open it and save it again from Excel or "
        "LibreOffice.",
        "Deux parties de ce fichier portent le même nom : ouvrez-le et enregistrez-le de nouveau "
        "à partir d'Excel ou de LibreOffice.",
    ),
    "overlap": _saying(
        "Parts of this file lie over each other: open it and save it again from Excel or "
        "LibreOffice.",
        "Des parties de ce fichier se chevauchent : ouvrez-le et enregistrez-le de nouveau à "
        "partir d'Excel ou de LibreOffice.",
    ),
    "doctype": _saying(
        "A part of this file declares a document type (DOCTYPE), which no workbook does: open it "
        "and save it again from Excel or LibreOffice.",
        "Une partie de ce fichier déclare un type de document (DOCTYPE), ce qu'aucun classeur ne "
        "fait : ouvrez-le et enregistrez-le de nouveau à partir d'Excel ou de LibreOffice.",
    ),
    "encoding": _saying(
        "A part of this file is not written in UTF-8: open it and save it again from Excel or "
        "LibreOffice.",
        "Une partie de ce fichier n'est pas écrite en UTF-8 : ouvrez-le et enregistrez-le de "
        "nouveau à partir d'Excel ou de LibreOffice.",
    ),
    "markup": _saying(
        "A part of this file is nested too deep, or holds a text longer than any cell: open it "
        "and save it again from Excel or LibreOffice.",
        "Une partie de ce fichier est imbriquée trop profondément, ou contient un texte plus long "
        "qu'aucune cellule : ouvrez-le et enregistrez-le de nouveau à partir d'Excel ou de "
        "LibreOffice.",
    ),
    "too-large": _saying(
        "This file has {size} MB, and at most {most} are read: delete the sheets that are not "
        "asked for, or send fewer rows a file.",
        "Ce fichier occupe {size} Mo, et on en lit au plus {most} : supprimez les feuilles qui ne "
        "sont pas demandées, ou envoyez moins de lignes par fichier.",
    ),
    "too-large-inside": _saying(
        "This file unpacks to {size} MB, and at most {most} are read: copy only the rows and "
        "columns that hold figures into a new workbook, {save}.",
        "Ce fichier occupe {size} Mo une fois décompressé, et on en lit au plus {most} : copiez "
        "seulement les lignes et les colonnes de chiffres dans un nouveau classeur, {save}.",
    ),
    "ratio": _saying(
        "A part of this file unpacks to far more than it holds: copy only the rows and columns "
        "that hold figures into a new workbook, {save}.",
        "Une partie de ce fichier se décompresse en bien plus que son contenu : copiez seulement "
        "les lignes et les colonnes de chiffres dans un nouveau classeur, {save}.",
    ),
    "too-many-parts": _saying(
        "This file has more than {most} parts inside: copy the sheets that hold figures into a "
        "new workbook, {save}.",
        "Ce fichier contient plus de {most} parties : copiez les feuilles de chiffres dans un "
        "nouveau classeur, {save}.",
    ),
}  # fmt: skip
