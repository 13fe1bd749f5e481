"""Places, days and events that are called after somebody: Victoria Day, the Terry Fox Run,
Maison d'Hébergement Marie-Curie. They name nobody, unless somebody does something there.

Park, Day, Hall and Street are surnames as well: behind them it takes a name that places are called
by, two names, or what is said of places.
"""

import re

from ingest.personal_data.said_of_people import ACTS

_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’-])+"
_NAMED = (
    r"(?:Victoria|Alexandra|Elizabeth|Charlotte|Albert|George|Florence|Georgia|Virginia|Regina|"
    r"Helen|Diana|Edward|William|James|Louis|Josephine)"
)
NAMESAKES = frozenset({"victoria", "alexandra", "elizabeth", "charlotte", "florence", "georgia"})
_OF_SOMEBODY = (
    r"Run|Walk|Ride|Week|Weekend|House|Centre|Center|School|Hospital|Fund|Awards?|Foundation|"
    r"Avenue|Road|Boulevard|Library|Memorial|College|University|Collegiate|Secondary|Building|"
    r"Gardens|Stadium|Arena|Gala|Scholarship|Bursary|Institute|Clinic|Shelter|Residence|Lodge|"
    r"Manor|Pavilion|Theatre|Museum|Mall|Square|Inquiry|Society|Tournament|Marathon|Campaign"
)
_SURNAMES_TOO = r"Park|Parkway|Hall|Street|Field|Bridge|Place|Crossing|Point|Bay|Hill"
OF_A_PLACE = (
    r"(?:site|office|location|clinic|branch|drop-in|shelter|outreach|corridor|station|closed|"
    r"reopened|opened|began|started(?! to| \w+ing)|shut|full|referrals|vaccination|counts|"
    r"included|excluded|restated|"
    r"(?:was|is) (?:closed|shut|full|restated|left blank)|under|bureau|clinique|"
    r"(?:est |sont )?(?:ferm|rouv|ouv|termin|exclu|inclu)\w+)\b"
)
_NOBODY = rf"(?! (?:{ACTS})\b)(?! (?:called|said|told|[A-ZÀ-Þ][a-zà-ÿ]))"
_ENGLISH = (
    rf"\b{_CAPITAL}(?: (?:{_CAPITAL}|[A-Z]\.?)){{0,3}}? (?:{_OF_SOMEBODY})\b{_NOBODY}",
    rf"\b{_NAMED} (?:Day|{_SURNAMES_TOO})\b{_NOBODY}",
    rf"\b(?:St\.? )?{_CAPITAL}(?: {_CAPITAL}){{1,2}} Day\b{_NOBODY}",
    rf"\b{_CAPITAL}(?: {_CAPITAL})? (?:{_SURNAMES_TOO})\b(?= {OF_A_PLACE})",
)
_FOR = r"(?: (?:d['’]|de |du |des |de la |de l['’])[^\W\d_]+)?"
_NAMESAKE = rf"(?:Ste?[ .-]+|Sainte?-)?{_CAPITAL}(?: {_CAPITAL})?(?! {_CAPITAL})"
_FRENCH = (
    rf"\b(?:Maison|Centre|École|Hôpital|Fondation|Parc|Rue|Avenue|Pavillon|Résidence|Foyer|"
    rf"Clinique|Refuge|Course|Marche|Prix|Fonds|Semaine|Jour|Journée|Fête|Salle|Place|Pont|"
    rf"Bibliothèque|Collège|Université){_FOR} (?:de |d['’])?{_NAMESAKE}{_NOBODY}",
    rf"\b(?:maison|centre|école|hôpital|fondation|parc|rue|pavillon|résidence|foyer|clinique|"
    rf"refuge|course|jour|journée|fête){_FOR} (?:de |d['’])?"
    rf"(?:{_NAMED}|[A-ZÀ-Þ][^\W\d_]+-[A-ZÀ-Þ][^\W\d_]+)(?![\w' -]*[A-ZÀ-Þ]){_NOBODY}",
)
# Streets, their western ends, and what has a letter: no names, whoever they were called after.
_PLACED = re.compile(
    rf"\b{_CAPITAL} (?:St|Ave?|Rd|Blvd|Boul|Cres|Dr|Ct|Sq|Pkwy|Hwy)\b\.?(?: [NSEWO]\b\.?)?"
    rf"(?! [A-ZÀ-Þ][a-zà-ÿ])|\b(?:St[e]?\.? )?{_CAPITAL} [NSEWO]\.?(?=(?: :)? {OF_A_PLACE}|"
    rf" (?:and|et|at|&) {_CAPITAL})|\bJane(?: and | & |[-/])Finch\b|"
    rf"\b{_CAPITAL} (?:Hall|House|Place|Lodge|Manor|Villa)(?= {OF_A_PLACE})"
)
_MAY_BE_PLACED = re.compile(
    r" (?:[NSEWO]|St|Ave?|Rd|Blvd|Boul|Cres|Dr|Ct|Sq|Pkwy|Hwy|Hall|House|Place|Lodge|Manor|"
    r"Villa)\b|Finch"
)
_CALLED_AFTER = re.compile("|".join((*_ENGLISH, *_FRENCH)))
_MAY_BE = re.compile(
    rf" (?:Day|{_OF_SOMEBODY}|{_SURNAMES_TOO})\b|"
    r"\b(?i:maison|centre|école|hôpital|fondation|parc|rue|avenue|pavillon|résidence|foyer|"
    r"clinique|refuge|course|marche|prix|fonds|semaine|jour|journée|fête|salle|place|pont|"
    r"bibliothèque|collège|université) "
)


def without_namesakes(text: str) -> str:
    """The same without what is called after somebody."""
    text = _PLACED.sub("·", text) if _MAY_BE_PLACED.search(text) else text
    return _CALLED_AFTER.sub("·", text) if _MAY_BE.search(text) else text
