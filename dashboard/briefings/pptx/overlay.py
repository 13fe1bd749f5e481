"""Marks that no native chart has: hidden periods, open sides of bounds, breaks, events.

They are shapes inside the chart, so that they move and grow with it. They stand where its axis puts
their instants; the list under the chart says in words what each is.
"""

from collections.abc import Iterator

from dashboard.briefings.document import Point
from dashboard.briefings.pptx.chart import SPACES
from dashboard.briefings.pptx.drawn import Drawn
from dashboard.briefings.pptx.flags import flags
from dashboard.briefings.pptx.label_places import Ground
from dashboard.briefings.pptx.parts import HATCH
from dashboard.briefings.pptx.text import body_xml, colour_xml, words
from dashboard.briefings.pptx.theme import EMU, HEAD, INSETS, Box, transform
from metrics import Language

DRAWING = 'xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"'
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NO_LINE = "<a:ln><a:noFill/></a:ln>"
ARROW = 16.0  # points, from a bound towards its open side
INK = f"<a:solidFill>{colour_xml('accent1')}</a:solidFill>"
BOX = 9.0  # points, of the open box of a value that is published as under a number
OPEN_BOX = (
    f'{RECTANGLE}<a:noFill/><a:ln w="{round(1.5 * EMU)}"><a:solidFill>{colour_xml("accent1")}'
    "</a:solidFill></a:ln>"
)


def overlay_part(drawn: Drawn) -> str:
    """The XML of the part with the chart's own shapes; empty where it has none."""
    shapes = [*_hidden(drawn), *_arrows(drawn), *_flags(drawn)]
    every = "".join(one.replace("#id#", str(at)) for at, one in enumerate(shapes, 2))
    return f"{HEAD}<c:userShapes {SPACES} {DRAWING}>{every}</c:userShapes>" if shapes else ""


def _anchored(drawn: Drawn, box: Box, shape: str) -> str:
    """A shape at its place, as a share of the chart's frame."""
    frame = drawn.box
    ends = (box.x, box.y), (box.x + box.wide, box.y + box.high)
    corners = "".join(
        f"<cdr:{name}><cdr:x>{(x - frame.x) / frame.wide:.5f}</cdr:x>"
        f"<cdr:y>{(y - frame.y) / frame.high:.5f}</cdr:y></cdr:{name}>"
        for name, (x, y) in zip(("from", "to"), ends, strict=True)
    )
    return f"<cdr:relSizeAnchor>{corners}{shape}</cdr:relSizeAnchor>"


def _shape(drawn: Drawn, box: Box, look: str, text: str = "") -> str:
    inside = box._replace(x=box.x - drawn.box.x, y=box.y - drawn.box.y)
    said = (
        f'<cdr:txBody><a:bodyPr wrap="none" {INSETS} anchor="ctr"/><a:lstStyle/>{text}</cdr:txBody>'
    )
    return _anchored(
        drawn, box,
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="#id#" name="mark #id#"/>'
        f"<cdr:cNvSpPr/></cdr:nvSpPr><cdr:spPr>{transform(inside)}{look}</cdr:spPr>"
        f"{said if text else ''}</cdr:sp>",
    )  # fmt: skip


def _rule(drawn: Drawn, box: Box, dash: str) -> str:
    inside = box._replace(x=box.x - drawn.box.x, y=box.y - drawn.box.y)
    return _anchored(
        drawn, box,
        f'<cdr:cxnSp macro=""><cdr:nvCxnSpPr><cdr:cNvPr id="#id#" name="rule #id#"/>'
        f"<cdr:cNvCxnSpPr/></cdr:nvCxnSpPr><cdr:spPr>{transform(inside)}"
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{EMU}"><a:solidFill>'
        f'{colour_xml("accent6")}</a:solidFill><a:prstDash val="{dash}"/></a:ln></cdr:spPr>'
        f"</cdr:cxnSp>",
    )  # fmt: skip


def _hidden(drawn: Drawn) -> Iterator[str]:
    """A hatched block over the full height of each period that has no number to show.

    What was published as "under 5" is not hidden: an open box stands on the axis.
    """
    inner, each = drawn.inner, drawn.inner.wide / len(drawn.plot.categories)
    for at, point in enumerate(drawn.chart.points):
        if point.number is None:
            middle, half = _middle(drawn, at, point), each * 0.3
            if point.is_box:
                half, foot = min(half, BOX / 2), inner.y + inner.high
                yield _shape(drawn, Box(middle - half, foot - BOX, 2 * half, BOX), OPEN_BOX)
                continue
            box = Box(middle - half, inner.y, 2 * half, inner.high)
            yield _shape(drawn, box, RECTANGLE + HATCH + NO_LINE)


def _arrows(drawn: Drawn) -> Iterator[str]:
    """From each bound an arrow to its open side: no marker of a chart points down."""
    ground = Ground(drawn.plot, drawn.inner, drawn.box)
    for at, point in enumerate(drawn.chart.points):
        if point.side and point.number is not None:
            x, y = _middle(drawn, at, point), ground.y(float(point.number))
            way, top = ("up", y - ARROW) if point.side > 0 else ("down", y)
            look = f'<a:prstGeom prst="{way}Arrow"><a:avLst/></a:prstGeom>{INK}{NO_LINE}'
            yield _shape(drawn, Box(x - ARROW / 4, top, ARROW / 2, ARROW), look)


def _middle(drawn: Drawn, at: int, point: Point) -> float:
    """Where the middle of its period stands on the axis."""
    plot = drawn.plot
    share = (at + 0.5) / len(plot.categories) if plot.is_bars else plot.share(point.at)
    return drawn.inner.x + share * drawn.inner.wide


def _flags(drawn: Drawn) -> Iterator[str]:
    """A line where something happened or the count has changed, with the key of its note."""
    foot = drawn.inner.y + drawn.inner.high
    for key, x, box, dash, is_boxed in flags(drawn):
        top = box.y + box.high
        yield _rule(drawn, Box(x, top, 0, foot - top), dash)
        edge = f'<a:ln w="9525"><a:solidFill>{colour_xml("tx2")}</a:solidFill></a:ln>'
        look = f"{RECTANGLE}<a:noFill/>{edge if is_boxed else NO_LINE}"
        yield _shape(drawn, box, look, _key(key, drawn.language, is_boxed))


def _key(key: str, language: Language, boxed: bool) -> str:
    return body_xml((words(key, 10.5, "tx2", bold=not boxed)._replace(align="ctr"),), language)
