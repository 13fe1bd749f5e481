"""Differences as rows of a table: the indicator, what is on file, what the file says."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboard.components import Child, Column, missing, panel, scrolls, table
from dashboard.drawing import KINDS, glyph
from dashboard.returns.notes_said import note_alone, note_below
from dashboard.text import Words
from ingest import period_words
from metrics import (
    Catalogue,
    Difference,
    DifferenceKind,
    Observation,
    ProgressChange,
    labels,
)

MOST_ROWS = 300  # of one kind on the page
HEADS = (("indicator", False), ("before", True), ("now", True), ("change", True),
         ("happens", False))  # fmt: skip
SHOWN = (DifferenceKind.ADDED, DifferenceKind.CHANGED, DifferenceKind.REMOVED)


def difference_tables(
    differences: Sequence[Difference], catalogue: Catalogue, fiscal: bool, words: Words
) -> list[Component]:
    """What is new, changed and gone in one table; what stays as it is under a fold."""
    told = [one for one in differences if one.kind in SHOWN]
    same = [one for one in differences if one.kind is DifferenceKind.UNCHANGED]
    parts = (
        [_table(told, words("returns.changes_caption"), catalogue, fiscal, words)] if told else []
    )
    if same:
        shown = _table(same, words("returns.unchanged_caption"), catalogue, fiscal, words)
        parts.append(panel(words.counted("returns.unchanged", len(same)), shown))
    return parts


def _table(
    differences: Sequence[Difference], caption: str, catalogue: Catalogue, fiscal: bool,
    words: Words,
) -> Component:  # fmt: skip
    columns = [Column(words(f"returns.column_{name}"), right) for name, right in HEADS]
    rows = [_row(one, catalogue, words) for one in differences[:MOST_ROWS]]
    left = len(differences) - len(rows)
    more = html.P(words.counted("returns.more_rows", left)) if left > 0 else None
    caption = f"{caption}{words('shared.colon')}{_periods(differences, fiscal, words)}"
    return html.Div([scrolls(caption, table(caption, columns, rows, "tnum stacks")), more])


def _periods(differences: Sequence[Difference], fiscal: bool, words: Words) -> str:
    """What a return is for stands over its figures once, not beside each of them."""
    periods = dict.fromkeys(one.period for one in differences)
    return ", ".join(period_words(one, words.language, fiscal=fiscal) for one in periods)


def _row(one: Difference, catalogue: Catalogue, words: Words) -> list[Child]:
    return [
        html.Span([name_of(one, catalogue, words), html.Small(place_of(one, catalogue, words),
                                                              className="note sub"),
                   *note_below(one, words)]),
        value_of(one, one.before, catalogue, words),
        value_of(one, one.now, catalogue, words),
        _change(one, catalogue, words),
        html.Span(words(f"returns.kind_{one.kind}"), className="flag"),
    ]  # fmt: skip


def name_of(one: Difference, catalogue: Catalogue, words: Words) -> str:
    return words.text(catalogue.series_of(one.series).title)


def place_of(one: Difference, catalogue: Catalogue, words: Words) -> str:
    """The place and the breakdown of a value: "North, under 25"."""
    held = one.now or one.before
    said = [labels.place_words(catalogue.places[one.place], words.language)]
    if held and held.disaggregation.members:
        known = dict(catalogue.dimensions)
        said.append(labels.disaggregation_words(held.disaggregation, known, words.language))
    return ", ".join(said)


def value_of(
    one: Difference, held: Observation | None, catalogue: Catalogue, words: Words
) -> Child:
    """A value as it is written everywhere; says where there is none."""
    if held is None:
        return missing(words("returns.none_held"))
    unit = catalogue.units[catalogue.indicators[one.indicator].unit]
    return labels.value_words(held, unit, words.language)


def _change(one: Difference, catalogue: Catalogue, words: Words) -> str:
    if one.before is None:
        return words("returns.change_new")
    if one.now is None:
        return words("returns.change_gone")
    before, now = one.before.value, one.now.value
    if before is None or now is None:
        if note_alone(one, words):
            return words("returns.change_note")
        return words("returns.change_none") if before == now else words("returns.change_kind")
    step = now - before
    if step == 0:
        return words("returns.change_note") if note_alone(one, words) else "0"
    unit = catalogue.units[catalogue.indicators[one.indicator].unit]
    written = labels.difference_words(abs(step), unit, words.language)
    return ("+" if step > Decimal(0) else "−") + written


def progress_table(
    changes: Iterable[ProgressChange], catalogue: Catalogue, words: Words
) -> Component:
    """Which words of progress would be others once this is approved."""
    heads = ("indicator", "word_before", "word_after")
    columns = [Column(words(f"returns.column_{one}")) for one in heads]
    rows = [
        [
            words.text(catalogue.indicators[one.indicator].title),
            _progress(one.before.value, KINDS[one.before], words),
            _progress(one.after.value, KINDS[one.after], words),
        ]
        for one in changes
    ]
    caption = words("returns.progress_caption")
    return scrolls(caption, table(caption, columns, rows))


def _progress(name: str, kind: str, words: Words) -> Component:
    said = words(f"returns.progress_{name}")
    return html.Span([glyph(kind), html.Span(said)], className=f"st st-{kind}")
