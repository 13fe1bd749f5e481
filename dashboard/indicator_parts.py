"""The words and numbers of the indicator page: table of values, notes, downloads, definition."""

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
    value,
)
from dashboard.drawing import glyph
from dashboard.line_said import figure_shown
from dashboard.protected import how_protected
from dashboard.quarters_said import quarters_said
from dashboard.services import services
from dashboard.text import Words
from dashboard.values_noted import (
    coverage_said,
    has_coverage,
    marked_period,
    marks_explained,
    notes_of,
    unit_head,
)
from dashboard.values_said import value_said
from metrics import HeldObservation, IndicatorSeries, ScorecardRow, SeriesLine

MANY = 24  # rows of a table that stand open; more scroll in a region of their own


def counted(row: ScorecardRow, words: Words) -> Component | None:
    """Under the name of a row's indicator, what its figure counts where that is narrower."""
    said = figure_shown(row.indicator, row.latest, services().catalogue, words)
    return html.Span(said, className="counted") if said else None


def value_table(line: SeriesLine, address: Address, words: Words) -> Component:
    """The same numbers as the chart, newest first; each leads to its trail."""
    columns = [Column(words("shared.period")), Column(unit_head(line, words), right=True)]
    covered = has_coverage(line)
    rows = [
        (marked_period(one, line, words), figure(one, line.unit, words, address),
         *([coverage_said(one, before, words)] if covered else []))
        for one, before in reversed([*zip(line.values, [None, *line.values], strict=False)])
    ]  # fmt: skip
    if covered:
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


def _notes(line: SeriesLine, words: Words) -> list[Component]:
    said, notes = marks_explained(line, words), notes_of(line, words)
    shown: list[Component] = [html.P(" ".join(said), className="fig-n")] if said else []
    if quarters := quarters_said(line, services().catalogue, words):
        shown.append(html.P(quarters, className="fig-n"))
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


def in_facts(held: HeldObservation, line: SeriesLine, words: Words, short: bool = False) -> Child:
    """The value; a level by its title: a bare 1 says nothing."""
    if line.unit.kind == "level":
        return value_said(held, line.unit, words)
    return value(held, line.unit, words, short=short)
