"""A briefing as a Word document: for an official who goes on writing.

It is laid out by styles alone, numbered and referred to by fields, and said in its own language.
"""

from itertools import pairwise

from dashboard.briefings.document import Document, Exhibit, Issue
from dashboard.briefings.docx.ends import cited, provenance, sources
from dashboard.briefings.docx.exhibits import exhibit
from dashboard.briefings.docx.fields import contents
from dashboard.briefings.docx.frame import Frame, ended
from dashboard.briefings.docx.fronts import front, opening, read_me
from dashboard.briefings.docx.package import dress, packed
from dashboard.briefings.docx.writing import Writing
from dashboard.briefings.pdf.typesetting import let_go


def render_docx(document: Document, issue: Issue) -> bytes:
    writing = Writing(document, issue)
    dress(writing)
    frame = Frame(writing)
    every = tuple(cited(writing))
    begins, first, about = opening(writing), front(writing), read_me(writing)
    ending = frame.section(every, _all(document))
    inner = [
        block
        for number, (one, opens) in enumerate(_opening(document.exhibits), 1)
        for block in _exhibit(writing, frame, one, number, opens=opens)
    ]
    cites = sources(writing)
    inner += ended(cites, frame.section(every, _all(document))) if cites else []
    last = provenance(writing)
    frame.close(every, _all(document))
    listed = contents(document.labels.contents, writing.headings)
    writing.fill([*ended([*begins, listed, *first, *about], ending), *inner, *last])
    let_go()  # of the charts
    return packed(writing)


def _exhibit(
    writing: Writing, frame: Frame, one: Exhibit, number: int, *, opens: bool
) -> list[str]:
    blocks = exhibit(writing, one, number, opens=opens)
    own = writing.labels.exhibit.format(number=number).replace(" ", "\u00a0")
    return ended(blocks, frame.section(one.sources, str(number), own))


def _opening(exhibits: tuple[Exhibit, ...]) -> list[tuple[Exhibit, bool]]:
    """Each exhibit, and whether it is the first of its pillar in a row."""
    pairs = pairwise((None, *exhibits))
    return [
        (one, before is None or before.pillar != one.pillar)
        for before, one in pairs if one is not None
    ]  # fmt: skip


def _all(document: Document) -> str:
    """The numbers of all exhibits in short."""
    last = len(document.exhibits)
    return f"1–{last}" if last > 1 else "1"
