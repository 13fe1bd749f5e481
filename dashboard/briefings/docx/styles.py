"""The styles of a Word document, in the look of the pages: an official edits by them.

Headings, captions and lists bear Word's own names, so that its contents, its captions and its
navigation know them. Colours and fonts come from the theme in `docx_theme`.
"""

from typing import NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dashboard.briefings.docx.theme import DATA, EDGE, INK, INK_2, NOTE, RULE, SOFT, TOKENS, TONES
from dashboard.briefings.docx.words import LANGUAGES
from metrics import Language

SERIF, BOLD = "major", "<w:b/><w:bCs/>"
NONE = 'w:val="nil"'


class Style(NamedTuple):
    """A paragraph style; sizes and distances in points, `line` in lines of the font."""

    id: str
    name: str
    size: float = 0
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 0
    line: float = 0
    based: str = "Normal"
    following: str = ""
    how: str = ""  # properties that stand before the spacing
    then: str = ""  # properties that stand after it
    serif: bool = False
    is_shown: bool = True  # in the gallery of styles


def _edge(side: str, colour: str, size: int, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{TOKENS[colour]}"/>'


def _borders(*edges: str) -> str:
    return f"<w:pBdr>{''.join(edges)}</w:pBdr>"


def _level(number: int) -> str:
    return f'<w:outlineLvl w:val="{number}"/>'


def _tabs(kind: str, at: int, leader: str = "none") -> str:
    return f'<w:tabs><w:tab w:val="{kind}" w:leader="{leader}" w:pos="{at}"/></w:tabs>'


KEEP = "<w:keepNext/><w:keepLines/>"
FAR, RIGHT = 9620, '<w:jc w:val="right"/>'
TOP_RULE = _borders(_edge("top", INK, 12, 7))
STYLES = (
    Style("BodyText", "Body Text", 10, after=4, line=1),
    Style("Title", "Title", 28, False, INK, 4, 6, 0.95, following="Subtitle", serif=True),
    Style("Subtitle", "Subtitle", 10.5, False, INK_2, 0, 14, following="BodyText"),
    Style("Heading1", "heading 1", 18, False, INK, 18, 6, 0.95, following="BodyText",
          how=KEEP + TOP_RULE, then=_level(0), serif=True),
    Style("Heading2", "heading 2", 15.5, False, INK, 12, 3, 0.95, following="BodyText",
          how=KEEP, then=_level(1), serif=True),
    Style("Heading3", "heading 3", 10, True, INK, 7, 1, following="BodyText",
          how=KEEP, then=_level(2)),
    Style("IndicatorLine", "Indicator Line", 9.5, False, INK_2, 0, 8),
    Style("KeyLine", "Key Line", 11, False, INK, 0, 5, 1.05,
          how=_borders(_edge("left", DATA, 18, 9)), then='<w:ind w:left="227"/>'),
    Style("KeyLineFigures", "Key Line Figures", 9, False, INK_2, 0, 7, 1.05,
          how=_borders(_edge("left", DATA, 18, 9)), then='<w:ind w:left="227"/>'),
    Style("Caption", "caption", 9.5, True, INK, 8, 2, following="BodyText", how=KEEP),
    Style("ChartNote", "Chart Note", 8.5, False, INK_2, 0, 3, following="BodyText"),
    Style("Picture", "Picture", 8.5, before=2, after=2, following="BodyText"),
    Style("Note", "Note", 8.5, False, INK_2, 3, 3),
    Style("Quote", "Quote", 10.5, False, INK, 4, 6, 1.08,
          how=_borders(_edge("left", EDGE, 12, 9)), then='<w:ind w:left="454" w:right="454"/>'),
    Style("ListBullet", "List Bullet", 10, after=2, line=1,
          how='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    Style("Fact", "Fact", 9.5, after=2, how=_tabs("left", 2722),
          then='<w:ind w:left="2722" w:hanging="2722"/>'),
    Style("TableText", "Table Text", 9, line=1),
    Style("TableFigure", "Table Figure", based="TableText", then=RIGHT),
    Style("TableHead", "Table Head", bold=True, based="TableText", how="<w:keepNext/>"),
    Style("TableHeadFigure", "Table Head Figure", based="TableHead", then=RIGHT),
    Style("BigFigure", "Big Figure", 24, True, INK, 0, 0, 0.9, based="TableText"),
    Style("TOCHeading", "TOC Heading", 18, False, INK, 0, 8, following="BodyText",
          how=KEEP + TOP_RULE, serif=True),
    Style("TOC1", "toc 1", 10.5, True, before=4, after=2, how=_tabs("right", FAR, "dot"),
          is_shown=False),
    Style("TOC2", "toc 2", 10, after=2, how=_tabs("right", FAR, "dot"),
          then='<w:ind w:left="227"/>', is_shown=False),
    Style("Header", "header", 8, False, INK_2, 0, 0, how=_tabs("right", FAR), is_shown=False),
    Style("HeaderFirst", "Header First", based="Header", is_shown=False,
          how=_borders(_edge("top", INK, 18, 5))),
    Style("HeaderLast", "Header Last", after=8, based="Header", is_shown=False,
          how=_borders(_edge("bottom", RULE, 4, 4))),
    Style("Banner", "Banner", 8.5, True, INK, 2, 8, is_shown=False,
          how=_borders(_edge("left", INK, 24, 6))
          + f'<w:shd w:val="clear" w:color="auto" w:fill="{TOKENS[NOTE]}"/>',
          then='<w:ind w:left="170"/>'),
    Style("Footer", "footer", 8, False, INK_2, 0, 0, how=_tabs("right", FAR), is_shown=False),
    Style("FooterFirst", "Footer First", based="Footer", is_shown=False,
          how=_borders(_edge("top", RULE, 4, 5))),
)  # fmt: skip


def style_elements(language: Language) -> list[str]:
    """Everything of the sheet of styles, in the order that Word wants."""
    return [
        _defaults(language),
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>',
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:rPr>{_colour(INK)}</w:rPr></w:style>",
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        _plain_table(),
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        "</w:style>",
        *(_paragraph(one) for one in STYLES),
        *_characters(),
        _table(),
    ]


def put_styles(root: object, language: Language) -> None:
    """Ours in place of all that the library brings."""
    held = root  # an element of lxml, which has no types
    for one in list(held):  # type: ignore[call-overload]
        held.remove(one)  # type: ignore[attr-defined]
    body = "".join(style_elements(language))
    for one in parse_xml(f"<w:styles {nsdecls('w')}>{body}</w:styles>"):
        held.append(one)  # type: ignore[attr-defined]


def _defaults(language: Language) -> str:
    said = f'<w:lang w:val="{LANGUAGES[language]}" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts('minor')}"
        '<w:sz w:val="21"/>'
        f'<w:szCs w:val="21"/>{said}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _fonts(kind: str) -> str:
    return (
        f'<w:rFonts w:asciiTheme="{kind}HAnsi" w:hAnsiTheme="{kind}HAnsi" '
        f'w:eastAsiaTheme="{kind}EastAsia" w:cstheme="{kind}Bidi"/>'
    )


def _paragraph(one: Style) -> str:
    following = f'<w:next w:val="{one.following}"/>' if one.following else ""
    shown = '<w:uiPriority w:val="1"/><w:qFormat/>' if one.is_shown else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{one.id}"{_own(one)}><w:name w:val="{one.name}"/>'
        f'<w:basedOn w:val="{one.based}"/>{following}{shown}'
        f"<w:pPr>{one.how}{_spacing(one)}{one.then}</w:pPr><w:rPr>{_letters(one)}</w:rPr></w:style>"
    )


