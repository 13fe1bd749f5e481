"""Whole phrases of a key line that are understood together: each where its condition holds.

"The latest figure" beside the newest value; "below the target of 80" beside a value that is;
"police laid" of charges laid. A word of them alone states something else, so none is a plain word.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from dashboard.briefings.composing.claims import Told
from dashboard.briefings.composing.periods_in import titles_of
from dashboard.briefings.composing.periods_stated import STOP, Placed
from dashboard.briefings.composing.printed_words import Vocabulary, is_detected, publishers
from metrics import Language

EN, FR = Language.EN, Language.FR
Holds = Callable[[re.Match[str], Told, Vocabulary], bool]


def phrases_understood(text: str, told: Told, printed: Vocabulary) -> Iterator[tuple[int, int]]:
    for words, holds in PHRASES[told.language].items():
        for one in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE):
            if holds(one, told, printed):
                yield one.span()


def _always(_one: re.Match[str], _told: Told, _printed: Vocabulary) -> bool:
    return True


def _of_newest(one: re.Match[str], told: Told, _printed: Vocabulary) -> bool:
    """Whether the value that stands nearest in its sentence is the newest."""
    before, after = _beside(one, told)
    near = before or after
    return near is not None and any(value.is_newest for value in near.right)


def _beside(one: re.Match[str], told: Told) -> tuple[Placed | None, Placed | None]:
    """The values before and after it in its sentence."""
    before = [n for n in told.numbers if n.stated.end <= one.start()
              and not STOP.search(told.text, n.stated.end, one.start())]  # fmt: skip
    after = [n for n in told.numbers if n.stated.start >= one.end()
             and not STOP.search(told.text, one.end(), n.stated.start)]  # fmt: skip
    return before[-1] if before else None, after[0] if after else None


def _of_place(one: re.Match[str], told: Told, _printed: Vocabulary) -> bool:
    place = told.exhibit.place
    return bool(place) and one.string[: one.start()].rstrip().endswith(place)


def _of_open(_one: re.Match[str], told: Told, _printed: Vocabulary) -> bool:
    """Whether every value that is stated may still be revised."""
    values = [value for one in told.numbers for value in one.right]
    return bool(values) and not any(value.is_firm for value in values)


def _of_detection(one: re.Match[str], told: Told, printed: Vocabulary) -> bool:
    return one["what"].casefold() in printed.unit and is_detected(told.exhibit, told.language)


def _of_code(one: re.Match[str], told: Told, _printed: Vocabulary) -> bool:
    said = " ".join([*titles_of(told.exhibit), told.exhibit.definition]).casefold()
    return one["code"].casefold() in said


def _of_police(_one: re.Match[str], _told: Told, printed: Vocabulary) -> bool:
    return "police" in printed.agents | printed.titles


def _of_publisher(one: re.Match[str], told: Told, _printed: Vocabulary) -> bool:
    before = one.string[: one.start()].rstrip()
    return any(before.endswith(name) for name in publishers(told.exhibit))


def _of_government(_one: re.Match[str], told: Told, _printed: Vocabulary) -> bool:
    names = (name.casefold() for name in publishers(told.exhibit))
    return any(name.startswith(("government of", "gouvernement d")) for name in names)


def _of_aim(one: re.Match[str], told: Told, _printed: Vocabulary) -> bool:
    """Whether the newest value, stated before, lies on that side of the target that follows."""
    before, after = _beside(one, told)
    aim = told.exhibit.chart.aim if told.exhibit.chart else None
    if before is None or after is None or aim is None or len(aim.ends) > 1:
        return False
    is_newest = any(value.is_newest for value in before.right)
    value, target = before.stated.number, after.stated.number
    is_true = value > target if one["over"] else value < target
    return is_newest and target == abs(aim.goal[1]) and is_true


def _opens(one: re.Match[str], told: Told, _printed: Vocabulary) -> bool:
    """Whether it begins the line, and a value follows at once."""
    return one.start() == 0 and any(n.stated.start == one.end() + 1 for n in told.numbers)


def _of_titled(word: str) -> Holds:
    def holds(_one: re.Match[str], _told: Told, printed: Vocabulary) -> bool:
        return word in printed.titles

    return holds


NOUNS = "exercice|trimestre|mois|chiffre|année|période|valeur"
LATEST = {
    EN: r"(?:the )?(?:latest|most recent) (?:year|quarter|month|period|figure|value|number)"
        r"(?: (?:available|published))?",
    FR: rf"(?:l[ea] |l['’])?(?:derni(?:er|ère) (?:{NOUNS})|(?:{NOUNS}) l[ea] plus récente?)"
        r"(?: (?:disponible|publiée?))?",
}  # fmt: skip
PHRASES: Mapping[Language, Mapping[str, Holds]] = {
    EN: {
        r"(?:please )?note that": _always,
        r"(?:was|were|has been|have been) made": _always,
        LATEST[EN]: _of_newest,
        r"as a whole": _of_place,
        r"(?:and |it )*(?:may|might)(?: still)? (?:change|be revised)": _of_open,
        r"not all (?P<what>\w+) are reported(?: to (?:the )?police)?": _of_detection,
        r"under the (?P<code>criminal code)": _of_code,
        r"(?<=police )services": _of_police,
        r"reports": _of_publisher,
        r"the government(?: of ontario)? (?:has |have )?(?:committed|announced)": _of_government,
        r"(?:below|under|short of|(?P<over>above|over)) the (?:target|goal) of": _of_aim,
        r"with": _opens,
        r"(?:the )?courts (?:have )?convicted|convicted by (?:the )?courts":
            _of_titled("convicted"),
        r"police (?:services )?(?:have )?laid|laid by police": _of_titled("laid"),
    },
    FR: {
        r"veuillez noter que?|à noter que?": _always,
        r"(?:a|ont) été (?:faite?|effectuée?|réalisée?|rendue?)s?": _always,
        LATEST[FR]: _of_newest,
        r"dans son ensemble": _of_place,
        r"(?:et |il |elle |ce chiffre )*(?:peut|pourrait)(?: encore)? (?:changer|être révisée?)":
            _of_open,
        r"toutes les (?P<what>\w+) ne sont pas (?:déclar|signal)ée?s(?: à la police)?":
            _of_detection,
        r"(?:en vertu|au sens) du (?P<code>code criminel)": _of_code,
        r"services(?= de police)": _of_police,
        r"(?:déclare|rapporte|fait état d[e'’])": _of_publisher,
        r"le gouvernement(?: de l['’]ontario)? (?:a )?(?:engagé|annoncé)": _of_government,
        r"(?:sous|en dessous de|au-dessous de|(?P<over>au-dessus de|au-delà de)) "
        r"(?:la cible|l['’]objectif) de": _of_aim,
        r"avec": _opens,
        r"(?:les )?tribunaux (?:ont )?condamné": _of_titled("condamnées"),
        r"la police a porté|portées par la police": _of_titled("portées"),
    },
}  # fmt: skip
