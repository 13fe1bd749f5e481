"""Colours and fonts of a Word document: those of the pages, by their names.

The fonts are in the file. A program that reads no fonts from files shows Calibri and Cambria, or
Arial, in their place: the table of fonts tells it so.
"""

from collections.abc import Mapping

from docx.oxml.ns import nsdecls

from dashboard import tokens

SANS, SERIF = "Source Sans 3", "Source Serif 4 SemiBold"
INK, INK_2, DATA, RULE, SOFT, EDGE, NOTE = (
    "ink", "ink-2", "data", "rule", "rule-soft", "edge", "note-bg",
)  # fmt: skip
TOKENS = {name: ink[1:] for name, ink in tokens.TOKENS.items()}
TONES = (("Good", "good"), ("Watch", "watch"), ("Off", "off"), ("Quiet", "quiet"))
COLOURS = (
    ("dk1", INK), ("lt1", "paper"), ("dk2", INK_2), ("lt2", "tint"), ("accent1", DATA),
    ("accent2", "data-2"), ("accent3", "good"), ("accent4", "watch"), ("accent5", "off"),
    ("accent6", "context"), ("hlink", DATA), ("folHlink", "off"),
)  # fmt: skip
# For scripts that our fonts do not draw: fonts that come with Windows.
SCRIPTS = '<a:font script="Arab" typeface="Arial"/><a:font script="Hebr" typeface="Arial"/>' \
    '<a:font script="Cans" typeface="Gadugi"/>'  # fmt: skip
FONTS = (
    (SANS, "Calibri", "swiss", "020B0503030403020204"),
    (SERIF, "Cambria", "roman", "02040603050405020204"),
    ("Arial", "Helvetica", "swiss", "020B0604020202020204"),
)
FILLS = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
LINES = (
    '<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
)  # fmt: skip
EFFECTS = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def theme_part() -> bytes:
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{TOKENS[token].upper()}"/></a:{slot}>'
        for slot, token in COLOURS
    )
    fonts = _family("majorFont", SERIF) + _family("minorFont", SANS)
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="Briefing"><a:themeElements><a:clrScheme name="Briefing">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Briefing">{fonts}</a:fontScheme><a:fmtScheme name="Briefing">'
        f"<a:fillStyleLst>{FILLS}</a:fillStyleLst><a:lnStyleLst>{LINES}</a:lnStyleLst>"
        f"<a:effectStyleLst>{EFFECTS}</a:effectStyleLst><a:bgFillStyleLst>{FILLS}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def _family(tag: str, font: str) -> str:
    return (
        f'<a:{tag}><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface="Arial"/>'
        f"{SCRIPTS}</a:{tag}>"
    )


def fonts_part(embedded: Mapping[str, str]) -> bytes:
    """Each font with the one that stands in for it, and the faces of it that are in the file."""
    told = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="00"/><w:family w:val="{family}"/><w:pitch w:val="variable"/>'
        f"{embedded.get(name, '')}</w:font>"
        for name, other, family, panose in FONTS
    )
    return f"{HEAD}<w:fonts {nsdecls('w', 'r')}>{told}</w:fonts>".encode()
