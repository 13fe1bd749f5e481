"""Free words: a note, a reason, a comment. They are about a figure, so little passes in them.

In a cell of a table a name is told by its label; a sentence names a person in any way. So here a
run of capitalized words is a person's unless one of them belongs to a place or an organization.
"""

import re
from collections.abc import Callable, Collection, Iterator, Set

from ingest.book import BookSheet, Value
from ingest.personal_data.given_names import EVERY, OF_PLACES, SURE
from ingest.personal_data.initials import may_tell_by_letters, tells_by_letters
from ingest.personal_data.introduced import is_introduced, may_introduce
from ingest.personal_data.listed import listed
from ingest.personal_data.named_after import NAMESAKES, OF_A_PLACE, without_namesakes
from ingest.personal_data.names import is_person, tokens
from ingest.personal_data.normal import folded, normal
from ingest.personal_data.note_words import KNOWN, REGIONS
from ingest.personal_data.one_person import ONE, YOUNG, tells_of_one
from ingest.personal_data.ontario_places import ALONE
from ingest.personal_data.place_names import is_of_kind, without_places
from ingest.personal_data.said_of_people import ACTS, KNOWN_LETTERS, OF_OFFICES, OFFICE_MATTERS
from ingest.personal_data.vocabulary import GIVEN, PLACES, SURNAMES, WORDS

