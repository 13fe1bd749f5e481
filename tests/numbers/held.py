"""What the store and the catalogue hold: figures by their trail, cells, checksums, texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel

from dashboard.services import Services
from dashboard.text import BREAKS, Words, messages
from metrics import HeldObservation, Language, ProvenanceTrail, Text, TrailStep, labels
from tests.numbers.printed import Page, Said
from tests.numbers.writing import DIGEST, DIGIT, SENTENCE_END, is_long, numbers_in, without


class Key(NamedTuple):
    """One figure with all its revisions; what the address of its trail asks for."""

    series: str
    place: str
    breakdown: str
    period: str


def key_of(held: HeldObservation) -> Key:
    one = held.observation
    return Key(one.series, one.place, one.disaggregation.code, one.period.code)


@cache
def key_in(address: str) -> Key:
    asked = dict(parse_qsl(urlsplit(address).query))
    breakdown = asked.get("disaggregation", "")
    return Key(asked["series"], asked["place"], breakdown, asked["period"])


class Held:
    """Everything that a number on a page may be, beside counts and arithmetic."""

    def __init__(self, services: Services) -> None:
        self.services, self.store = services, services.store
        self.catalogue = services.catalogue
        self.figures: dict[Key, list[HeldObservation]] = defaultdict(list)
        for one in self.store.observations():
            self.figures[key_of(one)].append(one)

    @cache  # noqa: B019  lives as long as the test
    def trail(self, key: Key) -> tuple[ProvenanceTrail, ...]:
        indicator = self.catalogue.series[key.series].indicator
        return self.store.trail(indicator, key.period, key.place, key.breakdown, key.series)

    @cache  # noqa: B019
    def written(self, key: Key, language: Language) -> frozenset[str]:
        """The numbers of every revision of a figure, whole and short, as labels write them.

        A level is written as its letters or as its title: "2WL", "Tier 2 Watch List".
        """
        unit = self.catalogue.unit_of(key.series)
        said = [
            write(one, unit, language, with_unit=noun)  # "88 in 100 people"
            for one in self.figures.get(key, ())
            for write in (labels.value_words, labels.short_value)
            for noun in (False, True)
        ]
        titles = [title.in_(language) for code, title in unit.levels if code in said]
        return frozenset().union(*(numbers_in(one, language) for one in [*said, *titles]))

    def reached(self, page: Page) -> frozenset[str]:
        """The numbers of every figure whose trail this page leads to."""
        found = (self.written(key_in(one), page.language) for one in page.trails)
        return frozenset().union(*found)

    @cached_property
    def codes(self) -> set[str]:
        return {one.code for one in self.catalogue.indicators.values() if one.code}

    @cached_property
    def digests(self) -> set[str]:
        """Every checksum that is known: of files read, and of publishers' own files."""
        sources = self.catalogue.sources.values()
        documents = {doc.sha256 for one in sources for doc in one.documents.values() if doc.sha256}
        files = {one.sha256 for every in self.figures.values() for one in every}
        actions = {one.sha256 for one in self.store.actions()}
        loaded = {digest for one in self.store.sources() for _, digest in one.files}
        return documents | files | actions | loaded

    def cells(self, said: Said, language: Language) -> list[str]:
        """Where the figures of a row are read, in the words in which tables name cells."""
        row = said.element.within("tr")
        links = row.links if row else said.links_near
        keys = [key_in(one) for one in links if one.endswith("#trail")]
        words = Words(language)
        found = {name for key in keys for one in self.figures[key] for name in _cell(one, words)}
        return sorted(found, key=len, reverse=True)

    def steps(self, page: Page) -> set[str]:
        """The steps of the trails that a page prints, of figures that it also leads to."""
        shown = " ".join(one.words for one in page.said if one.element.stands_in("trail"))
        digests = set(DIGEST.findall(shown))
        keys = [key_in(one) for one in page.trails] if digests else []
        printed = (key for key in keys if any(one.sha256 in digests for one in self.figures[key]))
        trails = (one for key in printed for one in self.trail(key))
        steps = (step for one in trails for step in one.steps)
        return {part for step in steps for part in parts_of(step, page.language)}

    def is_text(self, words: str, language: Language) -> bool:
        return words in self._texts[language]

    @cache  # noqa: B019
    def untexted(self, words: str, language: Language) -> str:
        """Words without every declared text among them."""
        return without(words, self._longest_first[language])

    @cached_property
    def _longest_first(self) -> dict[Language, list[str]]:
        return {one: sorted(every, key=len, reverse=True) for one, every in self._texts.items()}

    @cached_property
    def _texts(self) -> dict[Language, set[str]]:
        """Every declared text, sentence, name and message that holds a digit."""
        return {
            language: {
                one
                for said in (*self._declared(language), *_plain_messages(language))
                for one in (said, *SENTENCE_END.split(said))
                if DIGIT.search(one) and is_long(one)
            }
            | {one for one in self._names(language) if DIGIT.search(one)}
            for language in Language
        }

    def _declared(self, language: Language) -> Iterator[str]:
        """What data/ says in words: titles, definitions, cautions, notes, documents, addresses."""
        parts = [*vars(self.catalogue).values(), *(one.action for one in self.store.actions())]
        for every in self.figures.values():
            parts += [(one.observation.note, one.observation.words) for one in every]
        for text in texts_in(parts):
            said = text if isinstance(text, str) else text.in_(language)
            yield from {said, in_french(said)} if language is Language.FR else {said}

    def _names(self, language: Language) -> Iterator[str]:
        """Members of breakdowns ("12 to 17") and units; "Tier 2" is also written "tier 2"."""
        dimensions = self.catalogue.dimensions.values()
        said = [member.title for one in dimensions for member in one.members.values()]
        said += [noun for one in self.catalogue.units.values() for noun in (one.one, one.many)]
        for text in said:
            name = text.in_(language)
            yield from (name, name.lower(), name[:1].upper() + name[1:])


def in_french(said: str) -> str:
    """As pages write it: some spaces of the store, which has plain ones, do not break."""
    return BREAKS.sub("\u00a0", said)


def _plain_messages(language: Language) -> Iterator[str]:
    """The messages of the pages that have no place for a value."""
    return (one for one in messages(language).values() if "{" not in one)


def _cell(held: HeldObservation, words: Words) -> list[str]:
    at, source = held.observation.location, held.observation.series.partition("/")[0]
    sheet = [at.sheet] if at.sheet else []
    inside = "!".join([*sheet, at.cell])
    revision = words("source.revision", number=held.revision)
    cell = words("source.cell", cell=at.cell)
    return [f"{source}/{at.file}, {inside}", at.file, *sheet, revision, cell]


def texts_in(part: Any) -> Iterator[Text | str]:
    """Every text below a part of what is declared."""
    if isinstance(part, Text | str):
        yield part  # before what can be gone through: a Text is a pair
    elif isinstance(part, BaseModel) or is_dataclass(part):
        yield from texts_in(vars(part))
    elif isinstance(part, dict):
        yield from texts_in([*part.keys(), *part.values()])
    elif isinstance(part, Iterable):
        yield from (text for one in part for text in texts_in(one))


def parts_of(step: TrailStep, language: Language) -> list[str]:
    """A step as it is printed: where it quotes a title, what stands around that by itself."""
    whole = step.words.in_(language)
    around = whole.split(step.quotes.titled(language), 1) if step.quotes else []
    return [whole, *around]
