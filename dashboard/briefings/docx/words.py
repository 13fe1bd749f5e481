"""Text of a Word document as its XML: cleaned, escaped, each script in its language and direction.

Nothing of a text becomes markup or a field: fields are made in `docx_fields` from fixed words.
"""

import re
from html import escape
from itertools import pairwise

from dashboard.briefings.text_direction import is_from_the_right
from metrics import Language

LANGUAGES = {Language.EN: "en-CA", Language.FR: "fr-CA"}
# What XML cannot hold or nobody may see: controls, half letters, overrides of the direction.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
LINES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
ARABIC = "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
HEBREW = "[\u0590-\u05ff\ufb1d-\ufb4f]"
SYLLABICS = "[\u1400-\u167f\u18b0-\u18ff]"
SCRIPTS = re.compile(
    "|".join(f"({one}+(?:[ \u00a0]+{one}+)*)" for one in (ARABIC, HEBREW, SYLLABICS))
)
# Of a text written from right to left Word reads the language and the font under other names.
LOOKS = {
    1: '<w:rtl/><w:lang w:bidi="ar-SA"/>',
    2: '<w:rtl/><w:lang w:bidi="he-IL"/>',
    3: '<w:lang w:val="iu-Cans-CA"/>',
}
JOINT = "\u00a0· "


def clean(text: str) -> str:
    """The text without what no reader sees and no file may hold; lines run on."""
    return UNSEEN.sub("", LINES.sub(" ", text))


def attribute(text: str) -> str:
    return escape(clean(text), quote=True)


def run(text: str, style: str = "", lang: Language | None = None) -> str:
    """The text in a character style; `lang` where it is not the document's."""
    said = f'<w:lang w:val="{LANGUAGES[lang]}"/>' if lang else ""
    return "".join(_run(part, style, look or said) for part, look in _pieces(clean(text)))


def _pieces(text: str) -> list[tuple[str, str]]:
    """The text cut where its script changes, each with its own language and direction."""
    found = [(one.start(), one.end(), LOOKS[one.lastindex or 3]) for one in SCRIPTS.finditer(text)]
    parts: list[tuple[str, str]] = []
    for start, end in pairwise([0, *(at for one in found for at in one[:2]), len(text)]):
        look = next((look for begin, _, look in found if begin == start and end > start), "")
        parts += [(text[start:end], look)] if end > start else []
    return parts


def _run(text: str, style: str, look: str) -> str:
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    how = f"<w:rPr>{named}{look}</w:rPr>" if named or look else ""
    return f'<w:r>{how}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"


def para(style: str, content: str, *, keep: bool = False, rtl: bool = False) -> str:
    """A paragraph; `keep` holds it with the next one."""
    how = f'<w:pStyle w:val="{style}"/>'
    how += "<w:keepNext/>" if keep else ""
    how += "<w:bidi/>" if rtl else ""
    return f"<w:p><w:pPr>{how}</w:pPr>{content}</w:p>"


def tell(style: str, text: str, *, lang: Language | None = None, keep: bool = False) -> str:
    """A paragraph of one text, in the direction of its letters."""
    return para(style, run(text, lang=lang), keep=keep, rtl=is_from_the_right(text))


def joined(*texts: str) -> str:
    """What is not empty, on one line."""
    return JOINT.join(one for one in texts if one)


def listed(texts: tuple[str, ...], *, keep: bool = False) -> list[str]:
    """One text as a paragraph, several as a list; empty ones are left out."""
    told = [one for one in texts if clean(one).strip()]
    return [tell("ListBullet" if len(told) > 1 else "BodyText", one, keep=keep) for one in told]
