"""Cells of the CSV files that readers take away."""

from dashboard.records import Json

BEGINNINGS = ("=", "+", "-", "@", "\t", "\n")  # of what a spreadsheet would run


def harmless(value: Json) -> Json:
    """The value; a text that begins like a formula gets an apostrophe before it.

    A carriage return becomes a new line, which is written between quotes: bare, it would end the
    row and let the rest of the text begin a cell.
    """
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(BEGINNINGS) else text
