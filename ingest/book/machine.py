"""What programs write for themselves: the one list of what is not searched for words.

Each entry is bound to its namespace, its tag, its attribute and its form, and has its reason. A
word in such a place has not its form, and is searched.
"""

import re

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ANCHOR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"

_WHOLE = re.compile(r"-?[0-9]{1,19}")
_SUM = re.compile(r"[A-Za-z0-9+/]{8,}={0,2}")


def _of(space: str, tags: str, attributes: str) -> set[tuple[str, str]]:
    return {(f"{space}}}{tag}", one) for tag in tags.split() for one in attributes.split()}


# Where a shape stands and how large it is, in units of which an inch has 914,400.
_POSITIONS = (
    _of(_DRAWING, "off chOff", "x y")
    | _of(_DRAWING, "ext chExt", "cx cy")
    | _of(_ANCHOR, "pos", "x y")
    | _of(_ANCHOR, "ext", "cx cy")
)
# By which number a chart knows its own axes: made by chance.
_AXES = _of(_CHART, "axId crossAx", "val")
# The sums of passwords and the salt in them: made by chance.
_SUMS = _of(
    _SHEET,
    "sheetProtection workbookProtection protectedRange fileSharing",
    "hashValue saltValue workbookHashValue workbookSaltValue revisionsHashValue revisionsSaltValue "
    "reservationPassword password workbookPassword",
)
# Colours, as six digits of which some are letters: A5A5A5 is the grey of every theme.
_COLOURS = _of(_DRAWING, "srgbClr", "val") | _of(_DRAWING, "sysClr", "lastClr")
_FORMS = (
    dict.fromkeys(_POSITIONS | _AXES, _WHOLE)
    | dict.fromkeys(_SUMS, _SUM)
    | dict.fromkeys(_COLOURS, re.compile("[0-9A-Fa-f]{6}"))
)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}(?![0-9A-Za-z])")

# What holds nothing wherever it stands: a number too short for any that is looked for, the
# address of a cell, a name that a program has drawn by chance.
_EMPTY = re.compile(
    r"[+-]?[0-9]{0,8}(?:\.[0-9]*)?|"
    r"\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?|"
    r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?"
)
_SHORTEST = 4


def is_of_machine(tag: str, attribute: str, value: str) -> bool:
    """Whether a value is one of the list, in its place and of its form; names with namespaces."""
    form = _FORMS.get((tag, attribute))
    return form is not None and form.fullmatch(value) is not None


def without_colours(value: str) -> str:
    """The value of an attribute without the colours in it, which begin with a sign of their own."""
    return _COLOUR.sub("", value) if "#" in value else value


def may_hold(words: str) -> bool:
    """Whether anything that is looked for could stand in so few or such words."""
    return len(words) >= _SHORTEST and not _EMPTY.fullmatch(words)
