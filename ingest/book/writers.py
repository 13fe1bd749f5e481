"""Who wrote a workbook, last saved it or labelled it: what office programs put there by themselves.

Nobody typed it, no spreadsheet shows it as its content and no partner can take it out for good: the
next save writes it again. So it is no name of cells and no note, and is not read as one.
"""

from collections.abc import Mapping

from ingest.book.package import Package
from ingest.book.properties import custom_properties
from ingest.book.wording import shown_of
from ingest.book.xml import walk

# of the part of the workbook: where it was saved, who reserved it, whose view it has
_OF_WRITERS: Mapping[str, str] = {
    "absPath": "url",
    "fileSharing": "userName",
    "customWorkbookView": "name",
}
_LABEL, _OWNER = "MSIP_Label_", "_Owner"  # a label of sensitivity, and the mail of who set it


def of_writers(package: Package, part: str) -> frozenset[str]:
    """The words in a part that are of its writers alone, also as a format of numbers shows them."""
    return frozenset(way for one in _found(package, part) for way in (one, shown_of(one)))


def _found(package: Package, part: str) -> frozenset[str]:
    if part.lower().endswith("workbook.xml"):
        return _of_workbook(package, part)
    if part.lower().startswith("docprops/"):
        held = custom_properties(package).items()
        return frozenset(
            one for name, one in held if name.startswith(_LABEL) and name.endswith(_OWNER)
        )
    return frozenset()


def _of_workbook(package: Package, part: str) -> frozenset[str]:
    found: set[str] = set()

    def start(tag: str, held: dict[str, str]) -> None:
        if tag in _OF_WRITERS:
            found.add(held.get(_OF_WRITERS[tag], ""))

    walk(package.pieces(part), start)
    return frozenset(found)
