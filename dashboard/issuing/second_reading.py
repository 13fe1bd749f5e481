"""Which key lines somebody else has to read before a briefing is frozen, and by which wording.

What an official has worded is checked word by word; of words that are not understood nobody can say
here whether they mislead. So a second person reads these lines against the figures.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from dashboard.briefings.composing.known import known_of
from dashboard.briefings.composing.understood import words_not_understood
from dashboard.briefings.document import Exhibit
from dashboard.briefings.outline import Line
from dashboard.briefings.plain_json import dumps
from dashboard.briefings.snapshot import Snapshot, outline_in
from dashboard.text import Words, both
from metrics import Briefing, Catalogue, Language, MetricsError, Text

MARK = 12  # digits of a wording by which a person names it at the command line


class Unread(NamedTuple):
    """A line with words that are not understood, and what the figures say beneath it."""

    line: Line
    words: Mapping[Language, tuple[str, ...]]
    figures: Mapping[Language, str]
    names: Mapping[Language, str]
    path: str  # of the page of its indicator

    def said(self, language: Language) -> str:
        return self.line.text(language)


def unread_in(snapshot: Snapshot, catalogue: Catalogue) -> tuple[Unread, ...]:
    """Every line of what would be frozen that somebody else has to read."""
    return tuple(_unread(snapshot, catalogue))


def _unread(snapshot: Snapshot, catalogue: Catalogue) -> Iterator[Unread]:
    known = known_of(frozenset(), catalogue)
    for line in outline_in(snapshot).lines:
        shown = exhibits_with(line.indicator, snapshot) if line.edited else {}
        if words := words_not_understood(line, shown, known):
            figures = {one: _beneath(line.text(one), shown[one]) for one in shown}
            names = {one: shown[one].name for one in shown}
            yield Unread(line, words, figures, names, next(iter(shown.values())).path)


def exhibits_with(indicator: str, snapshot: Snapshot) -> dict[Language, Exhibit]:
    return {
        document.language: exhibit
        for document in snapshot.documents
        for exhibit in document.exhibits
        if exhibit.indicator == indicator
    }


def _beneath(text: str, exhibit: Exhibit) -> str:
    return next((figures for line, figures in exhibit.lines_told if line == text), "")


def wording_of(unread: tuple[Unread, ...]) -> str:
    """The sha256 of these lines with what stands beneath them; empty where there are none.

    A reading is bound to it: one letter, or one figure, that is another asks for it again.
    """
    if not unread:
        return ""
    said = sorted([one.line.indicator, one.line.en, one.line.fr, *map(str, one.figures.values())]
                  for one in unread)  # fmt: skip
    return sha256(dumps(said).encode()).hexdigest()


def refuse_unread(found: Briefing, snapshot: Snapshot, catalogue: Catalogue) -> None:
    """MetricsError that names the words, and who is to read them, where nobody has."""
    unread = unread_in(snapshot, catalogue)
    if unread and found.read(wording_of(unread)) is None:
        said = [_told(one) for one in unread]
        said.append(both("briefing_commands.read_asked", code=found.code))
        raise MetricsError(*("\n".join(one[at] for one in said) for at in (0, 1)))


def _told(one: Unread) -> Text:
    """A line by its indicator, with its words that are not understood, in both languages."""
    return Text(*(f"{one.line.indicator}: {told(one, Words(each))}" for each in Language))


def told(one: Unread, words: Words) -> str:
    """The words of a line that are not understood, each language by itself."""
    return " ".join(named(language, found, words) for language, found in one.words.items())


def named(language: Language, found: tuple[str, ...], words: Words) -> str:
    said = words("briefing.not_understood", words=", ".join(found))
    return words(f"briefing.in_{language}") + said
