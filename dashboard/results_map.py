"""The map of a strategy: pillars down, the chain from money to change across."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.absent import absence, absent_words, progress_said
from dashboard.absent_marks import row_mark, then_of
from dashboard.addresses import Address
from dashboard.chance import Signals, chance_line
from dashboard.components import Child, attrs, missing
from dashboard.drawing import glyph
from dashboard.embargo import embargo_words
from dashboard.findings import beyond_own_place, dated, figure_noun
from dashboard.indicator_parts import counted
from dashboard.map_key import fits
from dashboard.services import services
from dashboard.signals_said import JUDGED
from dashboard.text import Words
from dashboard.values_said import value_said
from metrics import (
    Framework,
    HeldObservation,
    Level,
    PillarScorecard,
    Scorecard,
    ScorecardRow,
    labels,
)

NAMED = {Level.OUTPUT: 4}  # how many indicators of a cell are named; two where nothing is said


def results_map(card: Scorecard, signals: Signals, address: Address, words: Words) -> Component:
    pillars = [one for one in card.pillars if not one.pillar.context]
    levels = list(Level)
    merged = not any(row.indicator.level is Level.ULTIMATE for one in pillars for row in one.rows)
    rows = [
        _row(
            one, signals, card.framework, merged, len(pillars) if place == 0 else 0, address, words
        )
        for place, one in enumerate(pillars)
    ]
    heads = [
        html.Th(words("shared.pillar"), scope="col", className="c0"),
        *(_level_head(level, place, words) for place, level in enumerate(levels, start=1)),
    ]
    return html.Table(
        [
            html.Caption(words("overview.map_caption"), className="vh"),
            html.Thead(html.Tr(heads)),
            html.Tbody(rows),
        ],
        className="map",
    )


def _level_head(level: Level, place: int, words: Words) -> Component:
    said: list[Child] = [
        words(f"shared.level_{level}"),
        html.Small(words(f"shared.level_{level}_note")),
    ]
    return html.Th(said, scope="col", className=f"c{place}")


def _row(
    one: PillarScorecard,
    signals: Signals,
    term: Framework,
    merged: bool,
    span: int,
    address: Address,
    words: Words,
) -> Component:
    cells = [
        _cell(
            [row for row in one.rows if row.indicator.level is level and fits(row, address)],
            signals,
            term,
            level,
            place,
            address,
            words,
        )
        for place, level in enumerate(Level, start=1)
        if not (merged and level is Level.ULTIMATE)
    ]
    if merged and span:
        cells.append(_ultimate(span, words))
    return html.Tr([_head(one, address, words), *cells])


def _ultimate(span: int, words: Words) -> Component:
    """One cell beside all pillars: no indicator stands there, and why."""
    return html.Td(
        [html.P(html.B(words("overview.ultimate_title"))), html.P(words("overview.ultimate_text"))],
        rowSpan=span,
        className="c5 merged",
        **attrs(data_l=words("shared.level_ultimate")),
    )


def _head(one: PillarScorecard, address: Address, words: Words) -> Component:
    link = html.A(words.text(one.pillar.title), href=address.to(f"/pillar/{one.pillar.id}"))
    return html.Th([link, html.P(pillar_counts(one, words))], scope="row")


def pillar_counts(one: PillarScorecard, words: Words) -> str:
    """A pillar's number, and how many of its indicators have a figure."""
    number = one.pillar.number
    name = words("shared.pillar_number", number=number) if number else words("shared.pillar")
    none, noun = len(one.rows) - one.published, figure_noun(one.unreleased, words)
    said: dict[str, str | int] = {"pillar": name, "total": len(one.rows), "figure": noun}
    if not none:
        return words("overview.pillar_counts_all", **said)
    return words.counted("overview.pillar_counts", none, published=one.published, **said)


def _cell(
    rows: list[ScorecardRow],
    signals: Signals,
    term: Framework,
    level: Level,
    place: int,
    address: Address,
    words: Words,
) -> Component:
    if not rows:
        return html.Td(className=f"c{place} mt")
    published_first = sorted(rows, key=lambda row: row.latest is None)
    most = len(rows) if address.asked("mark") else NAMED.get(level, 2)
    named, rest = published_first[:most], published_first[most:]
    return html.Td(
        [
            html.Ul([_named(row, signals, term, address, words) for row in named]),
            _more(len(rest), words) if rest else None,
            marks(rest, term, address, words) if rest else None,
        ],
        className=f"c{place}",
        **attrs(data_l=words(f"shared.level_{level}")),
    )


def _more(count: int, words: Words) -> Component:
    """Over the other marks: on a screen each says its name; on paper, how many."""
    said = {"on-screen": words("overview.more_marks"),
            "on-paper": words.counted("overview.more_on_paper", count)}  # fmt: skip
    return html.P([html.Span(one, className=name) for name, one in said.items()], className="more")


def _named(
    row: ScorecardRow, signals: Signals, term: Framework, address: Address, words: Words
) -> Component:
    title = words.text(row.indicator.title)
    then = then_of(address)
    said, why = progress_said(row, then, words), absence(row, then)
    figure: list[Child] = [
        html.Span(title, className="nm"),
        html.Span(missing(absent_words(why, words)) if why else None, className="vl"),
    ]
    if row.latest:
        about = _about(row.latest, term, words)
        figure = [
            html.Span(value_said(row.latest, row.unit, words), className="vv"),
            html.Span(title, className="nm"),
            counted(row, words),
            html.Span([about, html.Span(f"; {said}", className="vh")], className="vl"),
            chance_line(signals.get(row.indicator.id), words, JUDGED),
        ]
    return html.Li(
        html.A(
            [glyph(row_mark(row, then)), html.Span(figure)],
            href=address.to(f"/indicator/{row.indicator.id}"),
        ),
        className="core",
    )


def _about(held: HeldObservation, term: Framework | None, words: Words) -> str:
    """What a value is about: "2013 to 2023, Canada"; the strategy's own place is not said."""
    observation = held.observation
    catalogue = services().catalogue
    said = [
        dated(observation, term, catalogue, words),
        *beyond_own_place(observation, catalogue, words),
    ]
    out = labels.NOT_RELEASED.in_(words.language) if held.is_unreleased else ""
    waits = labels.provisional_words(held, words.language)
    return ", ".join(filter(None, [*said, waits, out, embargo_words(held, words)]))


def marks(
    rows: Sequence[ScorecardRow], term: Framework | None, address: Address, words: Words
) -> Component:
    """One mark an indicator, a link each; its tip says what the link's name says.

    Without a `term`, as in the context group, no figure is marked as outside it.
    """
    return html.Div([_mark(row, term, address, words) for row in rows], className="marks")


def _mark(row: ScorecardRow, term: Framework | None, address: Address, words: Words) -> Component:
    name, then = words.text(row.indicator.title), then_of(address)
    code = f"{row.indicator.code} " if row.indicator.code else ""
    colon = words("shared.colon")
    said = f"{code}{name}{colon}{progress_said(row, then, words)}"
    if row.latest:
        series = services().catalogue.series_of(row.latest.observation.series)
        shown = value_said(row.latest, row.unit, words)
        said = (
            f"{code}{words.text(series.title)}{colon}{shown}, {_about(row.latest, term, words)}; "
            f"{progress_said(row, then, words)}"
        )
    return html.A(
        [
            glyph(row_mark(row, then)),
            html.Span(said, className="tip", **attrs(aria_hidden="true")),
        ],
        className="mk",
        href=address.to(f"/indicator/{row.indicator.id}"),
        **attrs(aria_label=said),
    )
