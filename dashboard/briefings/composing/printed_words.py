"""The words that an exhibit prints of its indicator, as far as a key line may take them over.

Single words of its unit and, where it says one thing alone, of its title; of all else whole
sentences and remarks: a part of a definition may say the contrary of the whole.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dashboard.briefings.composing.numbers_in import SPACES
from dashboard.briefings.composing.periods_in import UNIT_HEAD, titles_of, units_of
from dashboard.briefings.composing.plain_words import AGENTS, TURNING
from dashboard.briefings.composing.units_said import SAME
from dashboard.briefings.document import Exhibit
from dashboard.text import Words
from metrics import DETECTION, Language

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
REMARK, SENTENCE = re.compile(r"[,;()]"), re.compile(r"(?<!\d)[.;](?:\s|$)|;")
RATE = re.compile(r"per |pour \d|par |sur \d|\d")  # its words mean nothing without each other
LONGEST = 7  # words of the name of a publisher
SAID_OF_CHANCE = (  # sentences that are proposed, each checked by `claims`
    "within", "higher", "lower", "changed_higher", "changed_lower", "run_higher", "run_lower",
    "last_usual", "too_few",
)  # fmt: skip


def printed_spans(text: str, exhibit: Exhibit, language: Language) -> Iterator[tuple[int, int]]:
    """Where a line says the place, a remark or a sentence that is printed beside it, whole."""
    plain = _plainly(text)
    for said in _printed(exhibit, language):
        if _plainly(said) not in plain:
            continue
        words = f"[\\s{SPACES}]+".join(map(re.escape, said.split()))
        for one in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE):
            yield one.span()


def _plainly(text: str) -> str:
    return " ".join(text.split()).casefold()


def _printed(exhibit: Exhibit, language: Language) -> set[str]:
    words, is_detection = Words(language), is_detected(exhibit, language)
    remarks = [*exhibit.place.split(", "), exhibit.place, exhibit.pillar, exhibit.coverage]
    remarks += units_of(exhibit)
    remarks += [part for part in REMARK.split(exhibit.when)[1:] if WORD.search(part)]
    remarks += publishers(exhibit)
    remarks += [words("briefing_words.line_progress", word=exhibit.progress.word, due="")]
    sentences = [exhibit.definition, exhibit.signal, exhibit.finding, *exhibit.notes]
    sentences += [*exhibit.unsaid, exhibit.progress.reason]
    sentences += [words(f"briefing_words.line_{key}") for key in SAID_OF_CHANCE]
    sentences += [words("briefing_words.line_detection")] if is_detection else []
    whole = [*remarks, *(part for one in sentences for part in (one, *SENTENCE.split(one)))]
    return {one.strip().rstrip(".") for one in whole if one.strip().rstrip(".")}


def is_detected(exhibit: Exhibit, language: Language) -> bool:
    """Whether it says that it counts what is detected or recorded, not all that happens."""
    return (DETECTION.fr if language is Language.FR else DETECTION.en) in exhibit.unsaid


def publishers(exhibit: Exhibit) -> list[str]:
    return [*filter(_is_name, map(_publisher, exhibit.sources))]


def _publisher(source: str) -> str:
    return re.split(r"[,:(]", source)[0]


def _is_name(publisher: str) -> bool:
    """Not the words of a licence, which stand among the sources."""
    return len(publisher.split()) <= LONGEST


class Vocabulary(NamedTuple):
    """Single words, in small letters: of the unit, of titles of one sense, of who reports."""

    unit: frozenset[str]
    titles: frozenset[str]
    agents: frozenset[str]

    @property
    def own(self) -> frozenset[str]:
        return self.unit | self.titles

    @property
    def every(self) -> frozenset[str]:
        return self.own | self.agents


def vocabulary(exhibit: Exhibit, language: Language) -> Vocabulary:
    units = [one for one in units_of(exhibit) if not RATE.search(one)]
    unit = {word for one in units for word in _words(one)}
    titles = {word for one in _plain_titles(exhibit, language) for word in _words(one)}
    titles |= {part for word in titles for part in word.split("-")}
    titles -= {*_words(exhibit.place)}
    for same in SAME[language]:
        titles |= same if (unit | titles) & same else set()
    everywhere = " ".join([*titles_of(exhibit), exhibit.definition, *exhibit.sources])
    agents = AGENTS[language] & {*_words(everywhere)}
    several = {f"{one}s" for one in unit | titles} - TURNING[language]
    return Vocabulary(frozenset(unit | several), frozenset(titles), agents - titles)


def _words(text: str) -> Iterable[str]:
    return (one.casefold() for one in WORD.findall(text))


def _plain_titles(exhibit: Exhibit, language: Language) -> Iterator[str]:
    """Titles whose words say nothing else apart than together; of a share there are none."""
    is_share = exhibit.figure is not None and "%" in exhibit.figure.text
    for title in (UNIT_HEAD.sub("", one) for one in titles_of(exhibit)):
        if not is_share and not TURNING[language] & {*_words(title)}:
            yield title
