"""Neighbouring series: beside the one that is shown, never joined to it."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import (
    Child,
    Column,
    figure,
    section,
    way_to,
)
from dashboard.contributions import is_told
from dashboard.figure_said import breakdown_words
from dashboard.line_cells import cell_of, is_released
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import IndicatorSeries, SeriesLine, labels

NEAR = 40  # neighbouring lines listed


def neighbours(
    found: IndicatorSeries, line: SeriesLine | None, address: Address, words: Words
) -> list[Component]:
    """Other series of the same indicator: beside the one shown, never joined to it."""
    told = [one for one in found.lines if not is_told(one, line)]
    others = _own_place_first([one for one in told if _is_other(one, line)], line)
    if not others:
        return []
    columns = [
        Column(words(f"shared.{name}"), right=name == "newest")
        for name in ("series", "place", "breakdown", "newest", "period", "publisher")
    ]
    rows = [Row(_neighbour(one, address, words)) for one in others[:NEAR]]
    parted = line is not None and line.is_total
    kind = "partners" if parted else "neighbours" if line else "related"
    title = words(f"indicator.{kind}_title")
    caption = words("indicator.neighbours_caption")
    shown = listing(caption, columns, [Group(None, rows)], "series-values", hidden_caption=True)
    more = len(others) - NEAR
    rest = html.P(words.counted("indicator.neighbours_more", more), className="note")
    parts = [shown, rest] if more > 0 else [shown]
    return [
        section(
            "neighbours",
            title,
            *parts,
            note=words(f"indicator.{_note(others, parted=parted)}_note"),
        )
    ]


def _note(others: Sequence[SeriesLine], *, parted: bool) -> str:
    """The key of what the lines listed are: beside a total its parts, and what is public of it."""
    if not parted:
        return "neighbours"
    released = any(is_released(one) for line in others for one in line.values)
    return "partners_released" if released else "partners"


def _is_other(one: SeriesLine, line: SeriesLine | None) -> bool:
    """Another cell of the same place, or another series; other places are chosen, not listed."""
    if line is None:
        return bool(one.values)
    part = line.is_total and bool(one.organization)  # wherever it was counted
    near = part or one.place == line.place or one.key != line.key
    return bool(one.values) and near and _cell(one) != _cell(line)


def _cell(line: SeriesLine) -> tuple[str, ...]:
    return *cell_of(line).values(), line.frequency  # a total is none of what is released of it


def _own_place_first(lines: Sequence[SeriesLine], shown: SeriesLine | None) -> list[SeriesLine]:
    return sorted(
        lines,
        key=lambda one: (
            shown is not None and one.place != shown.place,
            bool(one.disaggregation),
            one.series.id,
            one.place,
            one.disaggregation,
            one.organization,  # by name, never by a figure
        ),
    )


def _neighbour(line: SeriesLine, address: Address, words: Words) -> list[Child]:
    catalogue, newest = services().catalogue, line.values[-1]
    link = html.A(
        words.text(line.series.title),
        href=way_to(address, newest).replace("#trail", ""),
    )
    return [
        html.Span(link, className="nm"),
        labels.place_words(catalogue.places[line.place], words.language),
        breakdown_words(line.disaggregation, services().catalogue, words),
        figure(newest, line.unit, words, address, noun=True),
        labels.when_words(newest.observation, line.series, words.language),
        words.text(line.series.publisher),
    ]
