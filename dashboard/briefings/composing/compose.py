"""A briefing is composed: of an outline and the figures that officials see, a finished document.

The same store, at the same instant of holding, gives the same document: nothing here asks a clock.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from dashboard.briefings.composing.beside import figures_beside
from dashboard.briefings.composing.changed import Found, changes_said
from dashboard.briefings.composing.exhibits import Telling, exhibit, finding, place_of
from dashboard.briefings.composing.headed import head_of
from dashboard.briefings.composing.material import Asked, Material, gathered
from dashboard.briefings.composing.narrative import proposed, standing_lines
from dashboard.briefings.composing.older_forms import beside_then, labels_then
from dashboard.briefings.composing.sourced import Origins
from dashboard.briefings.composing.value_cells import NONE, value_cell
from dashboard.briefings.document import Cell, Change, Document, Exhibit, KeyLine, Table
from dashboard.briefings.labels import labels_of
from dashboard.briefings.outline import Line, Outline
from dashboard.briefings.outline_faults import refuse_faulty
from dashboard.findings import before_last, newest_said
from dashboard.text import Words
from metrics import Catalogue, Language, MetricsStore, labels

FIGURES = (1, 4)  # columns of the scorecard
SCORED = ("indicator", "newest", "period", "place", "before", "of", "progress")


def compose(
    store: MetricsStore,
    catalogue: Catalogue,
    outline: Outline,
    language: Language,
    now: datetime,
    found: Sequence[Found] = (),
    since: str = "",
) -> Document:
    """The document in one language, of a store that is seen as officials see it at its moment.

    `found` are the changes since the briefing that `since` names in words. Embargoes are judged
    at `now`. MetricsError names every fault of the outline.
    """
    refuse_faulty(outline, catalogue)
    asked = Asked(store, catalogue, outline, now)
    return composed(asked, gathered(asked), language, found, since)


def composed(
    asked: Asked,
    material: Sequence[Material],
    language: Language,
    found: Sequence[Found] = (),
    since: str = "",
) -> Document:
    """The same of what has been gathered already, for both languages."""
    words = Words(language)
    telling = Telling(asked, words, Origins(asked, words))
    lines = tuple(_lines(standing_lines(asked, material), material, telling))
    exhibits = tuple(exhibit(one, _of(one, lines), telling) for one in material)
    return Document(
        language=language,
        head=head_of(material, exhibits, telling),
        labels=labels_then(labels_of(language, since), language, asked.form),
        lines=lines,
        scorecard=_scorecard(material, exhibits, telling),
        chips=tuple(one.progress for one in exhibits),
        changes=_changes(found, asked, words),
        exhibits=exhibits,
        trails=telling.origins.trails(material),
        footer=f"{words('shell.support')}{words('shared.colon')}{words('shell.support_line')}",
    )


def _lines(
    lines: Sequence[Line], material: Sequence[Material], telling: Telling
) -> Iterator[KeyLine]:
    """The key lines of this language; one that was written in the other alone is left out."""
    words, asked = telling.words, telling.asked
    offered = proposed(asked, material) if any(one.edited for one in lines) else ()
    by_indicator = {one.indicator.id: one for one in material}
    for line in lines:
        if (text := line.text(words.language)).strip():
            told = finding(by_indicator[line.indicator], telling) if line.edited else ""
            figures = figures_beside(line, offered, told, words)
            yield KeyLine(line.indicator, text, line.edited, figures)


def _of(one: Material, lines: Sequence[KeyLine]) -> list[KeyLine]:
    return [line for line in lines if line.indicator == one.indicator.id]


def _scorecard(
    material: Sequence[Material], exhibits: Sequence[Exhibit], telling: Telling
) -> Table:
    words = telling.words
    rows = tuple(
        _scored(one, shown, telling) for one, shown in zip(material, exhibits, strict=True)
    )
    head = tuple(words(f"briefing_words.column_{key}") for key in SCORED)
    return Table(words("briefing_words.scorecard"), head, rows, FIGURES)


def _scored(one: Material, shown: Exhibit, telling: Telling) -> tuple[Cell, ...]:
    """The newest value, called by what it counts, and the one before it if they may be compared."""
    words, line = telling.words, one.line
    newest = newest_said(line) if line else None
    before = before_last(beside_then(line, telling.asked.form)) if line else None
    name = words.text(line.series.title) if line else shown.name
    period = labels.period_words(before.observation.period, words.language) if before else NONE
    return (
        Cell(f"{shown.code} {name}".strip()),
        value_cell(newest, one.unit, words, short=True) if newest else Cell(NONE),
        Cell(shown.when or NONE),
        Cell(place_of(one, telling) or NONE),
        value_cell(before, one.unit, words, short=True) if before else Cell(NONE),
        Cell(period),
        Cell(shown.progress.word),
    )


def _changes(found: Sequence[Found], asked: Asked, words: Words) -> tuple[Change, ...]:
    framework, moment = asked.outline.framework, asked.store.moment
    return changes_said(found, framework, moment, asked.catalogue, words, asked.form, asked.now)
