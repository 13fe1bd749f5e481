"""Slides of a briefing: native charts and tables, notes for the speaker, in a look of their own."""

# mypy: disable-error-code="no-untyped-call"
import io
import zipfile
from typing import Any

from pptx import Presentation

from dashboard.briefings.document import Document, Issue
from dashboard.briefings.pdf.typesetting import let_go
from dashboard.briefings.pptx.canvas import Canvas, Deck, Page, drawn_page
from dashboard.briefings.pptx.exhibit import exhibit_pages
from dashboard.briefings.pptx.fronts import change_pages, cover_page, line_pages, score_pages
from dashboard.briefings.pptx.text import LANGUAGES, clean
from dashboard.briefings.pptx.theme import LAYOUTS, template


def render_pptx(document: Document, issue: Issue) -> bytes:
    """The same bytes for the same document and issue."""
    pages = _pages(document, issue)
    show: Any = Presentation(io.BytesIO(template(document)))
    layouts = dict(zip(LAYOUTS, show.slide_layouts, strict=True))
    slides = [show.slides.add_slide(layouts[one.layout]) for one in pages]
    anchors = {one.anchor: slide for one, slide in zip(pages, slides, strict=True) if one.anchor}
    deck = Deck(document, issue, anchors)
    for at, (page, slide) in enumerate(zip(pages, slides, strict=True), 1):
        drawn_page(Canvas(slide, deck), page, (at, len(pages)))
    let_go()  # of the drawings
    _described(show.core_properties, deck)
    return _packed(show)


def _pages(document: Document, issue: Issue) -> list[Page]:
    exhibits = [
        page
        for at, one in enumerate(document.exhibits, 1)
        for page in exhibit_pages(document, issue, one, at)
    ]
    fronts = [
        cover_page(document, issue), *line_pages(document, issue), *score_pages(document, issue),
        *change_pages(document, issue),
    ]  # fmt: skip
    return [*fronts, *exhibits]


def _described(properties: Any, deck: Deck) -> None:
    """The properties of the file: of what and in which language, by the office and nobody else."""
    head, day = deck.document.head, deck.day.replace(tzinfo=None)
    properties.title = clean(head.title)[:255]
    properties.author = properties.last_modified_by = clean(head.organization)[:255]
    properties.subject = clean(head.scope)[:255]
    properties.language = LANGUAGES[deck.document.language]
    properties.category = clean(head.classification)[:255]
    properties.identifier = clean(deck.issue.code)[:255]
    properties.content_status = clean(deck.issue.status)[:255]
    properties.created = properties.modified = day
    properties.revision = 1


def _packed(show: Any) -> bytes:
    """The file with its parts in the order of their making, none with a time of its own."""
    loose, held = io.BytesIO(), io.BytesIO()
    show.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(held, "w") as packed:
        for name in source.namelist():
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, source.read(name))
    return held.getvalue()
