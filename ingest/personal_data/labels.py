"""Cells that are labels, by what stands under or beside them: "Date of birth", "Nom du client"."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ingest.book import Value
from ingest.cells import plain
from ingest.personal_data.attributes import ATTRIBUTES, COUNTED, OF_A_PERSON
from ingest.personal_data.digits import are_years, only_digits
from ingest.personal_data.kinds import Kind
from ingest.personal_data.listed import listed
from ingest.personal_data.names import is_listed_person, is_person, tokens
from ingest.personal_data.normal import normal
from ingest.personal_data.vocabulary import WORDS


class Label(NamedTuple):
    kind: Kind
    holds: Callable[[Value], bool]  # whether a cell under or beside the label is what it says


def _words(value: Value) -> str:
    return normal(plain(value))


def _is_name(value: Value) -> bool:
    return isinstance(value, str) and "@" not in value and is_person(normal(value))


def _is_surely_name(value: Value) -> bool:
    return isinstance(value, str) and is_listed_person(normal(value))


def _is_initials(value: Value) -> bool:
    letters = re.sub(r"[^\w]", "", normal(value)) if isinstance(value, str) else ""
    return 2 <= len(letters) <= 4 and letters.isalpha() and letters.casefold() not in WORDS


def _is_date(value: Value) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, int | float) and not isinstance(value, bool):
        return 3_000 < value < 60_000 or 19_000_101 <= value <= 20_991_231
    words = _words(value)
    return 5 <= len(words) <= 30 and len(only_digits(words)) >= 3 and not are_years(words)


def _is_dated(value: Value) -> bool:
    """Under "Né(e)", which is folded like the north-east: a written date, and no count."""
    return isinstance(value, date) or (isinstance(value, str) and _year_too(value))


def _is_number_of_many(least: int) -> Callable[[Value], bool]:
    def holds(value: Value) -> bool:
        if value is None or isinstance(value, date | bool):
            return False
        words = _words(value)
        return least <= len(only_digits(words)) <= 20 and not are_years(words)

    return holds


def _is_reference(value: Value) -> bool:
    """A code with digits in it and no sentence, or a number."""
    if value is None or isinstance(value, date | bool):
        return False
    words = _words(value)
    return 1 <= len(words) <= 30 and any(one.isdigit() for one in words) and words.count(" ") < 3


def _is_address(value: Value) -> bool:
    words = _words(value) if isinstance(value, str) else ""
    return bool(re.match(r"\W*(?:apt\.? |unit )?\d{1,5}[\w-]* [^\W\d_]{2,}", words, re.IGNORECASE))


def _is_plate(value: Value) -> bool:
    words = re.sub("[ -]", "", _words(value)) if isinstance(value, str) else ""
    return 4 <= len(words) <= 8 and words.isalnum() and not words.isalpha()


def _is_account(value: Value) -> bool:
    words = _words(value) if isinstance(value, str) else ""
    return bool(re.fullmatch(r"@?[\w.]{3,30}", words)) and not set(tokens(words)) & WORDS


def _is_account_of_network(value: Value) -> bool:
    return _is_account(value) and bool(re.search(r"[@_.\d]", _words(value)))


_PEOPLE_EN = listed(
    """
client survivor victim patient participant resident youth child parent mother father
complainant witness offender suspect
"""
)
_PEOPLE_FR = listed(
    """
client cliente survivant survivante victime patient patiente participant participante enfant
parent mere pere plaignante temoin usager usagere beneficiaire
"""
)
_STAFF = listed(
    """
contact; contact person; case worker; caseworker; worker; staff; officer; detective;
prepared by; completed by; submitted by; reviewed by; approved by; signed by; signatory;
personne ressource; intervenant; intervenante; agent; agente; prepare par; rempli par;
soumis par; signe par; approuve par; signataire; counsellor; supervisor; manager;
coordinator
"""
)


def _named() -> set[str]:
    """Headings that only the names of people stand under."""
    names = set(
        listed(
            """
