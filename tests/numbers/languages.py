"""Which words of a page stand in which language: by its markup, and by the words themselves."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

EMPTY = frozenset({
    "br", "hr", "img", "input", "link", "meta", "source", "wbr", "use", "path", "rect", "circle",
    "line", "polygon", "polyline",
})  # fmt: skip
UNREAD = frozenset({"script", "style", "code", "kbd"})
ATTRIBUTES = ("alt", "aria-label", "aria-description", "placeholder", "title", "content")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# Little words that no text of any length is without, and that the other language does not have.
ENGLISH = """
    the of and is are was were with for by from this that these those which has have had it its how
    who what when where they them their been be will would should not than then at
"""
FRENCH = """
    le les des du une un est sont et avec dans qui aux au où ce cette ces que été leur leurs elle
    ils elles il selon
"""
MARKS = {"en": frozenset(WORD.findall(ENGLISH)), "fr": frozenset(WORD.findall(FRENCH))}


class Passage(NamedTuple):
    """A text as it is printed or read aloud, and the language that its markup says."""

    lang: str  # "en" or "fr"
    text: str
    within: str  # the element or attribute


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Passage] = []
        self._open: list[tuple[str, str]] = []  # element and language

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = (given.get("lang") or self._lang).partition("-")[0]
        if tag != "meta" or given.get("name") == "description":
            self.found += [
                Passage(lang, value, f"{tag} {name}")
                for name in ATTRIBUTES
                if (value := given.get(name))
            ]
        if tag not in EMPTY:
            self._open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        while self._open and any(one == tag for one, _ in self._open):
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not UNREAD & {one for one, _ in self._open}:
            self.found.append(Passage(self._lang, data.strip(), self._open[-1][0]))

    @property
    def _lang(self) -> str:
        return self._open[-1][1] if self._open else ""


def passages(markup: str) -> list[Passage]:
    """Every text of a page with the language that stands nearest above it."""
    reader = _Reader()
    reader.feed(markup)
    return reader.found


def in_another_language(found: list[Passage]) -> Iterator[Passage]:
    """The texts whose words are of the language that their markup does not say."""
    for one in found:
        words = [word.lower() for word in WORD.findall(one.text)]
        own, other = (MARKS[lang] for lang in (("en", "fr") if one.lang == "en" else ("fr", "en")))
        foreign = sum(word in other for word in words)
        if foreign and foreign > sum(word in own for word in words):
            yield one
