"""Where somebody lives: street addresses and full postal codes."""

import re

from ingest.personal_data.kinds import Kind
from ingest.personal_data.listed import listed
from ingest.personal_data.normal import folded
from ingest.personal_data.note_words import KNOWN
from ingest.personal_data.pattern import Found, Pattern, always, compiled
from ingest.personal_data.vocabulary import PLACES, WORDS

_STREET = (
    r"street|avenue|ave|road|rd|boulevard|blvd|drive|lane|crescent|cres|terrace|parkway|pkwy|"
    r"highway|hwy|side ?road|concession|st(?=[.,;)]|$| (?:n|s|e|w|north|south|east|west|apt|unit|"
    r"in|suite|toronto|ottawa)\b)|dr(?=[.,;)]|$)|ct(?=[.,;)]|$)"
)
_AFTER_STREET = (
    r"(?! ?(?:map|safety|outreach|youth|worker|workers|team|program|involved|based|level|check|"
    r"show|trip|test|side|crime|health|drug|services?|visits?|contacts?|teams?|nurses?|clinic|"
    r"closures?|campaigns?|survey|event|events|light|art|works|plans|boundar\w+)\b)"
)
_VAGUE = r"court|way|place|line|circle|square|trail|gate|grove|close|path|row|heights|gardens?"
_RUE = (
    r"rue|avenue|av\.|boulevard|boul\.|chemin|ch\.|rang|route|rte|all[ée]e|impasse|mont[ée]e|"
    r"promenade|croissant|terrasse|c[ôo]te|place"
)


def _is_street(match: Found) -> bool:
    """A house has a number, not a year before a plan; its street does not begin small."""
    name = match["street"].split()
    if _OF_OFFICE.search(match.string[max(0, match.start() - 60) : match.start()]):
        return False
    return not any(one.casefold() in _NOT_STREETS for one in name)


# The site at 123 Main Street: an organization's, and no home.
_OF_OFFICE = re.compile(
    r"\b(?:sites?|offices?|bureaux?|clinics?|cliniques?)(?: (?:is|was|moved|opened|now|est|sont|a "
    r"déménagé))?(?: (?:at|to|au|à|on))? ?[:,]? ?$|"
    r"\b(?:sites?|offices?|bureaux?|clinics?|cliniques?)\b[^.;,]{0,40} "
    r"(?:moved|relocated|déménagé) (?:to|au|à) $",
    re.IGNORECASE,
)
_NOT_STREETS = frozenset(
    listed(
        """
people clients survivors women youth men children visits calls cases sessions beds units
events outreach of the per and to from by with for on in at trained served workers new hours
days weeks months years contacts posters km kits personnes jeunes femmes
"""
    )
)
# A rural route, and the box or site on it: neither has a street.
_RURAL = r"(?:r\.? ?r\.?|s\.? ?s\.?|rural route|route rurale) ?(?:n[o°º]\.? ?)?#?\d{1,3}"
_BOX = r"(?:p\.? ?o\.? )?(?:box|bo[iî]te|case|casier|comp(?:artment)?|lot|bag)\.? ?#?\d{1,5}\b"
_BOXES = (
    r"(?:p\.? ?o\.? )?(?:box|bo[iî]te|case|casier|site|comp(?:artment)?|lot|gr?p|group|bag)\.? ?#?"
    r"\d{1,5}\b"
)
_GAP = r"[ ,.;-]{1,4}"
_LIVES = (
    r"\b(?:lives?|lived|living|home is|house is|resid(?:es?|ing)|stay(?:s|ing)|moved to|address|"
    r"mail(?:s|ed)?(?: goes)?|write to|habite|demeure|vit|r[ée]side|loge|adresse|courrier|"
    r"[ée]crire)\b[^\d\n;.]{0,12}"
)
_TOWN = r"(?P<town>[^\W\d_][\w'’-]+)"
_NO_STREET = r"(?:general delivery|gen\.? ?del(?:\.|\b)|poste restante)"
# Work along a rural route is no address on it.
_WORKED = (
    r"(?!,? (?:outreach|visits?|stops?|bus|boundar\w+|detour|clos\w+|was|were|is|are|not|"
    r"ferm\w+|visites?|d[ée]tour)\b)"
)


_NO_TOWNS = (WORDS | KNOWN) - PLACES - {
    "wawa", "chapleau", "marathon", "geraldton", "nipigon", "atikokan", "ignace", "longlac",
    "cochrane", "attawapiskat", "kashechewan", "pikangikum", "fort", "port", "sioux", "bay",
    "saint", "sainte", "st", "ste", "red", "lac", "point", "pointe", "grand", "iroquois",
}  # fmt: skip


def _is_in_town(match: Found) -> bool:
    """A word in capitals behind it that is none of an office: Emo, and not Section or Program."""
    town = match["town"]
    return town[0].isupper() and folded(town) not in _NO_TOWNS


