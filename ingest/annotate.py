"""The partner's own workbook, with every finding marked at its cell and nothing else changed.

The package is edited, not written anew: a part that no finding touches is copied as it was packed,
and in the parts that are touched only the bytes of marked cells and of our own additions differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ingest import sandbox
from ingest.annotated import findings_sheet, words
from ingest.annotated.addresses import Spot, spot
from ingest.annotated.book_parts import Book, SheetPart
from ingest.annotated.findings_sheet import Line
from ingest.annotated.former import remembered
from ingest.annotated.links import STYLES_TYPE, ContentTypes
from ingest.annotated.marking import MOST_MARKS, MOST_NOTES, SheetMarks
from ingest.annotated.package import Package
from ingest.annotated.styles import EMPTY, Styles
from ingest.findings import Finding, ReadError, Severity
from ingest.limits import DEFAULT, Limits
from ingest.progress import tell
from metrics import Language, Text

_Told = dict[str, Any]
# The grounds of the design's severity marks; each has its word in the note and in the list.
COLOURS = {
    Severity.ERROR: "FFF8E8F0",
    Severity.WARNING: "FFFBEEDD",
    Severity.INFO: "FFEEF1F4",
}
_TONES = {severity.value: colour for severity, colour in COLOURS.items()}


def annotate(content: bytes, findings: Iterable[Finding], language: Language) -> bytes:
    """The workbook with a fill and a note at each faulty cell, and a sheet that lists them all.

    Marks of an earlier annotation are replaced. A file without findings and without marks comes
    back as it is. Raises ReadError where the file is no workbook or cannot be marked.
    """
    if not content.startswith(b"PK"):
        raise _not_a_workbook()
    told = [finding for finding in findings if not finding.shadow]
    return _Annotation(content, told, language).written()


def annotate_in_child(
    content: bytes, findings: Iterable[Finding], language: Language, limits: Limits = DEFAULT
) -> bytes:
    """The same, in a limited process: what a stranger sent is opened nowhere else."""
    return sandbox.run("annotate", content, _asked(findings, language), limits).content


def run(content: bytes, asked: Mapping[str, Any]) -> tuple[_Told, bytes]:
    """The task of the child process."""
    tell(0.05, "notes")
    texts = [Text(*one) for one in asked["texts"]]
    told = asked["findings"]
    told.reverse()
    findings = []
    while told:  # none is held twice: a file may have a hundred thousand
        findings.append(_finding(told.pop(), texts))
    return {}, annotate(content, findings, Language(asked["language"]))


def _asked(findings: Iterable[Finding], language: Language) -> _Told:
    """Findings as JSON; texts are told once and pointed to, since many cells share a cause."""
    texts: dict[Text, int] = {}
    told = [
        [one.severity.value, one.rule, one.sheet, one.cell, one.words,
         texts.setdefault(one.message, len(texts)),
         None if one.right is None else texts.setdefault(one.right, len(texts)),
         one.against, one.readings]
        for one in findings
        if not one.shadow
    ]  # fmt: skip
    return {"findings": told, "texts": list(texts), "language": language.value}


def _finding(told: Sequence[Any], texts: Sequence[Text]) -> Finding:
    severity, rule, sheet, cell, seen, message, right, against, readings = told
    would_be = None if right is None else texts[right]
    return Finding(
        Severity(severity), rule, "", sheet, cell, seen, texts[message], would_be, against,
        tuple(readings),
    )  # fmt: skip


class _Annotation:
    def __init__(self, content: bytes, told: Sequence[Finding], language: Language) -> None:
        self._content, self._told, self._language = content, told, language
        self._package = Package(content)
        if "xl/workbook.xml" not in self._package and "mimetype" in self._package:
            raise _not_a_workbook()
        self._types = ContentTypes(self._package)
        self._book = Book(self._package, self._types)
        self._own = self._book.own_sheet()
        self._author = words.AUTHOR.in_(language)

    def written(self) -> bytes:
        if not self._told and not self._book.is_marked:
            return self._content
        styles_part = self._styles_part()
        self._styles = Styles(self._package.read(styles_part), _TONES)
        lines = self._mark_sheets()
        self._write_list(lines)
        if self._styles.is_grown:
            self._package.put(styles_part, self._styles.written())
        self._book.save()
        self._types.save()
        return self._package.written()

    def _styles_part(self) -> str:
        held = next((link.part for link in self._book.links.of_kind("styles")), "")
        if held:
            return held
        # some readers look for styles at this one place only
        part = "xl/styles.xml"
        if part in self._package:
            part = self._package.unused("xl/styles{}.xml")
        self._package.put(part, [EMPTY])
        self._book.links.add("styles", part)
        self._types.add(part, STYLES_TYPE)
        return part

    def _mark_sheets(self) -> list[Line]:
        """Mark each sheet in turn; give back the list's lines, in the workbook's order."""
        by_sheet: dict[str, list[Finding]] = defaultdict(list)
        known = self._sheets()
        for finding in self._told:
            sheet = known.get(finding.sheet) or known.get(finding.sheet.strip().casefold())
            by_sheet[sheet.name if sheet else ""].append(finding)
        before = self._before()
        lines = [Line(finding, "", "", "", None) for finding in by_sheet.pop("", [])]
        for sheet in self._partners_sheets():
            lines += self._mark_sheet(sheet, by_sheet[sheet.name], before)
        return lines

    def _partners_sheets(self) -> list[SheetPart]:
        return [sheet for sheet in self._book.sheets if sheet != self._own]

    def _sheets(self) -> Mapping[str, SheetPart]:
        sheets = list(reversed(self._partners_sheets()))
        alike = {sheet.name.strip().casefold(): sheet for sheet in sheets}
        return alike | {sheet.name: sheet for sheet in sheets}

    def _before(self) -> Mapping[str, int]:
        if self._own is None or not self._own.part:
            return {}
        return remembered(self._content, self._package, self._own.name, self._own.part)

    def _mark_sheet(
        self, sheet: SheetPart, findings: Sequence[Finding], before: Mapping[str, int]
    ) -> list[Line]:
        wanted: dict[Spot, list[Finding]] = {}
        at_no_cell = []
        for finding in findings:
            here = spot(finding.cell) if sheet.part else None
            if here and (here in wanted or len(wanted) < MOST_MARKS):
                wanted.setdefault(here, []).append(finding)
            else:
                at_no_cell.append(Line(finding, sheet.name, here.address if here else "", "", None))
        ours = self._styles.ours() if self._book.is_marked else frozenset()
        if not sheet.part or not (wanted or self._book.is_marked):
            return at_no_cell
        marks = SheetMarks(self._book, sheet.part, wanted, ours)
        unmarked = marks.mark(self._styles, _of_sheet(before, sheet.name), self._author, self._note)
        return at_no_cell + [
            _line(finding, sheet.name, here, marks.anchors[here], unmarked)
            for here in sorted(wanted)
            for finding in wanted[here]
        ]

    def _note(self, finding: Finding) -> str:
        told = [
            words.what_to_do(finding).in_(self._language),
            finding.message.in_(self._language),
        ]
        if finding.right:
            told.append(f"{words.RIGHT.in_(self._language)}{finding.right.in_(self._language)}")
        if finding.against:
            told.append(f"{words.ALSO.in_(self._language)}{finding.against}")
        return "\n".join(told)

    def _write_list(self, lines: Sequence[Line]) -> None:
        if not self._told:
            self._book.remove_marks()
            return
        part = self._own_part()
        marked: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            marked[line.sheet].add(line.cell)
        more = any(len(cells) > MOST_NOTES for cells in marked.values())
        pieces = findings_sheet.sheet(lines, self._styles, self._language, _TONES, more)
        self._package.put(part, pieces)

    def _own_part(self) -> str:
        """The part of our sheet: the one of an earlier annotation, or a new one."""
        own = self._own
        if own and own.part:
            self._book.clear(own)
            return own.part
        return self._book.add_sheet(self._book.free_name(words.SHEET.in_(self._language)))


def _line(
    finding: Finding, sheet: str, here: Spot, anchor: Spot, unmarked: Mapping[Spot, int]
) -> Line:
    return Line(finding, sheet, here.address, anchor.address, unmarked[anchor])


def _of_sheet(before: Mapping[str, int], sheet: str) -> dict[Spot, int]:
    start = f"{sheet}!"
    told = ((spot(key[len(start) :]), one) for key, one in before.items() if key.startswith(start))
    return {here: style for here, style in told if here}


def _not_a_workbook() -> ReadError:
    return ReadError(
        "Only an .xlsx workbook can be returned with its cells marked: the findings are listed.",
        "Seul un classeur .xlsx peut être retourné avec ses cellules marquées : "
        "les constats sont présentés en liste.",
        "not-a-workbook",
    )
