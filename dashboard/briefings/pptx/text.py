"""Text of slides: cleaned, each script in its language, and measured before it is set."""

import re
from collections.abc import Callable, Iterable
from html import escape
from itertools import pairwise
from typing import NamedTuple, TypeVar

from dashboard.briefings.drawing.letter_widths import width
from dashboard.briefings.text_direction import is_from_the_right
from metrics import Language

LANGUAGES = {Language.EN: "en-CA", Language.FR: "fr-CA"}
# What XML cannot hold or nobody may see: controls, half letters, overrides of the direction.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
SCRIPTS = {
    "ar-SA": "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]",
    "he-IL": "[\u0590-\u05ff\ufb1d-\ufb4f]",
    "iu-Cans-CA": "[\u1400-\u167f\u18b0-\u18ff]",
}
RUNS = re.compile("|".join(f"({one}+(?: +{one}+)*)" for one in SCRIPTS.values()))
SERIF_LEADING, SANS_LEADING = 1.25, 1.2  # line height over size, as programs draw these faces
SLACK = 1.02  # programs differ a little in how they round the widths of letters
LEAST = 6.0  # points
Part = TypeVar("Part")


class Run(NamedTuple):
    """A piece of text in one look. `colour` is a colour of the theme, or RRGGBB."""

    text: str
    size: float = 14
    colour: str = "tx1"
    bold: bool = False
    serif: bool = False
    lang: Language | None = None  # where it is not the document's
    link: str = ""  # id of the relationship that it leads along
    jump: bool = False  # the link leads to another slide
    field: str = ""  # "slidenum" for the number that the program fills in


class Para(NamedTuple):
    runs: tuple[Run, ...]
    before: float = 0  # points
    align: str = "l"
    bullet: bool = False
    under: bool = False  # belongs to the paragraph with a bullet before it, and stays beside it

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.runs)


INDENT = 14.0  # points, of a paragraph with a bullet


