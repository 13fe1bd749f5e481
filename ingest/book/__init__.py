"""A partner's file as cells with addresses, and everything else in it that holds words."""

from ingest.book.cells import (
    Aside,
    Book,
    BookSheet,
    ErrorValue,
    Merged,
    Percent,
    SheetState,
    Unsaved,
    Value,
    Words,
)
from ingest.book.reading import read_book

__all__ = [
    "Aside",
    "Book",
    "BookSheet",
    "ErrorValue",
    "Merged",
    "Percent",
    "SheetState",
    "Unsaved",
    "Value",
    "Words",
    "read_book",
]
