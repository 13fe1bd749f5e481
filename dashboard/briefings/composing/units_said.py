"""The unit, and the counted thing, that a line gives to a number: it must be that of the figure.

What stands next to the number is read, also past brackets and past a few words that describe: "503
dollars", "608 (provisional) trafficking crimes", "38" where the figure is 38%, "503 a day".
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from dashboard.briefings.composing.numbers_in import SPACES, Stated, before_hedge, stated
from dashboard.briefings.composing.periods_in import titles_of, units_of
from dashboard.briefings.composing.periods_stated import Placed
from dashboard.briefings.composing.shown_values import Shown
from dashboard.briefings.document import Exhibit
from dashboard.text import both
from metrics import Language, Text

EN, FR = Language.EN, Language.FR
PERCENT, MONEY = "percent", "money"
NO_BREAK = "\u00a0"
MEASURES = {  # what follows a number of each measure; all else is counted
    EN: {
        PERCENT: r"%|per ?cent\w*|pct\b|percentage points?",
        MONEY: r"[$€£]|(?:canadian |united states |us )?(?:dollars?|cents?|euros?|pounds?)\b|cad\b",
        "minute": r"minutes?\b", "hour": r"hours?\b", "day": r"days?\b", "week": r"weeks?\b",
        "month": r"months?\b", "quarter": r"quarters?\b", "year": r"years?\b",
    },
    FR: {
        PERCENT: r"%|pour ?cent\b|p\. ?100|points? de pourcentage|variation en pourcentage",
        MONEY: r"[$€£]|(?:de |d['’])?(?:dollars?|euros?)\b|cad\b",
        "minute": r"minutes?\b", "hour": r"heures?\b", "day": r"jours?\b", "week": r"semaines?\b",
        "month": r"mois\b", "quarter": r"trimestres?\b", "year": r"(?:ans?|années?)\b",
    },
}  # fmt: skip
PER = {  # a number said to be of each day, month and so on
    EN: {
        "day": r"daily|(?:a|per|each|every) day", "week": r"weekly|(?:a|per|each|every) week",
        "month": r"monthly|(?:a|per|each|every) month",
        "hour": r"hourly|(?:an|per|each|every) hour",
        "quarter": r"quarterly|(?:a|per|each|every) quarter",
        "year": r"yearly|annually|(?:a|per|each|every) year", "head": r"per (?:person|capita|head)",
    },
    FR: {
        "day": r"quotidien\w*|(?:par|chaque) jour", "week": r"hebdo\w*|(?:par|chaque) semaine",
        "month": r"mensuel\w*|(?:par|chaque) mois", "hour": r"(?:par|chaque|de l['’]) ?heure",
        "quarter": r"trimestriel\w*|(?:par|chaque) trimestre",
        "year": r"annuellement|(?:par|chaque) (?:an|année)",
        "head": r"par (?:personne|habitante?|tête)",
    },
}  # fmt: skip
THEN = {EN: r"(?! (?:ago|earlier|before|later))", FR: r"(?! (?:plus tôt|auparavant|avant))"}
DAYS = {"week": (7, 7), "month": (28, 31), "quarter": (89, 92), "year": (365, 366)}
ANYONE = {EN: {"people", "persons", "individuals"}, FR: {"personnes", "gens", "individus"}}
SAME = {
    EN: ({"victims", "survivors"},),
    FR: ({"victimes", "survivants", "survivantes"},),
}
PEOPLE = {
    EN: "victims survivors women men girls boys children youth youths clients offenders traffickers"
        " perpetrators suspects workers officers families minors adults",
    FR: "victimes survivants survivantes femmes hommes filles garçons enfants jeunes clients"
        " clientes contrevenants trafiquants délinquants suspects agents agentes familles mineurs"
        " mineures adultes",
}  # fmt: skip
THINGS = {  # those that a sentence on trafficking is likely to confuse, whatever data/ counts
    EN: "crimes cases incidents offences charges convictions arrests prosecutions investigations"
        " sentences calls contacts projects grants permits visas beds deaths rescues complaints"
        " tips reports referrals visits organizations partners jobs",
    FR: "crimes cas affaires dossiers causes infractions accusations condamnations arrestations"
        " poursuites enquêtes peines appels contacts projets subventions permis visas lits décès"
        " sauvetages plaintes signalements aiguillages visites organismes partenaires emplois",
}  # fmt: skip
STOPS = {  # where the words that describe what is counted end
    EN: "in|for|on|at|after|to|from|by|with|that|which|who|whom|were|was|are|is|be|been|"
        "have|has|had|than|as|per|a|an|not|but|following|among|between|during|since|led",
    FR: "en|dans|pour|par|à|au|aux|après|avant|sur|entre|depuis|avec|qui|que|dont|ont|a|"
        "sont|est|était|étaient|soit|contre|comme|selon|parmi|chez|ne|pas|un|une",
}  # fmt: skip
HEAD_ENDS = re.compile(
    r"[,;:(]| (?:of|in|to|for|from|by|with|among|that|which|whom|on|at|"
    r"de|des|du|d['’]\w+|à|au|aux|dans|en|par|pour|vers|qui|que|dont|sur) ",
    re.IGNORECASE,
)
GAP = rf"(?:[\s{SPACES}-]|\([^()]*\))*"
JOINED = re.compile(rf"[\s{SPACES}]*(?:and|to|or|et|à|ou|[-–])[\s{SPACES}]*", re.IGNORECASE)
AFTER = {
    language: re.compile(rf"{GAP}(?P<said>{'|'.join(words.values())})", re.IGNORECASE)
    for language, words in MEASURES.items()
}
CLAUSE = re.compile(r"[^.,:;!?]*")


def faults_of_units(
    text: str, numbers: Sequence[Placed], exhibit: Exhibit, language: Language,
    counted: Collection[Text], unknown: Sequence[Placed] = (),
) -> Iterator[Text]:  # fmt: skip
    """What is said next to each number of a text without names, where the figure is another.

    Of `unknown` numbers it is told already that they are none of the figures.
    """
    for at, one in enumerate(numbers):
        if one.stated.number < 0 or one in unknown:  # a level is its own word
            continue
        until = numbers[at + 1].stated.start if at + 1 < len(numbers) else len(text)
        after = CLAUSE.match(text, one.stated.end, until)
        said = _measure(text, one.stated, language) or _of_next(text, at, numbers, language)
        since = numbers[at - 1].stated.end if at else 0
        around = text[since : one.stated.start], text[one.stated.end : until]
        found = "" if said else _other_thing(around, exhibit, one, language, counted)
        per = _per(after[0] if after else "", one, exhibit, language)
        yield from _judged(one, said, found, per, exhibit, language)


def _judged(
    one: Placed, measure: str, found: str, per: str, exhibit: Exhibit, language: Language
) -> Iterator[Text]:
    """The fault of one number: its measure, what it counts, or of how long it is told."""
    own = _own_measures(one, exhibit, language)
    kind = _kind(measure, language)
    shown = {"shown": _shown(one, exhibit)}
    written = one.stated.written.strip()
    if measure and kind not in own:
        said = _beside(written, measure, language)
        yield both("briefing_words.fault_unit", said=said, **shown)
    elif per or (found and not measure):
        said = f"{written} {per}" if per else found
        yield both("briefing_words.fault_unit", said=said, **shown)
    elif not measure and one.right and own and own <= {PERCENT, MONEY}:
        yield both("briefing_words.fault_unit_none", number=written, **shown)


def _measure(text: str, one: Stated, language: Language) -> str:
    """The word or sign of a measure next to a number, as it is written; empty where none is."""
    before = text[: one.start].rstrip(f" {SPACES}−+-")[-1:]
    if before in ("$", "€", "£"):
        return before
    found = AFTER[language].match(text, one.end)
    return found["said"] if found else ""


def measure_after(text: str, one: Stated, language: Language) -> Iterator[tuple[int, int]]:
    """Where the word or sign of a measure after a number stands, if there is one."""
    if found := AFTER[language].match(text, one.end):
        yield found.span("said")


def is_percent(text: str, one: Stated, language: Language) -> bool:
    """Whether a number of a text is told as a percentage."""
    return _kind(_measure(text, one, language), language) == PERCENT


def _of_next(text: str, at: int, numbers: Sequence[Placed], language: Language) -> str:
    """The measure of the next number, which this one shares: "38 and 42%"."""
    if at + 1 == len(numbers):
        return ""
    one, other = numbers[at].stated, numbers[at + 1].stated
    is_joined = JOINED.fullmatch(text, one.end, other.start)
    return _measure(text, other, language) if is_joined else ""


def _beside(number: str, measure: str, language: Language) -> str:
    """A number with its measure, as its language sets a sign: "$503", "503%"."""
    if language is FR or len(measure) > 1:
        return f"{number}{' ' if language is EN else NO_BREAK}{measure}"
    return f"{number}%" if measure == "%" else f"{measure}{number}"


def _kind(said: str, language: Language) -> str:
    return next(
        (kind for kind, words in MEASURES[language].items()
         if said and re.fullmatch(words, said, re.IGNORECASE)), "",
    )  # fmt: skip


def _own_measures(one: Placed, exhibit: Exhibit, language: Language) -> set[str]:
    """The measures of the values that a number may be, by their signs or by the unit.

    What is worked out from two of them may also be a percentage of change.
    """
    written = {_measure(value.written, other, language) for value in _values(one)
               for other in stated(value.written, language)
               if other.number == one.stated.number}  # fmt: skip
    units = [AFTER[language].match(unit) for unit in units_of(exhibit)]
    kinds = {_kind(said, language) for said in written if said}
    kinds |= {_kind(found["said"], language) for found in units if found}
    return kinds if one.right else kinds | {PERCENT}


def _values(one: Placed) -> tuple[Shown, ...]:
    return one.right or one.held


def _other_thing(
    around: tuple[str, str], exhibit: Exhibit, one: Placed, language: Language,
    counted: Collection[Text],
) -> str:  # fmt: skip
    """What a number is said to count, with the number, where the figure counts something else.

    It stands after the number; where nothing counted does, at the beginning of its clause:
    "Convictions: 503", "The number of victims was 503".
    """
    before, after = around
    nouns = _nouns(frozenset(counted), language)
    counts, begins = _places_of(nouns, language)
    found = counts.match(after)
    if found is None and one.right:
        found = begins.search(before_hedge(before, language))
    if found is None or found["noun"].casefold() in _own(exhibit, one, nouns, language):
        return ""
    words, number = " ".join(found[0].lstrip(".,;:!?(").split()), one.stated.written.strip()
    return f"{number} {words}" if found.re is counts else f"{words} {number}"


@cache
def _places_of(nouns: str, language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is counted right after a number, and at the beginning of the clause before it."""
    word = rf"(?!(?:{STOPS[language]})\b)[^\W\d_]+(?:['’][^\W\d_]*)?"
    noun = rf"(?:{word}{GAP}){{0,4}}?(?P<noun>{nouns})(?!\w)"
    any_words = rf"(?:[\s{SPACES}:]+[^\W\d_]+){{0,4}}[\s{SPACES}:$]*$"
    of = "number of|nombre d(?:e |es |['’])"
    return (
        re.compile(rf"{GAP}{noun}", re.IGNORECASE),
        re.compile(rf"(?:^|[.,;!?(]|{of}){GAP}{noun}{any_words}", re.IGNORECASE),
    )


