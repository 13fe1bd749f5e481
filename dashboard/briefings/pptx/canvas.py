"""A slide under construction: parts are put on it in the order in which they are read."""

# mypy: disable-error-code="no-untyped-call"
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.slide import Slide

from dashboard.briefings.document import Chart, Document, Issue
from dashboard.briefings.drawing.chart_svg import WIDTH, chart_svg
from dashboard.briefings.pdf.render import picture_png
from dashboard.briefings.pptx.chart import chart_part
from dashboard.briefings.pptx.drawn import Drawn
from dashboard.briefings.pptx.foot import foot_xml, kicker_xml
from dashboard.briefings.pptx.overlay import overlay_part
from dashboard.briefings.pptx.parts import Holder, chart_xml, picture_xml, text_xml
from dashboard.briefings.pptx.text import Para, body_xml, fitted, height, words
from dashboard.briefings.pptx.theme import TITLE, Box
from dashboard.briefings.pptx.workbook import workbook


class Deck(NamedTuple):
    """What all slides of a file share; `slides` are those that a link can lead to."""

    document: Document
    issue: Issue
    slides: Mapping[str, Slide]

    @property
    def day(self) -> datetime:
        return datetime.fromisoformat(self.issue.day).replace(tzinfo=UTC)

    def address(self, path: str) -> str:
        """The whole address of one of our pages; empty where the link of the file has none."""
        held = urlsplit(self.issue.link)
        known = held.scheme in ("http", "https") and held.netloc and path.startswith("/")
        return f"{held.scheme}://{held.netloc}{path}" if known else ""


UNDER_TITLE = 20.0  # points


class Canvas:
    """One slide. What is put on it first is read first."""

    def __init__(self, slide: Slide, deck: Deck) -> None:
        self.deck = deck
        self._slide: Any = slide
        self._tree: Any = slide.shapes._spTree
        self._count = 1
        self.top = TITLE.y  # where the body of the slide begins
        for one in list(self._tree)[2:]:
            self._tree.remove(one)

    def put(self, *parts: str) -> None:
        for one in parts:
            shape = parse_xml(one)
            self._count += 1
            shape.xpath(".//p:cNvPr")[0].set("id", str(self._count))
            self._tree.append(shape)

    def text(
        self, name: str, box: Box, paras: Iterable[Para], holder: Holder | None = None
    ) -> None:
        language = self.deck.document.language
        self.put(text_xml(0, name, box, tuple(paras), language, holder))

    def chart(self, drawn: Drawn) -> None:
        """A native chart with its workbook, as a placeholder's content."""
        package = self._slide.part.package
        part = ChartPart.load(
            package.next_partname(ChartPart.partname_template), CONTENT_TYPE.DML_CHART, package,
            chart_part(drawn, has_shapes=bool(shapes := overlay_part(drawn))).encode(),
        )  # fmt: skip
        book = workbook(drawn.plot, self.deck.document.labels.period, self.deck.day)
        part.relate_to(EmbeddedXlsxPart.new(book, package), RELATIONSHIP_TYPE.PACKAGE)
        if shapes:
            uri = package.next_partname("/ppt/drawings/drawing%d.xml")
            drawing = Part(uri, CONTENT_TYPE.DML_CHARTSHAPES, package, shapes.encode())
            part.relate_to(drawing, RELATIONSHIP_TYPE.CHART_USER_SHAPES)
        relation = self._slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        chart = drawn.chart
        self.put(chart_xml(0, relation, chart.title, chart.alt, drawn.box, Holder("chart", 14)))

    def picture(self, chart: Chart, box: Box) -> None:
        """A chart that no native one tells rightly, drawn as in the PDF."""
        plain = chart._replace(events=(), breaks=())  # their words stand in the notes
        high = box.high * WIDTH / box.wide
        png = picture_png(chart_svg(plain, self.deck.document.language, height=high))
        relation = self._slide.part.get_or_add_image_part(BytesIO(png))[1]
        self.put(picture_xml(0, relation, chart.title, chart.alt, box))

    def jump(self, indicator: str) -> str:
        """The relationship to an indicator's slide; empty where it has none."""
        target = self.deck.slides.get(indicator)
        if target is None:
            return ""
        return str(self._slide.part.relate_to(target.part, RELATIONSHIP_TYPE.SLIDE))

    def link(self, path: str) -> str:
        """The relationship to one of our pages; empty where its address is not known."""
        address = self.deck.address(path)
        if not address:
            return ""
        kind = RELATIONSHIP_TYPE.HYPERLINK
        return str(self._slide.part.relate_to(address, kind, is_external=True))

    def notes(self, lines: Iterable[str]) -> None:
        """Speaker notes, a paragraph a line."""
        language = self.deck.document.language
        frame: Any = self._slide.notes_slide.notes_text_frame
        body = frame._txBody
        for one in body.p_lst:
            body.remove(one)
        space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        held = parse_xml(f"<a:x {space}>{_noted(lines, language)}</a:x>")
        for one in list(held):
            body.append(one)


def _noted(lines: Iterable[str], language: Any) -> str:
    return body_xml((words(one, 12, before=4) for one in lines if one), language)


class Page(NamedTuple):
    """A slide as planned: `draw` puts its body on the canvas. `anchor` is what links lead to."""

    layout: str
    title: str
    draw: Callable[[Canvas], None]
    notes: tuple[str, ...]
    kicker: str = ""
    sources: tuple[str, ...] = ()
    anchor: str = ""


def drawn_page(canvas: Canvas, page: Page, at: tuple[int, int]) -> None:
    """Title, what stands above it, the body, the foot: in the order of reading."""
    document, issue = canvas.deck.document, canvas.deck.issue
    if page.layout != "cover":
        heading = fitted((words(page.title, 28, bold=True, serif=True),), TITLE.wide, TITLE.high)
        canvas.text("title", TITLE, heading, Holder("title"))
        canvas.put(kicker_xml(document, page.kicker))
        canvas.top = TITLE.y + height(heading, TITLE.wide) + UNDER_TITLE
    page.draw(canvas)
    canvas.put(*foot_xml(document, issue, at, page.sources))
    canvas.notes(page.notes)


def numbered(title: str, at: int, pages: int) -> str:
    """A title of one of several slides: no two of a file are called the same."""
    return title if pages < 2 else f"{title} ({at}/{pages})"
