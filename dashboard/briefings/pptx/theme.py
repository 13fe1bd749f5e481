"""The look of the slides: colours, typefaces, master and layouts, written out in full.

Nothing of another program's stock theme is in it. `template` gives a presentation without slides;
the layouts are named in the language of the document.
"""

import io
import zipfile
from typing import NamedTuple

from dashboard import tokens
from dashboard.briefings.document import Document
from dashboard.briefings.drawing.letter_widths import SANS, SERIF
from dashboard.briefings.pptx.text import LANGUAGES, attribute

EMU = 12700  # in a point
WIDE, HIGH = 960.0, 540.0  # points: 13.333 by 7.5 inches
EDGE = 45.0  # the margin at left and right
COLOURS = {
    name: ink[1:].upper()
    for name, ink in {
        "dk1": tokens.INK, "lt1": tokens.PAPER, "dk2": tokens.INK_2, "lt2": tokens.TINT,
        "accent1": tokens.DATA, "accent2": tokens.DATA_2, "accent3": tokens.GOOD,
        "accent4": tokens.WATCH, "accent5": tokens.OFF, "accent6": tokens.CONTEXT,
        "hlink": tokens.DATA, "folHlink": tokens.INK_2,
    }.items()
}  # fmt: skip
RULE, SOFT, GRID = (one[1:].upper() for one in (tokens.RULE, tokens.RULE_SOFT, tokens.GRID))
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Box(NamedTuple):
    """A place on a slide, in points."""

    x: float
    y: float
    wide: float
    high: float


class Slot(NamedTuple):
    """A placeholder of a layout: its kind and number, and where it stands."""

    kind: str
    place: int
    box: Box


FULL = WIDE - 2 * EDGE
TITLE = Box(EDGE, 44, FULL, 82)
KICKER = Box(EDGE, 24, FULL, 17)
BODY = Box(EDGE, 106, FULL, 338)
SOURCE = Box(EDGE, 449, FULL, 26)
FOOT_RULE = 447.5
IDENT = Box(EDGE, 476, FULL - 85, 13)
NUMBER = Box(WIDE - EDGE - 80, 476, 80, 13)
DATES = Box(EDGE, 488, FULL, 13)
FOOTER = Box(EDGE, 500, FULL, 36)
PLOT = Box(EDGE, 166, 604, 250)
HEADING = Box(EDGE, 134, 604, 32)
UNDER = Box(EDGE, 418, 604, 30)
PANEL = Box(EDGE + 634, 134, FULL - 634, 314)
COVER = Box(EDGE, 120, FULL - 90, 190)
FACTS = Box(EDGE, 316, FULL, 130)

_FOOT = (
    Slot("dt", 10, DATES), Slot("ftr", 11, FOOTER), Slot("sldNum", 12, NUMBER),
    Slot("body", 16, SOURCE), Slot("body", 17, IDENT), Slot("body", 13, KICKER),
)  # fmt: skip
_TITLE = Slot("title", 0, TITLE)
LAYOUTS: dict[str, tuple[Slot, ...]] = {
    "cover": (Slot("ctrTitle", 0, COVER), Slot("subTitle", 1, FACTS), *_FOOT),
    "lines": (_TITLE, Slot("body", 1, BODY), *_FOOT),
    "scorecard": (_TITLE, Slot("tbl", 14, BODY), *_FOOT),
    "changes": (_TITLE, Slot("body", 1, BODY), *_FOOT),
    "exhibit": (
        _TITLE, Slot("body", 18, HEADING), Slot("chart", 14, PLOT), Slot("body", 19, UNDER),
        Slot("body", 15, PANEL), *_FOOT,
    ),
    "table": (
        _TITLE, Slot("body", 18, HEADING), Slot("tbl", 14, PLOT), Slot("body", 15, PANEL), *_FOOT,
    ),
}  # fmt: skip
KINDS = {"cover": "title", "lines": "obj", "scorecard": "tbl", "changes": "obj"}


def layout_names(document: Document) -> dict[str, str]:
    """What each layout is called, in the words of the document."""
    said = document.labels
    return {
        "cover": said.code,
        "lines": said.key_lines,
        "scorecard": said.scorecard,
        "changes": said.changes,
        "exhibit": said.exhibit.replace("{number}", "").strip(),
        "table": said.table.replace("{number}", "").strip(),
    }


def transform(box: Box, tag: str = "a") -> str:
    x, y, wide, high = (round(one * EMU) for one in box)
    return f'<{tag}:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></{tag}:xfrm>'


def template(document: Document) -> bytes:
    """A presentation without slides, in this look."""
    names, lang = layout_names(document), LANGUAGES[document.language]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": _presentation(lang),
        "ppt/_rels/presentation.xml.rels": _relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/tableStyles.xml": HEAD + f'<a:tblStyleLst {NAMESPACES} def="{NO_STYLE}"/>',
        "ppt/theme/theme1.xml": theme(document.head.organization),
        "ppt/slideMasters/slideMaster1.xml": _master(lang),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            *(("slideLayout", f"../slideLayouts/slideLayout{at}.xml") for at in _numbers()),
            ("theme", "../theme/theme1.xml"),
        ),
    }  # fmt: skip
    for at, kind in enumerate(LAYOUTS, 1):
        parts[f"ppt/slideLayouts/slideLayout{at}.xml"] = _layout(kind, names[kind], lang)
        parts[f"ppt/slideLayouts/_rels/slideLayout{at}.xml.rels"] = _relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return _zipped(parts)


NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # a table that draws nothing of its own


def _numbers() -> range:
    return range(1, len(LAYOUTS) + 1)