@cache
def _nouns(counted: frozenset[Text], language: Language) -> str:
    """Everything that may be counted, as one pattern, the longer before the shorter."""
    every = {one.fr if language is FR else one.en for one in counted} | ANYONE[language]
    every |= {*PEOPLE[language].split(), *THINGS[language].split()}
    return "|".join(re.escape(one) for one in sorted(every, key=len, reverse=True))


def _own(exhibit: Exhibit, one: Placed, nouns: str, language: Language) -> set[str]:
    """What the figure counts: by its unit, by what its titles begin with, by its own words."""
    units = units_of(exhibit)
    said = [*units, *(HEAD_ENDS.split(title)[0] for title in titles_of(exhibit))]
    said += [value.written for value in _values(one)]
    if any(re.match(r"per |in \d|pour \d|par |personnes? sur", unit) for unit in units):
        said += [exhibit.definition, *titles_of(exhibit)]  # a rate tells in its title of what
    found = {
        noun.casefold() for text in said
        for noun in re.findall(rf"(?<!\w)(?:{nouns})(?!\w)", text, re.IGNORECASE)
    }  # fmt: skip
    for same in SAME[language]:
        found |= same if found & same else set()
    people = ANYONE[language] | set(PEOPLE[language].split())
    return found | ANYONE[language] if found & people or _is_person(exhibit) else found


