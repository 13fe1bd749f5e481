"""What a file says of itself in words that somebody wrote: its title, its subject, its keywords.

Apart from who wrote it and who saved it last, which every program writes by itself.
"""

from collections.abc import Iterator

from ingest.book.cells import Aside
from ingest.book.package import Package
from ingest.book.writers import of_writers
from ingest.book.xml import walk

_WRITTEN = frozenset(
    ("title", "subject", "description", "keywords", "keyword", "category", "contentStatus",
     "user-defined")
)  # fmt: skip
_PARTS = ("docprops/", "meta.xml")
NOTE = "property-note"


def described(package: Package) -> Iterator[Aside]:
    """The written properties of a workbook or an OpenDocument file, the sender's own included."""
    for part in package.parts:
        if part.lower().startswith(_PARTS) and part.lower().endswith((".xml", ".rdf")):
            writers = of_writers(package, part)
            written = (one for one in _written(package, part) if one not in writers)
            yield from (Aside(NOTE, "", "", one) for one in written)


def _written(package: Package, part: str) -> list[str]:
    found: list[str] = []
    inside: list[str] = []
    texts: list[str] = []

    def start(tag: str, held: dict[str, str]) -> None:
        inside.append(tag)
        texts.clear()
        if tag in ("property", "user-defined"):
            found.extend(one for key, one in held.items() if key.endswith("name"))

    def end(_: str) -> None:
        words = "".join(texts).strip()
        if words and (inside[-1] in _WRITTEN or "property" in inside):
            found.append(words)
        inside.pop()
        texts.clear()

    walk(package.pieces(part), start, end, texts.append)
    return found
