"""Cells of the files that readers take away: no text is run by the program that opens it."""

import re
import unicodedata
from collections.abc import Mapping

from dashboard.plain_values import Json, Record

# What a spreadsheet takes for a formula, a command or the end of a cell.
BEGINNINGS = frozenset("=+-@|%")
BREAKS = frozenset("\t\r\n")
# Before these a spreadsheet may still see a formula: it trims them, or a person deletes them.
QUOTES = frozenset("\"'`´‘’‚‛“”„‟«»‹›")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
REPLACED = "\ufffd"
NESTED = ("moment", "provenance")  # records within a record
# Letters and a sign that draw nothing, and what stands for a sign that could not be written.
BLANK = frozenset(f"\u115f\u1160\u2800\u3164\uffa0{REPLACED}")


def harmless(value: Json) -> Json:
    """The value for a CSV file; a text that begins like a formula gets an apostrophe before it.

    A carriage return becomes a new line, which is written between quotes: bare, it would end the
    row and let the rest of the text begin a cell. One apostrophe taken from such a text gives
    back what was said.
    """
    if not isinstance(value, str):
        return value
    dangerous = begins_like_a_formula(value)
    text = writable(value.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{text}" if dangerous else text


def begins_like_a_formula(text: str) -> bool:
    """Whether what is seen first is a sign of a formula, full-width signs included.

    Spaces, quotes, accents and what draws nothing are passed over: programs drop them as they read.
    """
    for sign in unicodedata.normalize("NFKC", text):
        if sign in BREAKS or sign in BEGINNINGS:
            return True
        if not _passed_over(sign):
            return False
    return False


def _passed_over(sign: str) -> bool:
    """Spaces (Z), what controls and draws nothing (C), marks on nothing (M), quotes."""
    return sign in QUOTES or sign in BLANK or unicodedata.category(sign)[0] in "ZCM"


def writable(text: str) -> str:
    """The text without what neither CSV nor a workbook can hold."""
    return UNWRITABLE.sub(REPLACED, text)


def flat(record: Record) -> Record:
    """The record with its moment and its provenance, if it has any, as columns of their own."""
    found: Record = {}
    for key, one in record.items():
        found |= one if key in NESTED and isinstance(one, Mapping) else {key: one}
    return found