def _is_person(exhibit: Exhibit) -> bool:
    return exhibit.unit in ("person", "personne", "young person", "jeune")


def _per(clause: str, one: Placed, exhibit: Exhibit, language: Language) -> str:
    """By what time, or by whom, a figure is told, where it is the figure of another span."""
    for name, words in PER[language].items():
        found = re.search(rf"(?<!\w)(?:{words})(?!\w){THEN[language]}", clause, re.IGNORECASE)
        if found and not _is_each(name, found[0], one, exhibit):
            return found[0]
    return ""


def _is_each(name: str, said: str, one: Placed, exhibit: Exhibit) -> bool:
    """Whether the unit says so itself, or the period of the figure is just as long."""
    if any(said.casefold() in unit.casefold() for unit in units_of(exhibit)):
        return True
    least, most = DAYS.get(name, (0, 0))
    spans = [value.span for value in _values(one) if value.span]
    return any(least <= (span.end - span.start).days + 1 <= most for span in spans)


def _shown(one: Placed, exhibit: Exhibit) -> str:
    """The figure with its unit, as it ought to be said."""
    newest = exhibit.figure.text if exhibit.figure else ""
    written = _values(one)[0].written if _values(one) else newest
    return written if re.search(r"[%$€]", written) else f"{written} {exhibit.unit}".strip()
