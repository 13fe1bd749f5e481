"""What is told of a file whose reading did not end: by rule."""

from metrics import Text

ENDINGS = {
    "unreadable": Text(
        "This file could not be read: open it, let it be repaired if that is offered, save it "
        "again as .xlsx and send that.",
        "Ce fichier n'a pas pu être lu : ouvrez-le, acceptez la réparation si elle est proposée, "
        "enregistrez-le de nouveau en .xlsx et envoyez-le.",
    ),
    "memory": Text(
        "This file needs more memory than reading may take: delete the sheets, rows and columns "
        "that are not asked for and save it again.",
        "La lecture de ce fichier exige plus de mémoire que permis : supprimez les feuilles, les "
        "lignes et les colonnes qui ne sont pas demandées, puis enregistrez-le de nouveau.",
    ),
    "time": Text(
        "Reading this file took too long and was stopped: delete the sheets, rows and columns "
        "that are not asked for and save it again.",
        "La lecture de ce fichier a pris trop de temps et a été arrêtée : supprimez les feuilles, "
        "les lignes et les colonnes qui ne sont pas demandées, puis enregistrez-le de nouveau.",
    ),
    "killed": Text(
        "Reading this file was interrupted twice on our side; this says nothing against your "
        "file. Send the same file again in a few minutes.",
        "La lecture de ce fichier a été interrompue deux fois de notre côté; votre fichier n'est "
        "pas en cause. Envoyez de nouveau le même fichier dans quelques minutes.",
    ),
    "busy": Text(
        "Too many files are being read at this moment: try again in a few minutes.",
        "Trop de fichiers sont en cours de lecture : réessayez dans quelques minutes.",
    ),
}
