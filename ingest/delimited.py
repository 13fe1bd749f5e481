"""CSV files as publishers make them: several encodings, several delimiters."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from ingest.findings import ReadError
from metrics import Text

_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_FAULTS = (  # by what the reader says of it in its own words
    ("unexpected end", Text(
        "A quotation mark begins a cell there, and none ends it: take it out, or close it.",
        "Un guillemet y ouvre une cellule, et aucun ne la ferme\u00a0: retirez-le ou fermez-le.",
    )),
    ("field larger", Text(
        "A cell there is longer than any cell may be: a quotation mark is probably not closed.",
        "Une cellule y est plus longue que toute cellule permise\u00a0: un guillemet n'est sans "
        "doute pas fermé.",
    )),
    ("expected after", Text(
        "Something follows the quotation mark that ends a cell there: double the quotation marks "
        "within a cell.",
        "Quelque chose y suit le guillemet qui ferme une cellule\u00a0: doublez les guillemets à "
        "l'intérieur d'une cellule.",
    )),
    ("new-line character", Text(
        "A line is broken there within a cell: take the line break out.",
        "Une ligne y est coupée à l'intérieur d'une cellule\u00a0: retirez le saut de ligne.",
    )),
)  # fmt: skip
_UNKNOWN_FAULT = Text("Check the quotation marks there.", "Vérifiez-y les guillemets.")
_LOOKED_AT = 50  # records by which the delimiter is recognized


def read_csv(content: bytes, delimiter: str | None = None) -> Iterator[list[str]]:
    """The records of a CSV file, in order: a record with a line break in it is one row."""
    text, line = decode(content), 0
    try:
        delimiter = delimiter or _delimiter(text)
        records = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for record in records:
            line = records.line_num
            yield record
    except csv.Error as error:
        why = csv_fault(error)
        raise ReadError(
            f"After line {line}: not readable as CSV. {why.en}",
            f"Après la ligne {line}\u00a0: illisible comme CSV. {why.fr}",
        ) from None


def csv_fault(error: csv.Error) -> Text:
    """What stands in the way of reading a table of text, and what to look at."""
    said = str(error)
    return next((told for sign, told in _FAULTS if sign in said), _UNKNOWN_FAULT)


MARKS_OF_16 = {"UTF-16 LE": b"\xff\xfe", "UTF-16 BE": b"\xfe\xff"}
_LOOKED_AT = 4096  # bytes by which UTF-16 without a mark is recognized


def wide(content: bytes) -> str:
    """UTF-16 without a mark, little or big end first: of plain letters every other byte is zero."""
    start = content[:_LOOKED_AT]
    zeros = Counter(at % 2 for at, byte in enumerate(start) if not byte)
    most = len(start) // 4
    if zeros[1] > most and not zeros[0]:
        return "UTF-16 LE"
    return "UTF-16 BE" if zeros[0] > most and not zeros[1] else ""


def decode(content: bytes) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one, else the Windows code page."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\x00" in content:
        raise _not_text()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise _not_text() from None


def _not_text() -> ReadError:
    return ReadError(
        "This file is not text: save the table as CSV in UTF-8.",
        "Ce fichier n'est pas du texte : enregistrez le tableau en CSV, UTF-8.",
    )


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first records into equally many cells."""
    return max((",", ";", "\t"), key=lambda one: _regularity(text, one))


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first records have the commonest width over one, and that width."""
    records = islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), _LOOKED_AT)
    widths = Counter(len(record) for record in records if len(record) > 1)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    return count, width
