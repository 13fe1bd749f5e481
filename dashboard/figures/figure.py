"""A figure as it is taken away: what is drawn, and all that its reader must know of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.addresses import Address
from dashboard.embargo import embargoed
from dashboard.exploring.told import as_of, public
from dashboard.services import services
from dashboard.sources_said import documents_said
from dashboard.text import Words
from dashboard.values_noted import marks_explained, notes_of
from dashboard.workbook import Note
from metrics import HeldObservation, Language, SeriesLine, labels


class Art(NamedTuple):
    """A drawing of its own, and its size in pixels."""

    markup: str
    width: float
    height: float
    is_classed: bool = False  # whether its look lies in classes, as that of the pages' drawings


class Figure(NamedTuple):
    """One figure in one language; without `art` there is nothing to draw, and it has no picture.

    `under` are lines that belong to marks of the drawing: its numbered events, lettered breaks.
    """

    name: str  # of the files
    language: Language
    title: str
    reading: str
    alt: str
    values: tuple[HeldObservation, ...]
    source: str
    read: str  # when it was read, of when it speaks, and where
    notes: tuple[Note, ...]
    art: Art | None
    under: tuple[str, ...] = ()


def source_of(lines: Sequence[SeriesLine], words: Words) -> str:
    """Publisher, documents and licence as plain words; of what was sent, who sent it."""
    publishers = "; ".join(dict.fromkeys(words.text(one.series.publisher) for one in lines))
    head = f"{_source_head(words)}{publishers}"
    if any(one.is_unreleased for line in lines for one in line.values[-1:]):
        return f"{head}."
    documents = documents_of(lines, words)
    licences = " ".join(dict.fromkeys(words.text(one.source.licence) for one in lines))
    return f"{head}, {documents}. {licences}"


def _source_head(words: Words) -> str:
    return f"{words('shared.source')}{words('shared.colon')}"


def documents_of(lines: Sequence[SeriesLine], words: Words) -> str:
    """The documents that the values come from: the newest by name, the others counted."""
    return "".join(map(_plain, documents_said(lines, words)))


def _plain(part: object) -> str:
    """The words of a link, and of a title that is quoted within it."""
    if isinstance(part, list | tuple):
        return "".join(map(_plain, part))
    return part if isinstance(part, str) else _plain(getattr(part, "children", ""))


def read_on(address: Address, words: Words) -> str:
    """The day of reading, the moment that is spoken of, and the page."""
    held = services()
    said = words("figure.read", day=words.day(held.store.today()), address=public(address.here()))
    return " ".join(filter(None, [_marked(words), as_of_past(address, words), said]))


def as_of_past(address: Address, words: Words) -> str:
    return as_of(services(), words) if address.moment.is_past else ""


def _marked(words: Words) -> str:
    """The notice of made-up figures, where they are."""
    example = services().catalogue.example
    return words.text(example) if example else ""


def notes_on(lines: Sequence[SeriesLine], words: Words) -> Iterator[Note]:
    """What stands beside the figure on its page: unit, marks, notes, what is not public yet."""
    units = dict.fromkeys(labels.unit_words(one.unit, None, words.language) for one in lines)
    if said := ", ".join(filter(None, units)):
        yield words("explore.note_unit"), said
    for line in lines:
        told = [*marks_explained(line, words), *notes_of(line, words)]
        for said in [*told, *embargoed(line.values, words)]:
            yield words("explore.note_notes"), said


def workbook_notes(figure: Figure, words: Words) -> list[Note]:
    """The sheet of notes that goes before the numbers."""
    return [
        (words("explore.note_title"), figure.title),
        *([(words("figure.reading"), figure.reading)] if figure.reading else []),
        *figure.notes,
        *((words("figure.mark"), said) for said in figure.under),
        (words("explore.note_hidden"), words("explore.note_hidden_text")),
        (words("explore.note_bounds"), words("explore.note_bounds_text")),
        (words("explore.note_source"), figure.source.removeprefix(_source_head(words))),
        (words("explore.note_read"), figure.read),
    ]
