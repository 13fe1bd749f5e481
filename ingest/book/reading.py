"""Reading a file that has passed the gate."""

from ingest.book.cells import Book
from ingest.book.open_document import read_tables
from ingest.book.records import read_records
from ingest.book.workbooks import read_workbook
from ingest.gate import FileKind
from ingest.limits import DEFAULT, Limits
from ingest.uncollected import uncollected


def read_book(content: bytes, file: str, kind: FileKind, limits: Limits = DEFAULT) -> Book:
    """The file's cells and asides; ReadError when it passes a limit or is damaged."""
    readers = {FileKind.CSV: read_records, FileKind.ODS: read_tables}
    with uncollected():
        return readers.get(kind, read_workbook)(content, file, limits)
