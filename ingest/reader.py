"""Files as rows of cells, each with its own row and column number, first row and column 1."""

from collections.abc import Iterator
from pathlib import PurePath

from ingest.cells import Sheet
from ingest.delimited import read_csv
from ingest.findings import ReadError
from ingest.folder import Folder, LinkError
from ingest.workbook import Workbook

READ = (".csv", ".xlsx")  # endings of the files that are read


def read_sheets(
    folder: Folder, file: str, names: tuple[str, ...] = (), delimiter: str | None = None
) -> Iterator[Sheet]:
    """The named sheets of a file, or its only one; raise ReadError when it has no such table."""
    content, ending = _content(folder, file), PurePath(file).suffix
    if ending.lower() == ".csv":
        if content.startswith(b"PK\x03\x04"):
            raise ReadError(
                "This file is a workbook under the name of a CSV file: rename it to .xlsx.",
                "Ce fichier est un classeur sous le nom d'un fichier CSV : renommez-le en .xlsx.",
            )
        yield Sheet("", read_csv(content, delimiter))
    elif ending.lower() == ".xlsx":
        workbook = Workbook(content)
        for name in names or (workbook.only_sheet(),):
            yield workbook.sheet(name)
    else:
        raise ReadError(
            f"Files ending in '{ending}' are not read: save the table as .csv or .xlsx.",
            f"Les fichiers en « {ending} » ne sont pas lus : enregistrez en .csv ou .xlsx.",
        )


def _content(folder: Folder, file: str) -> bytes:
    try:
        content = folder.content(file)
    except FileNotFoundError:
        raise ReadError(
            "This file is named in source.toml and is not in the folder.",
            "Ce fichier est nommé dans source.toml et n'est pas dans le dossier.",
            "missing-file",
        ) from None
    except LinkError:
        raise ReadError(
            "This file is a link that leads out of the source's folder: put the file itself there.",
            "Ce fichier est un lien qui mène hors du dossier de la source : placez-y le fichier.",
            "link",
        ) from None
    except OSError as error:
        reason = error.strerror  # without the path, which is of this machine
        raise ReadError(f"Not readable: {reason}.", f"Illisible : {reason}.") from None
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ReadError("This file is empty.", "Ce fichier est vide.", "empty")
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise ReadError(
            "This file is a web page, not a table: download the table itself.",
            "Ce fichier est une page Web, pas un tableau : téléchargez le tableau lui-même.",
        )
    return content
