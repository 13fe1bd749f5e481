"""A briefing as PDF, and its pages as pictures: for people who print, and for the builder.

The PDF is tagged (PDF/UA-1) and kept for archives (PDF/A-2a): typst writes none that breaks a rule
of either, so that a drawing without words for it is an error and not a document.
"""

import re
from base64 import b64decode
from datetime import UTC, datetime

from dashboard.briefings.document import Chart, Document, Issue
from dashboard.briefings.drawing.chart_svg import HEIGHT, WIDTH, chart_svg
from dashboard.briefings.pdf.data import data_of
from dashboard.briefings.pdf.font_cover import drawable
from dashboard.briefings.pdf.typesetting import pdf, pictures, templates
from metrics import Language

PREVIEW = 96.0  # pixels to the inch
PICTURE = re.compile(
    r'<image xlink:href="data:image/svg\+xml;base64,(?P<data>[^"]+)"'
    r' width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*/>'
)
SIZE = re.compile(r'<svg xmlns="[^"]+" width="[\d.]+" height="[\d.]+"')


def render_pdf(document: Document, issue: Issue) -> bytes:
    return pdf(_files(document, issue), _moment(issue))


def render_pages(document: Document, issue: Issue, first: int | None = None) -> list[str]:
    """The pages of the same layout as SVG, all of them or the first few."""
    return [_opened(one.decode()) for one in pictures(_files(document, issue), "svg")[:first]]


def _opened(page: str) -> str:
    """The charts of a page as part of it: as pictures of their own they would lose our letters."""
    return PICTURE.sub(_drawing, page)


def _drawing(found: re.Match[str]) -> str:
    svg = b64decode(found["data"]).decode()
    return SIZE.sub(f'<svg width="{found["width"]}" height="{found["height"]}"', svg, count=1)


def pages_png(
    document: Document, issue: Issue, first: int | None = None, ppi: float = PREVIEW
) -> list[bytes]:
    """The pages of the same layout as PNG, all of them or the first few."""
    return pictures(_files(document, issue), "png", ppi)[:first]


def chart_png(
    chart: Chart, language: Language, width_px: int = 1600, height: float = HEIGHT
) -> bytes:  # fmt: skip
    """The drawing of a chart as a picture, for formats that know no vectors.

    `width_px` is in pixels; `height` is that of the drawing, which is `WIDTH` wide.
    """
    return picture_png(chart_svg(chart, language, height=height), width_px)


def picture_png(svg: str, width_px: int = 1600) -> bytes:
    """A drawing as a picture of this width, in our own letters alone."""
    files = templates("chart") | {"chart.svg": drawable(svg).encode()}
    return pictures(files, "png", 72 * width_px / WIDTH)[0]


def _files(document: Document, issue: Issue) -> dict[str, bytes]:
    return templates("briefing") | {"data.json": data_of(document, issue)}


def _moment(issue: Issue) -> datetime:
    """The day of the freezing, not that of the making: the same snapshot gives the same bytes."""
    return datetime.fromisoformat(issue.day).replace(tzinfo=UTC)
