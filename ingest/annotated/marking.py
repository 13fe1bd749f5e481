"""One sheet marked: its faulty cells filled, its notes written, all else left as it was."""

from collections.abc import Callable, Mapping

from ingest.annotated import notes, shapes
from ingest.annotated.addresses import Spot
from ingest.annotated.book_parts import Book
from ingest.annotated.links import COMMENTS_TYPE, OFFICE, Links
from ingest.annotated.nodes import Edit, as_utf8, prefix_at, spliced
from ingest.annotated.sheet_cells import style_at, styled
from ingest.annotated.sheet_scan import SheetScan
from ingest.annotated.styles import Styles
from ingest.annotated.words import AUTHORS
from ingest.findings import Finding, Severity

# Of a sheet: with more notes programs take minutes to open it, and more fills help nobody.
MOST_NOTES, MOST_MARKS = 5_000, 20_000


_GRAVEST = tuple(Severity)  # the gravest finding of a cell gives it its fill
Note = Callable[[Finding], str]


class SheetMarks:
    """The marks that one sheet is to have, given those that it may have from before."""

    def __init__(
        self,
        book: Book,
        part: str,
        wanted: Mapping[Spot, list[Finding]],
        ours: frozenset[int],
    ) -> None:
        self._book, self._name = book, part
        self._part = as_utf8(book.package.read(part))
        scan = SheetScan(self._part, wanted, ours)
        self.anchors = scan.anchors()
        if any(spot != anchor for spot, anchor in self.anchors.items()):
            scan = SheetScan(self._part, self.anchors.values(), ours)
        self._scan = scan
        self.marks: dict[Spot, list[Finding]] = {}
        for spot, findings in wanted.items():
            self.marks.setdefault(self.anchors[spot], []).extend(findings)
        for findings in self.marks.values():
            findings.sort(key=lambda one: _GRAVEST.index(one.severity))

    def mark(
        self, styles: Styles, before: Mapping[Spot, int], author: str, note: Note
    ) -> Mapping[Spot, int]:
        """Write the sheet and its notes; give back how each marked cell looked unmarked."""
        scan = self._scan
        plain = {
            cell.spot: styles.unmarked(cell.style, before.get(cell.spot)) for cell in scan.marked
        }
        now = {cell.spot: cell.style for cell in scan.marked}
        unmarked = {spot: plain.get(spot, style_at(scan, spot)) for spot in self.marks}
        wanted = plain | {
            spot: styles.marked(unmarked[spot], findings[0].severity.value)
            for spot, findings in self.marks.items()
        }
        changed = {spot: style for spot, style in wanted.items() if now.get(spot) != style}
        edits = [*styled(scan, changed), *self._write_notes(author, self._words(note))]
        if edits:
            self._book.package.put(self._name, spliced(self._part, edits))
        return unmarked

    def _words(self, note: Note) -> dict[Spot, str]:
        told = sorted(self.marks.items())[:MOST_NOTES]
        return {spot: "\n\n".join(map(note, findings)) for spot, findings in told}

    def _write_notes(self, author: str, words: Mapping[Spot, str]) -> list[Edit]:
        package = self._book.package
        links = Links(package, self._name)
        part = next((link.part for link in links.of_kind("comments")), "")
        if not words and not part:
            return []
        held = notes.Notes(package.read(part) if part else notes.EMPTY, AUTHORS)
        drawn, edits = self._draw(links, words, held)
        if drawn:
            name = part or self._new_notes(links)
            package.put(name, [held.write(words, author)])
            links.save()
        return edits

    def _draw(
        self, links: Links, words: Mapping[Spot, str], held: notes.Notes
    ) -> tuple[bool, list[Edit]]:
        """The boxes of the notes; without them programs show none, and none are written."""
        package = self._book.package
        known = self._scan.legacy_drawing
        link = links.part(known[1]) if known else None
        part = link.part if link else ""
        drawing = shapes.Shapes(package.read(part) if part else shapes.EMPTY)
        drawn = drawing.write(words, held.removed)
        if drawn is None or (known and not part):
            return False, []
        if part:
            package.put(part, [drawn])
            return True, []
        part = package.unused("xl/drawings/vmlDrawing{}.vml")
        package.put(part, [drawn])
        self._book.types.add_shapes(part)
        return True, [self._drawing(links.add("vmlDrawing", part))]

    def _drawing(self, link: str) -> Edit:
        prefix = prefix_at(self._part, self._scan.data_start)
        tag = f'legacyDrawing xmlns:r="{OFFICE}" r:id="{link}"/>'.encode()
        place = self._scan.drawing_place
        return Edit(place, place, b"<" + prefix + tag)

    def _new_notes(self, links: Links) -> str:
        name = self._book.package.unused("xl/comments{}.xml")
        links.add("comments", name)
        self._book.types.add(name, COMMENTS_TYPE)
        return name