def clean(text: str) -> str:
    """The text without what no reader sees and no file may hold; lines run on."""
    return UNSEEN.sub("", re.sub(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+", " ", text))


def attribute(text: str) -> str:
    return escape(clean(text), quote=True)


def words(
    text: str, size: float = 14, colour: str = "tx1", *, before: float = 0, bold: bool = False,
    serif: bool = False,
) -> Para:  # fmt: skip
    return Para((Run(clean(text), size, colour, bold, serif),), before)


def scaled(paras: Iterable[Para], by: float) -> tuple[Para, ...]:
    return tuple(
        one._replace(
            before=one.before * by,
            runs=tuple(run._replace(size=_half(run.size * by)) for run in one.runs),
        )
        for one in paras
    )


def _half(size: float) -> float:
    return max(LEAST, int(size * 2) / 2)


def lines(para: Para, wide: float) -> int:
    """How many lines a paragraph takes in a box of that width, words broken where they must be."""
    room = wide - (INDENT if para.bullet or para.under else 0)
    count, at = 1, 0.0
    for piece in _pieces(para):
        at, more = _placed(piece, at, room)
        count += more
    return count


def _pieces(para: Para) -> list[tuple[float, float]]:
    """Words of a paragraph: how wide each is, and the space after it. A word may span runs."""
    every: list[tuple[float, float]] = []
    is_open = False
    for run in para.runs:
        for word in re.findall(r"[^ ]+| +", run.text):
            wide = width(word, run.size, bold=run.bold, serif=run.serif) * SLACK
            if word[0] == " ":
                if every:
                    every[-1] = (every[-1][0], every[-1][1] + wide)
                is_open = False
            elif is_open:
                every[-1] = (every[-1][0] + wide, 0.0)
            else:
                every.append((wide, 0.0))
                is_open = True
    return every


def _placed(piece: tuple[float, float], at: float, room: float) -> tuple[float, int]:
    wide, space = piece
    if at + wide <= room:
        return at + wide + space, 0
    broken = int(wide // room)
    return wide - broken * room + space, broken + (1 if at else 0)


def height(paras: Iterable[Para], wide: float) -> float:
    return sum(one.before + lines(one, wide) * _leading(one) for one in paras)


def _leading(para: Para) -> float:
    return max(
        (one.size * (SERIF_LEADING if one.serif else SANS_LEADING) for one in para.runs),
        default=12.0,
    )


STEPS = (1.0, 0.93, 0.86, 0.8, 0.73, 0.66, 0.6, 0.53, 0.46, 0.4, 0.33)


def fitted(
    paras: Iterable[Para], wide: float, high: float, least: float = 0.33
) -> tuple[Para, ...]:
    """The paragraphs in the largest step of sizes that fits, or in the smallest."""
    every = tuple(paras)
    steps = [scaled(every, step) for step in STEPS if step >= least]
    return next((one for one in steps if height(one, wide) <= high), steps[-1])


def paged(paras: Iterable[Para], wide: float, high: float) -> list[tuple[Para, ...]]:
    """The paragraphs on as many pages as they need, about as full as one another."""
    parts = [part for one in paras for part in _parted(one, wide, high)]
    return evenly(lambda room: _packed(parts, wide, room), high)


def evenly(pack: Callable[[float], list[Part]], high: float) -> list[Part]:
    """What is packed, in the least room a page that takes no more pages than all the room does."""
    most = pack(high)
    tries = (pack(high * share) for share in (0.5, 0.6, 0.7, 0.8, 0.9))
    return next((one for one in tries if len(one) == len(most)), most) if len(most) > 1 else most


def _packed(parts: Iterable[Para], wide: float, high: float) -> list[tuple[Para, ...]]:
    pages: list[tuple[Para, ...]] = []
    here: tuple[Para, ...] = ()
    for part in parts:
        if here and height((*here, part), wide) > high:
            cut = len(here) - 1 if part.under and len(here) > 1 else len(here)
            pages, here = [*pages, here[:cut]], here[cut:]
        here = (*here, part)
    return [*pages, here] if here else pages


def _parted(para: Para, wide: float, high: float) -> list[Para]:
    """A paragraph higher than a page in pieces of a page at the most."""
    if height((para,), wide) <= high or len(para.runs) != 1:
        return [para]
    run, most = para.runs[0], max(1, int((high - para.before) / _leading(para)))
    letters = max(1, int(most * wide / (run.size * 0.75)))
    cuts = [*range(0, len(run.text), letters), len(run.text)]
    return [para._replace(runs=(run._replace(text=run.text[a:b]),)) for a, b in pairwise(cuts)]


def by_script(text: str, language: str) -> list[tuple[str, str]]:
    """The text in pieces, each with the language that its script tells."""
    found, at = [], 0
    for match in RUNS.finditer(text):
        if match.start() > at:
            found.append((text[at : match.start()], language))
        found.append((match.group(), tuple(SCRIPTS)[(match.lastindex or 1) - 1]))
        at = match.end()
    return [*found, (text[at:], language)] if at < len(text) or not found else found


def body_xml(paras: Iterable[Para], language: Language) -> str:
    """The paragraphs as DrawingML."""
    every = "".join(_para_xml(one, language) for one in paras)
    return every or f'<a:p><a:endParaRPr lang="{LANGUAGES[language]}"/></a:p>'


def _para_xml(para: Para, language: Language) -> str:
    spacing = "90" if any(one.serif for one in para.runs) else "100"
    rtl = is_from_the_right(para.text)
    align = {"l": "r", "r": "l"}.get(para.align, para.align) if rtl else para.align
    deep = int(INDENT * 12700) if para.bullet or para.under else 0
    hanging = -deep if para.bullet else 0
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if para.bullet else "<a:buNone/>"
    return (
        f'<a:p><a:pPr marL="{deep}" indent="{hanging}" algn="{align}" rtl="{int(rtl)}">'
        f'<a:lnSpc><a:spcPct val="{spacing}000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(para.before * 100)}"/></a:spcBef>{mark}</a:pPr>'
        + (
            "".join(run_xml(one, language) for one in para.runs if one.text)
            or _nothing(para, language)
        )
        + "</a:p>"
    )


def _nothing(para: Para, language: Language) -> str:
    """An empty paragraph keeps its size, or a program makes its line as high as it likes."""
    size = round(para.runs[0].size * 100) if para.runs else 1200
    return f'<a:endParaRPr lang="{LANGUAGES[language]}" sz="{size}"/>'


def run_xml(run: Run, language: Language) -> str:
    own = LANGUAGES[run.lang or language]
    return "".join(_piece_xml(run, text, lang) for text, lang in by_script(clean(run.text), own))


def _piece_xml(run: Run, text: str, lang: str) -> str:
    action = ' action="ppaction://hlinksldjump"' if run.jump else ""
    link = f'<a:hlinkClick r:id="{run.link}"{action}/>' if run.link else ""
    face = "+mj" if run.serif else "+mn"
    look = (
        f'<a:rPr lang="{lang}" sz="{round(run.size * 100)}" b="{int(run.bold)}" dirty="0">'
        f"<a:solidFill>{colour_xml(run.colour)}</a:solidFill>"
        f'<a:latin typeface="{face}-lt"/><a:ea typeface="{face}-ea"/><a:cs typeface="{face}-cs"/>'
        f"{link}</a:rPr><a:t>{escape(text, quote=False)}</a:t>"
    )
    if run.field:
        guid = "{B1F0A2C4-5D6E-4F70-8192-A3B4C5D6E7F8}"
        return f'<a:fld id="{guid}" type="{run.field}">{look}</a:fld>'
    return f"<a:r>{look}</a:r>"


def colour_xml(colour: str) -> str:
    kind = "srgbClr" if re.fullmatch("[0-9A-F]{6}", colour) else "schemeClr"
    return f'<a:{kind} val="{colour}"/>'
