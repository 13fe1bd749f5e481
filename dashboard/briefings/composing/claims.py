"""What a key line claims beyond its numbers: causes, extremes, progress, chance, another place."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from dashboard.briefings.composing.differences import Difference
from dashboard.briefings.composing.directions import SAME, ways_in
from dashboard.briefings.composing.extremes import EXTREMES, faults_of_extremes
from dashboard.briefings.composing.periods_in import titles_of
from dashboard.briefings.composing.periods_named import Named
from dashboard.briefings.composing.periods_stated import Placed
from dashboard.briefings.document import Exhibit, Shape
from dashboard.text import both
from metrics import Language, Text

EN, FR = Language.EN, Language.FR


def _words(said: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)


CAUSES = {  # a figure does not tell why
    EN: _words(
        r"because|caused? by|causes?|caused|due to|thanks to|as a (?:result|consequence)|"
        r"results? (?:of|from|in)|resulted (?:from|in)|resulting (?:from|in)|leads? to|led to|"
        r"leading to|owing to|(?<!the )following|driven by|attribut\w*|thereby|on account of|"
        r"brought about|so that|prompted"
    ),
    FR: _words(
        r"parce qu\w*|en raison d\w*|grâce (?:à|aux?)|à cause d\w*|caus(?:e|é|ée|és|ées|ent|er)|"
        r"(?:à la |par )?suite (?:à|aux?|d\w*)|men(?:é|ée|ées|és|e|ent|er|ant) à|entraîn\w*|"
        r"d(?:û|ue|us|ues) (?:à|aux?)|attribuable\w*|découl\w*|provoqu\w*|imputable\w*|"
        r"(?:est )?le résultat d\w*|sous l'effet d\w*|du fait d\w*|puisqu\w*"
    ),
}
AIM = {
    EN: r"targets?|goals?|objectives?|commitments?",
    FR: r"cibles?|objectifs?|buts?|engagements?",
}
NEAR = r"\W+(?:[^\W\d]+\W+){0,4}?"
DONE = {
    EN: r"reached|hit|attained|delivered|fulfilled|completed|beaten|passed",
    FR: r"réalisée?s?|remplie?s?|accomplie?s?|respectée?s?|tenue?s?|franchie?s?",
}
REACHED, GOING, BEHIND = (
    frozenset({Shape.MET}),
    frozenset({Shape.ON_TRACK}),
    frozenset({Shape.OFF_TRACK, Shape.LATE}),
)
PROGRESS = {  # words that judge, and the marks of progress that they are true of
    EN: (
        (_words(r"met|meets|achiev\w*|accomplished|exceed\w*|surpass\w*|"
                rf"(?:{AIM[EN]}){NEAR}(?:{DONE[EN]})|(?:{DONE[EN]}){NEAR}(?:{AIM[EN]})"), REACHED),
        (_words(r"on track|on target|on course|on schedule|ahead of (?:schedule|target)"), GOING),
        (_words(r"off track|behind (?:schedule|target)|short of|missed"), BEHIND),
        (_words(r"(?<=progress: )watch"), frozenset({Shape.WATCH})),
    ),
    FR: (
        (_words(r"atteint(?:e?s?)(?!\W+(?:environ\W+|plus de\W+)?\d)|atteindre(?!\W+\d)|dépass\w*|"
                rf"(?:{AIM[FR]}){NEAR}(?:{DONE[FR]})|(?:{DONE[FR]}){NEAR}(?:{AIM[FR]})"), REACHED),
        (_words(r"en (?:très )?bonne voie|sur la bonne voie|en avance"), GOING),
        (_words(r"hors trajectoire|en retard|en deçà|manquée?s?|ratée?s?"), BEHIND),
        (_words(r"à surveiller"), frozenset({Shape.WATCH})),
    ),
}  # fmt: skip
FEW_WORDS = r"\W+(?:[^\W\d]+\W+){0,2}$"
NOT = {  # what turns a word that stands within two words after it into its contrary
    EN: re.compile(rf"(?:\b(?:not|never|no|yet to|without)|n['’]t){FEW_WORDS}", re.IGNORECASE),
    FR: re.compile(rf"\b(?:non|pas|jamais|aucune?|sans){FEW_WORDS}", re.IGNORECASE),
}
CLAUSE = re.compile(r"[^.;!?]+(?:[.](?=\d)[^.;!?]+)*")
CHANCE = {EN: _words(r"chance|significan\w*"), FR: _words(r"(?:le )?hasard|significati\w*")}
SIGNIFICANT = re.compile(r"significati|significan", re.IGNORECASE)
BY_CHANCE = {  # how much a change is, and no direction of its own
    EN: re.compile(r"more than (?:what )?(?=chance)", re.IGNORECASE),
    FR: re.compile(r"plus que (?=le hasard)", re.IGNORECASE),
}
USUAL = {EN: _words(r"usual"), FR: _words(r"habituel\w*")}
FEW = {EN: "too few", FR: "trop peu"}


class Told(NamedTuple):
    """A line in one language, without the names that stand in it, and what it is checked against.

    `places` are the titles of all places that are known, in both languages.
    """

    text: str
    numbers: Sequence[Placed]
    named: Sequence[Named]
    exhibit: Exhibit
    language: Language
    places: Collection[str] = ()
    differences: tuple[Difference, ...] = ()


def faults_of_claims(told: Told) -> Iterator[Text]:
    """Every claim that the exhibit does not bear."""
    yield from faults_of_extremes(told.text, told.numbers, told.named, told.exhibit, told.language)
    if found := CAUSES[told.language].search(told.text):
        yield both("briefing_words.fault_cause", said=found[0])
    yield from _of_chance(told)
    yield from _of_progress(told)
    yield from _of_places(told)


def without_known(text: str, language: Language) -> str:
    """The text without the clauses about chance and the words for extremes, put out by spaces."""

    def cut(found: re.Match[str]) -> str:
        return " " * len(found[0]) if CHANCE[language].search(found[0]) else found[0]

    return EXTREMES[language].sub(lambda one: " " * len(one[0]), CLAUSE.sub(cut, text))


def _of_chance(told: Told) -> Iterator[Text]:
    """What is said of chance must be what the exhibit says of it."""
    language, signal = told.language, told.exhibit.signal
    for clause in CLAUSE.findall(told.text):
        found = CHANCE[language].search(clause) or USUAL[language].search(clause)
        if found and not _is_so(clause, signal, language):
            key = "chance" if signal else "chance_none"
            yield both(f"briefing_words.fault_{key}", said=found[0], signal=signal)


def _is_so(clause: str, signal: str, language: Language) -> bool:
    """Whether a clause about chance says what the signal says, which way included."""
    if FEW[language] in clause.casefold():
        return FEW[language] in signal.casefold()
    if USUAL[language].search(clause):
        is_denied = NOT[language].search(clause[: USUAL[language].search(clause).start()])  # type: ignore[union-attr]
        return USUAL[language].search(signal) is not None and not is_denied
    if USUAL[language].search(signal) and SIGNIFICANT.search(clause):
        return False
    ways = [_ways(one, language) for one in (clause, signal)]
    is_denied = NOT[language].search(clause[: CHANCE[language].search(clause).start()])  # type: ignore[union-attr]
    return CHANCE[language].search(signal) is not None and not is_denied and ways[0] == ways[1]


def _ways(text: str, language: Language) -> set[str]:
    bare = BY_CHANCE[language].sub("", text)
    return {one.way for one in ways_in(bare, language)} - {SAME}


def _of_progress(told: Told) -> Iterator[Text]:
    """A word that judges is true where the progress of the exhibit is the same."""
    text, chip = without_known(told.text, told.language), told.exhibit.progress
    for said, shapes in PROGRESS[told.language]:
        for found in said.finditer(text):
            is_denied = NOT[told.language].search(text[: found.start()]) is not None
            true_of = BEHIND if is_denied and shapes is REACHED else shapes
            if chip.shape not in true_of or (is_denied and shapes is not REACHED):
                yield both("briefing_words.fault_progress", said=found[0].strip(), word=chip.word)
                return


def _of_places(told: Told) -> Iterator[Text]:
    """Another place than that of the figures, unless a name of theirs holds it."""
    exhibit, text = told.exhibit, told.text
    own = " | ".join([exhibit.place, exhibit.pillar, exhibit.coverage, *titles_of(exhibit)])
    for place in sorted({_bare(one) for one in told.places}, key=len, reverse=True):
        if place not in text:
            continue
        said = re.compile(rf"(?<!\w){re.escape(place)}(?!\w)")
        if found := said.search(text):
            text = said.sub(lambda one: " " * len(one[0]), text)
            if not said.search(own):
                key = "place" if exhibit.place else "place_none"
                yield both(f"briefing_words.fault_{key}", said=found[0], place=exhibit.place)
                return


def _bare(title: str) -> str:
    return title.partition(" (")[0]
