"""What is left of a page's numbers when everything that accounts for them is taken away."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

from dashboard.foot import HOTLINE
from metrics import MetricsError, Period
from tests.numbers.counts import counts_of
from tests.numbers.held import Held
from tests.numbers.printed import Element, Page, Said
from tests.numbers.reckoned import reckoned
from tests.numbers.writing import CODE, DAYS, DIGEST, DIGIT, NUMBERS, is_long, without

# The exceptions. They are no numbers: a telephone, and the name of a method of checksums.
NAMES = re.compile(rf"{re.escape(HOTLINE)}|SHA-256")
HOST = "http://localhost"  # which tests ask
ADDRESS = re.compile(rf"(?<!\S)({HOST})?/\S*")  # of a page, as a citation names it
ORDINAL = re.compile(r"^\d+(?=$|\. )")  # "3", "3. Title": a place in a list
ORDINALS = ("evn", "evo", "evlist", "deeds")  # flags of a drawing and the rows that they lead to
RECKONED = ("by-year", "explained", "facts", "trail")  # where a bare number may be a result
MILLIONS = {"M": 10**6, "B": 10**9, "G": 10**9}


class LeftOver:
    """Takes from each text of a page what is accounted for, and gives the rest."""

    def __init__(self, page: Page, held: Held, get: Callable[[str], Page]) -> None:
        self.page, self.held, self.get = page, held, get
        self.language, self.reached = page.language, held.reached(page)
        counts = counts_of(page, held)
        self.in_place = [one for one in counts if one.place]
        said = {*reckoned(page, held), *held.steps(page)}
        self.results = {one for one in said if not is_long(one)}
        said |= {one.words for one in counts if not one.place}
        numbered = (one for one in said - self.results if DIGIT.search(one))
        self.sentences = sorted(numbered, key=len, reverse=True)

    def numbers(self) -> Iterator[tuple[str, str, str]]:
        """What nothing accounts for: the element, what it says, and what of it is left."""
        for said in self.page.numbers():
            if left := self.of(said):
                yield str(said.element), said.words, left

    def of(self, said: Said) -> str:
        left = self.figures_in(said)
        left = self._figures(left, said) if left else ""
        return left if DIGIT.search(left) else ""

    def figures_in(self, said: Said) -> str:
        """What only a held value can account for: all but sums, counts, days, ticks and texts."""
        left = said.words
        for take in (self._whole, self._sentences, self._names, self._places, self._texts):
            left = take(left, said)
            if not DIGIT.search(left):
                return ""
        return left

    def _whole(self, words: str, said: Said) -> str:
        """All of it is a declared text, a count in its place, or the result of a reckoning."""
        before, _, note = words.partition(": ")  # a note stands behind its period
        if self.held.is_text(note, self.language):
            return before
        if self.held.is_text(words, self.language):
            return ""
        if any(one.words == words and _stands(said, one.place) for one in self.in_place):
            return ""
        reckons = said.element.stands_in(*RECKONED)
        return "" if reckons and words in self.results else words

    def _sentences(self, words: str, said: Said) -> str:
        return without(words, self.sentences)

    def _names(self, words: str, said: Said) -> str:
        """The page's own address, checksums, codes and cells, each as it is held."""
        words = ADDRESS.sub(lambda one: self._unless_here(one.group()), words)
        words = DIGEST.sub(lambda one: _unless(one.group(), self.held.digests), words)
        words = CODE.sub(lambda one: _unless(one.group(), self.held.codes), words)
        return without(NAMES.sub("", words), self.held.cells(said, self.language))

    def _unless_here(self, address: str) -> str:
        """An address that a citation names, unless it is the one of this page."""
        path, _, query = address.removeprefix(HOST).partition("?")
        asked = self.page.asked.items()
        is_here = path == urlsplit(self.page.address).path and set(parse_qsl(query)) <= set(asked)
        return "" if is_here else address

    def _places(self, words: str, said: Said) -> str:
        """A place in a list, a tick of an axis, a period in a column's head or as a code."""
        if said.element.stands_in(*ORDINALS) or _names_a_flag(said.element):
            words = ORDINAL.sub(self._listed, words)
        if "tn" in said.element.kinds and words in self._ticks(said.element):
            return ""
        if said.element.stands_in("mono") and _is_period(words):
            return ""
        in_head = said.element.stands_in("thead") and re.fullmatch(r"-\d{2}(\d{2})?", words)
        return "" if in_head else words

    def _listed(self, number: re.Match[str]) -> str:
        return "" if 1 <= int(number.group()) <= self._longest_list else number.group()

    @cached_property
    def _longest_list(self) -> int:
        """How many items the numbered lists of this page have."""
        events = [one for one in self._said_in("b") if one.element.stands_in("evlist")]
        rows = [one for one in self._said_in("th") if one.element.stands_in("deeds")]
        return max(len(events), sum(one.words.isdecimal() for one in rows))

    def _said_in(self, tag: str) -> list[Said]:
        return [one for one in self.page.said if one.element.tag == tag]

    def _ticks(self, element: Element) -> list[str]:
        """The words along an axis, if they are equal steps from zero."""
        drawing = element.within("svg")
        texts = (one for one in self._said_in("text") if "tn" in one.element.kinds)
        words = [one.words for one in texts if one.element.within("svg") is drawing]
        ticks = [one for one in words if self._is_number(one)]
        steps = sorted(set(map(_amount, ticks)))
        even = len({after - before for before, after in pairwise(steps)}) == 1
        return ticks if even and steps[0] == 0 else []

    def _is_number(self, words: str) -> bool:
        is_day = DAYS[self.language].fullmatch(words)
        return bool(NUMBERS[self.language].fullmatch(words)) and not is_day

    def _texts(self, words: str, said: Said) -> str:
        """Declared texts within it, then days and periods."""
        return DAYS[self.language].sub("", self.held.untexted(words, self.language))

    def _figures(self, words: str, said: Said) -> str:
        """Held values whose trail this page leads to, or the page that stands beside them."""
        words = self._unless_held(words, self.reached)
        return self._unless_held(words, self._beside(said)) if DIGIT.search(words) else words

    def _unless_held(self, words: str, held: frozenset[str]) -> str:
        return NUMBERS[self.language].sub(lambda one: _unless(one.group(), held), words)

    def _beside(self, said: Said) -> frozenset[str]:
        pages = {one.partition("#")[0] for one in said.links_near} & {*self.page.onward}
        return frozenset().union(*(self.held.reached(self.get(one)) for one in pages))


def _unless(words: str, known: set[str] | frozenset[str]) -> str:
    return "" if words in known or words.lower() in known else words


def _stands(said: Said, place: str) -> bool:
    """Whether something is said in a class or tag, or beside a link that has this in it."""
    if said.element.stands_in(place):
        return True
    return any(place in (one, *re.split("[?&#]", one)) for one in said.links_near)


def _names_a_flag(element: Element) -> bool:
    """A link in a drawing: its name begins with its number."""
    return element.tag == "a" and element.stands_in("svg")


def _is_period(words: str) -> bool:
    try:
        return bool(Period.parse(words))
    except MetricsError:
        return False


def _amount(words: str) -> Decimal:
    """A tick as a number: 5,000 and 5 000, 2.5 and 2,5, $20M and 20 M$."""
    scale = next((MILLIONS[one] for one in words if one in MILLIONS), 1)
    grouped = re.sub(r"(?<=\d)[,\u00a0](?=\d{3}(?!\d))", "", words)
    return scale * Decimal(re.sub(r"[^\d.]", "", grouped.replace(",", ".")))
