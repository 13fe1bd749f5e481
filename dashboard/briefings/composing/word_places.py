"""Words that a key line may use in their place alone: beside a period, between two values.

"After 522 in 2023" gives the earlier of two values; "after the new law" gives a cause.
"""

import re
from typing import NamedTuple

from dashboard.briefings.composing.claims import Told
from dashboard.briefings.composing.extremes import EXTREMES
from dashboard.briefings.composing.numbers_in import SPACES, before_hedge
from dashboard.briefings.composing.periods_named import Named
from dashboard.briefings.composing.periods_stated import Placed
from dashboard.briefings.composing.plain_words import (
    AIMS,
    BESIDE,
    BETWEEN,
    BY,
    COMPARED,
    DERIVED,
    DESCRIBING,
    EARLIER,
    GOING,
    HAVING,
    LATER,
    REPORTING,
    SHARING,
    SINCE,
    SPANNING,
    SUBJECT,
    SUBJECT_WHOLE,
    TOWARDS,
    WITH,
    WITHIN,
)
from dashboard.briefings.composing.printed_words import Vocabulary, vocabulary
from dashboard.briefings.composing.units_said import ANYONE, PEOPLE
from metrics import Language

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SIGNS = re.compile(rf"[\s{SPACES}'’$−+:-]")
CLAUSE = re.compile(r"[;:!?]|[.,](?!\d)")
LINK = re.compile(rf"[\s{SPACES}'’-]*")  # between words that belong together
NEAR = 3  # words between a word and what it belongs to


class Around(NamedTuple):
    """A line with the periods in it that are no part of a number."""

    told: Told
    text: str
    named: list[Named]
    printed: Vocabulary

    @classmethod
    def of(cls, told: Told, text: str) -> "Around":
        stated = [one.stated for one in told.numbers]
        free = [one for one in told.named
                if not any(n.start < one.end and one.start < n.end for n in stated)]  # fmt: skip
        return cls(told, text, free, vocabulary(told.exhibit, told.language))

    def is_small(self, start: int, end: int) -> bool:
        """Whether nothing but small words stands there, before a number also its hedge."""
        between = before_hedge(self.text[start:end], self.told.language)
        words = WORD.findall(between.casefold())
        fine = all(word in BETWEEN[self.told.language] for word in words)
        return fine and len(words) <= NEAR and not SIGNS.sub("", WORD.sub("", between))

    def words_before(self, at: int) -> list[str]:
        """The words of the clause before a place."""
        clause = CLAUSE.split(self.text[:at])[-1]
        return [one.casefold() for one in WORD.findall(clause)]

    def before(self, at: int) -> Placed | None:
        return next((n for n in reversed(self.told.numbers) if n.stated.end <= at), None)

    def after(self, at: int) -> Placed | None:
        return next((n for n in self.told.numbers if n.stated.start >= at), None)

    def period_after(self, at: int) -> Named | None:
        """The period right after a place, with small words between."""
        found = next((one for one in self.named if one.start >= at), None)
        return found if found and self.is_small(at, found.start) else None

    def period_before(self, at: int) -> Named | None:
        found = next((one for one in reversed(self.named) if one.end <= at), None)
        return found if found and self.is_small(found.end, at) else None


def is_placed(word: str, at: re.Match[str], around: Around) -> bool:
    """Whether a word that says something stands where that was checked."""
    language, end = around.told.language, at.end()
    if word in WITHIN[language] and (around.period_after(end) or around.period_before(at.start())):
        return True
    if word in SPANNING[language]:
        named = around.period_after(end)
        return named is not None and len(named.spans) > 1
    if word in EARLIER[language] | LATER[language] | BESIDE[language]:
        return _is_between(word, at, around)
    if word in DERIVED[language]:
        return any(one and not one.right for one in (around.before(end), around.after(end)))
    if word in AIMS[language]:
        return _is_aim(end, around)
    if word in GOING[language]:
        return _goes(end, around)
    for one in re.finditer(SUBJECT_WHOLE[language], around.text, re.IGNORECASE):
        if one.start() <= at.start() and at.end() <= one.end():
            return _is_of_counted(_subject_in(one, language), around)
    return word in SINCE[language] and _is_of_extreme(at, around)


def _goes(end: int, around: Around) -> bool:
    """Whether "from" and a value follow: that the other one is told, the directions see to."""
    after = around.after(end)
    led = re.compile(r"\W*(?:from|de)\W", re.IGNORECASE).match(around.text, end)
    return led is not None and after is not None and around.is_small(led.end(), after.stated.start)


def _subject_in(one: re.Match[str], language: Language) -> re.Match[str]:
    words = WORD.finditer(one.string, one.start(), one.end())
    return next(word for word in words if word[0].casefold() in SUBJECT[language])


