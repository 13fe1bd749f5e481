"""The interactive chart of an indicator, as the plain dictionary that plotly.js reads.

Nothing here makes a `go.Figure`: a figure is validated by the tests, not on the way of a request.
"""

from collections.abc import Sequence
from math import ceil
from typing import Any

from dashboard.chart_marks import (
    FONT,
    GRID,
    INK,
    INK_2,
    PAPER,
    Marks,
    Part,
    escaped,
)
from dashboard.scales import (
    highest,
    is_span,
    ticks,
    year_of,
    years_of,
)
from dashboard.text import Words
from metrics import Event, Language, Period, SeriesLine, Unit, labels

CANADA = "CA"  # its parts are "CA-ON" and the like
SEVERAL = 2  # numbers that a chart needs; one alone stands in the table


def series_figure(found: SeriesLine, events: Sequence[Event], words: Words) -> Part:
    """One line of values: joined within segments, nothing joined across a break."""
    marks = Marks(found, words)
    traces = [
        *(trace for segment in found.segments for trace in marks.segment(segment)),
        *marks.spans(),
        *marks.boxes(),
        *marks.first_seen(),
    ]
    return {
        "data": traces,
        "layout": _layout(
            found,
            words,
            marks.labels() + _flag_labels(found, events, words),
            _shapes(found, events),
        ),
    }


def graph_config(language: Language) -> Any:  # Dash types it as keys that it does not all know
    return {
        "displayModeBar": False,
        "responsive": True,
        "locale": f"{language}-CA",
        "locales": {f"{language}-CA": {}},
    }


def _layout(found: SeriesLine, words: Words, annotations: list[Part], shapes: list[Part]) -> Part:
    drawn = [one for one in found.values if one.observation.value is not None]
    steps = ticks(highest(drawn), found.unit.kind == "count")
    said = [labels.number(one, found.unit, words.language, short=True) for one in steps]
    return {
        "font": {"family": FONT, "size": 13, "color": INK_2},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "margin": {"l": 14 + 8 * max(map(len, said)), "r": 64, "t": 40, "b": 34},
        "height": 430,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {"bgcolor": INK, "font": {"color": PAPER, "family": FONT, "size": 14}},
        "separators": ".," if words.language is Language.EN else ",\u00a0",
        "xaxis": _years(
            _range([one.observation.period for one in found.values]),
            at_start=any(is_span(one) for one in found.values),
        ),
        "yaxis": _amounts([float(one) for one in steps], said),
        "annotations": annotations,
        "shapes": shapes,
        "transition": {"duration": 0},
    }


def _years(shown: list[float], at_start: bool) -> Part:
    """The foot of the chart: every year, every second, ... so that at most nine are named.

    A year is named at its middle, where its value stands; where bars cover spans, at its start.
    The newest comes first: the stylesheet leaves out every second name on a narrow screen.
    """
    first, last = ceil(min(shown)), int(max(shown))
    step = max(1, -(-(last - first) // 8))
    named = list(range(last if at_start else last - 1, first - 1, -step))
    return {
        "showgrid": False,
        "zeroline": False,
        "range": shown,
        "fixedrange": True,
        "tickmode": "array",
        "ticks": "outside",
        "linecolor": INK,
        "showline": True,
        "tickangle": 0,
        "tickvals": [year if at_start else year + 0.5 for year in named],
        "ticktext": [str(year) for year in named],
    }


def _amounts(steps: list[float], said: list[str]) -> Part:
    """The values from zero up, in the words of the language."""
    return {
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": INK,
        "fixedrange": True,
        "range": [0, steps[-1] * 1.06],
        "tickmode": "array",
        "tickvals": steps,
        "ticktext": said,
    }


def _range(periods: list[Period]) -> list[float]:
    first = min((one.start.year for one in periods), default=2015)
    last = max((one.end.year + 1 for one in periods), default=2026)
    return [first - 0.2, max(last, first + 5) + 0.2]


def shown_events(found: SeriesLine, events: Sequence[Event]) -> list[Event]:
    """The events of Canada in the years that a line of Canada has values for, in order."""
    years = years_of([found])
    if years is None or not _is_canadian(found.place):
        return []
    inside = [one for one in events if years[0] <= one.on.year < years[1]]
    return sorted(inside, key=lambda one: one.on)


def _is_canadian(place: str) -> bool:
    return place == CANADA or place.startswith(f"{CANADA}-")


def _shapes(found: SeriesLine, events: Sequence[Event]) -> list[Part]:
    low, high = _range([one.observation.period for one in found.values])
    days = [one.on for one in shown_events(found, events)]
    days += [one.on for one in found.series.breaks if low <= year_of(one.on) <= high]
    return [
        {
            "type": "line",
            "x0": year_of(day),
            "x1": year_of(day),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"color": INK_2, "width": 1, "dash": "dot"},
        }
        for day in days
    ]


def _flag_labels(found: SeriesLine, events: Sequence[Event], words: Words) -> list[Part]:
    """Numbers over the events, which are listed under the figure, and a word at each break."""
    low, high = _range([one.observation.period for one in found.values])
    flags = [(one.on, str(number)) for number, one in enumerate(shown_events(found, events), 1)]
    breaks = [
        (one.on, words("shared.break"))
        for one in found.series.breaks
        if low <= year_of(one.on) <= high
    ]
    return [
        _flag(year_of(day), said, row=place % 2 if said.isdigit() else 0)
        for place, (day, said) in enumerate(flags + breaks)
    ]


def _flag(x: float, said: str, row: int) -> Part:
    return {
        "x": x,
        "yref": "paper",
        "y": 1,
        "yshift": 8 + 16 * row,
        "text": escaped(said),
        "showarrow": False,
        "bgcolor": PAPER,
        "borderpad": 1,
        "font": {"size": 13, "color": INK_2, "family": FONT},
    }


def can_be_drawn(found: SeriesLine | None, unit: Unit) -> bool:
    """A chart needs several numbers; a level is shown as letters in a row, words as words."""
    if found is None or unit.kind == "level":
        return False
    return sum(one.observation.value is not None for one in found.values) >= SEVERAL
