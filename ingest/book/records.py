"""A CSV file as one sheet: each record is a row, as a spreadsheet program shows it.

A line break within quotation marks does not begin a row. The line `sep=;` that some programs
write first is no row either: the record after it is row 1, as on the screen.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from ingest.book.cells import Aside, Book, BookSheet
from ingest.book.delimiters import Cut, cut_of
from ingest.book.grid import Grid, Room
from ingest.delimited import MARKS_OF_16, csv_fault, decode, wide
from ingest.findings import Finding, Problem, ReadError, Severity
from ingest.gate import FileKind
from ingest.limits import Limits
from metrics import Location, Text

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
REPLACED = "\ufffd"  # stands for bytes that are no letter
_TOLD = 100  # records told one by one
_ENDLESS = 1_000_000  # characters that no row of a table has


class _Decoded(NamedTuple):
    text: str
    assumed: str = ""  # the encoding, where the file does not say it


def read_records(content: bytes, file: str, limits: Limits) -> Book:
    decoded = _decoded(content)
    _refuse_endless(decoded.text)
    cut = cut_of(decoded.text)
    grid = Grid(Room(limits))
    notes = [*_doubts(file, decoded, cut), *_fill(grid, file, decoded.text, cut)]
    sheet = BookSheet("", grid.cells, commas=cut.delimiter == ",")
    return Book(FileKind.CSV, (sheet,), (Aside("file-name", "", "", file),), {}, tuple(notes))


def _refuse_endless(text: str) -> None:
    """A line that no table has: read as one row, it would take all the memory there is."""
    lines = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
    if number := next((number for number, line in lines if len(line) > _ENDLESS), 0):
        raise ReadError(
            f"Line {number} of this file has more than a million characters, which no row of a "
            "table has: save the table again as CSV, each row on a line of its own, or as .xlsx.",
            f"La ligne {number} de ce fichier a plus d'un million de caractères, ce qu'aucune "
            "ligne de tableau n'a\u00a0: enregistrez de nouveau le tableau en CSV, une ligne par "
            "rangée, ou en .xlsx.",
            "csv",
        )


def _fill(grid: Grid, file: str, text: str, cut: Cut) -> Iterator[Finding]:
    """Every record into its row; those that are cut into too many cells are told."""
    stream = StringIO(text[cut.start :], newline="")
    records = csv.reader(stream, delimiter=cut.delimiter, strict=True)
    number, overlong = 0, 0
    try:
        for number, record in enumerate(records, 1):
            cells = [words or None for words in record]
            if len(record) > cut.width > 1 and any(cells[cut.width :]):
                overlong += 1
                if overlong <= _TOLD:
                    yield _overlong(file, number, cut)
            grid.add_row(number, list(cells), False)
    except csv.Error as error:
        why = csv_fault(error)
        raise ReadError(
            f"After row {number}: not readable as CSV. {why.en}",
            f"Après la ligne {number}\u00a0: illisible comme CSV. {why.fr}",
            "csv",
        ) from None


def _overlong(file: str, row: int, cut: Cut) -> Finding:
    problem = Problem.of(
        "row-too-long",
        f"This row has more cells than the others, which have {cut.width}: a value may have been "
        "cut in two.",
        f"Cette ligne a plus de cellules que les autres, qui en ont {cut.width}\u00a0: une "
        "valeur a pu être coupée en deux.",
        Severity.WARNING,
    )
    right = Text(
        "Put quotation marks around a value that contains the separator.",
        "Mettez entre guillemets une valeur qui contient le séparateur.",
    )
    told = Finding.at(Location(file, "", row, cut.width + 1), "", problem)
    return told._replace(right=right, cause=":row-too-long")


def _decoded(content: bytes) -> _Decoded:
    if content.startswith(_MARKS):
        return _Decoded(decode(content))
    if assumed := wide(content):
        return _Decoded(decode(MARKS_OF_16[assumed] + content), assumed)
    if _is_nearly_utf8(content):
        return _Decoded(content.decode("utf-8", "replace"))
    text = decode(content)
    # decoded as UTF-8 it is the same bytes again; what is not was taken for Windows-1252
    return _Decoded(text, "" if text.encode("utf-8", "replace") == content else "Windows-1252")


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether a few stray bytes alone keep a file from being UTF-8: its other letters are."""
    text = content.decode("utf-8", "replace")
    lost = text.count(REPLACED) - content.count(REPLACED.encode())
    letters = sum(not one.isascii() for one in text) - text.count(REPLACED)
    return 0 < lost < letters


def _doubts(file: str, decoded: _Decoded, cut: Cut) -> Iterator[Finding]:
    """What was taken for granted to read the file at all."""
    if decoded.assumed:
        yield _of_file(
            file,
            "encoding",
            f"The file does not say its encoding: it was read as {decoded.assumed}. If letters "
            "with accents look wrong, save it as CSV UTF-8.",
            f"Le fichier n'indique pas son encodage\u00a0: il a été lu comme {decoded.assumed}. Si "
            "des lettres accentuées paraissent fausses, enregistrez-le en CSV UTF-8.",
        )
    if REPLACED in decoded.text:
        yield _of_file(
            file,
            "letters-lost",
            f"Letters of this file are not UTF-8, or were lost when it was saved, first in line "
            f"{_line_of(decoded.text)}: they show as \ufffd. Save it as CSV UTF-8 from the program "
            "that it comes from.",
            "Des lettres de ce fichier ne sont pas en UTF-8, ou ont été perdues à "
            f"l'enregistrement, d'abord à la ligne {_line_of(decoded.text)}\u00a0: elles "
            "s'affichent comme \ufffd. Enregistrez-le en CSV UTF-8 à partir du programme "
            "d'origine.",
            Severity.WARNING,
        )
    if cut.doubtful:
        yield _two_ways(file, cut)


def _line_of(text: str) -> int:
    """The line in which a letter was lost first."""
    return text.count("\n", 0, text.index(REPLACED)) + 1


def _two_ways(file: str, cut: Cut) -> Finding:
    en, fr = cut.names
    return _of_file(
        file,
        "delimiter",
        f"The cells of this file could be separated in two ways: it was read with {en}. If "
        "that is wrong, save it as .xlsx.",
        f"Les cellules de ce fichier pourraient être séparées de deux façons\u00a0: il a été "
        f"lu avec {fr}. Si c'est faux, enregistrez-le en .xlsx.",
        Severity.INFO if cut.width == 1 else Severity.WARNING,
    )


def _of_file(file: str, rule: str, en: str, fr: str, severity: Severity = Severity.INFO) -> Finding:
    return Finding.at(Location(file, "", 0, 0), "", Problem.of(rule, en, fr, severity))