ADDRESSES = (
    Pattern(
        Kind.ADDRESS,
        compiled(r"(?<![\w.,$/-])\d{1,6} (?:hwy|highway|regional road|county road) #?\d{1,3}\b"),
        always,
    ),
    Pattern(
        Kind.ADDRESS,
        compiled(
            r"(?<![\w.,$/-])#?(?:\d{1,4}-)?\d{1,5}[a-d]?,? "
            r"(?P<street>(?:(?!\d{3,})[\w'.-]+ ){1,4}?)"
            rf"(?:{_STREET})\b{_AFTER_STREET}"
        ),
        _is_street,
    ),
    Pattern(
        Kind.ADDRESS,
        compiled(
            r"(?<![\w.,$/-])\d{1,5}[a-d]?,? (?P<street>(?:[a-z][\w'.-]+ ){1,3}?)"
            rf"(?:{_VAGUE})\b"
            r"(?=,? (?:apt|unit|suite|#|[a-z'. -]{2,20},? (?:on|ontario)\b)|, [A-Z])"
        ),
        _is_street,
    ),
    Pattern(
        Kind.ADDRESS,
        compiled(
            rf"(?<![\w.$/-])\d{{1,5}}(?: ?[a-d]\b)?,? (?:bis |ter )?(?:{_RUE}) "
            r"(?:(?:de la|de l'|du|des|de|d'|la|le|les|saint|sainte|st|ste)[ -]?){0,2}"
            r"(?P<street>[^\W\d_][\w'.-]+)"
        ),
        _is_street,
    ),
    Pattern(
        Kind.ADDRESS,
        compiled(
            r"\b(?:(?:p\.? ?o\.? box|case postale)\s?#?\d{1,6}\b|"
            rf"(?:rural route|r\.?r\.? ?#)\s?#?\d{{1,6}}\b{_WORKED})"
        ),
        always,
    ),
    Pattern(
        Kind.ADDRESS,
        compiled(
            r"\b(?:address|adresse|lives at|living at|resides at|staying at|habite(?: au)?|"
            r"demeure au|r[ée]side au|loge au)\s{0,2}[:=]?\s{0,3}(?:apt\.? |unit )?\d{1,5}[a-d]?,?"
            r" [^\W\d_]{2,}"
        ),
        always,
    ),
    Pattern(
        Kind.ADDRESS,
        compiled(
            rf"\b{_RURAL}{_GAP}{_BOXES}|"
            rf"\b{_BOX}{_GAP}(?:{_BOXES}{_GAP})?{_RURAL}(?!\d)|"
            rf"\b{_BOXES}{_GAP}{_BOX}(?:{_GAP}{_RURAL}|(?!\d))|"
            rf"\b(?:r\.r\.|route rurale) ?(?:n[o°º]\.? ?)?#?\d{{1,3}}\b{_WORKED}"
        ),
        always,
    ),
    Pattern(
        Kind.ADDRESS,
        compiled(rf"{_LIVES}(?:{_RURAL}|{_BOX}|(?:c|b)\. ?p\. ?\d{{1,5}})(?!\d| (?:of|on|du|de) )"),
        always,
    ),
    # Where somebody was on a day: the room of a hotel
    Pattern(
        Kind.ADDRESS,
        compiled(
            r"\b(?:hotel|h[ôo]tel|motel|inn)\b[^\n.;]{0,30}\b(?:room|rm|chambre) ?#?\d{2,4}\b"
            r"(?! (?:nights?|people|rooms?|nuits?|personnes))|"
            r"\b(?:room|rm|chambre) ?#?\d{2,4},? (?:at|in|of|du|au|à|de l['’]) ?"
            r"[^\n.;]{0,30}\b(?:hotel|h[ôo]tel|motel|inn)\b"
        ),
        always,
    ),
    # Case postale is C.P. as well, and a rural route RR: each with the town behind it.
    Pattern(
        Kind.ADDRESS,
        compiled(
            rf"\b(?:{_RURAL},? ?|"
            rf"(?:c|b)\. ?p\. ?\d{{1,5}},? |(?:p\.? ?o\.? )?box \d{{1,5}}, ?){_TOWN}"
        ),
        _is_in_town,
    ),
)
WITHOUT_NUMBER = (
    Pattern(Kind.ADDRESS, compiled(rf"(?:{_LIVES}|\bc/o ){_NO_STREET}"), always),
    Pattern(Kind.ADDRESS, compiled(rf"\b{_NO_STREET},? (?:(?:à|in|at) )?{_TOWN}"), _is_in_town),
)
POSTAL = (
    Pattern(
        Kind.POSTAL_CODE,
        compiled(
            r"(?<![0-9A-Z])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ \-.·]{0,3}\d[ABCEGHJ-NPRSTV-Z]\d"
            r"(?![0-9A-Z])"
        ),
        always,
    ),
)