OURS = frozenset(
    ("IndicatorLine", "KeyLine", "KeyLineFigures", "ChartNote", "Picture", "Note", "Fact",
     "TableText", "TableFigure", "TableHead", "TableHeadFigure", "BigFigure", "HeaderFirst",
     "HeaderLast", "Banner", "FooterFirst")
)  # fmt: skip


def _own(one: Style) -> str:
    """Word asks that styles of a name of our own say so."""
    return ' w:customStyle="1"' if one.id in OURS else ""


def _spacing(one: Style) -> str:
    if one.based != "Normal" and not (one.before or one.after or one.line):
        return ""
    line = f' w:line="{round(240 * one.line)}" w:lineRule="auto"' if one.line else ""
    return (
        f'<w:spacing w:before="{round(20 * one.before)}" w:after="{round(20 * one.after)}"{line}/>'
    )


def _letters(one: Style) -> str:
    fonts = _fonts(SERIF) if one.serif else ""
    size = f'<w:sz w:val="{round(2 * one.size)}"/><w:szCs w:val="{round(2 * one.size)}"/>'
    return fonts + (BOLD if one.bold else "") + _colour(one.colour) + (size if one.size else "")


def _colour(token: str) -> str:
    return f'<w:color w:val="{TOKENS[token]}"/>' if token else ""


def _characters() -> list[str]:
    """Words in bold, quiet words, links, references, and the words of progress."""
    told = [
        ("Strong", "Strong", BOLD),
        ("QuietWords", "Quiet Words", _colour(INK_2)),
        ("Hyperlink", "Hyperlink", f'{_colour(DATA)}<w:u w:val="single"/>'),
        ("Reference", "Reference", _colour(DATA)),
        *((f"Tone{name}", f"Tone {name}", BOLD + _colour(token)) for name, token in TONES),
    ]
    return [
        f'<w:style w:type="character" w:styleId="{key}"'
        f"{'' if key in ('Strong', 'Hyperlink') else ' w:customStyle=' + chr(34) + '1' + chr(34)}>"
        f'<w:name w:val="{name}"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
        for key, name, look in told
    ]


def _plain_table() -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" '
        'w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )


def _table() -> str:
    """Ink under the head, a soft rule under each row, nothing upright."""
    borders = (
        f"<w:tblBorders>{_edge('bottom', SOFT, 4, 0)}{_edge('insideH', SOFT, 4, 0)}</w:tblBorders>"
    )
    margins = (
        '<w:tblCellMar><w:top w:w="24" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="24" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        '<w:style w:type="table" w:styleId="BriefingTable" w:customStyle="1">'
        '<w:name w:val="Briefing Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr>{borders}{margins}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{BOLD}</w:rPr><w:tcPr><w:tcBorders>'
        f"{_edge('bottom', INK, 10, 0)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
