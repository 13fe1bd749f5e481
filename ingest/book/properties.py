"""The properties that a template, its sender or a program has given a workbook."""

from ingest.book.package import Package
from ingest.book.xml import walk


def custom_properties(package: Package) -> dict[str, str]:
    """The properties that a template or its sender has given the file."""
    found: dict[str, str] = {}
    name: list[str] = [""]
    texts: list[str] = []

    def start(tag: str, held: dict[str, str]) -> None:
        texts.clear()
        if tag == "property":
            name[0] = held.get("name", "")

    def end(tag: str) -> None:
        if tag not in ("property", "Properties"):
            found[name[0]] = "".join(texts)
        texts.clear()

    for part in package.related("", "custom-properties"):
        walk(package.pieces(part), start, end, texts.append)
    return found