first name; last name; given name; given names; surname; family name; full name; legal name;
middle name; preferred name; maiden name; first and last name; last name first name; alias;
aliases; aka; nickname; legal first name; legal last name; prenom; prenoms; nom de famille;
nom complet; nom et prenom; prenom et nom; nom prenom; surnom; nom de naissance;
signatory name; nom du signataire; nom de la signataire; staff name; name of person;
person name; nom de la personne; nom de la personne ressource
"""
        )
    )
    for one in (*_PEOPLE_EN, *_STAFF):
        names |= {f"{one} name", f"{one}'s name", f"name of {one}", f"{one} names",
                  f"{one} first name", f"{one} last name", f"name of the {one}"}  # fmt: skip
    for one in (*_PEOPLE_FR, *_STAFF):
        names |= {f"nom du {one}", f"nom de la {one}", f"nom de l'{one}", f"nom {one}",
                  f"prenom du {one}", f"prenom de la {one}"}  # fmt: skip
    return names


def _numbered() -> set[str]:
    """Headings that the number of one person's file stands under."""
    numbers = set(
        listed(
            """
police file number; police file no; police file; police file #; police report number;
police report no; police report #; court file number; court file no; court file #;
court file; case number; case no; case #; case id; case file number; file number; file no;
file #; incident number; incident no; incident #; occurrence number; occurrence no;
docket number; docket no; badge number; badge no; chart number; mrn; medical record number;
person id; hmis id; uci; numero de dossier; no de dossier; n de dossier; no dossier;
numero dossier; numero de dossier de police; numero de dossier judiciaire;
numero de dossier du tribunal; numero de cas; no de cas; numero d'incident; no d'incident;
numero de cour; matricule; numero de rapport de police; numero d'evenement;
numero de matricule
"""
        )
    )
    for one in _PEOPLE_EN:
        numbers |= {f"{one} id", f"{one} number", f"{one} no", f"{one} #", f"{one} code",
                    f"{one} file number", f"{one} identifier", f"{one}id"}  # fmt: skip
    for one in _PEOPLE_FR:
        numbers |= {f"id {one}", f"numero de {one}", f"numero du {one}", f"numero de la {one}",
                    f"no {one}", f"code {one}", f"code du {one}", f"code de la {one}",
                    f"identifiant du {one}", f"identifiant de la {one}",
                    f"no de {one}", f"id du {one}", f"id de la {one}"}  # fmt: skip
    return numbers


NAMED, NUMBERED = frozenset(_named()), frozenset(_numbered())
_INITIALS = frozenset(
    listed(
        """
initials; client initials; survivor initials; initiales; initiales du client;
initiales de la cliente; participant initials; victim initials; initiales de la survivante
"""
    )
)
_BIRTH = frozenset(
    listed(
        """
date of birth; dob; d o b; birth date; birthdate; birthday; born; date de naissance; ddn;
d d n; naissance; ne le; nee le; client dob; date naissance; year of birth;
annee de naissance; birth year; year born; born in; annee naissance
"""
    )
)
_DAYS = frozenset(map(str, range(1, 32)))
_BIRTH_PARTS = listed("birth month; birth day; month of birth; day of birth; mois de naissance")


def _year_too(value: Value) -> bool:
    words = _words(value)
    return _is_date(value) or (len(words) == 4 and are_years(words))


def _is_part(value: Value) -> bool:
    return _words(value) in _DAYS  # a month or a day of the month


