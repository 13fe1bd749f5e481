"""The words and numbers of the indicator page: table of values, notes, downloads, definition."""

from itertools import pairwise

from dash import html
from dash.development.base_component import Component

from dashboard.absent import Absence, absent_words
from dashboard.addresses import Address
from dashboard.components import (
    Child,
    Column,
    figure,
    panel,
    scrolls,
    table,
)
from dashboard.drawing import glyph
from dashboard.protected import how_protected
from dashboard.scales import is_estimated, is_provisional, is_restated
from dashboard.text import Words
from metrics import HeldObservation, IndicatorSeries, SeriesLine, labels, of_other_partners

MANY = 24  # rows of a table that stand open; more scroll in a region of their own


def value_table(line: SeriesLine, address: Address, words: Words) -> Component:
    """The same numbers as the chart, newest first; each leads to its trail."""
    columns = [Column(words("shared.period")), Column(_unit_head(line, words), right=True)]
    rows = [
        (_period(one, line, words), figure(one, line.unit, words, address),
         *_coverage(one, before, words))
        for one, before in reversed([*zip(line.values, [None, *line.values], strict=False)])
    ]  # fmt: skip
    if line.is_total:
        columns.append(Column(words("indicator.coverage")))
    shown = table(
        [html.B(words("shared.table")), " ", words.text(line.series.title)], columns, rows
    )
    many = len(line.values) > MANY
    return html.Div(
        [
            html.Div(scrolls(words("indicator.table_label"), shown), className="tall")
            if many
            else shown,
            *_notes(line, words),
            *how_protected(line.values, address, words),
        ]
    )


def _coverage(held: HeldObservation, before: HeldObservation | None, words: Words) -> list[Child]:
    """Of a total: how many partners it is made of, and where they are others than before."""
    if held.total is None:
        return []
    said = [labels.coverage_words(held, words.language)]
    whole = before is not None and not before.is_incomplete and not held.is_incomplete
    if before and whole and of_other_partners(before, held):
        said.append(labels.OTHER_PARTNERS.in_(words.language))
    return ["; ".join(said)]


def _unit_head(line: SeriesLine, words: Words) -> str:
    if line.unit.kind in ("level", "percent", "money"):
        return words("shared.value")
    said = labels.unit_words(line.unit, None, words.language)
    return said[:1].upper() + said[1:]


def _period(held: HeldObservation, line: SeriesLine, words: Words) -> str:
    period = labels.when_words(held.observation, line.series, words.language)
    marked = {"p": is_provisional(held), "e": is_estimated(held), "r": is_restated(held, line)}
    letters = "".join(letter for letter, holds in marked.items() if holds)
    return f"{period}\u00a0{letters}" if letters else period


def _notes(line: SeriesLine, words: Words) -> list[Component]:
    said = []
    if any(is_provisional(one) for one in line.values):
        said.append(words("indicator.note_p"))
    if any(is_estimated(one) for one in line.values):
        said.append(words("indicator.note_e"))
    if any(is_restated(one, line) for one in line.values):
        said.append(words("indicator.note_r"))
    if line.is_total:
        said.append(words("indicator.note_total"))
        if any(of_other_partners(*pair) for pair in pairwise(line.values)):
            said.append(words("indicator.note_other_partners"))
        whys = [one.total.why for one in line.values if one.total and one.total.why]
        said += map(words.text, dict.fromkeys(whys))
    notes = dict.fromkeys(
        f"{labels.when_words(one.observation, line.series, words.language)}{words('shared.colon')}"
        f"{words.text(one.observation.note)}"
        for one in reversed(line.values)
        if one.observation.note
    )
    shown: list[Component] = [html.P(" ".join(said), className="fig-n")] if said else []
    if notes:
        shown.append(
            panel(
                words.counted("indicator.notes", len(notes)),
                html.Ul([html.Li(one) for one in notes], className="notes"),
            )
        )
    return shown


def unassessed(why: Absence, words: Words) -> Component:
    """The mark of nothing to assess, with a reason that the moment gives."""
    said: list[Child] = [words("indicator.unassessed"), html.Small(absent_words(why, words))]
    return html.Span([glyph("none"), html.Span(said)], className="st st-none")


def downloads(found: IndicatorSeries, address: Address, words: Words) -> Component:
    base = f"/download/{found.indicator.id}"
    links = [
        (words("indicator.download_csv"), f"{base}.csv"),
        (words("indicator.download_json"), f"{base}.json"),
    ]
    return html.Div(
        [
            html.H2(words("indicator.downloads")),
            html.Ul(
                [html.Li(html.A(said, href=address.to(path), download="")) for said, path in links],
                className="dll",
            ),
        ],
        className="side",
    )


def breaks_and_definition(
    found: IndicatorSeries, line: SeriesLine | None, words: Words
) -> Component:
    asked = words("indicator.asked_definition" if line else "indicator.definition")
    pairs = [(asked, words.text(found.indicator.definition))]
    if line:
        pairs.append((words("indicator.series_definition"), words.text(line.series.definition)))
        breaks = [
            f"{words.day(one.on)}{words('shared.colon')}{words.text(one.note)}"
            for one in line.series.breaks
        ]
        pairs.append((words("indicator.breaks"), " ".join(breaks) or words("indicator.no_breaks")))
    if found.indicator.limits:
        pairs.append((words("indicator.limits"), words.text(found.indicator.limits)))
    pairs.append((words("indicator.fact_reporter"), words.text(found.indicator.reported_by)))
    return html.Div(
        [
            html.H2(words("indicator.breaks_title")),
            html.Dl(
                [part for name, said in pairs for part in (html.Dt(name), html.Dd(said))],
                className="dl",
            ),
        ]
    )
