"""Words that say which way figures went: "rose", "fewer", "stable", against the values stated.

A direction word needs two values of the line that a chart joins, each told with its own period, and
must agree with them in the order of time. It is of the first two that follow it; where one alone
follows, of that and the last before it; else of the last two before it. Where the test of chance
calls the newest value, or its last change, usual, the line must say so too.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.briefings.composing.numbers_in import SPACES
from dashboard.briefings.composing.periods_named import Span, period_of
from dashboard.briefings.composing.periods_stated import Placed
from dashboard.briefings.document import Exhibit
from dashboard.text import both
from metrics import Language, Text

EN, FR = Language.EN, Language.FR
UP, DOWN, SAME = "up", "down", "same"
WAYS = {
    EN: {
        UP: r"rose|risen|rises?|rising|increas\w*|grew|grow(?:s|n|ing|th)?|climb\w*|jump(?:ed|s)?|"
            r"surg\w*|soar\w*|higher|more|gain(?:s|ed)?|greater|"
            r"(?<!set )(?<!made )(?<!follow[ -])up(?! to\b)",
        DOWN: r"fell|fall(?:s|en|ing)?|declin\w*|decreas\w*|drop(?:s|ped|ping)?|down|lower\w*|"
              r"fewer|less|reduc\w*|shr[aiu]nk\w*|plung\w*|plummet\w*",
        SAME: r"unchanged|stable|steady|stead(?:ied|ily)|flat|the same|constant|no change",
    },
    FR: {
        UP: r"mont(?:é|ée|er|e|ent)|augment\w*|hausses?|haussé\w*|accru\w*|accroiss\w*|accroît|crû|"
            r"croît|croiss\w*|progress(?:é|e|er|ent|ion)|grimp\w*|bond(?:i|it|ir)|supérieur\w*|"
            r"de plus\b|plus (?:d[e'’]|qu[e'’]|élev\w*|haut\w*|nombreu\w*|grand\w*|important\w*)",
        DOWN: r"baiss\w*|diminu\w*|recul\w*|chut\w*|réduc?t?\w*|inférieur\w*|décroi\w*|décru\w*|"
              r"repli|fléch\w*|de moins\b|plus (?:bas\w*|faible\w*|petit\w*|rare\w*)|"
              r"moins (?:d[e'’]|qu[e'’]|élev\w*|haut\w*|nombreu\w*|grand\w*|important\w*)",
        SAME: r"stables?|inchangé\w*|l[ae] même|au même niveau|constant\w*|"
              r"aucun changement|stagn\w*",
    },
}  # fmt: skip
WORDS = {
    language: {
        way: re.compile(rf"(?<!\w)(?:{said})(?!\w)" if language is EN else rf"(?<!\w)(?:{said})",
                        re.IGNORECASE)
        for way, said in ways.items()
    }
    for language, ways in WAYS.items()
}  # fmt: skip
THAN = {EN: rf"\s+than[\s{SPACES}$−+-]*", FR: rf"[\s{SPACES}$−+-]*"}
USUAL = {EN: re.compile(r"\busual\b", re.IGNORECASE), FR: re.compile(r"\bhabituel", re.IGNORECASE)}
LAST_ALONE = {EN: "the last change is usual", FR: "la dernière variation est habituelle"}


class Way(NamedTuple):
    """A direction word of a sentence, and where it stands."""

    way: str
    said: str
    start: int
    end: int


class At(NamedTuple):
    """A value that is stated, with its place in the chart."""

    number: Placed
    point: int
    run: tuple[int, ...]
    span: Span


def ways_in(text: str, language: Language) -> list[Way]:
    found = [
        Way(way, one[0], one.start(), one.end())
        for way, said in WORDS[language].items()
        for one in said.finditer(text)
    ]
    return sorted(found, key=lambda one: one.start)


def faults_of_directions(
    text: str, numbers: Sequence[Placed], exhibit: Exhibit, language: Language
) -> Iterator[Text]:
    """What is wrong with the direction words of a text without names and words about chance."""
    stated = [at for one in numbers for at in at_of(one, exhibit, language)]
    for way in ways_in(text, language):
        if _is_hedge(way, text, numbers, language):
            continue
        pair = _pair(way, stated)
        if pair is None:
            yield both("briefing_words.fault_direction_two", said=way.said)
        elif _went(*pair) != way.way:
            yield _otherwise(way, *pair)
        elif _is_usual(*pair, exhibit, language) and not USUAL[language].search(text):
            yield both("briefing_words.fault_direction_usual", said=way.said)


def _is_hedge(way: Way, text: str, numbers: Sequence[Placed], language: Language) -> bool:
    """Whether it belongs to a number, as in "more than 345 million"."""
    starts = [one.stated.start for one in numbers if one.stated.start >= way.end]
    return bool(starts) and re.fullmatch(THAN[language], text[way.end : min(starts)]) is not None


def at_of(one: Placed, exhibit: Exhibit, language: Language) -> Iterator[At]:
    """Where a stated value stands in the chart, among values that may be compared."""
    chart, spans = exhibit.chart, [held.span for held in one.right if held.span]
    if chart is None or chart.is_levels or not spans:
        return
    for run in chart.runs if chart else ():
        for at in run:
            span = period_of(chart.points[at].label, language)
            if span in spans and span and chart.points[at].number is not None and len(run) > 1:
                yield At(one, at, run, span)
                return


def _pair(way: Way, stated: Sequence[At]) -> tuple[At, At] | None:
    """The two values of which a word tells, the earlier first."""
    after = [one for one in stated if one.number.stated.start >= way.end]
    before = [one for one in stated if one.number.stated.end <= way.start]
    chosen = after[:2] if len(after) > 1 else [*before[-1:], *after] if after else before[-2:]
    if len(chosen) < 2 or chosen[0].run != chosen[1].run or chosen[0].point == chosen[1].point:
        return None
    first, second = sorted(chosen, key=lambda one: one.span)
    return first, second


def _went(first: At, second: At) -> str:
    earlier, later = first.number.stated.number, second.number.stated.number
    return UP if later > earlier else DOWN if later < earlier else SAME


def _is_usual(first: At, second: At, exhibit: Exhibit, language: Language) -> bool:
    """Whether the test of chance calls the newest value usual, or the change to it."""
    is_newest = second.point == second.run[-1] and any(
        held.is_newest for held in second.number.right
    )
    if not is_newest or not USUAL[language].search(exhibit.signal):
        return False
    is_last = LAST_ALONE[language] in exhibit.signal
    return not is_last or first.point == second.point - 1


def _otherwise(way: Way, first: At, second: At) -> Text:
    values = {
        "first": first.number.stated.written.strip(), "when": first.number.right[0].when,
        "second": second.number.stated.written.strip(), "then": second.number.right[0].when,
    }  # fmt: skip
    return both("briefing_words.fault_direction", said=way.said, **values)
