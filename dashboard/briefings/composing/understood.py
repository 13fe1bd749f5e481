"""What the check of a key line does not understand: named, word by word, never passed.

`checking` finds what is wrong with what it knows. A word that it does not know may still mislead:
another verb for a rise, a hedge behind its number, a period without a name, a cause. So a word
counts as understood where it belongs to a number, a period or a claim that was checked; where the
exhibit prints it in the same sense; or where it states nothing. All other words are given back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from dashboard.briefings.composing.checking import told_of
from dashboard.briefings.composing.claims import Told
from dashboard.briefings.composing.known import Known
from dashboard.briefings.composing.numbers_in import SPACES, before_hedge, plainly
from dashboard.briefings.composing.phrases import phrases_understood
from dashboard.briefings.composing.plain_words import PLAIN
from dashboard.briefings.composing.printed_words import printed_spans
from dashboard.briefings.composing.understood_claims import claims_understood
from dashboard.briefings.composing.units_said import measure_after
from dashboard.briefings.composing.word_places import Around, is_placed, misplaced
from dashboard.briefings.document import Exhibit
from dashboard.briefings.outline import Line
from metrics import Language

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MARKS = re.compile(rf"[\s{SPACES}.,;:()'’–—-]")  # signs that state nothing
STATED = re.compile(r"[^\s.,;:()'’]+")  # what is left, as it is named
MINUS = re.compile(r"(?:^|(?<=[\s(:]))[−–-](?=\d)")
MONEY = re.compile(rf"[$][\s{SPACES}]?$")


def words_not_understood(
    line: Line, exhibits: Mapping[Language, Exhibit], known: Known
) -> dict[Language, tuple[str, ...]]:
    """Of a line in the languages of these exhibits, those in which a word is not understood."""
    found = {
        language: not_understood(line.text(language), exhibit, language, known)
        for language, exhibit in exhibits.items()
    }
    return {language: words for language, words in found.items() if words}


def not_understood(
    text: str, exhibit: Exhibit, language: Language, known: Known
) -> tuple[str, ...]:
    """The words of a text that nothing explains, in their order, each once."""
    found = _Found(told_of(text, exhibit, language, known), text)
    found.mark(found.names())
    found.mark(found.words())
    found.mark(printed_spans(text, exhibit, language))
    found.mark(found.numbers())
    found.mark((one.start, one.end) for one in found.around.named)
    found.mark(claims_understood(found.told, known))
    found.mark(phrases_understood(text, found.told, found.around.printed))
    return found.left()


class _Found:
    """A line, and which of its signs are understood."""

    def __init__(self, told: Told, text: str) -> None:
        self.told, self.text, self.around = told, text, Around.of(told, text)
        self.is_known = [MARKS.match(sign) is not None for sign in text]
        for one in MINUS.finditer(text):
            self.is_known[one.start()] = False

    def mark(self, spans: Iterable[tuple[int, int]]) -> None:
        for start, end in spans:
            self.is_known[start:end] = [True] * (end - start)

    def names(self) -> Iterator[tuple[int, int]]:
        """What was taken out as a name before numbers were looked for."""
        pairs = zip(self.text, self.told.text, strict=True)
        yield from ((at, at + 1) for at, (was, left) in enumerate(pairs) if was != left)

    def words(self) -> Iterator[tuple[int, int]]:
        """Words that state nothing, that the exhibit prints, or that their place explains."""
        language = self.told.language
        fine = PLAIN[language] | self.around.printed.every
        for one in WORD.finditer(self.text):
            word = plainly(one[0]).casefold()
            is_fine = word in fine or all(part in fine for part in word.split("-"))
            if is_placed(word, one, self.around) or (
                is_fine and not misplaced(word, one, self.around)
            ):
                yield one.span()

    def numbers(self) -> Iterator[tuple[int, int]]:
        """Every number with the hedge before it and the sign or word of its measure."""
        text, language = self.told.text, self.told.language
        for one in self.told.numbers:
            start, end = one.stated.start, one.stated.end
            yield len(before_hedge(text[:start], language)), end
            yield from measure_after(text, one.stated, language)
            if money := MONEY.search(text[:start]):
                yield money.span()

    def left(self) -> tuple[str, ...]:
        """What is not understood, as it is written: whole words, also of those known in part."""
        found = (one[0].strip("-–—") for one in STATED.finditer(self.text)
                 if not all(self.is_known[one.start() : one.end()]))  # fmt: skip
        return tuple(dict.fromkeys(filter(None, found)))
