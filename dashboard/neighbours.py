"""Neighbouring series: beside the one that is shown, never joined to it."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.choice import series_key
from dashboard.components import (
    Child,
    Column,
    figure,
    scrolls,
    section,
    table,
    trail_link,
)
from dashboard.indicator_figure import breakdown_words
from dashboard.services import services
from dashboard.text import Words
from metrics import IndicatorSeries, SeriesLine, labels

NEAR = 40  # neighbouring lines listed


def neighbours(
    found: IndicatorSeries, line: SeriesLine, address: Address, words: Words
) -> list[Component]:
    """Other series of the same indicator: beside this one, never joined to it."""
    others = [
        one
        for one in found.lines
        if _cell(one) != _cell(line)
        and one.values
        and (one.place == line.place or series_key(one) != series_key(line))
    ]
    if not others:
        return []
    columns = [
        Column(words("shared.series")),
        Column(words("shared.place")),
        Column(words("shared.breakdown")),
        Column(words("shared.newest"), right=True),
        Column(words("shared.period")),
        Column(words("shared.publisher")),
    ]
    rows = [_neighbour(one, address, words) for one in _own_place_first(others, line)[:NEAR]]
    shown = scrolls(
        words("indicator.neighbours_title"),
        table(
            words("indicator.neighbours_caption"),
            columns,
            rows,
            "tnum wide-table",
            hidden_caption=True,
        ),
    )
    return [
        section(
            "neighbours",
            words("indicator.neighbours_title"),
            shown,
            note=words("indicator.neighbours_note"),
        )
    ]


def _cell(line: SeriesLine) -> tuple[str, str, str, str]:
    return series_key(line), line.place, line.disaggregation, line.frequency


def _own_place_first(lines: Sequence[SeriesLine], shown: SeriesLine) -> list[SeriesLine]:
    return sorted(
        lines,
        key=lambda one: (
            one.place != shown.place,
            bool(one.disaggregation),
            one.series.id,
            one.place,
        ),
    )


def _neighbour(line: SeriesLine, address: Address, words: Words) -> list[Child]:
    catalogue, newest = services().catalogue, line.values[-1]
    link = html.A(
        words.text(line.series.title),
        href=trail_link(address, newest.observation).replace("#trail", ""),
    )
    return [
        link,
        labels.place_words(catalogue.places[line.place], words.language),
        breakdown_words(line.disaggregation, words),
        figure(newest, line.unit, words, address),
        labels.period_words(newest.observation.period, words.language),
        words.text(line.series.publisher),
    ]
