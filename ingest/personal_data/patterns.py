"""What a text may hold that identifies a person, by kind; a text is made normal before."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.personal_data.contact_patterns import DISCORD, EMAILS, HANDLES, TELEPHONES
from ingest.personal_data.file_patterns import DOCUMENTS, FILES, PLATES
from ingest.personal_data.number_patterns import BIRTHS, DEVICES, NUMBERS
from ingest.personal_data.pattern import Found, Pattern
from ingest.personal_data.place_patterns import ADDRESSES, POSTAL, WITHOUT_NUMBER


class Group(NamedTuple):
    """Patterns with what no text they match can be without: digits; some word, or a shape."""

    patterns: tuple[Pattern, ...]
    keys: frozenset[str] = frozenset()  # in lower case
    shape: re.Pattern[str] | None = None
    least: int = 1  # digits

    def may_match(self, words: str, tokens: set[str]) -> bool:
        if not self.keys.isdisjoint(tokens):
            return True
        return self.shape is not None and self.shape.search(words) is not None


def _keys(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PEOPLE_KEYS = (
    "client cliente survivor survivante survivant victim victime patient patiente participant "
    "participante inmate offender "
)
GROUPS = (
    Group(
        (*TELEPHONES, *NUMBERS),
        _keys(
            "tel tél telephone téléphone phone cell cellulaire cellphone mobile fax télécopieur "
            "telecopieur call text sms appeler appelez joindre whatsapp ph sin nas health ohip "
            "hcn ramq imei reach rejoindre dial ring compose composer composez"
        ),
        re.compile(r"\d(?:[^0-9A-Za-z,;]{0,3}\d){6}"),
        least=7,
    ),
    Group(DEVICES[:1], _keys("ip"), re.compile(r"\d\.\d{1,3}\.\d")),
    Group(DEVICES[1:], frozenset(), re.compile("[:.-][0-9A-Fa-f]{0,4}[:.-]"), least=0),
    Group(
        EMAILS,
        _keys("arobase arobas gmail hotmail outlook yahoo icloud protonmail dot point"),
        re.compile(
            r"[@%\[({<](?:(?<=[@%])|\s?(?:at|a|arobase|chez)\s?[\])}>])", re.IGNORECASE
        ),
        least=0,
    ),
    Group(HANDLES[:2], frozenset(), re.compile(r"[@.](?:(?<=@)|(?:com|me|gg)/)", re.IGNORECASE),
          least=0),
    Group(
        HANDLES[2:],
        _keys(
            "instagram insta ig snapchat snap tiktok facebook messenger whatsapp telegram discord "
            "twitter kik onlyfans wechat weixin viber skype linkedin pinterest reddit twitch"
        ),
        least=0,
    ),
    Group((DISCORD,), frozenset(), re.compile(r"#\d{4}")),
    Group(BIRTHS, _keys("dob ddn d b born birth birthdate birthday naissance né née nés nées ne "
                         "nee n bday day")),
    Group(
        ADDRESSES,
        _keys(
            "street avenue ave road rd boulevard blvd drive lane crescent cres terrace parkway "
            "pkwy highway hwy sideroad side concession st dr ct court way place line circle "
            "square trail gate grove close path row heights garden gardens rue av boul chemin ch "
            "rang route rte allée allee impasse montée montee promenade croissant terrasse côte "
            "cote box c case rural r rr address adresse lives living resides staying habite "
            "demeure réside reside loge rurale ss boîte boite casier site lot bag comp "
            "hotel hôtel motel inn"
        ),
    ),
    Group(WITHOUT_NUMBER, _keys("delivery del restante"), least=0),
    Group(POSTAL, frozenset(), re.compile(r"\d[A-Za-z][ .-]{0,3}\d[A-Za-z]\d")),
    Group(
        FILES,
        _keys(
            _PEOPLE_KEYS + "police court tribunal case file incident occurrence docket matter "
            "badge chart medical mrn hmis cas dossier plainte rôle role matricule warrant crown "
            "homicide arrest détenu détenue usager usagère usagere opp rcmp grc tps go spvm crpd "
            "occ cour rapport"
        ),
        re.compile(r"-\d\d-\d|\bGO ?#? ?\d"),
    ),
    Group(
        DOCUMENTS,
        _keys(
            "passport passports passeport passeports driver drivers driving permis dl uci iuc "
            "status carte pr work study imei band bande ifhp ifh pfsi treaty traité "
            "refugee"
        ),
        re.compile(r"[A-Za-z]\d{4}[ -]\d{5}"),
    ),
    Group(
        PLATES,
        _keys(
            "plate plates plaque plaques immatriculé immatriculée immatriculation vehicle car van "
            "truck véhicule vehicule voiture camion auto"
        ),
    ),
)  # fmt: skip


_LABEL_BEFORE = re.compile(
    r"(?:\b(?:purchase order|order|p\.?o\.?|invoice|document|doc|catalogue|catalog|isbn|issn|"
    r"agreement|contract|grant|vendor|supplier|cost cent(?:re|er)|business|bn|charity|charitable|"
    r"registration|dguid|geo|uid|naics|scian|cansim|vector|vecteur|coordinate|commande|facture|"
    r"entente|contrat|subvention|fournisseur|entreprise|neq|bienfaisance|enregistrement|amount|"
    r"montant|budget|total|doi|barcode|upc|sku|transaction|tpon|tracking|waybill|shipment|parcel|courier|ups|fedex|purolator|dhl|suivi|colis|envoi|bordereau|ticket|timestamp|cad|population)\b"
    r"|[$£€])[^\d\n]{0,25}$",
    re.IGNORECASE,
)
_LABEL_PERSON = re.compile(
    r"(?:phone|t[ée]l|cell|mobile|call|appel|s\.?i\.?n|n\.?a\.?s|social|health|sant[ée]|client|"
    r"survivor|survivante|victim|patient|person)[^\d\n]{0,25}$",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(r"\s{0,2}(?:\$|%|£|€|dollars?\b|cad\b|r[cptrzm]\d{4})", re.IGNORECASE)


def is_neutral(match: Found) -> bool:
    """A number that its own text says to be an order, a document, an amount."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    if _LABEL_PERSON.search(before):
        return False
    after = match.string[match.end() : match.end() + 12]
    return bool(_LABEL_BEFORE.search(before) or _UNIT_AFTER.match(after))


_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


def tokens(words: str) -> set[str]:
    return set(_WORD.findall(words.casefold()))


def found(words: str, said: set[str]) -> Iterator[tuple[Pattern, Found]]:
    """Everything in a text, already normal; `said` are its words in lower case."""
    digits = len(_DIGIT.findall(words))
    for group in GROUPS:
        if digits >= group.least and group.may_match(words, said):
            for pattern in group.patterns:
                for match in pattern.expression.finditer(words):
                    if pattern.holds(match):
                        yield pattern, match