NOTES = frozenset(
    listed(
        """
note; notes; comment; comments; remark; remarks; explanation; commentaire; commentaires;
remarque; remarques; precision; precisions; explication; explications
"""
    )
)
_PRONOUN = r"\b(?:she|he|elle|il) (?:is|was|turned|a|avait|vient d'avoir) "
_GROUP = (
    r"(?! ?(?:and|or|to|et|ou|à|-|–)(?: |\d)(?:over|older|under|up|younger|plus|moins|more|less|"
    r"above|below|\d))(?! ?(?:\+|old and|old or|olds? and|olds? or|or|and))"
)
_AGE = r"(?<![\d.,–-])(?<!to )(?<!and )(?<!under )(?<!over )(?<!à )(?<!et )(?:[5-9]|[1-9]\d)"
_IN_WORDS = (
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|twenty(?:[ -](?:one|two|three|four|five))?|"
    r"(?:dou|trei|quator|quin|sei)ze|dix[ -](?:sept|huit|neuf)|vingt"
)
_SEX = r"female|male|woman|man|girl|boy|femme|homme|fille|garçon|féminin|masculin|[fm]"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’-])+"
_BY = (
    r"(?:prepared|completed|submitted|reviewed|approved|signed|reported|entered|written|verified|"
    r"confirmed|corrected|provided|given|sent) by|(?:préparée?|remplie?|soumise?|révisée?|"
    r"approuvée?|signée?|saisie?|écrite?|vérifiée?|confirmée?|corrigée?|envoyée?) par"
)
_TO = (
    r"ask(?:ed)?|tell|told|call(?:ed)?|e-?mail(?:ed)?|phone[d]?|text(?:ed)?|speak (?:to|with)|"
    r"spoke (?:to|with)|talk(?:ed)? (?:to|with)|check(?:ed)? with|see|contact(?:ed)?|thanks|"
    r"demande[rz] à|demandé à|parle[rz] (?:à|avec)|parlé (?:à|avec)|appele[rz]|appelé|voir avec|"
    r"écrire à|vu avec|selon|according to"
)
_TELLS = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"(?:{_AGE}|\b(?:{_IN_WORDS}))[ -]?(?:y\.?/?o\.?|yrs?[ -]old|years?[ -]old)\b{_GROUP}",
        rf"\b(?:{ONE}|{YOUNG})\b(?![s-])[^;\n\d]{{0,24}}?(?:{_AGE}|{_IN_WORDS}) (?:ans|years)\b"
        rf"{_GROUP}",
        rf"\b(?:{YOUNG}|girl|boy|woman|man) (?:aged|of) {_AGE}(?! ?(?:to|-|–|and|or|\d))\b",
        rf"{_PRONOUN}{_AGE}(?= ans\b| years\b| in\b| on\b|[.,;)]|$)",
        rf"\b(?:girl|boy|woman|man|fille|garçon|femme|homme|ado)(?:, ?| ?\(){_AGE}(?: ans)?\)?,? "
        r"(?:[a-zà-ÿ]+,? )?(?:with|from|of|de|avec|who|qui|was|is|placed|moved|left|est|a)\b",
        rf"\b(?:{ONE}) aged {_AGE}(?! ?(?:to|and|or|-|–|\+|et|à|\d))\b",
        rf"(?<![a-z] )\b(?:aged|âgée? de) {_AGE},? (?:ans,? )?(?:from|de|who|qui)\b",
        rf", ?{_AGE} (?:ans|years)(?: of age)?(?=[,;.)]|$)",
        r"\bborn (?:in |on )?(?:[a-z]{3,9} )?(?:19|20)\d\d\b",
        r"\bn[ée]e?(?:\(e\))? (?:en |le )?(?:[a-zûé]{3,9} )?(?:19|20)\d\d\b",
        rf"[^\W\d_]\.?, ?{_AGE}, ?(?:{_SEX})\b",
        rf"\b(?:{_SEX}), ?{_AGE},? (?:from|of|de|d')",
    )
)
_INITIALS = re.compile(r"(?<![\w.-])(?:[A-ZÀ-Þ]\.[ -]?){2,4}(?![\w])")
_LETTERS = re.compile(
    rf"\b(?i:{ONE}|initials|initiales)\b\s?[:=]?\s?(?P<name>[A-Z]{{2,3}}|[A-Z]\.[A-Z])(?![\w'-])"
)
_ABBREVIATED = listed(
    """
US UN UK NB BC NS NL PE PEI DC AM PM EU NWT NT CB NE TN IPE QC PS ON CP PO TNO ONU EU NY LA ID
"""
)
_PROVINCES = ("MB", "SK", "AB", "MP", "PC")  # initials as often as not, with full stops
_LED = re.compile(rf"\b(?i:{ONE})s?\s?[:=]?\s?$")
_OF_THINGS = re.compile(
    r"\b(?:program(?:me)?|building|van|car|bus|vehicle|system|software|shelter|house|data|files?|"
    r"computers?|agreement|partnership|organi[sz]ation|agency|centre|roof|servers?|site|lease|"
    r"policy|act|law|service|furnace|equipment|refuge|immeuble|système|entente|organisme|centre|"
    r"véhicule|bâtiment|loi|average|mean|median|moyenne|médiane)\b",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?<![\w'-])(?P<name>{_CAPITAL}) [A-ZÀ-Þ](?:\.(?![A-Z]\.)|(?=[,;)]|$))(?! {OF_A_PLACE})"
)
_INITIALED = re.compile(rf"(?<![\w.])[A-ZÀ-Þ]\. (?P<name>{_CAPITAL}) (?:{ACTS})\b")
_RUN = re.compile(rf"(?<![\w'’.-]){_CAPITAL}(?: {_CAPITAL}){{1,4}}")
_TURNED = re.compile(rf"{_CAPITAL}, {_CAPITAL}(?: {_CAPITAL})?\.?")  # Doe, Jane
_AFTER = re.compile(rf"\b(?i:{_BY}|{_TO}) (?P<name>{_CAPITAL})(?![\w'’-]| {_CAPITAL})")
_AFTER_SMALL = re.compile(rf"\b(?:{_BY}|{_TO}) (?P<name>[^\W\d_]{{2,}})", re.IGNORECASE)
_DONE = (
    r"(?:was|is|has|had|left|came|went|said|told|returned|moved|wants|est|était|a|avait|veut|dit)\b"
)
_DOES = re.compile(rf"(?P<name>{_CAPITAL}) (?:{_DONE}|(?:from|of|at|chez|du|de la) )")
# Victoria, who is a place as well
_NAMED = re.compile(rf"(?<![\w'’.-])(?P<name>{_CAPITAL}) (?:{ACTS})\b")
# Maria, 17, from Barrie; Maria (17) moved in; Maria, 17 ans
_AGED = re.compile(
    rf"(?<![\w'’.-])(?P<name>{_CAPITAL})(?: {_CAPITAL})?(?:, ?| ?\()(?:aged? )?{_AGE}(?: ans)?\)?"
    r"(?P<after>,? ?(?:from|of|de|d'|who|qui|was|is|left|came|has|had|moved|est|a|et)\b|"
    r"[,;)]|$|\) )"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CALLED_AFTER = frozenset(
    listed("st ste saint sainte maison chez projet project programme program campagne fonds")
)
_NO_NAMES = WORDS | PLACES | KNOWN | ALONE
# Nothing above finds anything in words that have neither of these: most notes are read no further.
_CAPITALS = re.compile(rf"[A-Z]{{2}}| [A-ZÀ-Þ]|{_CAPITAL} {_DONE}")
_AGED_SHORTLY = re.compile(
    r"(?:\b(?:is|was|turned|aged|of|de|a|avait)| ?\() ?\d|"
    r"\b(?:of|aged) (?:[a-z]{3,5}teen|twelve|elev)|"
    r"\b(?:de|d['’]|âgée?) ?[a-z -]{3,8}(?:ze|sept|huit|neuf) ans",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_SIGNS = (
    ",", ".", "yo", "y/o", "yr", "year", "ans", "born", "né", "ne ", "nee ", "ne(",
    " by", " par", "ask", "tell", "told", "call", "mail", "phone", "text", "speak", "spoke",
    "talk", "check", "see", "contact", "thank", "demand", "parl", "appel", "voir", "crire",
    "vu avec", "selon", "accord",
)  # fmt: skip


def private_notes(
    sheet: BookSheet, values: Collection[Value], known: Collection[str]
) -> Iterator[tuple[int, int]]:
    """The cells of columns of notes that tell of a person; each note is read once."""
    heads = {one for one in values if isinstance(one, str) and len(one) < 20
             and folded(one) in NOTES}  # fmt: skip
    if not heads:
        return
    titles = frozenset(word for one in known for word in one.split())
    columns: set[int] = set()
    told: dict[str, bool] = {}
    may = _Alike().may_tell
    for row, cells in sheet.iter_rows():
        for column in columns:
            words = cells[column - 1] if column <= len(cells) else None
            if not isinstance(words, str) or words in heads:
                continue
            if words not in told:
                told[words] = tells_of_person(words, titles, may) and folded(words) not in known
            if told[words]:
                yield row, column
        if not heads.isdisjoint(cells):
            columns |= {at for at, one in enumerate(cells, 1) if one in heads}


def may_tell(text: str) -> bool:
    """Whether there is anything at all in words that the search could find."""
    if _CAPITALS.search(text):
        return True
    said = text.casefold()
    if any(one in said for one in _SIGNS) or not SURE.isdisjoint(_given(text)):
        return True
    if _AGED_SHORTLY.search(text) or may_tell_by_letters(text):
        return True
    return may_introduce(text)


class _Alike(dict[str, bool]):
    """The same, looked for once in notes that differ by their numbers alone: none is counted."""

    def may_tell(self, text: str) -> bool:
        return self[_NUMBER.sub("0", text)]

    def __missing__(self, text: str) -> bool:
        found = self[text] = may_tell(text)
        return found


def tells_of_person(
    words: str, titles: Set[str] = frozenset(), may: Callable[[str], bool] = may_tell
) -> bool:
    """Whether free words tell of one person; `titles` are words of known places and partners."""
    text = normal(words)
    text = " ".join(text.split()) if "\n" in text else text
    text = without_namesakes(without_places(text))
    return len(text) > 3 and may(text) and _tells(text, titles)


def tells_surely(words: str, titles: Set[str]) -> bool:
    """The same of words that are no sentence, where any two of them may stand in capitals."""
    text = without_namesakes(without_places(normal(words)))
    return (
        names_surely(text, titles) or is_introduced(text, titles) or tells_by_letters(text, titles)
    )


def _given(text: str) -> list[str]:
    """The words of a text as given names are listed."""
    return [folded(one).partition(" ")[0].partition("'")[0] for one in _TOKEN.findall(text)]


def names_surely(text: str, titles: Set[str]) -> bool:
    """Whether a given name stands in a text, in capitals or not, that no place is called by."""
    said = _given(text)
    if SURE.isdisjoint(said):
        return False
    around = zip(["", *said], said, [*said[1:], ""], strict=False)
    return any(
        one in SURE and one not in titles and before not in _CALLED_AFTER and after not in OF_PLACES
        for before, one, after in around
    )


def _is_aged(found: re.Match[str], titles: Set[str]) -> bool:
    """A name with an age behind it: a given one, or any where the sentence goes on about it."""
    name = found["name"]
    if folded(name) in EVERY - PLACES - KNOWN - WORDS:
        return True
    return len(found["after"].strip(" ,;)")) > 0 and _is_one(name, titles)


def _tells(text: str, titles: Set[str]) -> bool:
    return (
        names_surely(text, titles)
        or is_introduced(text, titles)
        or any(_is_aged(one, titles) for one in _AGED.finditer(text))
        or any(_is_of_person(one) for told in _TELLS for one in told.finditer(text))
        or tells_of_one(text)
        or any(_are_initials(one) for one in _INITIALS.finditer(text))
        or tells_by_letters(text, titles)
        or any(one["name"] not in _ABBREVIATED + REGIONS for one in _LETTERS.finditer(text))
        or any(_is_one(one["name"], titles) for one in _SHORT.finditer(text))
        or any(_is_one(one["name"], titles) for one in _INITIALED.finditer(text))
        or any(_is_one(one["name"], titles) for one in _AFTER.finditer(text))
        or any(folded(one["name"]) in EVERY - _NO_NAMES for one in _AFTER_SMALL.finditer(text))
        or any(folded(one["name"]) in EVERY - _NO_NAMES for one in _DOES.finditer(text))
        or any(_is_namesake(one) for one in _NAMED.finditer(text))
        or any(not is_of_kind(one) and _is_run(one[0], text, titles) for one in _RUN.finditer(text))
        or (_TURNED.fullmatch(text.strip()) is not None and _is_run(text.strip(), text, titles))
    )


def _is_of_person(found: re.Match[str]) -> bool:
    """An age, unless it is that of a programme, a building or a van."""
    before = re.split(r"[.;:!?]", found.string[max(0, found.start() - 60) : found.start() + 1])[-1]
    return not _OF_THINGS.search(before)


def _is_namesake(found: re.Match[str]) -> bool:
    """A given name that is a place's as well, where it does what no office does."""
    said = re.split(r"[.;!?]", found.string[found.start() :])[0]
    is_office = OFFICE_MATTERS.search(said) or OF_OFFICES.search(said)
    return folded(found["name"]) in NAMESAKES and not is_office


def _are_initials(found: re.Match[str]) -> bool:
    """Letters with full stops, unless they are an office: "C.A. du partenaire", "H.R. left"."""
    letters = re.sub(r"[^A-ZÀ-Þ]", "", found[0])
    if letters in _ABBREVIATED:
        return False
    is_led = _LED.search(found.string[: found.start()]) is not None
    return is_led or letters not in KNOWN_LETTERS or letters in _PROVINCES


def _is_one(name: str, titles: Set[str]) -> bool:
    """A single name where only a name stands."""
    parts = tokens(name)
    if name.isupper() and len(name) < 6:  # OPP, MCCSS
        return False
    return all(one in GIVEN or one not in _NO_NAMES | titles for one in parts) and is_person(name)


def _is_run(run: str, text: str, titles: Set[str]) -> bool:
    """Two words or more that could be a name; the first of a sentence may be any word."""
    parts = tokens(run)
    whole = run == text.strip()
    if not whole and any(one.isupper() and len(one) < 7 for one in run.split()):
        return False  # OPP, MCCSS
    if parts and parts[0] in KNOWN - GIVEN and len(parts) > 1:
        parts = parts[1:]
    if len(parts) < 2 or parts[0] in titles - GIVEN:
        return False
    if parts[0] in GIVEN and parts[0] not in PLACES:
        return not any(one in _NO_NAMES - SURNAMES or one in titles for one in parts[1:])
    return not any(one in titles or one in _NO_NAMES for one in parts)
