"""A frozen briefing: its documents and figures as one canonical text, and the hash of that.

Freezing and rebuilding are the same act: the outline is composed of what was held at an instant,
and embargoes are judged at that instant. As long as the words are unchanged, the text is the same.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from itertools import zip_longest
from typing import NamedTuple

from dashboard.briefings.composing.changed import Found, changes, changes_said
from dashboard.briefings.composing.compose import composed
from dashboard.briefings.composing.figures import Figures, KeptFigure, figures_in
from dashboard.briefings.composing.material import FORM, Asked, gathered
from dashboard.briefings.document import Change, Document
from dashboard.briefings.outline import Outline
from dashboard.briefings.outline_faults import refuse_faulty
from dashboard.briefings.plain_json import dumps, loads
from dashboard.text import Words
from metrics import OFFICIAL, Catalogue, Figure, Language, MetricsStore


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


class Difference(NamedTuple):
    """A figure that is no longer what was frozen; None where there is none on that side."""

    key: Figure
    frozen: KeptFigure | None
    held: KeptFigure | None


class Reworded(NamedTuple):
    """A passage that is said otherwise today; `frozen` or `now` is empty where it has none."""

    frozen: str
    now: str


def frozen(
    store: MetricsStore, outline: Outline, held_at: datetime, since: Since | None = None,
    form: int = FORM,
) -> Snapshot:  # fmt: skip
    """The snapshot of an outline, of what was held and declared at an instant with its zone.

    Whoever makes it: it holds what officials see, and partners' figures as far as released.
    """
    asked = _asked(store, outline, held_at)._replace(form=form)
    material = gathered(asked)
    figures = figures_in(material)
    found = changes(since.figures, figures) if since else ()
    documents = tuple(
        composed(asked, material, language, found, since.named[language] if since else "")
        for language in Language
    )
    return Snapshot(form, held_at, outline_text(outline), documents, figures)


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
        if _bare(kept.get(key)) != _bare(held.get(key))
    )


def _bare(one: KeptFigure | None) -> KeptFigure | None:
    """A figure without its coverage, which older snapshots did not keep beside it."""
    return one._replace(coverage=None) if one else None


def reworded(before: Snapshot, after: Snapshot) -> tuple[Reworded, ...]:
    """The passages in which the documents of two snapshots differ, each pair of words once."""
    was, now = (json.loads(dumps(one.documents)) for one in (before, after))
    return tuple(dict.fromkeys(_apart(was, now)))


def _apart(was: object, now: object) -> Iterator[Reworded]:
    """Walks both alike; where one holds more than the other, the rest stands against nothing."""
    if isinstance(was, dict | None) and isinstance(now, dict | None):
        first, second = was or {}, now or {}
        for key in sorted(first.keys() | second.keys()):
            yield from _apart(first.get(key), second.get(key))
    elif isinstance(was, list | None) and isinstance(now, list | None):
        for one, other in zip_longest(was or [], now or []):
            yield from _apart(one, other)
    elif was != now:
        yield Reworded(*("" if one is None else str(one) for one in (was, now)))


def compare(
    before: Snapshot, after: Snapshot, catalogue: Catalogue, language: Language
) -> tuple[Change, ...]:
    """What differs between two briefings, in the words in which the second one would tell it."""
    outline = outline_in(after)
    moment = outline.moment._replace(held_at=after.held_at)
    found: tuple[Found, ...] = changes(before.figures, after.figures)
    words, at = Words(language), after.held_at
    return changes_said(found, outline.framework, moment, catalogue, words, at=at)
