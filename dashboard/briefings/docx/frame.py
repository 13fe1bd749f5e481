"""What stands above and below every page, and the sections that carry it.

Each exhibit is a section of its own: its sources then stand at the foot of all its pages.
"""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dashboard.briefings.docx.fields import NUMBER, page_of
from dashboard.briefings.docx.words import JOINT, TAB, joined, para, run, tell
from dashboard.briefings.docx.writing import Writing
from dashboard.text import Words

SHORT = 16  # signs of the content hash at the foot of a page
ROOM = 480  # letters of sources at the foot of a page: more of them stand at their exhibits
PAGE = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = (
    '<w:pgMar w:top="1701" w:right="1143" w:bottom="1644" '
    'w:left="1143" w:header="624" w:footer="510" w:gutter="0"/>'
)


class Frame:
    """Makes the ends of sections: the first one carries the head of all pages."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._held = False  # by an earlier section, whose head comes again

    def section(self, sources: tuple[str, ...], exhibits: str, own: str = "") -> str:
        """The properties of a section; `exhibits` are the numbers at which its sources stand.

        `own` is what its pages are found by from the contents.
        """
        head = "" if self._held else self._head()
        self._held = True
        part, relation = self._writing.footer()
        _fill(part.element, _foot_lines(self._writing, sources, exhibits, own))
        foot = f'<w:footerReference w:type="default" r:id="{relation}"/>'
        return f'<w:sectPr>{head}{foot}<w:type w:val="nextPage"/>{PAGE}{MARGINS}</w:sectPr>'

    def _head(self) -> str:
        part, relation = self._writing.header()
        _fill(part.element, _head_lines(self._writing))
        return f'<w:headerReference w:type="default" r:id="{relation}"/>'

    def close(self, sources: tuple[str, ...], exhibits: str) -> None:
        """The last section is that of the whole file."""
        whole = f"<w:sectPr {nsdecls('w', 'r')}"
        found = parse_xml(self.section(sources, exhibits).replace("<w:sectPr", whole, 1))
        body = self._writing.file.element.body
        body.replace(body.get_or_add_sectPr(), found)


def ended(blocks: list[str], section: str) -> list[str]:
    """The blocks as a section: its properties stand in its last paragraph."""
    last = blocks[-1]
    if not last.startswith("<w:p>"):
        return [*blocks, para("Note", "").replace("</w:pPr>", f"{section}</w:pPr>", 1)]
    return [*blocks[:-1], last.replace("</w:pPr>", f"{section}</w:pPr>", 1)]


def _fill(root: object, lines: list[str]) -> None:
    for one in list(root):  # type: ignore[call-overload]
        root.remove(one)  # type: ignore[attr-defined]
    for one in parse_xml(f"<w:hdr {nsdecls('w')}>{''.join(lines)}</w:hdr>"):
        root.append(one)  # type: ignore[attr-defined]


def _head_lines(writing: Writing) -> list[str]:
    head, labels, issue = writing.document.head, writing.labels, writing.issue
    first = run(head.organization, "Strong") + TAB
    first += run(joined(head.classification, issue.status if issue.code else ""), "Strong")
    moments = joined(
        head.scope, f"{labels.as_of} {head.as_of}", f"{labels.known_at} {head.known_at}"
    )
    lines = [para("HeaderFirst", first), tell("HeaderLast", moments)]
    warned = joined(head.example, head.embargo, "" if issue.code else issue.status)
    return [*lines, tell("Banner", warned)] if warned else lines


def _see(writing: Writing, exhibits: str) -> str:
    """Of several exhibits in the plural, in which a snapshot holds no words."""
    if exhibits.isdecimal():
        return writing.labels.see.replace(NUMBER, exhibits)
    return Words(writing.document.language)("briefing_file.see_many", numbers=exhibits)


def _foot_lines(writing: Writing, sources: tuple[str, ...], exhibits: str, own: str) -> list[str]:
    head, labels, issue = writing.document.head, writing.labels, writing.issue
    code = f"{labels.code} {issue.code}" if issue.code else issue.status
    found = joined(code, issue.content[:SHORT], issue.link)
    page = TAB + run(f"{own}{JOINT}" if own else "", "Strong") + page_of(labels.page)
    return [
        tell("FooterFirst", joined(head.framework, head.coverage, head.marks)),
        *_sources(writing, sources, exhibits),
        para("Footer", run(found) + page),
        tell("Footer", writing.document.footer),
    ]


def _sources(writing: Writing, sources: tuple[str, ...], exhibits: str) -> list[str]:
    """All of them where there is room; else where they stand."""
    if not sources:
        return []
    told = "; ".join(one.rstrip(" .") for one in sources)
    if len(told) > ROOM:
        told = _see(writing, exhibits).rstrip(".")
    colon = "\u00a0:" if writing.document.language == "fr" else ":"
    return [tell("Footer", f"{writing.labels.sources}{colon} {told}.")]
