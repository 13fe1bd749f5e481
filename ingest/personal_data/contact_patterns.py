"""How somebody is reached: telephone numbers, e-mail addresses, accounts."""

import re

from ingest.personal_data.digits import are_years, is_telephone, only_digits
from ingest.personal_data.kinds import Kind
from ingest.personal_data.pattern import NO, Found, Pattern, always, compiled


def _is_called(match: Found) -> bool:
    words = match["number"]
    return 7 <= len(only_digits(words)) <= 15 and not are_years(words)


def _is_national(match: Found) -> bool:
    return len(only_digits(match[0])) in (10, 11) and not re.search(r"\b(?:19|20)\d\d\b", match[0])


_LOCAL = r"(?P<exchange>[2-9]\d\d) ?- ?(?P<line>\d{4})"
_NOT_CALLED = re.compile(
    r"(?:\d\)?[ .\-/_]{0,3}|\b(?:from|between|range|pages?|pp?\.|ages?|rooms?|suite|unit|section|"
    r"form|formulaire|table|tableau|codes?|ref|reference|r[ée]f[ée]rence|programs?|programmes?|"
    r"project|projet|item|article|part|version|model|mod[èe]le|series|s[ée]rie|de|entre|years?|"
    r"accounts?|comptes?|activity|activit[ée]|transfer payment|paiement de transfert|tp|rows?|"
    r"targets?|cibles?|increase|hausse|poste|ext|extension|local|route|rte|bus|autobus|tracking|suivi)\b"
    r"[^\d\n]{0,8})$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" ?(?:people|persons?|clients?|survivors?|women|men|youth|children|calls?|contacts?|visits?|"
    r"hours?|days?|sessions?|beds?|units?|kits?|posters?|km|pages?|cases?|places?|nights?|meals?|"
    r"personnes?|clientes?|survivantes?|femmes?|hommes?|jeunes?|enfants?|appels?|visites?|heures?|"
    r"jours?|s[ée]ances?|lits?|trousses?|affiches?|cas|nuit[ée]e?s?|repas|%|\$)(?![^\W_])",
    re.IGNORECASE,
)


def _is_without_area(match: Found) -> bool:
    """Three digits and four, as people who live near each other write a number.

    Not what such a pair may be besides: from 350 to 1200, a code with its year, 310-1818, which
    whole provinces share.
    """
    exchange, line = match["exchange"], match["line"]
    if exchange[1:] == "11" or exchange == "310" or line[:2] in ("19", "20"):
        return False
    is_range = line[0] != "0" and line[-1] in "09"
    before = match.string[max(0, match.start() - 40) : match.start()]
    counted = _COUNTED.match(match.string, match.end())
    return not (is_range or counted or _NOT_CALLED.search(before))


def is_local(value: object) -> bool:
    """Whether a cell is such a pair and nothing else: under a heading of codes it is a code."""
    return isinstance(value, str) and re.fullmatch(_LOCAL, value.strip()) is not None


TELEPHONES = (
    Pattern(
        Kind.TELEPHONE,
        compiled(
            r"(?<![0-9A-Za-z])(?<!\d[-.,/])(?:\+?1[ .\-/_]{0,3})?"
            r"(?:\([2-9]\d{2}\)[ .\-/_]{0,3}|[2-9]\d{2}[ .\-/_)]{1,3})[2-9]\d{2}[ .\-/_]{0,3}\d{4}"
            r"(?=$|[^0-9A-Za-z]|x\d|ext|poste)(?!-\d)"
        ),
        lambda match: is_telephone(only_digits(match[0])),
    ),
    Pattern(
        Kind.TELEPHONE,
        compiled(r"(?<![0-9A-Za-z])(?<!\d[-.,/])\+?1?[2-9]\d{9}(?=$|[^0-9A-Za-z.,]|[.,](?!\d)|x\d|ext)(?!-\d)"),
        lambda match: is_telephone(only_digits(match[0]), written_as_one=True),
        bare=True,
    ),
    Pattern(
        Kind.TELEPHONE,
        compiled(r"(?<![0-9A-Za-z])[2-9]\d{2}[ .\-/_][2-9]\d{6}(?![0-9A-Za-z])"),
        lambda match: is_telephone(only_digits(match[0]), written_as_one=True),
        bare=True,
    ),
    Pattern(
        Kind.TELEPHONE,
        compiled(r"(?<![0-9A-Za-z])\+\d{1,3}[ .\-()]{0,3}(?:\d[ .\-()]{0,2}){8,12}(?<=\d)(?!\d)"),
        always,
    ),
    Pattern(
        Kind.TELEPHONE,
        compiled(r"(?<![0-9A-Za-z\-/.])0(?:[1-9](?:[ .\-]\d\d){4}|\d{2,4}[ \-]\d{3,4}[ \-]?\d{3,4})"
            r"(?![0-9A-Za-z])"),
        _is_national,
    ),
    Pattern(
        Kind.TELEPHONE,
        compiled(
            r"\b(?:t[ée]l|t[ée]l[ée]phone|phone|cell|cellulaire|cellphone|mobile|fax|"
            r"t[ée]l[ée]copieur|call|text|sms|appele[rz]|joindre(?: au)?|whatsapp|ph|number is)"
            rf"(?: ?{NO})?(?![a-z])[^\w+(]{{0,6}}"
            r"(?:(?:is|at|au|le|me|her|him)\b[^\w+(]{0,3}){0,2}"
            r"(?P<number>[+(]{0,2}\d(?:[ .\-()/]{0,3}\d){6,14})(?![\d,])"
        ),
        _is_called,
    ),
    Pattern(
        Kind.TELEPHONE,
        compiled(rf"(?<![0-9A-Za-z])(?<!\d[-.,/]){_LOCAL}(?![0-9A-Za-z])(?![-.,/]\d)"),
        _is_without_area,
        bare=True,
    ),
    Pattern(
        Kind.TELEPHONE,
        compiled(
            r"\b(?:reach|rejoindre|joindre|dial|ring|compose[rz])\b[^\d\n]{0,20}"
            r"(?P<number>[2-9]\d\d[ .]\d{4})(?![\d,])"
        ),
        _is_called,
    ),
    Pattern(
        Kind.TELEPHONE,
        compiled(
            r"(?<![0-9A-Za-z$])(?<!\d[-.,/])(?P<number>[2-9]\d\d\.\d{4})(?=,? (?:"
            r"after (?:work|school|\w+$|\w+[,.;]|\d)|before (?:work|school|noon|\d)|evenings?|"
            r"tonight|mornings?|any ?time|ask for|leave|ext\b|cell\b|home\b|le (?:soir|matin)|"
            r"apr[èe]s \d|en soir[ée]e|poste\b))"
        ),
        _is_called,
    ),
)  # fmt: skip


_TLD = r"(?:com|ca|org|net|info|edu|gov|io|me|qc|on|fr|uk|co|us|gc|biz|app|mail)"
_USER = r"(?<![\w.+%'-])[\w.+%'-]{1,64}"
_AT = r"(?:at|arobase|arobas|a commercial|chez)"
EMAILS = tuple(
    Pattern(Kind.EMAIL, compiled(expression), always)
    for expression in (
        r"[^\s@,;:<>()\[\]\"']{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,}",
        rf"{_USER}\s{{0,2}}@\s{{0,2}}[\w-]+(?:\s{{0,2}}\.\s{{0,2}}[\w-]+)*\s{{0,2}}\.\s{{0,2}}{_TLD}\b",
        rf"{_USER}\s{{0,3}}[\[({{<]\s?(?:{_AT}|a|@)\s?[\])}}>]\s{{0,3}}[\w-]+"
        r"(?:\s{0,2}(?:[\[({<]\s?)?(?:dot|point|\.)(?:\s?[\])}>])?\s{0,2}[\w-]+)+",
        rf"{_USER}\s{{1,3}}{_AT}\s{{1,3}}[\w-]{{1,64}}(?:\s{{1,3}}(?:dot|point)\s{{1,3}}[\w-]+)*\s{{1,3}}"
        rf"(?:dot|point)\s{{1,3}}{_TLD}\b",
        rf"{_USER}\s{{1,3}}{_AT}\s{{1,3}}(?:gmail|hotmail|outlook|yahoo|icloud|live|protonmail|"
        r"proton|bell|rogers|videotron|sympatico|telus|shaw)\s?(?:\.|dot|point)\s?"
        r"(?:com|ca|me|net)\b",
        rf"{_USER}%40[\w-]{{1,64}}\.[a-z]{{2,}}",
    )
)


def _is_account(match: Found) -> bool:
    name = match["account"]
    return any(one.isalpha() for one in name) and not name.casefold().startswith("http")


def _is_handle(match: Found) -> bool:
    """No function of a spreadsheet, as older programs begin one: @SUM(A1)."""
    return not (match[0].isupper() and match.string.startswith("(", match.end()))


HANDLES = (
    Pattern(Kind.HANDLE, compiled(r"(?<![\w@./%+-])@[a-z_][\w.]{2,29}(?![\w@])"), _is_handle),
    Pattern(
        Kind.HANDLE,
        compiled(
            r"\b(?:facebook|fb|instagram|linkedin|twitter|x|tiktok|snapchat|t|wa|onlyfans|"
            r"discord)\.(?:com|me|gg)/(?!share|help|policy|privacy|about)(?:in/|add/|@|u/|"
            r"profile\.php\?id=)?[\w.%-]{3,}"
        ),
        always,
    ),
    Pattern(
        Kind.HANDLE,
        compiled(
            r"\b(?:instagram|insta|ig|snapchat|snap|tiktok|facebook|messenger|whatsapp|telegram|"
            r"discord|twitter|kik|onlyfans|wechat|weixin|viber|skype|linkedin|pinterest|reddit|twitch)"
            r"(?: ?(?:handle|user ?name|account|id|compte|profile?))?"
            r"\s{0,2}[:=]\s{0,3}@?(?P<account>(?=[\w.]*[\d_.]\w)[\w.]{4,30})(?![\w/])"
        ),
        _is_account,
    ),
)
DISCORD = Pattern(Kind.HANDLE, re.compile(r"(?<![\w#/])[a-z][\w.]{2,31}#\d{4}(?!\w)"), always)
