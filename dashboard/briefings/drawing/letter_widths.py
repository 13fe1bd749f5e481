"""How wide letters are, in thousandths of their size, in the two typefaces of the slides.

The faces are ones that the usual presentation programs bring along; the widths are those of the
free faces made to the same measure (Liberation Sans for Arial, P052 for Palatino Linotype).
"""

import unicodedata
from collections.abc import Mapping
from functools import cache

SANS = "Arial"
SERIF = "Palatino Linotype"

_SANS = {
    191: "'", 222: "ijl’‘ł", 260: "|", 278: " !,./:;I[\\]ft\xa0ı", 333: "()-`r“”·", 334: "{}",
    355: '"', 389: "*", 400: "°", 469: "^", 500: "Jcksvxyz", 549: "≥≤≈±",
    556: "#$0123456789?L_abdeghnopqu«»–ð€", 584: "+<=>~−×", 604: "●■○", 611: "FTZøß",
    667: "&ABEKPSVXYÞ", 722: "CDHNRUw", 750: "◆", 778: "GOQØ", 833: "Mm½", 889: "%æ", 944: "Wœ",
    990: "▲", 1000: "—…ŒÆ", 1015: "@",
}  # fmt: skip
_SANS_BOLD = {
    238: "'", 278: " ,./I\\ijl\xa0’‘łı", 280: "|", 333: "!()-:;[]`ft·", 389: "*r{}", 400: "°",
    474: '"', 500: "z“”", 549: "≥≤≈±", 556: "#$0123456789J_aceksvxy«»–€", 584: "+<=>^~−×",
    604: "●■○", 611: "?FLTZbdghnopquøðß", 667: "EPSVXYÞ", 722: "&ABCDHKNRU", 750: "◆",
    778: "GOQwØ", 833: "M½", 889: "%mæ", 944: "Wœ", 975: "@", 990: "▲", 1000: "—…ŒÆ",
}  # fmt: skip
_SERIF = {
    227: "'", 250: " ,.:;\xa0·", 278: "!’‘", 296: "/", 310: "{}", 333: "()-[]`ijltłı", 389: "IJfr",
    400: "°", 402: '"', 444: "*?cs", 500: "#$0123456789_aexz«»–“”€", 556: "Fgovyøð",
    606: "+<=>\\^|~−×±", 611: "ELPSbdhknpquÞß", 667: "BTXYZ", 722: "CR", 747: "@", 750: "½",
    778: "AKUVæ", 833: "&DGHNOQwœØ", 889: "%m", 1000: "MW—…≥≤≈ŒÆ●■▲○◆",
}  # fmt: skip
OTHER = 700  # Hebrew, Arabic, Greek, Cyrillic: rather too wide than too narrow
WIDE = 1100  # syllabics, ideographs, emoji


def _by_letter(groups: Mapping[int, str]) -> dict[str, int]:
    return {letter: wide for wide, letters in groups.items() for letter in letters}


_FACES = (_by_letter(_SANS), _by_letter(_SANS_BOLD), _by_letter(_SERIF))


@cache
def advance(letter: str, *, bold: bool, serif: bool) -> int:
    """The width of one letter; an accent on it makes it no wider."""
    face = _FACES[2 if serif else int(bold)]
    base = unicodedata.normalize("NFD", letter)[:1] or letter
    if letter in face or base in face:
        return face.get(letter, face.get(base, OTHER))
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn"):
        return 0
    if ord(letter) >= 0x1400:
        return WIDE
    return OTHER


def width(text: str, size: float, *, bold: bool = False, serif: bool = False) -> float:
    """How wide a text is, in points."""
    return sum(advance(one, bold=bold, serif=serif) for one in text) * size / 1000
