"""A Word file while it is written: what is counted, pictures, links to the pages."""

from collections.abc import Callable
from io import BytesIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart as Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu, Pt

from dashboard.briefings.document import Document, Issue
from dashboard.briefings.docx.fields import Heading, away, bookmarked, exhibit_mark
from dashboard.briefings.docx.words import attribute, para, run
from dashboard.briefings.pdf.data import address
from dashboard.briefings.text_direction import is_from_the_right

NAMESPACES = nsdecls("w", "r", "wp", "a", "pic")
WIDTH = 481.0  # points of text between the margins of A4
# What only decorates is said to be so: a reader of screens then passes it over.
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)


class Writing:
    """One file for one document: `headings` are those of the contents, in their order."""

    def __init__(self, document: Document, issue: Issue) -> None:
        self.document, self.issue = document, issue
        self.labels = document.labels
        self.file = docx.Document()
        self.headings: list[Heading] = []
        self.tables = 0
        self._marks = self._drawings = 0
        self._pictures: dict[str, str] = {}
        places = enumerate(document.exhibits, 1)
        self._numbers = {one.indicator: number for number, one in places}

    def number_of(self, indicator: str) -> int:
        """The number of the exhibit; 0 where the document has none of it."""
        return self._numbers.get(indicator, 0)

    def mark(self, name: str, content: str) -> str:
        self._marks += 1
        return bookmarked(name, self._marks, content)

    def heading(self, level: int, text: str, tag: str = "") -> str:
        """A heading that the contents lead to."""
        name = f"_Toc{self._marks + 1:09d}"
        self.headings.append(Heading(level, text, name, tag))
        rtl = is_from_the_right(text)
        return para(f"Heading{level}", self.mark(name, run(text)), keep=True, rtl=rtl)

    def exhibit_number(self, number: int, content: str) -> str:
        return self.mark(exhibit_mark(number), content)

    def linked(self, path: str, text: str) -> str:
        """The text as a link to a page of ours; plain where there is no address for it."""
        target = address(self.issue.link, path)
        if not target:
            return run(text)
        kind = RELATIONSHIP_TYPE.HYPERLINK
        return away(self.file.part.relate_to(target, kind, is_external=True), text)

    def picture(
        self, key: str, make: Callable[[], bytes], width: float, name: str, alt: str
    ) -> str:
        """A picture in the line, `width` points wide; without `alt` it is a decoration.

        `key` tells pictures apart: one that stands in many places is kept once.
        """
        relation = self._pictures.get(key) or self.file.part.get_or_add_image(BytesIO(make()))[0]
        self._pictures[key] = relation
        image = self.file.part.related_parts[relation].image
        across = Pt(width)
        down = Emu(round(across * image.px_height / image.px_width))
        self._drawings += 1
        return _inline(self._drawings, relation, (int(across), int(down)), name, alt)

    def header(self) -> tuple[Part, str]:
        """A part for the head of pages, and the id by which a section has it."""
        part, relation = self.file.part.add_header_part()  # type: ignore[no-untyped-call]
        return part, relation

    def footer(self) -> tuple[Part, str]:
        part, relation = self.file.part.add_footer_part()  # type: ignore[no-untyped-call]
        return part, relation

    def fill(self, blocks: list[str]) -> None:
        """The content of the document, before the properties of its last section."""
        body = self.file.element.body
        end = body.get_or_add_sectPr()
        for one in parse_xml(f"<w:body {NAMESPACES}>{''.join(blocks)}</w:body>"):
            end.addprevious(one)


def _inline(number: int, relation: str, size: tuple[int, int], name: str, alt: str) -> str:
    across, down = size
    extent = f'cx="{across}" cy="{down}"'
    said = f'id="{number}" name="{attribute(name)}" descr="{attribute(alt)}"'
    kind = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f"<wp:docPr {said}>{'' if alt else DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr>"
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{kind}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{attribute(name)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
