"""Where figures come from, in words: the documents of an exhibit, and the trail of each value."""

from collections.abc import Iterable, Iterator

from dashboard.briefings.composing.material import Asked, Material
from dashboard.briefings.composing.value_cells import marks_said, value_cell
from dashboard.briefings.document import Cell, Table
from dashboard.embargo_said import minute_words
from dashboard.text import Words
from metrics import Document, HeldObservation, Release, SeriesLine, labels

NAMED = 5  # documents of an exhibit; of more it is told how many there are
SHORT = 12  # signs of a checksum


class Origins:
    """Documents and releases, as a briefing of one language names them."""

    def __init__(self, asked: Asked, words: Words) -> None:
        self.catalogue, self.asked, self.words = asked.catalogue, asked, words
        self._releases = asked.store.releases
        self._found: dict[str, Release | None] = {}

    def sources(self, one: Material) -> tuple[str, ...]:
        """The documents of the values shown, the newest first, then the licences."""
        newest = sorted(one.shown, key=lambda pair: pair[1].observation.period.end, reverse=True)
        documents = [*dict.fromkeys(self._document(*pair) for pair in newest)]
        said = documents[:NAMED]
        more = len(documents) - NAMED
        if more > 0:
            said.append(self.words.counted("briefing_words.more_documents", more))
        licences = dict.fromkeys(self.words.text(line.source.licence) for line in one.lines)
        return (*said, *licences)

    def trails(self, material: Iterable[Material]) -> Table:
        """Every value that the briefing shows, with its file and cell."""
        words = self.words
        keys = ("indicator", "series", "place", "breakdown", "period", "value", "marks", "document",
                "file", "checksum", "cell")  # fmt: skip
        rows = tuple(
            self._row(one, line, held) for one in material for line, held in reversed([*one.shown])
        )
        head = tuple(words(f"briefing_words.column_{key}") for key in keys)
        return Table(words("briefing_words.trails"), head, rows, (5,))

    def _row(self, one: Material, line: SeriesLine, held: HeldObservation) -> tuple[Cell, ...]:
        words, own = self.words, held.observation
        breakdown = labels.disaggregation_words(
            own.disaggregation, dict(self.catalogue.dimensions), words.language
        )
        release = self._release(line, held)
        return (
            Cell(one.indicator.code or words.text(one.indicator.title)),
            Cell(words.text(line.series.title)),
            Cell(labels.place_words(self.catalogue.places[own.place], words.language)),
            Cell(breakdown),
            Cell(labels.when_words(own, line.series, words.language)),
            value_cell(held, line.unit, words),
            Cell(marks_said(held, line, self.asked, words)),
            Cell(self._document(line, held)),
            Cell(release.code if release else own.location.file),
            Cell("" if release else held.sha256[:SHORT]),
            Cell("" if release else _cell(held)),
        )

    def _document(self, line: SeriesLine, held: HeldObservation) -> str:
        """Publisher, title and date; of what was released of partners' figures the release."""
        words, release = self.words, self._release(line, held)
        if release is not None:
            return words(
                "briefing_words.source_release", title=words.text(release.title),
                code=release.code, minute=minute_words(release.lifts_at, words),
            )  # fmt: skip
        document = line.source.documents.get(held.observation.document)
        publisher = words.text(document.publisher if document else line.series.publisher)
        title = document.titled(words.language) if document else held.observation.document
        return ", ".join([publisher, title, *_dated(document, words)])

    def _release(self, line: SeriesLine, held: HeldObservation) -> Release | None:
        """The release that a figure of partners stands in; None for what a publisher said."""
        if line.source.returns is None:
            return None
        file = held.observation.location.file
        if file not in self._found:
            self._found[file] = self._releases.of_file(file)
        return self._found[file]


def _cell(held: HeldObservation) -> str:
    at = held.observation.location
    return "!".join(filter(None, [at.sheet, at.cell]))


def _dated(document: Document | None, words: Words) -> Iterator[str]:
    if document is None or document.published_on is None:
        yield words("briefing_words.no_date")
    else:
        yield labels.known_words(document.published_on, words.language)