_OTHERS: tuple[tuple[str, Kind, Callable[[Value], bool]], ...] = (
    (
        "phone;telephone;tel;cell;mobile;phone number;telephone number;cell phone;cell number;"
        "cellphone;mobile number;home phone;work phone;contact phone;contact telephone;"
        "contact number;phone no;tel no;numero de telephone;no de telephone;cellulaire;"
        "telephone cellulaire;telephone a domicile;fax;telecopieur;client phone;phone #",
        Kind.TELEPHONE,
        _is_number_of_many(7),
    ),
    (
        "sin;s i n;sin number;sin #;social insurance number;social insurance no;nas;n a s;"
        "numero d'assurance sociale;assurance sociale",
        Kind.SOCIAL_INSURANCE,
        _is_number_of_many(9),
    ),
    (
        "health card;health card number;health card no;health card #;health number;ohip;"
        "ohip number;ohip #;hcn;carte sante;numero de carte sante;numero d'assurance maladie;"
        "numero de la carte sante;assurance maladie;ramq;carte d'assurance maladie",
        Kind.HEALTH_NUMBER,
        _is_number_of_many(8),
    ),
    (
        "address;street address;home address;mailing address;client address;current address;"
        "adresse;adresse postale;adresse du domicile;adresse civique;adresse municipale;"
        "adresse actuelle;street;rue",
        Kind.ADDRESS,
        _is_address,
    ),
    (
        "licence plate;license plate;plate;plate number;plate no;licence plate number;"
        "license plate number;plaque;plaque d'immatriculation;immatriculation;"
        "numero de plaque;vehicle plate",
        Kind.PLATE,
        _is_plate,
    ),
    (
        "username;user name;handle;social media handle;screen name;social media account;"
        "nom d'utilisateur;pseudo;pseudonyme;compte de medias sociaux;social handle",
        Kind.HANDLE,
        _is_account,
    ),
    (
        "instagram;snapchat;tiktok;facebook;whatsapp;telegram;twitter;discord;kik;wechat;weixin;"
        "viber;skype;linkedin",
        Kind.HANDLE,
        _is_account_of_network,
    ),
    (
        "passport;passport number;passport no;driver's licence;drivers licence;driver licence;"
        "driver's license;driver's licence number;licence number;uci number;numero de passeport;"
        "passeport;permis de conduire;numero de permis de conduire;imei;status card number;"
        "numero de permis",
        Kind.IDENTITY_DOCUMENT,
        _is_number_of_many(5),
    ),
)


def _first_words() -> frozenset[str]:
    every = LABELS.keys() | HEADS
    return frozenset(re.split(r"[^a-z]", one)[0] for one in every)


def _labels() -> dict[str, Label]:
    labels = {one: Label(Kind.NAME, _is_surely_name) for one in _PLAIN_NAMES}
    labels |= {one: Label(Kind.BIRTH_DATE, _is_dated) for one in ("ne", "nee", "ne e", "nes")}
    labels |= {one: Label(Kind.NAME, _is_name) for one in NAMED}
    labels |= {one: Label(Kind.NAME, _is_initials) for one in _INITIALS}
    labels |= {one: Label(Kind.FILE_NUMBER, _is_reference) for one in NUMBERED}
    labels |= {one: Label(Kind.BIRTH_DATE, _year_too) for one in _BIRTH}
    labels |= {one: Label(Kind.BIRTH_DATE, _is_part) for one in _BIRTH_PARTS}
    for words, kind, holds in _OTHERS:
        labels |= {one: Label(kind, holds) for one in words.split(";")}
    return labels


_PLAIN_NAMES = frozenset({"name", "names", "nom", "noms", *_PEOPLE_EN, *_PEOPLE_FR, *_STAFF})
NAME_HEADS = NAMED | _PLAIN_NAMES
PERSON = frozenset((*_PEOPLE_EN, *_PEOPLE_FR))  # one of them
LABELS = _labels()

# What each row of a list of people has, beside attributes of people.
STRONG = (
    NAMED
    | NUMBERED
    | _INITIALS
    | _BIRTH
    | frozenset(
        listed(
            """
intake date; date of intake; admission date; date of admission; discharge date; exit date;
date of exit; date of first contact; first contact date; date of referral; referral date;
date d'admission; date d'accueil; date d'inscription; date de sortie; date de depart;
date du premier contact; date de reference; date d'aiguillage; intake; date of disclosure;
entry date; date d'entree
"""
        )
    )
)
HEADS = STRONG | ATTRIBUTES | COUNTED | OF_A_PERSON | NAME_HEADS
FIRST_WORDS = _first_words()
