"""A frozen briefing: its documents and figures as one canonical text, and the hash of that.

Freezing and rebuilding are the same act: the outline is composed of what was held at an instant,
and embargoes are judged at that instant. As long as the words are unchanged, the text is the same.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from dashboard.briefings.composing.changed import Found, Late, changes, changes_said
from dashboard.briefings.composing.compose import composed
from dashboard.briefings.composing.figures import Figures, KeptFigure, figures_in
from dashboard.briefings.composing.material import Asked, gathered
from dashboard.briefings.document import Change, Document
from dashboard.briefings.outline import Outline
from dashboard.briefings.outline_faults import refuse_faulty
from dashboard.briefings.plain_json import dumps, loads
from dashboard.text import Words
from metrics import OFFICIAL, Catalogue, Figure, Language, MetricsStore

FORM = 1  # of the text: another one as soon as its parts change


class Snapshot(NamedTuple):
    """`documents` in the order of the languages; `outline` is its JSON as it was composed of."""

    form: int
    held_at: datetime
    outline: str
    documents: tuple[Document, ...]
    figures: Figures

    def document(self, language: Language) -> Document | None:
        return next((one for one in self.documents if one.language is language), None)


class Since(NamedTuple):
    """The briefing before: its figures, and how each language names it."""

    figures: Figures
    named: dict[Language, str]
    late: tuple[Late, ...] = ()  # of whose maker may know of it


class Difference(NamedTuple):
    """A figure that is no longer what was frozen; None where there is none on that side."""

    key: Figure
    frozen: KeptFigure | None
    held: KeptFigure | None


def frozen(
    store: MetricsStore, outline: Outline, held_at: datetime, since: Since | None = None
) -> Snapshot:
    """The snapshot of an outline, of what was held and declared at an instant with its zone.

    Whoever makes it: it holds what officials see, and partners' figures as far as released.
    """
    asked = _asked(store, outline, held_at)
    material = gathered(asked)
    figures = figures_in(material)
    found = changes(since.figures, figures, since.late) if since else ()
    documents = tuple(
        composed(asked, material, language, found, since.named[language] if since else "")
        for language in Language
    )
    return Snapshot(FORM, held_at, outline_text(outline), documents, figures)


def figures_of(store: MetricsStore, outline: Outline, held_at: datetime) -> Figures:
    """The figures that an outline shows of what was held at an instant."""
    return figures_in(gathered(_asked(store, outline, held_at)))


def _asked(store: MetricsStore, outline: Outline, held_at: datetime) -> Asked:
    moment = outline.moment._replace(held_at=held_at)
    seen = store.seen_by(OFFICIAL).at(moment)
    refuse_faulty(outline, seen.catalogue)
    return Asked(seen, seen.catalogue, outline, held_at)


def outline_text(outline: Outline) -> str:
    """An outline as JSON with its keys in order: the same text for the same outline."""
    return dumps(outline.model_dump(mode="json"))


def text_of(snapshot: Snapshot) -> str:
    return dumps(snapshot)


def content_hash(text: str) -> str:
    """SHA-256 of a snapshot's text, hexadecimal: printed on every page."""
    return sha256(text.encode()).hexdigest()


def read(text: str) -> Snapshot:
    return loads(Snapshot, text)


def outline_in(snapshot: Snapshot) -> Outline:
    return Outline.model_validate_json(snapshot.outline)


def same_figures(snapshot: Snapshot, store: MetricsStore) -> tuple[Difference, ...]:
    """What the store no longer says as it was frozen, of the same instant; nothing where all is.

    What an owner withdrew for good is told as missing.
    """
    now = figures_of(store, outline_in(snapshot), snapshot.held_at)
    held = {one.key: one for one in now.values}
    kept = {one.key: one for one in snapshot.figures.values}
    return tuple(
        Difference(key, kept.get(key), held.get(key))
        for key in dict.fromkeys([*kept, *held])
        if kept.get(key) != held.get(key)
    )


def compare(
    before: Snapshot, after: Snapshot, catalogue: Catalogue, language: Language,
    late: Sequence[Late] = (),
) -> tuple[Change, ...]:  # fmt: skip
    """What differs between two briefings, in the words in which the second one would tell it."""
    outline = outline_in(after)
    moment = outline.moment._replace(held_at=after.held_at)
    found: tuple[Found, ...] = changes(before.figures, after.figures, late)
    return changes_said(found, outline.framework, moment, catalogue, Words(language))
