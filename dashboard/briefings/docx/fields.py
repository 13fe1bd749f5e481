"""What Word counts by itself: numbers of exhibits and pages, references, contents.

Every field already holds its right result, so that nothing has to be updated before reading. Page
numbers are known once Word has laid out the pages, and none is guessed: the contents lead by the
numbers of exhibits, which stand at the foot of their pages. Where one has Word update the contents,
it puts the pages there.
"""

import re
from typing import NamedTuple

from dashboard.briefings.docx.words import para, run
from metrics import Language

NUMBER = "{number}"
LEVELS = 2  # of headings that the contents list


class Heading(NamedTuple):
    """A line of the contents; `tag`, before its text, is what its pages are found by on paper."""

    level: int
    text: str
    mark: str
    tag: str = ""


def field(instruction: str, result: str, style: str = "") -> str:
    """A field of fixed words with the result that it has now."""
    code = f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>'
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    begin = f"{_char('begin', look)}<w:r>{look}{code}</w:r>{_char('separate', look)}"
    return begin + run(result, style) + _char("end", look)


def _char(kind: str, look: str = "") -> str:
    return f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>'


def bookmarked(name: str, number: int, content: str) -> str:
    """`number` tells bookmarks of a file apart."""
    begin = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{begin}{content}<w:bookmarkEnd w:id="{number}"/>'


def exhibit_mark(number: int) -> str:
    """The bookmark around the number in the caption of an exhibit."""
    return f"exhibit_{number}"


def counted(label: str, number: int) -> str:
    """A number that Word counts: under the word of the label, as its own captions are."""
    name = "_".join(re.findall(r"\w+", label.replace(NUMBER, "")))
    return field(rf"SEQ {name} \* ARABIC", str(number))


def referred(number: int, style: str = "") -> str:
    """The number of an exhibit, which follows it where exhibits are moved."""
    return field(rf"REF {exhibit_mark(number)} \h", str(number), style)


def labelled(label: str, number: str, style: str = "") -> str:
    """The words of a label with a field for its number."""
    before, _, after = label.partition(NUMBER)
    return "".join(run(one, style) for one in [before] if one) + number + run(after, style)


def see(label: str, number: int) -> str:
    """The number stays on the line of the word before it."""
    kept = label.replace(f" {NUMBER}", f"\u00a0{NUMBER}")
    return run(" ") + labelled(kept, referred(number, "Reference"), "Reference")


def page_of(label: str) -> str:
    """The words of a page of pages: both numbers are filled in wherever a page is drawn."""
    fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
    parts = re.split(r"(\{pages?\})", label)
    return "".join(fields.get(one) or run(one) for one in parts if one)


def contents(title: str, headings: list[Heading]) -> str:
    """The table of contents, written out; Word offers to update it where one clicks on it."""
    told = [one for one in headings if one.level <= LEVELS]
    lines = [para(f"TOC{one.level}", _leading(one)) for one in told]
    code = rf'<w:instrText xml:space="preserve"> TOC \o "1-{LEVELS}" \h \z </w:instrText>'
    begin = f"{_char('begin')}<w:r>{code}</w:r>{_char('separate')}"
    lines[0] = lines[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
    lines[-1] = lines[-1].removesuffix("</w:p>") + _char("end") + "</w:p>"
    head = para("TOCHeading", run(title))
    return (
        '<w:sdt><w:sdtPr><w:id w:val="20260001"/><w:docPartObj><w:docPartGallery '
        'w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{head}{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def _leading(one: Heading) -> str:
    tag = run(f"{one.tag}\u00a0\u00a0", "Strong") if one.tag else ""
    return f'<w:hyperlink w:anchor="{one.mark}" w:history="1">{tag}{run(one.text)}</w:hyperlink>'


def away(relation: str, text: str, lang: Language | None = None) -> str:
    """A link to a page outside; `relation` is the id of its address in the part."""
    shown = run(text, "Hyperlink", lang)
    return f'<w:hyperlink r:id="{relation}" w:history="1">{shown}</w:hyperlink>'
