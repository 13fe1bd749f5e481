"""Numbers of files, identity documents and licence plates."""

import re

from ingest.personal_data.digits import are_years
from ingest.personal_data.kinds import Kind
from ingest.personal_data.pattern import IS, NO, Found, Pattern, always, compiled


def _is_reference(match: Found) -> bool:
    return not are_years(match["reference"]) and len(match["reference"]) >= 3


_WHOSE = (
    r"police|court|tribunal|case|file|incident|occurrence|docket|matter|badge|client|cliente|"
    r"survivor|survivante|survivant|victim|victime|patient|patiente|participant|participante|"
    r"inmate|offender|chart|medical record|mrn|hmis|cas|dossier|plainte|r[ôo]le|matricule|warrant|"
    r"crown|homicide|arrest|d[ée]tenue?|usag[eè]re?"
)
_REFERENCE = r"(?P<reference>(?=[A-Z/.\-]{0,10}\d)[0-9A-Z](?:[0-9A-Z]|[-/.](?=[0-9A-Z])){2,24})"
FILES = (
    Pattern(
        Kind.FILE_NUMBER,
        compiled(
            rf"(?<!document )(?<!project )(?<!program )\b(?:{_WHOSE})(?:'s)?"
            r"(?: (?:file|report|case|record|dossier|incident|de police))?"
            rf" ?{NO}{IS}{_REFERENCE}(?![\w@])"
        ),
        _is_reference,
    ),
    Pattern(
        Kind.FILE_NUMBER,
        compiled(
            rf"(?:\b(?:no|num[ée]ro|number)|n[°º])\.? ?(?:de |du |d'|d |of )(?:la |le |l')?"
            rf"(?:{_WHOSE}|rapport de police|cour)(?: (?:de|du|judiciaire|policier)\s?(?:police|"
            rf"tribunal|la cour|cour)?)?{IS}{_REFERENCE}(?![\w@])"
        ),
        _is_reference,
    ),
    Pattern(
        Kind.FILE_NUMBER,
        compiled(
            r"\b(?:police|court|occurrence|occ|incident|docket|opp|rcmp|grc|tps|go|spvm|crpd|"
            r"case|file|dossier)"
            r"(?: (?:report|file|case|judiciaire|policier|de (?:la )?(?:cour|police)|du tribunal))?"
            r"\s?[:#]?\s?"
            r"(?P<reference>(?:[A-Z]{2}-?)?\d{2,4}-\d{3,}(?:-\d+)?|[A-Z]{1,2}\d{7,}|\d{2}-?\d{6,})"
            r"(?!\w)"
        ),
        _is_reference,
    ),
    Pattern(
        Kind.FILE_NUMBER,
        compiled(r"\b(?:mrn|hmis)\b[^\w]{0,3}(?P<reference>[A-Z]{0,3}\d{5,12})(?!\w)"),
        _is_reference,
    ),
    Pattern(
        Kind.FILE_NUMBER,
        re.compile(
            r"(?<![\w-])(?:(?:CV|CR|FS|FC|DC|SC|FO|CP|YC)-\d{2}-\d{4,8}(?:-\d{2,4})?|"
            r"\d{3}-\d{2}-\d{6}-\d{3}|GO ?#? ?\d{4}-\d{4,})(?![\w-])"
        ),
        always,
    ),
)
DOCUMENTS = (
    Pattern(
        Kind.IDENTITY_DOCUMENT,
        compiled(
            r"\b(?:passports?|passeports?|driver'?s? licen[cs]e|driving licen[cs]e|permis de "
            r"conduire|dl|uci|iuc|(?:indian )?status (?:card|number)|carte de statut(?: d'indien)?|"
            r"band number|num[ée]ro de bande|pr card|work permit|study permit|"
            r"permis de travail|imei|ifhp?|pfsi|treaty|trait[ée]|refugee protection)"
            rf"(?: ?{NO})?{IS}"
            r"(?P<reference>(?=[A-Z]{0,3}[\d-]*\d{3})[0-9A-Z][0-9A-Z -]{5,22}\d)(?!\w)"
        ),
        _is_reference,
    ),
    Pattern(
        Kind.IDENTITY_DOCUMENT,
        compiled(r"(?<![\w-])[A-Z]\d{4}[ -]\d{5}[ -]\d{5}(?![\w-])"),
        always,
    ),
)
PLATES = (
    Pattern(
        Kind.PLATE,
        compiled(
            r"\b(?:licen[cs]e plates?|plates?|plaques?|immatricul[ée]{1,2}s?|immatriculation|"
            rf"vehicle registration)(?: d'immatriculation)?(?: ?{NO})?{IS}"
            r"(?:[A-Z]{2,4}[ -]?\d{2,4}|\d{3,4}[ -]?[A-Z]{2,3}|[A-Z]\d{2}[ -]?[A-Z]{3})(?!\w)"
        ),
        always,
    ),
    Pattern(
        Kind.PLATE,
        re.compile(
            r"\b(?i:vehicle|car|van|truck|v[ée]hicule|voiture|camion|auto)\b[\w ,:'-]{0,25}?"
            r"(?<!\w)[A-Z]{3,4}[ -]?\d{3}(?!\w)"
        ),
        always,
    ),
)
