"""The parts that slides are made of: text, tables, rules, each with a name and a description."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.briefings.document import Shape
from dashboard.briefings.pptx.text import Para, attribute, body_xml, colour_xml, height
from dashboard.briefings.pptx.theme import (
    EMU,
    INSETS,
    NAMESPACES,
    NO_STYLE,
    RULE,
    SOFT,
    Box,
    transform,
)
from metrics import Language

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)
# A mark for each word of progress, of letters that every common typeface has.
GLYPHS = {
    Shape.MET: "✔", Shape.ON_TRACK: "●", Shape.WATCH: "▲", Shape.OFF_TRACK: "☒",
    Shape.NOT_YET_DUE: "○", Shape.LATE: "◷", Shape.NOT_COMPARABLE: "╌", Shape.NOT_ASSESSED: "◌",
}  # fmt: skip
TONES = {
    Shape.MET: "accent3", Shape.ON_TRACK: "accent3", Shape.WATCH: "accent4",
    Shape.OFF_TRACK: "accent5",
}  # fmt: skip


def tone(shape: Shape) -> str:
    return TONES.get(shape, "tx2")


class Holder(NamedTuple):
    """The placeholder of the layout that a part fills; none for a shape of its own."""

    kind: str = ""
    place: int = 0

    @property
    def xml(self) -> str:
        index = f' idx="{self.place}"' if self.place else ""
        return f'<p:nvPr><p:ph type="{self.kind}"{index}/></p:nvPr>' if self.kind else "<p:nvPr/>"


def named(number: int, name: str, alt: str = "", *, decorative: bool = False) -> str:
    told = f' descr="{attribute(alt)}"' if alt else ""
    head = f'<p:cNvPr id="{number}" name="{attribute(name)[:120]}"{told}'
    return f"{head}>{DECORATIVE}</p:cNvPr>" if decorative else f"{head}/>"


def text_xml(
    number: int, name: str, box: Box, paras: Sequence[Para], language: Language,
    holder: Holder | None = None, anchor: str = "t",
) -> str:  # fmt: skip
    """A box of text; its size is given and kept, for its text was measured to fit."""
    held = (holder or Holder()).xml
    kind = "<a:spLocks noGrp=" + '"1"/>' if holder else ""
    own = ' txBox="1"' if not holder else ""
    shape = "" if holder else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
    return (
        f"<p:sp {NAMESPACES}><p:nvSpPr>{named(number, name)}<p:cNvSpPr{own}>{kind}</p:cNvSpPr>"
        f"{held}</p:nvSpPr><p:spPr>{transform(box)}{shape}</p:spPr><p:txBody>"
        f'<a:bodyPr wrap="square" {INSETS} anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{body_xml(paras, language)}</p:txBody></p:sp>"
    )


def rule_xml(number: int, box: Box, colour: str, *, dash: str = "solid", size: float = 1) -> str:
    """A line from the box's upper left corner to its lower right one."""
    return (
        f"<p:cxnSp {NAMESPACES}><p:nvCxnSpPr>{named(number, f'rule {number}', decorative=True)}"
        f'<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{transform(box)}<a:prstGeom prst="line">'
        f'<a:avLst/></a:prstGeom><a:ln w="{round(size * EMU)}"><a:solidFill>{colour_xml(colour)}'
        f'</a:solidFill><a:prstDash val="{dash}"/></a:ln></p:spPr></p:cxnSp>'
    )


HATCH = (
    f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{RULE}"/></a:fgClr><a:bgClr>'
    '<a:schemeClr val="bg1"/></a:bgClr></a:pattFill>'
)


def chart_xml(number: int, relation: str, name: str, alt: str, box: Box, holder: Holder) -> str:
    """The frame of a native chart."""
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    return (
        f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr>{named(number, name, alt)}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{holder.xml}'
        f'</p:nvGraphicFramePr>{transform(box, "p")}<a:graphic><a:graphicData uri="{uri}">'
        f'<c:chart xmlns:c="{uri}" r:id="{relation}"/></a:graphicData></a:graphic>'
        f"</p:graphicFrame>"
    )


def picture_xml(number: int, relation: str, name: str, alt: str, box: Box) -> str:
    return (
        f"<p:pic {NAMESPACES}><p:nvPicPr>{named(number, name, alt)}<p:cNvPicPr><a:picLocks "
        f'noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip '
        f'r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>'
        f'{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


PAD_X, PAD_Y = 8.0, 3.5  # points


class Square(NamedTuple):
    """A cell of a native table."""

    para: Para
    fill: str = ""  # colour of its ground


class Sheet(NamedTuple):
    """A native table: the first row heads it. Widths and heights are points."""

    name: str
    alt: str
    rows: tuple[tuple[Square, ...], ...]
    widths: tuple[float, ...]
    pad: float = PAD_X  # at the left and right of what a cell holds


def row_height(row: Sequence[Square], widths: Sequence[float], pad: float = PAD_X) -> float:
    return 2 * PAD_Y + max(
        height((one.para,), wide - 2 * pad) for one, wide in zip(row, widths, strict=True)
    )


def sheet_height(sheet: Sheet) -> float:
    return sum(row_height(one, sheet.widths, sheet.pad) for one in sheet.rows)


def sheet_xml(number: int, sheet: Sheet, box: Box, language: Language, holder: Holder) -> str:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/table"
    columns = "".join(f'<a:gridCol w="{round(one * EMU)}"/>' for one in sheet.widths)
    rows = "".join(
        _row_xml(one, sheet, language, is_head=at == 0) for at, one in enumerate(sheet.rows)
    )
    frame = box._replace(wide=sum(sheet.widths), high=sheet_height(sheet))
    return (
        f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr>{named(number, sheet.name, sheet.alt)}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{holder.xml}'
        f'</p:nvGraphicFramePr>{transform(frame, "p")}<a:graphic><a:graphicData uri="{uri}">'
        f'<a:tbl><a:tblPr firstRow="1" firstCol="1"><a:tableStyleId>{NO_STYLE}</a:tableStyleId>'
        f"</a:tblPr><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic>"
        f"</p:graphicFrame>"
    )


def _row_xml(row: Sequence[Square], sheet: Sheet, language: Language, *, is_head: bool) -> str:
    cells = "".join(
        _square_xml(one, language, is_head=is_head, pads=(sheet.pad if at else 0, sheet.pad))
        for at, one in enumerate(row)
    )
    high = row_height(row, sheet.widths, sheet.pad)
    return f'<a:tr h="{round(high * EMU)}">{cells}</a:tr>'


def _square_xml(
    square: Square, language: Language, *, is_head: bool, pads: tuple[float, float]
) -> str:
    none = "<a:{0} w=" + '"0"><a:noFill/></a:{0}>'
    size, colour = (1.5, "tx1") if is_head else (0.75, SOFT)
    under = (
        f'<a:lnB w="{round(size * EMU)}"><a:solidFill>{colour_xml(colour)}</a:solidFill></a:lnB>'
    )
    ground = (
        f"<a:solidFill>{colour_xml(square.fill)}</a:solidFill>" if square.fill else "<a:noFill/>"
    )
    anchor = "b" if is_head else "t"
    (left, right), y = (round(one * EMU) for one in pads), round(PAD_Y * EMU)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{body_xml((square.para,), language)}</a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{y}" marB="{y}" anchor="{anchor}">'
        f"{none.format('lnL')}{none.format('lnR')}{none.format('lnT')}{under}{ground}"
        f"</a:tcPr></a:tc>"
    )
