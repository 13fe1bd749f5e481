"""What is held of a source: its newest publication, its files, its figures and their cells."""

from itertools import islice
from typing import NamedTuple

from dashboard.row_pages import PAGE
from dashboard.services import Services
from dashboard.text import Words
from metrics import Document, HeldObservation, MetricsStore, Source, SourceSummary, labels

DESCRIPTION = "source.toml"


class Figures(NamedTuple):
    """A part of the figures of one series, in the order of the file."""

    shown: list[HeldObservation]
    first: int  # counts from 0
    total: int


def is_held(summary: SourceSummary) -> bool:
    return bool(summary.observations or summary.actions)


def newest_document(source: Source) -> Document | None:
    """The document published last, as far as dates are known."""
    dated = [one for one in source.documents.values() if one.published_on]
    return max(dated, key=lambda one: str(one.published_on), default=None)


def newest_words(document: Document, words: Words) -> str:
    return labels.known_words(str(document.published_on), words.language)


def counted(source: str, held: Services) -> dict[str, int]:
    """How many figures of each series are held, every revision counted."""
    found: dict[str, int] = {}
    for one in held.store.observations(source=source):
        found[one.observation.series] = found.get(one.observation.series, 0) + 1
    return found


def figures_of(source: str, series: str, first: int, held: Services) -> Figures:
    """One page of what is held of a series, every revision a row of its own."""
    key = f"{source}/{series}"
    indicator = held.catalogue.series_of(key).indicator
    of_series = (
        one
        for one in held.store.observations(source=source, indicator=indicator)
        if one.observation.series == key
    )
    ordered = sorted(of_series, key=_order)
    return Figures(list(islice(ordered, first, first + PAGE)), first, len(ordered))


def _order(held: HeldObservation) -> tuple[str, str, int, int]:
    at = held.observation.location
    return at.file, at.sheet, at.row, at.column


def offered(store: MetricsStore, source: Source) -> list[str]:
    """The files that may be taken away: none with a number that has been hidden since."""
    withheld = {one.source.id: one.withheld for one in store.sources()}
    return [one for one in files_of(source) if one not in withheld.get(source.id, ())]


def files_of(source: Source) -> list[str]:
    """The description of the source and every file that its tables name, each once."""
    named = {DESCRIPTION}
    for table in source.tables:
        named.update([str(table["file"])] if "file" in table else map(str, table.get("files", ())))
    return sorted(named)