def _zipped(parts: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text)
    return held.getvalue()


def _relations(*kinds: tuple[str, str]) -> str:
    every = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(kinds, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{every}</Relationships>'


def _content_types() -> str:
    kinds = {
        "presentation.xml": "presentationml.presentation.main",
        "slideMasters/slideMaster1.xml": "presentationml.slideMaster",
        "theme/theme1.xml": "theme",
        "tableStyles.xml": "presentationml.tableStyles",
    } | {f"slideLayouts/slideLayout{at}.xml": "presentationml.slideLayout" for at in _numbers()}
    every = "".join(
        f'<Override PartName="/ppt/{name}" ContentType="{TYPES}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006"
    return (
        f'{HEAD}<Types xmlns="{space}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{every}</Types>'
    )


def _presentation(lang: str) -> str:
    size = f'cx="{round(WIDE * EMU)}" cy="{round(HIGH * EMU)}"'
    return (
        f'{HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst>'
        f'<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldSz {size}/>'
        f'<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle><a:defPPr>'
        f'<a:defRPr lang="{lang}"/></a:defPPr></p:defaultTextStyle></p:presentation>'
    )


def theme(name: str) -> str:
    colours = "".join(
        f'<a:{one}><a:srgbClr val="{value}"/></a:{one}>' for one, value in COLOURS.items()
    )
    others = "".join(
        f'<a:font script="{script}" typeface="{face}"/>'
        for script, face in (("Arab", "Arial"), ("Hebr", "Arial"), ("Cans", "Gadugi"))
    )
    fonts = "".join(
        f'<a:{tag}><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface="Arial"/>'
        f"{others}</a:{tag}>"
        for tag, face in (("majorFont", SERIF), ("minorFont", SANS))
    )
    flat = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    rules = "".join(f'<a:ln w="{one}">{flat}<a:prstDash val="solid"/></a:ln>'
                    for one in (9525, 12700, 19050))  # fmt: skip
    plain = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme {NAMESPACES} name="{attribute(name)}"><a:themeElements>'
        f'<a:clrScheme name="{attribute(name)}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{attribute(name)}">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="{attribute(name)}"><a:fillStyleLst>{flat * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{rules}</a:lnStyleLst><a:effectStyleLst>{plain}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{flat * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)
INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0"'


def _placeholder(at: int, slot: Slot, lang: str) -> str:
    index = f' idx="{slot.place}"' if slot.place else ""
    text = f'<a:r><a:rPr lang="{lang}"/><a:t>…</a:t></a:r>'
    if slot.kind == "sldNum":
        guid = "{B1F0A2C4-5D6E-4F70-8192-A3B4C5D6E7F8}"
        text = f'<a:fld id="{guid}" type="slidenum"><a:rPr lang="{lang}"/><a:t>1</a:t></a:fld>'
    size = 900 if slot.place >= 10 and slot.place != 15 else 1600
    style = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{"r" if slot.place in (12, 17) else "l"}">'
        f'<a:buNone/><a:defRPr sz="{size}"/></a:lvl1pPr>'
    )
    if slot.place == 0:
        style = ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{at}" name="{slot.kind} {at}"/><p:cNvSpPr><a:spLocks '
        f'noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{slot.kind}"{index}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{transform(slot.box)}</p:spPr><p:txBody><a:bodyPr {INSETS}><a:normAutofit/>"
        f"</a:bodyPr><a:lstStyle>{style}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _layout(kind: str, name: str, lang: str) -> str:
    slots = "".join(_placeholder(at, one, lang) for at, one in enumerate(LAYOUTS[kind], 2))
    sort = f' type="{KINDS[kind]}"' if kind in KINDS else ""
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES}{sort} preserve="1"><p:cSld name="{attribute(name)}">'
        f"<p:spTree>{TREE}{slots}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/>"
        f"</p:clrMapOvr></p:sldLayout>"
    )


def _rule(at: int, y: float, high: float, colour: str, x: float = EDGE, wide: float = FULL) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{at}" name="rule {at}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f"</p:nvSpPr><p:spPr>{transform(Box(x, y, wide, high))}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{colour}</a:solidFill>'
        f"<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _master(lang: str) -> str:
    slots = (_TITLE, Slot("body", 1, BODY), *_FOOT[:3])
    shapes = "".join(_placeholder(at, one, lang) for at, one in enumerate(slots, 2))
    ink, hair = '<a:schemeClr val="tx1"/>', f'<a:srgbClr val="{RULE}"/>'
    rules = _rule(20, 0, 6, ink, 0, WIDE) + _rule(21, FOOT_RULE, 0.75, hair)
    ids = "".join(f'<p:sldLayoutId id="{2147483648 + at}" r:id="rId{at}"/>' for at in _numbers())
    return (
        f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr "
        f'val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}{rules}{shapes}'
        f"</p:spTree></p:cSld>{MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"{_style('titleStyle', 2800, '+mj', lang, bold=True)}"
        f"{_style('bodyStyle', 1600, '+mn', lang)}{_style('otherStyle', 1600, '+mn', lang)}"
        f"</p:txStyles></p:sldMaster>"
    )


def _style(tag: str, size: int, face: str, lang: str, *, bold: bool = False) -> str:
    return (
        f'<p:{tag}><a:lvl1pPr algn="l"><a:buNone/><a:defRPr lang="{lang}" sz="{size}" '
        f'b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="{face}-lt"/><a:ea typeface="{face}-ea"/><a:cs typeface="{face}-cs"/>'
        f"</a:defRPr></a:lvl1pPr></p:{tag}>"
    )