def misplaced(word: str, at: re.Match[str], around: Around) -> bool:
    """Whether a word that states nothing elsewhere says something here.

    "By 2024" is more than "in 2024", "503 of 522" is a share, and "l'été" is the summer.
    """
    language = around.told.language
    if word in TOWARDS[language]:
        named = around.period_after(at.end())
        compared = [one.named for one in around.told.differences]
        is_towards = named is not None and len(named.spans) == 1 and named not in compared
        return is_towards or (
            word in BY[language] and not _by_whom(at, around) and not _in_relation(at, around)
        )
    led = around.words_before(at.start())
    if word in HAVING[language]:
        return not {*led[-1:]} & HAVING[language][word]
    if word in WITH[language]:
        return not {*led[-2:]} & COMPARED[language]
    if word in SUBJECT[language]:
        return not _is_of_counted(at, around)
    if word in around.printed.agents:
        return not _reports(at, around)
    return word in SHARING[language] and _makes_share(at, around)


def _in_relation(at: re.Match[str], around: Around) -> bool:
    """Whether it is the "par" of "par rapport à"."""
    return re.match(r"\s+rapport\b", around.text[at.end() :], re.IGNORECASE) is not None


def _by_whom(at: re.Match[str], around: Around) -> bool:
    """Whether "by" is followed by an amount, or follows a word for what was done."""
    led, language = around.words_before(at.start()), around.told.language
    after = around.after(at.end())
    done = REPORTING[language] | (around.printed.titles - around.printed.unit)
    return bool({*led} & done) or (
        after is not None and around.is_small(at.end(), after.stated.start)
    )


def _reports(at: re.Match[str], around: Around) -> bool:
    """Whether who reports stands in a clause that says so: "police recorded", "selon la police"."""
    rest = CLAUSE.split(around.text[at.end() :])[0]
    words = {*around.words_before(at.start()), *(w.casefold() for w in WORD.findall(rest))}
    return bool(words & REPORTING[around.told.language])


def _is_of_counted(at: re.Match[str], around: Around) -> bool:
    """Whether it stands with what is counted of it: "trafficking incidents", not "people in it"."""
    language = around.told.language
    people = ANYONE[language] | {*PEOPLE[language].split()}
    fine = around.printed.own | DESCRIBING[language] | SUBJECT[language]
    near = {*_chain(at, around, fine)}
    parts = {part for one in near for part in one.split("-")} & around.printed.own
    return bool(parts - DESCRIBING[language] - SUBJECT[language] - people)


def _chain(at: re.Match[str], around: Around, fine: frozenset[str]) -> list[str]:
    """The words before and after that follow one another without a sign or a strange word."""
    every = [*WORD.finditer(around.text)]
    here = next(n for n, one in enumerate(every) if one.start() == at.start())
    found: list[str] = []
    for way in (range(here, len(every)), range(here, -1, -1)):
        last = every[here]
        for n in way:
            one, ends = every[n], sorted((every[n].span(), last.span()))
            is_near = one is last or LINK.fullmatch(around.text, ends[0][1], ends[1][0])
            if not is_near or not {one[0].casefold(), *one[0].casefold().split("-")} & fine:
                break
            found.append(one[0].casefold())
            last = one
    return found


def _is_between(word: str, at: re.Match[str], around: Around) -> bool:
    """Whether the values before and after a word follow one another as it says."""
    before, after = around.before(at.start()), around.after(at.end())
    if before is None or after is None or not around.is_small(at.end(), after.stated.start):
        return False
    first, second = ([v.span for v in one.right if v.span] for one in (before, after))
    if not first or not second or first[0] == second[0]:
        return False
    language = around.told.language
    return word in BESIDE[language] or (second[0] < first[0]) is (word in EARLIER[language])


def _makes_share(at: re.Match[str], around: Around) -> bool:
    """Whether it stands right between two numbers: "503 of the 522"."""
    before, after = around.before(at.start()), around.after(at.end())
    if before is None or after is None or not before.right:
        return False
    fine = SHARING[around.told.language] | BETWEEN[around.told.language]
    between = around.text[before.stated.end : after.stated.start].casefold()
    is_plain = not any(sign.isdigit() for sign in between)
    return is_plain and all(one in fine for one in WORD.findall(between))


def _is_aim(end: int, around: Around) -> bool:
    """Whether the number that follows is the target that the exhibit shows."""
    chart, after = around.told.exhibit.chart, around.after(end)
    if chart is None or chart.aim is None or after is None:
        return False
    is_next = around.is_small(end, after.stated.start)
    return is_next and after.stated.number in [abs(one) for one in chart.aim.ends]


def _is_of_extreme(at: re.Match[str], around: Around) -> bool:
    """Whether it gives the period from which on an extreme was checked."""
    before = [one.end() for one in EXTREMES[around.told.language].finditer(around.told.text)]
    near = [end for end in before if end <= at.start()]
    is_led = bool(near) and len(WORD.findall(around.text[near[-1] : at.start()])) <= NEAR
    return is_led and around.period_after(at.end()) is not None
