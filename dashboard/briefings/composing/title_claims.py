"""What the title of a briefing states or claims: nothing stands behind it, nobody reads it twice.

A title says what a briefing is about. It also stands at the head of every file, so what is refused
in a key line is refused here where it can mean nothing else: a direction, a cause, praise or alarm.
Words that may be innocent in a title ("Results of the strategy", "For officials only") are left.
"""

import re
from collections.abc import Iterator

from dashboard.briefings.composing.figures_stated import figures_of
from dashboard.text import both
from metrics import Language, Text


def _words(said: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)


CLAIMS = {
    Language.EN: _words(
        r"rose|fell|soared|surged|plunged|plummeted|skyrocketed|worsened|"
        r"thanks to|because of|works(?! (?:with|in|at|on|for|together))|"
        r"(?:is|are) working(?! (?:with|in|at|on|for|to))|"
        r"succeed\w*|fail(?:s|ed|ing|ures?)|proof|proven|proves?|(?:under|out of) control|"
        r"an? (?:\w+ )?crisis(?! (?:lines?|cent\w+|services?|support|shelters?|beds?|teams?|"
        r"workers?|response|intervention))|crisis(?=:)|epidemic|winning|won|pa(?:ys|id) off|"
        r"sav(?:es|ed|ing) lives|zero tolerance|alarming\w*|impressive\w*|remarkabl\w*|"
        r"(?:good|great|bad|terrible) news|eradicated|defeated|ended (?:human |sex )?trafficking|"
        r"record(?:-breaking)? (?:year|quarter|high|low|numbers?)|(?:all-time|historic) "
        r"(?:high|low)"
    ),
    Language.FR: _words(
        r"(?:a|ont) (?:augmenté|diminué|baissé|chuté|reculé|bondi|explosé|progressé)|"
        r"en (?:forte |nette )?(?:hausse|baisse|recul)|grâce à (?:nous|notre|nos|la (?:stratégie|"
        r"province))|grâce au gouvernement|à cause d\w*|parce qu\w*|fonctionnent|succès|échecs?|"
        r"échou\w*|preuve qu\w*|prouv\w*|(?:sous|hors de) contrôle|maîtrisée?s?|crise(?=\s?:)|"
        r"épidémie|victoires?|gagn(?:e|ent|é|ée|és|ées)|tolérance zéro|alarmant\w*|"
        r"impressionnant\w*|remarquabl\w*|(?:bonne|mauvaise)s? nouvelles?|éradiqu\w*|vaincue?s?|"
        r"(?:année|trimestre|niveau|chiffres?|nombre) record|sommet historique"
    ),
}  # fmt: skip


def title_faults(text: str, language: Language) -> tuple[Text, ...]:
    """What is wrong with the title of a briefing: its first figure, and its first claim."""
    return tuple(_faults(text, language))


def _faults(text: str, language: Language) -> Iterator[Text]:
    if found := figures_of(text, language):
        yield both("briefing_words.fault_title_number", number=found[0].written.strip())
    if claim := CLAIMS[language].search(text):
        yield both("briefing_words.fault_title_claim", said=claim[0])
