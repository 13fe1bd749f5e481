"""Where in a document something stands, in both languages.

Words such as "paragraph 2" or "executive summary" are ours: they say where to look. A publisher's
own heading or table ("Protection", "table 35-10-0177-01") stays as it was printed.
"""

import re

from metrics.languages import Language

BETWEEN = ", "
WORDS = {
    "Duty to Notify reports by quarter": "signalements Duty to Notify par trimestre",
    "abstract": "résumé",
    "article on Mexico": "article sur le Mexique",
    "article on child institutionalization": "article sur le placement d'enfants en établissement",
    "article on financial flows": "article sur les flux financiers",
    "article on health care": "article sur les soins de santé",
    "article on multilateral work": "article sur l'action multilatérale",
    "article on online classified advertising": "article sur les petites annonces en ligne",
    "article on the European Union directive": "article sur la directive de l'Union européenne",
    "background": "contexte",
    "chart data": "données du graphique",
    "description": "description",
    "examples": "exemples",
    "executive summary": "résumé",
    "global law enforcement data": "données mondiales sur l'application de la loi",
    "heading": "intertitre",
    "headline": "titre",
    "highlights": "faits saillants",
    "introduction": "introduction",
    "key facts": "faits principaux",
    "key results": "principaux résultats",
    "law enforcement data by region": "données sur l'application de la loi, par région",
    "list": "liste",
    "list of agreements": "liste des ententes",
    "list of awards": "liste des subventions",
    "list of ministries": "liste des ministères",
    "methodology": "méthode",
    "ministry statements": "états des ministères",
    "opening statement": "déclaration liminaire",
    "page of statistics": "page de statistiques",
    "reasonable grounds decisions by quarter and age": "décisions relatives aux motifs "
    "raisonnables, par trimestre et par âge",
    "record by vote line": "relevé par poste de crédit",
    "referrals by quarter, age and location of exploitation": "orientations par trimestre, par "
    "âge et par lieu d'exploitation",
    "section on action and response": "section sur l'action et les réponses",
    "section on cases": "section sur les cas",
    "statement": "déclaration",
    "suggested response": "réponse suggérée",
    "table of FBI human trafficking investigations": "tableau des enquêtes du FBI sur la traite",
    "table of global law enforcement data": "tableau des données mondiales sur l'application de "
    "la loi",
    "text": "texte",
}
NUMBERED = {
    "chapter": "chapitre",
    "exhibit": "pièce",
    "figure": "figure",
    "page": "page",
    "pages": "pages",
    "paragraph": "paragraphe",
    "paragraphs": "paragraphes",
    "section": "section",
    "sheet": "feuille",
    "table": "tableau",
}
_LIST = re.compile(r"^(and )?list under ")  # what follows is the publisher's own heading
_AND = re.compile(r"(?<=\d) and (?=\d)")
_NUMBERED = re.compile(rf"({'|'.join(NUMBERED)}) (?=[\dA-Z])")


def locator_words(locator: str, language: Language) -> str:
    """The place as it is kept, in English; in French with what is ours said in French."""
    if language is Language.EN or not locator:
        return locator
    return WORDS.get(locator) or BETWEEN.join(map(_in_french, locator.split(BETWEEN)))


def _in_french(part: str) -> str:
    if part in WORDS:
        return WORDS[part]
    listed = _LIST.sub(lambda found: "et liste sous " if found[1] else "liste sous ", part)
    return _NUMBERED.sub(lambda found: f"{NUMBERED[found[1]]} ", _AND.sub(" et ", listed))
